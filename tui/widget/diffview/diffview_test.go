package diffview_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"awning/model"
	"awning/themes"
	"awning/tui/widget/diffview"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func styles(p termenv.Profile) themes.Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks())
}

func view(p termenv.Profile) *diffview.View {
	return diffview.New(diffview.Options{
		Styles:  styles(p),
		Heading: func(k model.SectionKey) string { return k.String() },
		Label:   func(c model.Change) string { return c.Label },
		Value: func(c model.Change, v json.RawMessage) string {
			if c.Secret {
				return "set, not shown"
			}
			var s string
			if json.Unmarshal(v, &s) == nil {
				return s
			}
			return string(v)
		},
		Empty: "(empty)",
	})
}

func text(s string) json.RawMessage {
	b, _ := json.Marshal(s)
	return b
}

func changes() []model.Change {
	listing := model.SectionKey{Section: "listing"}
	price := model.SectionKey{Section: "pricing", Plan: "basic"}
	return []model.Change{
		{
			Key: listing, Label: "Name", Path: "/title", Kind: model.Unchanged,
			Left: text("Harbor Backup"), Right: text("Harbor Backup"),
		},
		{
			Key: listing, Label: "Search results summary", Path: "/summary", Kind: model.Edited,
			Left:  text("Back up your harbour servers to the nearest region, every night."),
			Right: text("Back up your harbour servers to the nearest region, every hour, encrypted with keys that never leave your own vault."),
		},
		{Key: listing, Label: "説明", Path: "/d", Kind: model.Edited, Left: text("港のバックアップ、毎晩。"), Right: text("港のバックアップ、毎時、暗号化。")},
		{Key: listing, Label: "Support contact › E-mail", Path: "/c", Kind: model.Added, Right: text("help@brightwave.example")},
		{Key: listing, Label: "Privacy policy", Path: "/p", Kind: model.Edited, Left: text("https://brightwave.example/privacy"), Right: text("")},
		{Key: listing, Label: "Keyword", Path: "/k", Kind: model.Removed, Left: text("backup")},
		{Key: price, Label: "Price per core and hour", Path: "/price", Kind: model.Edited, Left: json.RawMessage("0.10"), Right: json.RawMessage("0.12")},
		{Key: price, Label: "Shared access signature", Path: "/sas", Kind: model.Edited, Left: text("a"), Right: text("b"), Secret: true},
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run go test -update", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got+"\n", "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestView_golden(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{30, 12}, {80, 24}, {120, 30}} {
		for name, p := range map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.ANSI} {
			t.Run(fmt.Sprintf("%dx%d-%s", size[0], size[1], name), func(t *testing.T) {
				t.Parallel()
				v := view(p)
				v.SetSides("preview", "draft")
				v.SetChanges(changes())
				v.SetSize(size[0], size[1])
				v.Move(1)
				golden(t, fmt.Sprintf("%dx%d-%s", size[0], size[1], name), v.View())
			})
		}
	}
}

func TestView_everyLineIsExactlyAsWideAsTheView(t *testing.T) {
	t.Parallel()
	for width := 8; width < 140; width++ {
		for _, split := range []diffview.Split{diffview.Auto, diffview.Columns, diffview.Stacked} {
			v := view(termenv.ANSI)
			v.SetSides("preview", "draft")
			v.SetSplit(split)
			v.SetSize(width, 20)
			v.SetChanges(changes())
			for range 8 {
				lines := strings.Split(v.View(), "\n")
				if len(lines) != 20 {
					t.Fatalf("width %d: %d lines, want 20", width, len(lines))
				}
				for _, l := range lines {
					if got := ansi.StringWidth(l); got != width {
						t.Fatalf("width %d, layout %d: line %q is %d cells wide", width, split, ansi.Strip(l), got)
					}
				}
				v.Move(1)
			}
		}
	}
}

