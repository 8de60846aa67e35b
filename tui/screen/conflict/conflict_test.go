package conflict_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"testing"
	"testing/synctest"

	"awning/client"
	"awning/model"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tui/screen/conflict"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// moved is a listing of which both sides changed the summary and a contact, and
// others the keywords.
func moved() *client.ConflictError {
	key := model.SectionKey{Section: "listing"}
	return &client.ConflictError{
		Offer: shop.Harbor(), Key: key, Theirs: shop.Document("listing", `{}`),
		Conflicts: []merge.Conflict{
			{
				Field: "summary", Label: "Search results summary", Pointer: "/summary",
				Base: quoted("Back up servers every night."), Mine: quoted("Back up every server every hour."), Theirs: quoted("毎時のバックアップ。"),
			},
			{Label: "\x1b[2Jsearch › rank", Pointer: "/searchRank/boost", Base: json.RawMessage("2"), Mine: json.RawMessage("3"), Theirs: nil},
		},
		Taken: []model.Change{{
			Key: key, Field: "keywords", Path: "/keywords", Label: "Search keywords", Kind: model.Edited,
			Left: json.RawMessage(`["backup"]`), Right: json.RawMessage(`["backup","cloud"]`),
		}},
	}
}

func quoted(s string) json.RawMessage { return raw.Quote(s) }

func open(t *testing.T, o tuitest.Options, m *shop.Shop, c *client.ConflictError) *tuitest.Driver {
	t.Helper()
	d := tuitest.New(t, o, func(ui.Deps) ui.Screen { return shop.Page("the section") })
	return d.Send(ui.Push{Screen: conflict.New(tuitest.Deps(o), m, shop.Type(), c)})
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
					d := open(t, tuitest.Options{Width: size[0], Height: size[1], Colour: colour}, shop.New(), moved())
					d.Golden("open").Press("v").Golden("whole").Press("v", "e").Golden("typing").Press("esc", "m", "t").Golden("settled")
				})
			})
		}
	}
}

func TestScreen_settlesEachPlaceAndSaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, moved())
		d.Shows("2 of 2 conflicts are open; 1 changes come along", "! open", "毎時のバックアップ。", "backup, cloud")
		d.Press("ctrl+s").Shows("first choose for the places that are open: 2")
		d.Press("t").Shows("✓ theirs", "1 of 2").Press("ctrl+s").Shows("are open: 1")
		d.Press("e", "backspace", "delete").Type("4x").Press("ctrl+s").Shows("Not taken: it is not JSON")
		d.Press("backspace", "ctrl+s").Shows("✓ typed", "0 of 2").Press("ctrl+s").Shows("the section", "Saved in the draft, with what was changed elsewhere.")
		want := []merge.Choice{
			{Pointer: "/summary", Take: merge.Theirs}, {Pointer: "/searchRank/boost", Take: merge.Edited, Value: json.RawMessage("4")},
		}
		got := m.Chosen()
		if len(got) != 1 || len(got[0]) != len(want) {
			t.Fatalf("chose %v", got)
		}
		for i := range want {
			if g := got[0][i]; g.Pointer != want[i].Pointer || g.Take != want[i].Take || string(g.Value) != string(want[i].Value) {
				t.Errorf("choice %d is %+v, want %+v", i, g, want[i])
			}
		}
	})
}

// What is typed for a field meets the field's rules.
func TestScreen_checksWhatIsTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), moved())
		d.Press("enter", "ctrl+end", "ctrl+u", "ctrl+s").Shows("Not taken: Search results summary must not be empty")
		d.Type("Both.").Press("ctrl+s").Press("up").Shows("✓ typed", "Typed anew", "Both.")
	})
}

// What only others changed comes along, but not unasked.
func TestScreen_nothingIsSentInOneSilentStep(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		c := moved()
		c.Conflicts = nil
		d := open(t, tuitest.Options{Width: 120}, m, c)
		d.Shows("Others changed other things meanwhile: 1. Save to have both").Press("m").Shows("here is nothing to choose")
		if len(m.Calls()) != 0 {
			t.Fatal("it was sent before anybody agreed")
		}
		d.Press("ctrl+s").Shows("the section")
	})
}

func TestScreen_changedOnceMore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Resolve", moved())
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, moved())
		d.Press("m", "m", "ctrl+s").Shows("changed once more", "2 of 2 conflicts are open")
		m.Fail("Resolve", errors.New("the service answered 503"))
		d.Press("m", "m", "ctrl+s").Shows("the service answered 503", "0 of 2", "✓ mine")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	shop.Clashes(t, conflict.New(tuitest.Deps(tuitest.Options{}), shop.New(), shop.Type(), moved()).Actions())
}
