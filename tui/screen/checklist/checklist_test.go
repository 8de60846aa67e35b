package checklist_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/model"
	"awning/model/catalog"
	rules "awning/model/checklist"
	"awning/tui/screen/checklist"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func open(t *testing.T, o tuitest.Options, m *shop.Shop) *tuitest.Driver {
	t.Helper()
	return openType(t, o, m, shop.Type())
}

func openType(t *testing.T, o tuitest.Options, m *shop.Shop, kind *catalog.Type) *tuitest.Driver {
	t.Helper()
	o.Watcher = m
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		nav := checklist.Nav{
			Compare: func(_ model.Offer, base model.Environment, k model.SectionKey) ui.Screen {
				return shop.Page("comparing " + string(base) + " " + k.String())
			},
			Field: func(_ model.Offer, f rules.Fault) ui.Screen {
				return shop.Page("correcting " + f.Key.String() + " " + f.Field)
			},
			Progress: func(op model.Operation) ui.Screen { return shop.Page("watching " + string(op.ID)) },
		}
		return checklist.New(d, m, nav, kind, shop.Harbor())
	})
}

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				m.Now[model.Draft].Documents[3].Raw = json.RawMessage(`{"key":"new","tenant":""}`)
				m.Leave(model.Process{}, unsaved("listing", "/title"), unsaved("listing", "/summary"))
				d := open(t, o, m)
				d.Golden("open").Tiny()
				d.Press(" ").Golden("chosen")
				d.Press("v").Golden("detail").Press("esc", "n").Type("Test account: demo").Golden("notes").Tiny()
				d.Press("ctrl+s", "p").Golden("confirm").Tiny()
				openType(t, o, shop.Abroad(), shop.Type()).Golden("abroad").Press("tab").Golden("abroad pane")
			})
		})
	}
}

func unsaved(key, path string) model.FieldEdit {
	k, _ := model.ParseSectionKey(key)
	return model.FieldEdit{Offer: shop.Harbor(), Key: k, Path: path, New: json.RawMessage(`"new"`)}
}

func TestScreen_saysWhatIsNotSaved(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Hides("on this machine").Press("u").Shows("every edit of this offer is saved")
		m.Leave(model.Process{}, unsaved("plans/basic/pricing", "/price"))
		d.Press("r").Shows("* Not published: 1 unsaved edit on this machine, in basic › Pricing and availability; u goes there")
		d.Press("u").Shows("correcting plans/basic/pricing price")
		// Back with more of it, of which the row under the cursor goes first.
		m.Leave(model.Process{}, unsaved("listing", "/searchRank/boost"))
		d.Press("esc").Shows("* Not published: 2 unsaved edits on this machine, in basic › Pricing and availability, Offer listing;", "* 1 edit here is not saved")
		d.Press("a", "p").Shows("Not published: 2 unsaved edits on this machine").Press("esc").Advance(ready).Press("esc")
		d.Press("u").Shows("correcting listing ")
		if err := m.DiscardEdits(t.Context(), m.Unsaved()...); err != nil {
			t.Fatal(err)
		}
		d.Press("esc").Hides("this machine")
		m.Fail("Edits", errors.New("the disk is full"))
		d.Press("r").Shows("could not read which edits are not saved: the disk is full")
	})
}

// What does not fit below the rows is one key away, in its pane or whole.
func TestScreen_everyChangeCanBeRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		long := strings.Repeat("word ", 60) + "the end"
		raw := `{"title":"A","summary":"B","description":"` + long + `","keywords":["c"],"privacyUrl":"https://d.example","markets":["us"],` +
			`"listingContacts":[],"searchRank":{"boost":3,"note":"e"},"one":1,"two":2,"three":3,"four":4}`
		m.Now[model.Draft].Documents[2].Raw = json.RawMessage(raw)
		d := open(t, tuitest.Options{}, m)
		d.Press("up").Shows("more lines; tab, then down").Hides("the end", "four")
		d.Press("tab", "end").Shows("four").Press("tab", "down").Hides("four").Press("up")
		d.Press("v").Shows("Offer listing", "To correct").Press("end").Shows("four")
		d.Press("v").Hides("In full")
	})
}