func TestView_cursorIsAlwaysOnThePage(t *testing.T) {
	t.Parallel()
	v := view(termenv.Ascii)
	v.SetSize(60, 9)
	var many []model.Change
	for i := range 40 {
		k := model.SectionKey{Section: model.SectionID(fmt.Sprintf("s%d", i/7))}
		many = append(many, model.Change{
			Key: k, Label: fmt.Sprintf("field %02d", i), Path: strconv.Itoa(i), Kind: model.Edited,
			Left: text(strings.Repeat("old words ", i)), Right: text(strings.Repeat("new words ", i)),
		})
	}
	v.SetChanges(many)
	check := func(what string) {
		t.Helper()
		if n := strings.Count(v.View(), "›"); n != 1 {
			at, _ := v.Position()
			t.Fatalf("%s: %d cursors on the page at change %d:\n%s", what, n, at, v.View())
		}
	}
	check("start")
	steps := []func(){
		func() { v.Move(1) }, func() { v.Page(1) }, func() { v.Move(-1) }, func() { v.Page(-1) },
		func() { v.Section(1) }, func() { v.Section(-1) }, func() { v.Move(5) },
	}
	for i := range 700 {
		steps[(i*i+i/3)%len(steps)]()
		check(fmt.Sprint("step ", i))
	}
	for range 400 {
		v.Move(1)
		check("down")
	}
	if n, of := v.Position(); n != of {
		t.Errorf("moving down ends at %d of %d", n, of)
	}
}

func TestView_everyLineOfALongValueCanBeRead(t *testing.T) {
	t.Parallel()
	v := view(termenv.Ascii)
	v.SetSize(40, 8)
	var words []string
	for i := range 120 {
		words = append(words, fmt.Sprintf("word%03d", i))
	}
	v.SetChanges([]model.Change{
		{Label: "Long", Path: "/a", Kind: model.Added, Right: text(strings.Join(words, " "))},
		{Label: "Short", Path: "/b", Kind: model.Added, Right: text("end")},
	})
	var seen strings.Builder
	for range 60 {
		seen.WriteString(v.View())
		v.Move(1)
	}
	for _, w := range words {
		if !strings.Contains(seen.String(), w) {
			t.Errorf("%s never showed", w)
		}
	}
}

func TestSetChanges_keepsTheCursorOnItsField(t *testing.T) {
	t.Parallel()
	v := view(termenv.Ascii)
	v.SetSize(80, 24)
	all := changes()
	v.SetChanges(all)
	v.Move(3)
	v.SetChanges(all[2:])
	if c, _ := v.Current(); c.Path != "/c" {
		t.Errorf("cursor on %q after fields above went away, want /c", c.Path)
	}
	v.SetChanges(nil)
	if _, ok := v.Current(); ok {
		t.Error("an empty view has a current change")
	}
	if n, of := v.Position(); n != 0 || of != 0 {
		t.Errorf("position %d of %d in an empty view", n, of)
	}
}

func TestGoTo(t *testing.T) {
	t.Parallel()
	v := view(termenv.Ascii)
	v.SetSize(80, 24)
	v.SetChanges(changes())
	if !v.GoTo(model.SectionKey{Section: "pricing", Plan: "basic"}) {
		t.Fatal("section not found")
	}
	if c, _ := v.Current(); c.Path != "/price" {
		t.Errorf("cursor on %q", c.Path)
	}
	if v.GoTo(model.SectionKey{Section: "leads"}) {
		t.Error("found a section without changes")
	}
}

func BenchmarkView_5000(b *testing.B) {
	v := view(termenv.ANSI)
	v.SetSize(200, 60)
	var many []model.Change
	for i := range 5000 {
		c := changes()[i%8]
		c.Path = strconv.Itoa(i)
		many = append(many, c)
	}
	v.SetChanges(many)
	b.ReportAllocs()
	frame := ""
	for b.Loop() {
		v.Move(1)
		frame = v.View()
	}
	if c, ok := v.Current(); !ok || c.Path == "0" || !strings.Contains(frame, "Price") {
		b.Fatalf("the cursor is on %q:\n%s", c.Path, frame)
	}
}
