package grid_test

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"awning/themes"
	"awning/tui/text"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
	"awning/tui/widget/grid"
)

func styles(p termenv.Profile) themes.Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks())
}

// sheet is a source of numbers that counts how often a cell is asked for.
type sheet struct {
	rows, cols int
	names      []string
	asked      *int
}

func (s sheet) Rows() int      { return s.rows }
func (s sheet) Cols() int      { return s.cols }
func (s sheet) Corner() string { return "Market" }
func (s sheet) RowName(r int) string {
	if len(s.names) > 0 {
		return s.names[r%len(s.names)]
	}
	return "Market " + strconv.Itoa(r)
}
func (s sheet) ColName(c int) string { return "Term " + strconv.Itoa(c) }
func (s sheet) Cell(r, c int) grid.Cell {
	if s.asked != nil {
		*s.asked++
	}
	return grid.Cell{
		Text: fmt.Sprintf("%d.%02d EUR", r*7, c), Edited: r%5 == 1 && c == 1, Flagged: r%5 == 2 && c == 1, Dim: r%5 == 3,
	}
}

func press(t *testing.T, g *grid.Grid, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if _, ok := ui.Dispatch(tuitest.Key(k), g.Actions("test", text.English().Moves)); !ok {
			t.Fatalf("key %q does nothing", k)
		}
	}
}

func TestGrid_golden(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]termenv.Profile{"plain": termenv.Ascii, "colour": termenv.ANSI} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := grid.New(styles(p), sheet{rows: 30, cols: 6, names: []string{"DE  Germany", "JP  日本", "US  United States of America and others"}})
			g.SetSize(70, 10)
			press(t, g, "down", "right", "v", "down", "down", "right")
			tuitest.Golden(t, "range", g.View())
			g.Release()
			press(t, g, "end", "G")
			tuitest.Golden(t, "end", g.View())
		})
	}
}

func TestGrid_keys(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		at   grid.Place
		sel  grid.Range
	}{
		"start":            {nil, grid.Place{}, grid.Range{}},
		"arrows":           {[]string{"down", "right", "down", "left"}, grid.Place{Row: 2}, grid.Range{Top: 2, Bottom: 2}},
		"letters":          {[]string{"j", "l", "j", "h", "k", "l"}, grid.Place{Row: 1, Col: 1}, grid.Range{1, 1, 1, 1}},
		"edges":            {[]string{"up", "left"}, grid.Place{}, grid.Range{}},
		"last column":      {[]string{"end"}, grid.Place{Col: 3}, grid.Range{0, 3, 0, 3}},
		"last row":         {[]string{"G"}, grid.Place{Row: 99}, grid.Range{99, 0, 99, 0}},
		"there and back":   {[]string{"G", "end", "home", "g"}, grid.Place{}, grid.Range{}},
		"a page":           {[]string{"pgdown"}, grid.Place{Row: 8}, grid.Range{8, 0, 8, 0}},
		"range":            {[]string{"v", "down", "right"}, grid.Place{Row: 1, Col: 1}, grid.Range{0, 0, 1, 1}},
		"range upwards":    {[]string{"down", "down", "right", "v", "up", "left"}, grid.Place{Row: 1}, grid.Range{1, 0, 2, 1}},
		"range given up":   {[]string{"v", "down", "v"}, grid.Place{Row: 1}, grid.Range{1, 0, 1, 0}},
		"column":           {[]string{"right", "down", "C"}, grid.Place{Col: 1}, grid.Range{0, 1, 99, 1}},
		"everything":       {[]string{"A"}, grid.Place{}, grid.Range{0, 0, 99, 3}},
		"column, narrowed": {[]string{"C", "down"}, grid.Place{Row: 1}, grid.Range{1, 0, 99, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := grid.New(styles(termenv.Ascii), sheet{rows: 100, cols: 4})
			g.SetSize(60, 10)
			press(t, g, c.keys...)
			if at, ok := g.Cursor(); !ok || at != c.at {
				t.Errorf("cursor at %v, want %v", at, c.at)
			}
			if got := g.Range(); got != c.sel {
				t.Errorf("selected %v, want %v", got, c.sel)
			}
		})
	}
}

func TestGrid_keysDoOneThing(t *testing.T) {
	t.Parallel()
	g := grid.New(styles(termenv.Ascii), sheet{rows: 3, cols: 3})
	shop.Clashes(t, g.Actions("test", text.English().Moves))
}

