package conflict_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
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
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, shop.New(), moved())
				d.Golden("open").Tiny().Press("v").Golden("detail").Press("v", "e").Golden("typing").Tiny()
				d.Press("esc", "m", "t").Golden("settled")
				open(t, o, shop.New(), abroad()).Golden("abroad")
			})
		})
	}
}

// abroad is a conflict of long texts and of names in all scripts.
func abroad() *client.ConflictError {
	c := moved()
	long := strings.Repeat("Backs up every server, every hour, to where you want it. ", 12) + "The end."
	c.Conflicts[0].Mine, c.Conflicts[0].Theirs = quoted(long), quoted(shop.ArabicName)
	c.Conflicts[1].Label = shop.LongName + " " + shop.WideName
	return c
}

// Long values are read whole, in their pane or over the whole window, and leave
// the console: all but secrets.
func TestScreen_valuesAreReadCopiedAndWritten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal strings.Builder
		c := abroad()
		c.Conflicts[1].Secret = true
		d := open(t, tuitest.Options{Terminal: &terminal}, shop.New(), c)
		d.Shows("more lines; v shows them").Hides("The end.").Press("tab", "down", "down", "down", "down", "down", "down", "down").Shows("The end.").Press("tab", "home")
		d.Press("v").Shows("In full", "It was", "Theirs, in the draft now", "The end.").Press("v")
		d.Press("y").Shows("your value of Search results summary went to your terminal's clipboard")
		path := filepath.Join(t.TempDir(), "conflict.csv")
		d.Press("w", "ctrl+u").Paste(path).Press("enter").Shows("written to")
		got, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(got), "field,choice,base,mine,theirs\nSearch results summary,open,Back up servers every night.,") {
			t.Errorf("the file holds %q, %v", got, err)
		}
		terminal.Reset()
		d.Press("down", "y")
		if terminal.Len() > 0 || !strings.Contains(string(got), "set, not shown") {
			t.Errorf("a secret was copied: %q, or written: %q", terminal.String(), got)
		}
	})
}

func TestScreen_settlesEachPlaceAndSaves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, moved())
		d.Shows("2 conflicts are open", "1 change of others comes along.", "! open", "毎時のバックアップ。", "backup, cloud")
		d.Press("ctrl+s").Shows("first choose for the 2 places that are open")
		d.Press("t").Shows("✓ theirs", "1 conflict is open").Press("ctrl+s").Shows("the place that is open")
		d.Press("e", "backspace", "delete").Type("4x").Press("ctrl+s").Shows("Not taken: it is not JSON")
		d.Press("backspace", "ctrl+s").Shows("✓ typed", "Every conflict is settled").Press("ctrl+s").Shows("the section", "Saved in the draft, with what was changed elsewhere.")
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
		d.Shows("Others changed 1 other thing meanwhile: ctrl+s saves both.").Press("m").Shows("here is nothing to choose")
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
		d.Press("m", "m", "ctrl+s").Shows("changed once more", "2 conflicts are open")
		m.Fail("Resolve", errors.New("the service answered 503"))
		d.Press("m", "m", "ctrl+s").Shows("the service answered 503", "Every conflict is settled", "✓ mine")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	shop.Clashes(t, conflict.New(tuitest.Deps(tuitest.Options{}), shop.New(), shop.Type(), moved()).Actions())
}
