package section_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

var (
	listing = model.SectionKey{Section: "listing"}
	pricing = model.SectionKey{Section: "pricing", Plan: "basic"}
)

type blank struct{ ui.Screen }

func open(t *testing.T, o tuitest.Options, m *shop.Shop, k model.SectionKey) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		nav := section.Nav{Compare: func(model.Offer, model.SectionKey) ui.Screen { return blank{} }}
		return section.New(d, m, nav, shop.Type(), shop.Harbor(), k)
	})
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}} {
		for _, colour := range []bool{false, true} {
			name := strconv.Itoa(size[0]) + "x" + strconv.Itoa(size[1])
			if colour {
				name += "-colour"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					o := tuitest.Options{Width: size[0], Height: size[1], Colour: colour}
					d := open(t, o, shop.New(), listing)
					d.Golden("fields")
					d.Press("down").Golden("summary")
					d.Press("enter").Golden("line")
					d.Press("esc", "down", "enter").Golden("box")
					d.Press("esc", "v").Golden("whole")
				})
			})
		}
	}
}

func TestScreen_savesOneFieldAndNothingElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		before, _ := m.Now[model.Draft].Find(listing)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "enter", "ctrl+u").Type("Back up anything.").Press("enter")
		d.Shows("Saved Search results summary", "Back up anything.").Hides("Edit Search")
		if len(m.Edits()) != 1 {
			t.Fatalf("%d edits, want 1", len(m.Edits()))
		}
		e := m.Edits()[0]
		want := strings.Replace(string(before.Raw), "Back up every server every hour, with keys that never leave your own vault.", "Back up anything.", 1)
		if string(e.Raw) != want {
			t.Errorf("saved\n%s\nwant\n%s", e.Raw, want)
		}
		if e.Base.ETag != before.ETag || string(e.Base.Raw) != string(before.Raw) {
			t.Error("the save does not name what it was based on")
		}
	})
}

func TestScreen_saysWhichRuleIsBroken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "enter").Type(strings.Repeat("x", 40)).Press("enter")
		d.Shows("Not saved: Search results summary may have at most 100 characters; this is 115 characters.", "115/100")
		d.Press("ctrl+u", "enter").Shows("must not be empty")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestScreen_failedSaveKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Save", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{}, m, pricing)
		d.Press("enter", "ctrl+u").Type("14.99").Press("enter")
		d.Shows("Edit Price", "14.99", "could not save Price: the service answered 503")
		m.Fail("Save", nil)
		d.Press("enter").Shows("Saved Price")
		if got := string(m.Edits()[0].Raw); got != `{"price":14.99,"model":"perUser","private":false}` {
			t.Errorf("saved %s", got)
		}
	})
}

type changed struct{ theirs model.Document }

func (changed) Error() string               { return "changed elsewhere" }
func (c changed) Elsewhere() model.Document { return c.theirs }

func TestScreen_changedElsewhereOffersTheirVersion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		theirs := shop.Document("plans/basic/pricing", `{"price":11,"model":"perUser","private":true}`)
		theirs.ETag = "2"
		m.Fail("Save", changed{theirs})
		d := open(t, tuitest.Options{Width: 100}, m, pricing)
		d.Press("enter", "ctrl+u").Type("14.99").Press("enter")
		d.Shows("somebody changed this section meanwhile", "11 USD per month", "ctrl+r", "14.99").Golden("changed")
		d.Press("enter") // not before their version is the base
		m.Fail("Save", nil)
		d.Press("ctrl+r").Shows("based on their version now", "14.99")
		d.Press("enter").Shows("Saved Price")
		e := m.Edits()[0]
		if e.Base.ETag != "2" || string(e.Raw) != `{"price":14.99,"model":"perUser","private":true}` {
			t.Errorf("saved %s on %q", e.Raw, e.Base.ETag)
		}
		if n := len(m.Calls()); n != 2 {
			t.Errorf("%d saves were sent, want 2", n)
		}
	})
}

