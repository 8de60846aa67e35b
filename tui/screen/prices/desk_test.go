package prices_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/prices"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// A market that gets its first own price gets all: two consoles that price
// different terms of it at once make the same place, and both prices stand.
func TestScreen_twoConsolesInOneMarket(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		console := func() *tuitest.Driver {
			return start(t, wide, func(d ui.Deps) ui.Screen {
				return prices.New(d, m, nav(), kind(t, app), shop.Harbor(), "basic")
			}).Press("down")
		}
		one, two := console(), console()
		one.Press("5", "2", "enter")
		two.Press("right", "5", "2", "0", "enter").Shows("edited prices too: both are here", "2 unsaved prices", "*52.00 USD    *520.00 USD")
		one.Advance(3*time.Second).Shows("2 unsaved prices", "*52.00 USD    *520.00 USD", "changed in another console")
		if kept := keptPlaces(m); len(kept) != 1 || !strings.Contains(kept[0], `"openPrice":52,`) || !strings.Contains(kept[0], `"openPrice":520,`) {
			t.Errorf("kept %q", kept)
		}
		// The same price, typed in both: the first stands, and can be replaced.
		two.Advance(time.Second) // it has looked what is new, and will again
		one.Press("up", "5", "3", "enter")
		two.Press("up", "left", "5", "4", "enter").Shows("AT  Austria, 1 month was set to 53.00 USD in another console").Hides("54.00")
		two.Press("up", "5", "4", "enter").Shows("*54.00 USD    *520.00 USD")
		one.Advance(3 * time.Second).Shows("*54.00 USD    *520.00 USD")
		// And taken back in one, it is taken back in both.
		two.Press("A", "x").Hides("unsaved")
		one.Advance(3 * time.Second).Hides("unsaved")
	})
}

// Each price is an edit of its own: what is taken back ends, the others stay.
func TestScreen_editsOfTheirOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		d := open(t, wide, m, app).Press("5", "0", "enter", "/").Type("DE").Press("enter", "v", "right", "%").Type("10").Press("enter")
		want := []string{"openPrice 49.59", "openPrice 495.88", "openPrice 50"}
		check := func(want ...string) {
			t.Helper()
			kept := keptPlaces(m)
			slices.Sort(kept)
			if len(kept) != len(want) {
				t.Fatalf("kept %q, want %q", kept, want)
			}
			for i := range want {
				if !strings.HasSuffix(kept[i], want[i]) {
					t.Errorf("kept %q, want it to end in %q", kept[i], want[i])
				}
			}
		}
		check(want...)
		first := m.Unsaved()[0].Rev
		d.Press("g", "home", "6", "0", "enter")
		check("openPrice 49.59", "openPrice 495.88", "openPrice 60")
		d.Press("u", "u")
		check("openPrice 50")
		if now := m.Unsaved()[0]; now.Rev == first {
			t.Error("the last edit was not kept anew")
		}
		d.Press("ctrl+r")
		check(want...)
		d.Press("A", "x")
		check()
	})
}

// What is edited elsewhere in the section is neither changed nor lost here, and is
// saved along.
func TestScreen_otherEditsOfTheSection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		key, _ := model.ParseSectionKey(path)
		base, _ := m.Now[model.Draft].Find(key)
		m.Leave(model.Process{Host: "there", PID: 2, Run: "there"}, model.FieldEdit{
			Offer: shop.Harbor(), Key: key, Path: "/trial/type", New: []byte(`"TimedUsage"`), Base: base, BaseHash: base.Hash(),
		})
		d := open(t, wide, m, app).Shows("+ 1 unsaved edit of another field").Press("5", "0", "enter", "up", "x")
		if kept := keptPlaces(m); !slices.Equal(kept, []string{`/trial/type "TimedUsage"`}) {
			t.Errorf("kept %q", kept)
		}
		d.Press("5", "0", "enter", "ctrl+s").Shows("Saved 1 price")
		if got := string(m.Saved()[0].Raw); !strings.Contains(got, `"TimedUsage"`) || !strings.Contains(got, `"openPrice":50,`) {
			t.Errorf("saved %s", got)
		}
	})
}

// A market that somebody stopped selling to leaves its price in the store: saving
// says what became of it.
func TestScreen_aMarketThatIsGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		d := open(t, wide, m, app).Press("/").Type("JP").Press("enter", "9", "0", "0", "0", "enter").Shows("1 unsaved price")
		gone := strings.ReplaceAll(application("49.00", "490.00"), `"JP"`, `"KR"`)
		m.Now[model.Draft] = shop.Contents(model.Draft, shop.Document(path, gone))
		d.Press("r").Press("g", "5", "0", "enter").Shows("1 unsaved price", "1 typed price has no place in the draft any more")
		if kept := keptPlaces(m); len(kept) != 2 {
			t.Errorf("kept %q", kept)
		}
	})
}

// When the console ends, a price that is still being typed is kept, if it is one.
func TestScreen_flush(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"52.5": "openPrice 52.5", "5x": "", "49.00": ""} {
		synctest.Test(t, func(t *testing.T) {
			m := stand(application("49.00", "490.00"), "")
			var s *prices.Screen
			d := tuitest.New(t, wide, func(d ui.Deps) ui.Screen {
				s = prices.New(d, m, nav(), kind(t, app), shop.Harbor(), "basic")
				return s
			})
			d.Press("enter", "ctrl+u").Type(typed)
			if cmd := s.Flush(); cmd != nil {
				cmd()
			}
			got := strings.Join(keptPlaces(m), " ")
			if (want == "") != (got == "") || !strings.HasSuffix(got, want) {
				t.Errorf("typed %q: kept %q", typed, got)
			}
		})
	}
}

// What the store could not keep is tried again without being asked.
func TestScreen_triesAgainToKeep(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		m.Fail("KeepEdit", errors.New("the disk is full"))
		d := open(t, wide, m, app).Press("5", "0", "enter").Shows("not kept on this machine").Advance(5 * time.Second).Shows("not kept on this machine")
		m.Fail("KeepEdit", nil)
		d.Advance(3 * time.Second).Hides("not kept on this machine").Shows("1 unsaved price")
		if kept := keptPlaces(m); len(kept) != 1 {
			t.Errorf("kept %q", kept)
		}
	})
}
