package section_test

import (
	"testing"
	"testing/synctest"

	"awning/client"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

func refusal() error {
	return &client.RefusedError{Offer: "harbor-backup", Section: listing, Refusals: []client.Refusal{
		{Message: "The offer is locked for a review."},
		{Pointer: "/listingContacts/0/email", Code: "ICH50400", Message: "This mailbox does not exist.\x1b[2J"},
		{Pointer: "/summary", Message: "The summary names a competitor."},
		{Pointer: "/nowhere", Message: "The field FeatureName is invalid."},
	}}
}

// What the service refused stands at its field, below the whole page if it names
// none, until the field is edited or the page saved again.
func TestScreen_refusedByTheService(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				m.Fail("Save", refusal())
				d := open(t, size.options, m, listing)
				d.Press("end", "down", "up", "up", "enter", "backspace", "enter") // markets: nothing changes
				d.Press("home", "enter").Type("!").Press("enter", "ctrl+s").Press("backspace").Golden("refused")
				d.Press("enter").Golden("editor")
			})
		})
	}
}

func TestScreen_refusalsGoWithTheirValue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Save", refusal())
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("enter").Type("!").Press("enter", "ctrl+s")
		d.Shows("! The service refused the save: The offer is locked for a review.", "! The service refused the save: The field FeatureName is invalid.")
		d.Shows("› Search results summary", "! The service refused it: The summary names a competitor.", "2 to correct", "! refused")
		d.Press("enter").Shows("Edit Search results summary", "The service refused it: The summary names").Type("?")
		d.Hides("The service refused it").Press("enter").Shows("1 to correct", "2 unsaved edits")
		d.Press("u").Shows("2 to correct", "The service refused it: The summary").Press("ctrl+r")
		d.Press("down", "down", "down", "down").Shows("The service refused it: This mailbox does not exist. (ICH50400)")
		d.Press("r").Shows("1 to correct", "locked for a review")
		d.Press("!").Shows("could not save Offer listing").Press("esc")
		m.Fail("Save", nil)
		d.Press("ctrl+s").Shows("Saved in the draft: 2 edits.").Hides("refused", "to correct", "locked for a review")
	})
}
