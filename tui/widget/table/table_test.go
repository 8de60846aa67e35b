package table_test

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"awning/themes"
	"awning/tui/text"
	"awning/tui/tuitest"
	"awning/tui/widget/table"
)

type fruit struct {
	id    int
	name  string
	kind  string
	price int
}

func styles(p termenv.Profile) themes.Styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return themes.New(r, themes.PaletteOf(themes.Dark), themes.UnicodeMarks())
}

func fruits(grouped bool) *table.Table[int, fruit] {
	o := table.Options[int, fruit]{
		Styles: styles(termenv.Ascii),
		Key:    func(f fruit) int { return f.id },
		Columns: []table.Column[fruit]{
			{ID: "name", Title: "Name", Cell: func(f fruit) string { return f.name }, Min: 6, Rank: 1, Compare: func(a, b fruit) int { return cmp.Compare(a.name, b.name) }},
			{ID: "id", Title: "ID", Cell: func(f fruit) string { return fmt.Sprintf("fruit-%03d", f.id) }, SortText: func(f fruit) string { return fmt.Sprintf("%03d", 999-f.id) }},
			{ID: "price", Title: "Price", Right: true, Rank: 2, Cell: func(f fruit) string { return strconv.Itoa(f.price) }, Compare: func(a, b fruit) int { return cmp.Compare(a.price, b.price) }},
			{ID: "note", Title: "Note", Extra: true, Rank: 3, Cell: func(f fruit) string { return strings.Repeat("n", f.id%7) }},
		},
	}
	if grouped {
		o.Group = func(f fruit) string { return f.kind }
	}
	return table.New(o)
}

func basket(n int) []fruit {
	names := []string{"Apple", "りんご", "Pear, very long and very sweet", "Café crème", "Plum"}
	out := make([]fruit, n)
	for i := range out {
		out[i] = fruit{id: i, name: names[i%len(names)] + " " + strconv.Itoa(i), kind: "crate " + strconv.Itoa(i/5), price: (i * 37) % 101}
	}
	return out
}

func at(t *testing.T, tb *table.Table[int, fruit]) int {
	t.Helper()
	f, ok := tb.Selected()
	if !ok {
		t.Fatal("no row is selected")
	}
	return f.id
}

func TestTable_golden(t *testing.T) {
	t.Parallel()
	for name, size := range map[string][2]int{"80x12": {80, 12}, "40x12": {40, 12}, "26x6": {26, 6}, "12x3": {12, 3}} {
		for _, grouped := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", name, grouped), func(t *testing.T) {
				t.Parallel()
				tb := fruits(grouped)
				tb.SetRows(basket(20))
				tb.SetSize(size[0], size[1])
				tb.Move(6)
				tb.Mark(7, true)
				got := tb.View()
				tuitest.Fits(t, got, size[0], size[1])
				tuitest.Golden(t, "table", got)
			})
		}
	}
}

// The cursor stays on its row whatever happens around it, or goes to the
// neighbour if its row is gone; the row stays at its height of the window.
func TestTable_refreshKeepsThePlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func([]fruit) []fruit
		want   int
	}{
		"the same":         {func(f []fruit) []fruit { return f }, 12},
		"one more above":   {func(f []fruit) []fruit { return append([]fruit{{id: 99, name: "New"}}, f...) }, 12},
		"one less above":   {func(f []fruit) []fruit { return f[1:] }, 12},
		"itself gone":      {func(f []fruit) []fruit { return slices.Delete(f, 12, 13) }, 13},
		"all below gone":   {func(f []fruit) []fruit { return f[:12] }, 11},
		"another order":    {func(f []fruit) []fruit { slices.Reverse(f); return f }, 12},
		"all gone but one": {func(f []fruit) []fruit { return f[3:4] }, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tb := fruits(false)
			tb.SetRows(basket(30))
			tb.SetSize(60, 9)
			tb.Move(12)
			line := slices.IndexFunc(tb.Lines(), func(l string) bool { return strings.HasPrefix(l, "›") })
			tb.SetRows(c.change(basket(30)))
			if got := at(t, tb); got != c.want {
				t.Errorf("the cursor is on %d, want %d", got, c.want)
			}
			now := slices.IndexFunc(tb.Lines(), func(l string) bool { return strings.HasPrefix(l, "›") })
			if (name == "one more above" || name == "one less above") && now != line {
				t.Errorf("the row moved from line %d to line %d of the window", line, now)
			}
		})
	}
	tb := fruits(false)
	tb.SetSize(60, 9)
	if got := tb.View(); !strings.Contains(got, "Name") {
		t.Errorf("a table that was never filled shows %q", got)
	}
	tb.SetRows(basket(3))
	tb.SetRows(nil)
	if _, ok := tb.Selected(); ok || tb.Position() != 0 {
		t.Error("an empty table has a selected row")
	}
}

