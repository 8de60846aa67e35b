package checklist_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// A limit the documentation is not sure of is told with its row, leads to its
// field, and keeps nothing from being published.
func TestScreen_doubts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, kind := shop.New(), shop.Type()
		page, _ := kind.Section(model.SectionKey{Section: "properties"})
		page.Fields[0].Unsure = []catalog.Rule{catalog.RuleMax}
		m.Now[model.Draft].Documents[1].Raw = json.RawMessage(`{"version":"` + strings.Repeat("1", 21) + `"}`)
		d := openType(t, tuitest.Options{Width: 120, Height: 40}, m, kind).Press("home", "down")
		d.Shows("* App version may have at most 20 characters; this is 21 characters; the documentation contradicts itself").Hides("to correct")
		d.Press("f").Shows("correcting properties version").Press("esc", " ").Shows("[x]  Properties")
	})
}