func TestScreen_isCopiedAndWritten(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	synctest.Test(t, func(t *testing.T) {
		s := checklist.New(d, shop.New(), checklist.Nav{}, shop.Type(), shop.Harbor())
		if what, _ := s.Copied(); what != "" || s.Detail() != nil {
			t.Error("there is a row before anything was read")
		}
		tuitest.New(t, tuitest.Options{}, func(ui.Deps) ui.Screen { return s }).Press("end", "home", "down")
		if what, path := s.Copied(); what != "the section's path" || path != "listing" {
			t.Errorf("Copied = %q, %q", what, path)
		}
		head, rows := s.Table()
		want := [][]string{
			{"group", "choice", "section", "changes", "why"},
			{"", "travels in any case", "Offer setup", "0", "part of every publish"},
			{"", "not chosen", "Offer listing", "3", "stays a draft"},
			{"", "not chosen", "Basic › Pricing and availability", "2", "stays a draft"},
		}
		if diff := cmp.Diff(want, append([][]string{head}, rows...)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestScreen_publishesWhatWasChosenAndWhatIsForced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("[+]", "Offer setup", "part of every publish", "[ ]", "Offer listing", "stays a draft")
		d.Press(" ").Shows("[x]", "will be published")
		d.Press("n").Type("Please test.").Press("ctrl+s").Shows("Notes:", "Please test.")
		d.Press("p").Shows("Publish harbor-backup to preview?", "Published: Offer setup, Offer listing.", "Stays a draft: Basic › Pricing and availability.")
		d.Press("y").Shows("Publish harbor-backup to preview?") // typed ahead: not heard
		d.Advance(ready).Press("y").Shows("watching publish", "1 publishing")
		r := m.Requests()
		if len(r) != 1 {
			t.Fatalf("%d requests, want 1", len(r))
		}
		want := []model.SectionKey{{Section: "setup"}, {Section: "listing"}}
		if diff := cmp.Diff(want, r[0].Sections); diff != "" {
			t.Error(diff)
		}
		var seen []string
		for _, s := range r[0].Seen {
			seen = append(seen, s.Key.String())
		}
		if diff := cmp.Diff([]string{"setup", "listing"}, seen); diff != "" {
			t.Error("pinned documents:", diff)
		}
		if r[0].Notes != "Please test." {
			t.Errorf("notes %q", r[0].Notes)
		}
	})
}

func TestScreen_noIsTheDefault(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m)
		d.Press("a", "p").Advance(ready).Press("enter").Hides("Publish harbor-backup to preview?")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestScreen_chooseAllAndNone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.New())
		d.Press("a").Shows("Stays a draft:  nothing", "a choose none")
		d.Press("a").Shows("space chooses a section")
		d.Press("p").Shows("nothing is chosen")
	})
}

func TestScreen_firstPublishIsWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.State = model.Standing{Draft: model.DraftNew}
		delete(m.Now, model.Preview)
		delete(m.Now, model.Live)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("first publish", "a first publish takes the whole offer").Hides("[ ]")
		d.Press(" ").Shows("cannot be chosen")
		d.Press("c").Shows("nothing was published yet")
		d.Press("p").Shows("the whole offer is published").Advance(ready).Press("y")
		if r := m.Requests(); len(r) != 1 || r[0].Sections != nil || len(r[0].Seen) != 6 {
			t.Errorf("requests %+v, want one of everything", r)
		}
	})
}

func TestScreen_blockedRowsSayWhatIsMissing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		raw := strings.Replace(string(m.Now[model.Draft].Documents[2].Raw), "https://brightwave.example/privacy", "", 1)
		m.Now[model.Draft].Documents[2].Raw = json.RawMessage(raw)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("[-]", "! 1 to correct")
		d.Press("up", " ").Shows("To correct first: Privacy policy")
		d.Press("a", "p").Shows("Published: Offer setup, Basic › Pricing and availability.", "Stays a draft: Offer listing.")
	})
}

func TestScreen_whatMustTravelAndCannotBlocksAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft].Documents[0].Raw = json.RawMessage(`{"alias":"","offerID":"harbor-backup"}`)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("Nothing can be published now: Offer setup", "Offer alias")
		d.Press("p").Shows("Nothing can be published now")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestScreen_whileAPublishRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.State.Running = &model.Submission{ID: "3", Phase: model.PhasePublishing}
		d := open(t, tuitest.Options{}, m)
		d.Press("p").Shows("a publish is under way")
	})
}

func TestScreen_nothingToPublish(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft] = m.Now[model.Preview]
		d := open(t, tuitest.Options{}, m)
		d.Shows("the draft is the same as what was published").Press("p").Shows("there is nothing to publish")
	})
}

type movedError struct{}

func (movedError) Error() string             { return "moved" }
func (movedError) Moved() []model.SectionKey { return []model.SectionKey{{Section: "listing"}} }

func TestScreen_sectionsThatMovedSinceAreNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Publish", movedError{})
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Press("a", "p").Advance(ready).Press("y")
		d.Shows("Changed since you looked: Offer listing.", "what you chose is kept", "[x]")
		m.Fail("Publish", nil)
		d.Press("p").Advance(ready).Press("y").Shows("watching publish")
	})
}

func TestScreen_failureLeavesTheChoice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Publish", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Press("a", "p").Advance(ready).Press("y")
		d.Shows("could not publish harbor-backup: the service answered 503", "[x]")
	})
}

func TestScreen_isWatchedEvenIfTheScreenWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		o := tuitest.Options{Width: 120, Height: 40, Watcher: m}
		d := tuitest.New(t, o, func(ui.Deps) ui.Screen { return shop.Page("below") })
		list := checklist.New(tuitest.Deps(o), m, checklist.Nav{}, shop.Type(), shop.Harbor())
		d.Send(ui.Push{Screen: list}).Press("a", "p").Advance(ready)
		m.Delay = 2 * time.Second
		d.Press("y").Shows("Sending").Press("esc").Shows("below")
		d.Advance(3*time.Second).Shows("1 publishing", "below")
	})
}

func TestScreen_storedContentsAreNotPublishedBy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Stored = m.Now
		m.Fail("Contents draft", errors.New("no way"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("Offer listing", "Could not read the offer", "no way")
		d.Press("a", "p").Shows("still being read")
	})
}

func TestScreen_changesOutsideOfAPublish(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		draft := m.Now[model.Draft]
		draft.Documents = append(draft.Documents, shop.Document("leads", `{"email":"leads@brightwave.example"}`))
		m.Now[model.Draft] = draft
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Shows("Takes effect when saved", "Customer leads")
	})
}

func TestScreen_compare(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		open(t, tuitest.Options{}, shop.New()).Press("c").Shows("comparing preview listing")
	})
}

func TestScreen_notesAreNotLostByEsc(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.New())
		d.Press("n").Type("abc").Press("esc").Shows("Discard what you typed?")
		d.Advance(ready).Press("n").Shows("abc", "Notes for the certification team")
	})
}

func TestScreen_notesAreKeptForTheNextPublish(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Memory.Notes = "Log in as test."
		d := open(t, tuitest.Options{}, m)
		d.Shows("Notes:", "Log in as test.").Press("n", "end").Type(" Twice.").Press("ctrl+s").Shows("Log in as test. Twice.")
		open(t, tuitest.Options{}, m).Shows("Log in as test. Twice.")
	})
}

func TestScreen_notesThatCannotBeKeptStayOpen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("KeepNotes", errors.New("the disk is full"))
		d := open(t, tuitest.Options{}, m)
		d.Press("n").Type("abc").Press("ctrl+s").Shows("could not keep the notes: the disk is full", "abc", "Notes for the certification team")
		m.Fail("KeepNotes", nil)
		d.Press("ctrl+s").Hides("Notes for the certification team").Shows("abc")
	})
}

func TestScreen_faultsAreListedAndOneKeyAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const rest = `,"description":"d","privacyUrl":"https://a.example","listingContacts":[{"type":"CustomerSupport","email":"a@b.example"}]}`
		m := shop.New()
		listing := &m.Now[model.Draft].Documents[2]
		listing.Raw = json.RawMessage(`{"title":"","summary":"` + strings.Repeat("x", 101) + `"` + rest)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
		d.Press("end", "f").Shows("has nothing to correct").Press("home", "down")
		d.Shows("Name must not be empty", "may have at most 100 characters; this is 101").Golden("faults")
		d.Press("f").Shows("correcting listing title")
		// What was corrected meanwhile shows on the way back.
		listing.Raw = json.RawMessage(`{"title":"Harbor","summary":"x"` + rest)
		d.Press("esc").Hides("must not be empty", "2 to correct")
	})
}

func TestScreen_typeUnknownToTheCatalogue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openType(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), nil)
		d.Shows("[+]  Listing", "[+]  Basic › Pricing")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	s := checklist.New(d, shop.New(), checklist.Nav{}, shop.Type(), shop.Harbor())
	shop.Clashes(t, s.Actions())
	synctest.Test(t, func(t *testing.T) { // in the pane below too
		tuitest.New(t, tuitest.Options{}, func(ui.Deps) ui.Screen { return s }).Press("tab")
		shop.Clashes(t, s.Actions())
	})
}