func TestTable_filter(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetRows(basket(30))
	tb.SetSize(60, 9)
	tb.Select(12)
	tb.SetFilter("CRÈME fruit-0")
	if shown, all := tb.Len(); shown != 6 || all != 30 {
		t.Errorf("%d of %d rows show, want 6 of 30", shown, all)
	}
	if got := at(t, tb); got != 13 {
		t.Errorf("the cursor is on %d, want the neighbour 13", got)
	}
	tb.SetFilter("")
	if got := at(t, tb); got != 13 {
		t.Errorf("the cursor is on %d, want 13 still", got)
	}
	if tb.SetFilter("nothing like it"); len(tb.InView()) != 0 || tb.Select(12) {
		t.Error("rows show that do not match")
	}
}

func TestTable_sort(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetRows(basket(30))
	tb.SetSize(60, 40)
	tb.Select(12)
	tb.Sort("price", true)
	rows := tb.Shown()
	if !slices.IsSortedFunc(rows, func(a, b fruit) int { return cmp.Compare(b.price, a.price) }) {
		t.Errorf("not sorted: %v", rows)
	}
	if got := at(t, tb); got != 12 {
		t.Errorf("the cursor is on %d, want 12", got)
	}
	if tb.Sort("note", false); tb.Shown()[0].id != 0 {
		t.Error("a column that cannot be sorted by sorts")
	}
	if tb.Sort("id", false); tb.Shown()[0].id != 29 || at(t, tb) != 12 {
		t.Errorf("by its text %d comes first, the cursor is on %d", tb.Shown()[0].id, at(t, tb))
	}
	if tb.Sort("id", true); tb.Shown()[0].id != 0 {
		t.Errorf("backwards %d comes first", tb.Shown()[0].id)
	}
	if got := len(tb.Sortable()); got != 3 {
		t.Errorf("%d columns can be sorted by, want 3", got)
	}
}

// Equal rows stay as they were set, in either direction, however often the order
// changes meanwhile.
func TestTable_sortIsStable(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	rows := basket(300)
	for i := range rows {
		rows[i].price = i % 3
	}
	tb.SetRows(rows)
	for _, by := range []string{"name", "price", "id", "price"} {
		for _, reverse := range []bool{false, true} {
			tb.Sort(by, reverse)
			if by != "price" {
				continue
			}
			shown := tb.Shown()
			for i := 1; i < len(shown); i++ {
				if a, b := shown[i-1], shown[i]; a.price == b.price && a.id > b.id {
					t.Fatalf("reversed %v: %d stands before %d, both cost %d", reverse, a.id, b.id, a.price)
				}
			}
		}
	}
}

func TestTable_marks(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetRows(basket(10))
	tb.Mark(3, true)
	tb.Mark(5, true)
	tb.Mark(5, false)
	tb.Mark(7, true)
	tb.SetRows(basket(6))
	if got := tb.Marked(); len(got) != 1 || got[0].id != 3 {
		t.Errorf("marked %v, want only 3: 7 is gone", got)
	}
}

// A row that is brought up to date leaves nothing behind: neither in the filter, nor
// in the order, nor in the widths.
func TestTable_put(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetSize(80, 12)
	rows := basket(8)
	tb.SetRows(rows)
	tb.Sort("name", false)
	tb.Select(3)
	tb.Mark(2, true)
	rows[2].name, rows[3].name = "Zest", "Aal"
	tb.Put(rows[2], rows[3], fruit{id: 50, name: "Quince"})
	if r, ok := tb.Get(3); !ok || r.name != "Aal" || at(t, tb) != 3 || tb.Position() != 1 {
		t.Errorf("the cursor is on row %d, %+v", tb.Position(), r)
	}
	if _, ok := tb.Get(99); ok {
		t.Error("there is a row nobody set")
	}
	if tb.SetFilter("pear"); len(tb.Shown()) != 1 {
		t.Errorf("%v show: one is not called so any more", tb.Shown())
	}
	if tb.SetFilter("quince"); at(t, tb) != 50 {
		t.Error("the new row is not found")
	}
	if tb.SetFilter(""); len(tb.Marked()) != 1 {
		t.Error("the mark is gone")
	}
}

// Rows brought one by one make the same table as all at once.
func TestTable_putIsSetRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		one, all := fruits(rapid.Bool().Draw(t, "grouped")), fruits(false)
		all.Group = one.Group
		rows := basket(12)
		for _, tb := range []*table.Table[int, fruit]{one, all} {
			tb.SetSize(90, 30)
			tb.Sort("price", true)
			tb.SetFilter("p")
			tb.SetRows(rows)
		}
		for range rapid.IntRange(1, 6).Draw(t, "news") {
			i := rapid.IntRange(0, len(rows)).Draw(t, "row")
			if i == len(rows) {
				rows = append(rows, fruit{id: i})
			}
			rows[i].name = rapid.SampledFrom([]string{"Plum", "Pomegranate of some size", "Fig"}).Draw(t, "name")
			rows[i].price = rapid.IntRange(0, 3).Draw(t, "price")
			one.Put(rows[i])
		}
		all.SetRows(rows)
		if shown, _ := all.Len(); shown > 0 {
			one.Home()
			all.Home()
		}
		if one.View() != all.View() {
			t.Fatalf("one by one:\n%s\nall at once:\n%s", one.View(), all.View())
		}
	})
}