func TestScreen_editsByKind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  model.SectionKey
		keys []string
		want string
	}{
		"choice":  {pricing, []string{"down", "enter", "down", "enter"}, `{"price":12.5,"model":"free","private":false}`},
		"flag":    {pricing, []string{"down", "down", "enter", "up", "enter"}, `{"price":12.5,"model":"perUser","private":true}`},
		"money":   {pricing, []string{"enter", "ctrl+u", "9", "enter"}, `{"price":9,"model":"perUser","private":false}`},
		"secret":  {model.SectionKey{Section: "technical"}, []string{"enter", "n", "e", "w", "enter"}, `{"key":"new","tenant":"12345678-90ab-cdef-1234-567890abcdef"}`},
		"pattern": {model.SectionKey{Section: "properties"}, []string{"enter", "backspace", "6", "enter"}, `{"version":"1.6"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				open(t, tuitest.Options{}, m, c.key).Press(c.keys...)
				if len(m.Edits()) != 1 || string(m.Edits()[0].Raw) != c.want {
					t.Errorf("saved %v, want %s", m.Edits(), c.want)
				}
			})
		})
	}
}

func TestScreen_severalLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "down", "enter", "ctrl+end", "enter").Type("<p>New.</p>").Press("ctrl+s")
		d.Shows("Saved Description")
		if got := string(m.Edits()[0].Raw); !strings.Contains(got, `restored in minutes.</p>\n<p>New.</p>"`) {
			t.Errorf("saved %s", got)
		}
	})
}

func TestScreen_secretsNeverShow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, model.SectionKey{Section: "technical"})
		d.Shows("set, not shown").Hides("old")
		d.Press("enter").Type("tops").Shows("****").Hides("tops")
	})
}

func TestScreen_lockedFieldsSayWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key    model.SectionKey
		down   int
		change func(*shop.Shop)
		want   string
	}{
		"created":   {model.SectionKey{Section: "setup"}, 1, nil, "never changes"},
		"kind":      {listing, 6, nil, "change it in Partner Center"},
		"unknown":   {listing, 7, nil, "does not know this member"},
		"sealed":    {listing, 0, func(m *shop.Shop) { m.Now[model.Draft].Documents[2].Sealed = true }, "takes no change to it here"},
		"not fresh": {listing, 0, func(m *shop.Shop) { m.Delay = time.Hour; m.Stored = m.Now }, "still being read"},
		"offline": {listing, 0, func(m *shop.Shop) {
			m.Stored = m.Now
			m.Errors = map[string]error{"Contents draft": errors.New("no way")}
		}, "press r to try again"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				if c.change != nil {
					c.change(m)
				}
				d := open(t, tuitest.Options{Width: 120, Height: 40}, m, c.key)
				for range c.down {
					d.Press("down")
				}
				d.Press("enter").Shows(c.want).Hides("enter saves")
			})
		})
	}
}

func TestScreen_escAsksBeforeAnythingTypedIsLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m, pricing)
		d.Press("enter", "esc").Hides("Edit Price")
		d.Press("enter", "1", "esc").Shows("Discard what you typed?")
		d.Advance(time.Second).Press("n").Shows("Edit Price", "12.51")
		d.Press("esc").Advance(time.Second).Press("y").Hides("Edit Price", "12.51")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

func TestScreen_showsWhatIsStoredWhileTheServiceIsRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Stored, m.Age, m.Delay = m.Now, 5*time.Minute, 2*time.Second
		d := open(t, tuitest.Options{}, m, pricing)
		d.Shows("12.5 USD per month", "reading")
		d.Advance(3 * time.Second).Shows("read just now")
	})
}

func TestScreen_empty(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Delay = time.Second
		d := open(t, tuitest.Options{}, m, model.SectionKey{Section: "leads"})
		d.Shows("Reading the draft")
		d.Advance(2 * time.Second).Shows("The draft has no such section yet.")
	})
}

func TestScreen_hostileTextIsHarmless(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft].Documents[1].Raw = []byte(`{"version":"\u001b]0;owned\u0007\u202e1.0","x\u001b[2Jy":"\u009b31m"}`)
		d := open(t, tuitest.Options{}, m, model.SectionKey{Section: "properties"})
		for _, k := range []string{"down", "v", "v", "up", "enter"} {
			if f := d.Press(k).Frame(); strings.ContainsAny(f, "\x1b\x07\u202e\u009b") {
				t.Fatalf("escape characters reached the screen: %q", f)
			}
		}
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	shop.Clashes(t, section.New(d, shop.New(), section.Nav{}, shop.Type(), shop.Harbor(), listing).Actions())
}

func TestScreen_sectionsTheCatalogueDoesNotKnow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		draft := m.Now[model.Draft]
		draft.Documents = append(draft.Documents, shop.Document("microsoft365-integration", `{"links":[{"a":1}],"on":true}`))
		m.Now[model.Draft] = draft
		d := open(t, tuitest.Options{}, m, model.SectionKey{Section: "microsoft365-integration"})
		d.Shows("names no fields of this section", "links", `[{"a":1}]`, "on")
	})
}
