package section_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/model"
	"awning/tui/external"
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
		nav := section.Nav{
			Compare:  func(model.Offer, model.SectionKey) ui.Screen { return blank{} },
			Conflict: func(c *client.ConflictError) ui.Screen { return shop.Page("settle " + c.Key.String()) },
			Editor:   external.New(func(string) string { return "ed" }, editor),
		}
		return section.New(d, m, nav, shop.Type(), shop.Harbor(), k)
	})
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, size.options, shop.New(), listing)
				d.Golden("fields")
				d.Press("down").Golden("summary")
				d.Press("enter").Golden("line")
				d.Press("esc", "down", "enter").Golden("box")
				d.Press("esc", "v").Golden("whole")
			})
		})
	}
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