// At the edge the page moves by half its height.
func TestTable_scrollsByHalfAPage(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetRows(basket(100))
	tb.SetSize(60, 11)
	for range 10 {
		tb.Move(1)
	}
	if view := tb.InView(); view[0].id != 5 || at(t, tb) != 10 {
		t.Errorf("the window begins at %d with the cursor on %d, want 5 and 10", view[0].id, at(t, tb))
	}
	tb.Move(-6)
	if view := tb.InView(); view[0].id != 0 || at(t, tb) != 4 {
		t.Errorf("the window begins at %d with the cursor on %d, want 0 and 4", view[0].id, at(t, tb))
	}
	tb.End()
	if view := tb.InView(); view[len(view)-1].id != 99 {
		t.Errorf("the last row in the window is %d", view[len(view)-1].id)
	}
	tb.Page(-1)
	tb.Home()
	if at(t, tb) != 0 {
		t.Errorf("home is %d", at(t, tb))
	}
}

func TestTable_actions(t *testing.T) {
	t.Parallel()
	tb := fruits(false)
	tb.SetRows(basket(100))
	tb.SetSize(60, 11)
	keys := map[string]bool{}
	for _, a := range tb.Actions("fruits", text.English().Moves) {
		if !a.Quiet || a.Help().Desc == "" {
			t.Errorf("%s: quiet %v, help %q", a.Name, a.Quiet, a.Help().Desc)
		}
		for _, k := range a.Keys() {
			if keys[k] {
				t.Errorf("%q is bound twice", k)
			}
			keys[k] = true
		}
		a.Do()
	}
	if at(t, tb) != 99 {
		t.Errorf("after all of them the cursor is on %d, want the last", at(t, tb))
	}
}

// Whatever is done, the cursor's row is on the page and no line is too wide.
func TestTable_cursorIsAlwaysInTheWindow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tb := fruits(rapid.Bool().Draw(t, "grouped"))
		rows := basket(40)
		tb.SetRows(rows)
		width, height := rapid.IntRange(8, 90).Draw(t, "width"), rapid.IntRange(2, 20).Draw(t, "height")
		tb.SetSize(width, height)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0:
				tb.Move(rapid.IntRange(-15, 15).Draw(t, "by"))
			case 1:
				tb.Page(rapid.IntRange(-2, 2).Draw(t, "pages"))
			case 2:
				from := rapid.IntRange(0, 39).Draw(t, "from")
				tb.SetRows(rows[from:])
			case 3:
				tb.SetFilter(rapid.SampledFrom([]string{"", "apple", "1", "zz"}).Draw(t, "filter"))
			case 4:
				tb.Sort(rapid.SampledFrom([]string{"", "name", "price"}).Draw(t, "by"), rapid.Bool().Draw(t, "reverse"))
			case 5:
				height = rapid.IntRange(2, 20).Draw(t, "height")
				tb.SetSize(width, height)
			case 6:
				tb.SetRows(nil)
			}
			lines := tb.Lines()
			if len(lines) > height {
				t.Fatalf("%d lines in a window of %d", len(lines), height)
			}
			cursors := 0
			for _, l := range lines {
				if ansi.StringWidth(l) > width {
					t.Fatalf("a line of %d cells in a window of %d: %q", ansi.StringWidth(l), width, l)
				}
				if strings.HasPrefix(l, "›") {
					cursors++
				}
			}
			if shown, _ := tb.Len(); cursors != min(shown, 1) {
				t.Fatalf("%d cursors are on the page, %d rows show:\n%s", cursors, shown, strings.Join(lines, "\n"))
			}
		}
	})
}

func BenchmarkTable_View(b *testing.B) {
	for _, n := range []int{100, 5000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			tb := fruits(false)
			tb.SetRows(basket(n))
			tb.SetSize(200, 60)
			b.ReportAllocs()
			for b.Loop() {
				if tb.View() == "" {
					b.Fatal("nothing is drawn")
				}
			}
		})
	}
}

// One letter more or less of a filter on ten thousand rows, and one row that is news.
func BenchmarkTable_change(b *testing.B) {
	const many = 10_000
	words := []string{"apple", "appl"}
	for name, change := range map[string]func(tb *table.Table[int, fruit], i int){
		"filter": func(tb *table.Table[int, fruit], i int) { tb.SetFilter(words[i%2]) },
		"put":    func(tb *table.Table[int, fruit], i int) { tb.Put(fruit{id: i % many, name: words[i%2]}) },
		"sort":   func(tb *table.Table[int, fruit], i int) { tb.Sort([]string{"name", "id"}[i%2], false) },
	} {
		b.Run(name, func(b *testing.B) {
			tb := fruits(false)
			tb.SetRows(basket(many))
			tb.SetSize(200, 60)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				change(tb, i)
				i++
			}
			if shown, all := tb.Len(); all != many || name == "filter" && shown != many/5 {
				b.Fatalf("%d of %d rows show", shown, all)
			}
		})
	}
}