func TestGrid_empty(t *testing.T) {
	t.Parallel()
	g := grid.New(styles(termenv.Ascii), sheet{})
	g.SetSize(40, 5)
	press(t, g, "down", "right", "G", "end", "pgdown")
	if _, ok := g.Cursor(); ok || strings.TrimSpace(g.View()) != "Market" {
		t.Errorf("an empty grid has a cell, or draws %q", g.View())
	}
}

// Whatever the source, window and keys: the grid fits, and the cursor shows
// with the whole of its number where there is room for one.
func TestGrid_fits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SampledFrom([]termenv.Profile{termenv.Ascii, termenv.ANSI}).Draw(rt, "profile")
		src := sheet{
			rows: rapid.IntRange(1, 50).Draw(rt, "rows"), cols: rapid.IntRange(1, 20).Draw(rt, "cols"),
			names: []string{"DE  Germany", "JP  日本", "a\u0301 " + strings.Repeat("long ", 12)},
		}
		g := grid.New(styles(p), src)
		w, h := rapid.IntRange(1, 150).Draw(rt, "width"), rapid.IntRange(1, 20).Draw(rt, "height")
		g.SetSize(w, h)
		keys := rapid.SliceOf(rapid.SampledFrom([]string{"down", "up", "left", "right", "pgdown", "pgup", "end", "home", "G", "g", "v", "C"})).Draw(rt, "keys")
		for _, k := range keys {
			press(t, g, k)
		}
		lines := g.Lines()
		if len(lines) > h {
			rt.Fatalf("%d lines in %d", len(lines), h)
		}
		for _, l := range lines {
			if n := ansi.StringWidth(l); n > w {
				rt.Fatalf("%d cells in %d: %q", n, w, l)
			}
		}
		at, _ := g.Cursor()
		first, last, _ := g.Columns()
		if at.Col+1 < first || at.Col+1 > last {
			rt.Fatalf("column %d of the cursor is not among %d to %d", at.Col+1, first, last)
		}
		if want := src.Cell(at.Row, at.Col).Text; w >= 40 && !strings.Contains(ansi.Strip(g.View()), want) {
			rt.Fatalf("%q under the cursor does not show:\n%s", want, g.View())
		}
	})
}

// A frame asks for the cells in sight and no other.
func TestGrid_drawsWhatShows(t *testing.T) {
	t.Parallel()
	asked := 0
	g := grid.New(styles(termenv.Ascii), sheet{rows: 1000, cols: 30, asked: &asked})
	g.SetSize(120, 40)
	asked = 0
	press(t, g, "pgdown", "right")
	_ = g.View()
	if first, last, _ := g.Columns(); asked != 39*(last-first+1) {
		t.Errorf("%d cells were asked for, want %d", asked, 39*(last-first+1))
	}
}

// A window that grows shows more; the cursor stays on its cell.
func TestGrid_resize(t *testing.T) {
	t.Parallel()
	g := grid.New(styles(termenv.Ascii), sheet{rows: 10, cols: 6})
	g.SetSize(40, 4)
	press(t, g, "end", "G")
	g.SetSize(200, 40)
	if first, last, all := g.Columns(); first != 1 || last != 6 || all != 6 {
		t.Errorf("columns %d to %d of %d show", first, last, all)
	}
	if at, _ := g.Cursor(); at != (grid.Place{Row: 9, Col: 5}) || !strings.Contains(g.View(), "Market 0 ") {
		t.Errorf("cursor at %v:\n%s", at, g.View())
	}
	g.SetSource(sheet{rows: 2, cols: 1})
	if at, _ := g.Cursor(); at != (grid.Place{Row: 1}) {
		t.Errorf("fewer cells leave the cursor at %v", at)
	}
}

func BenchmarkGrid(b *testing.B) {
	for _, size := range [][2]int{{141, 4}, {1000, 30}} {
		src := sheet{rows: size[0], cols: size[1]}
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		b.Run("open/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g := grid.New(styles(termenv.ANSI), src)
				g.SetSize(120, 40)
				_ = g.View()
			}
		})
		b.Run("key/"+name, func(b *testing.B) {
			g := grid.New(styles(termenv.ANSI), src)
			g.SetSize(120, 40)
			b.ReportAllocs()
			for b.Loop() {
				ui.Dispatch(tea.KeyMsg{Type: tea.KeyDown}, g.Actions("test", text.English().Moves))
				_ = g.View()
			}
		})
	}
}
