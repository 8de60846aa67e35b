// Package table shows rows of any type and lets one be picked. It remembers
// the row under the cursor by its key, never by its place: a refresh that
// brings a row in above, or takes one away, leaves the cursor on the same
// thing. With "stop selling" one key away nothing else will do.
//
// A table sorts, filters and marks in memory, drops and shrinks columns where
// the window is narrow, and draws only the rows that show.
package table

import (
	"slices"

	"github.com/charmbracelet/lipgloss"

	"awning/themes"
)

// Column is one column of a table of T.
type Column[T any] struct {
	ID    string // by which the table is sorted, and its name in files
	Title string
	// Name is what the column is called where there is room for more than the
	// title; empty means the title will do.
	Name string
	// Means is what the column tells, in a sentence or two, for those who see it for
	// the first time; empty where the title says it all.
	Means string
	// Cell is the clean text of one row's cell.
	Cell func(T) string
	// Short says the same in fewer words where the column is too narrow for Cell; nil
	// means that it is cut.
	Short func(T) string
	// Plain says the same in words where Cell is a mark, for the row in full and
	// for files; nil means Cell will do.
	Plain func(T) string
	// Draw draws one row's cell in so many cells, in looks of its own; nil means the
	// text of Cell, which otherwise only says how wide the column would like to be.
	Draw func(r T, width int) string
	// Style is the look of one row's cell; nil means plain text.
	Style func(T) lipgloss.Style
	// Compare orders rows by this column, or SortText by a text, which is sooner
	// done; without either it cannot be sorted by.
	Compare  func(a, b T) int
	SortText func(T) string
	// Right aligns numbers.
	Right bool
	// Min is how many cells the column may shrink to, 0 if it may not shrink.
	Min int
	// Rank says which columns go when shrinking is not enough: the highest rank
	// first. Rank 0 is always there.
	Rank int
	// Extra columns show where there is room to spare: they go before any other
	// shrinks.
	Extra bool
}

// Options say what a table shows.
type Options[K comparable, T any] struct {
	Styles  themes.Styles
	Columns []Column[T]
	// Key tells rows apart, whatever else about them changes.
	Key func(T) K
	// Match is the text a filter looks in; nil means all cells.
	Match func(T) string
	// Group is the heading a row stands under; consecutive rows with the same
	// heading share it, and a blank line sets groups apart. Nil means no headings.
	Group func(T) string
	// NoHead leaves out the line of column titles.
	NoHead bool
}

// Table is the widget. Make one with [New].
type Table[K comparable, T any] struct {
	Options[K, T]

	all    []T       // as set, in the caller's order
	place  map[K]int // in all
	order  []int     // places in all, sorted
	rows   []int     // what shows: of the order, what passes the filter
	lines  []int     // what is drawn: places in rows, or heading or blank
	cursor int       // place in rows
	top    int       // first line drawn
	width  int
	height int

	filter  string
	sortBy  string
	reverse bool
	marks   map[K]bool
	texts   texts
}

// What a line holds that holds no row.
const (
	heading = -1 // of the next row
	blank   = -2 // above a heading
)

// New makes an empty table.
func New[K comparable, T any](o Options[K, T]) *Table[K, T] {
	t := &Table[K, T]{Options: o, marks: make(map[K]bool), place: make(map[K]int)}
	t.measure()
	return t
}

// SetSize says how many cells the table may fill, its head included.
func (t *Table[K, T]) SetSize(width, height int) {
	t.width, t.height = width, height
	t.show()
}

// SetRows replaces all rows. The cursor stays on its row, or goes to the
// neighbour if that row is gone; scroll, marks, order and filter are kept.
func (t *Table[K, T]) SetRows(rows []T) {
	t.keep(func() {
		t.all = slices.Clone(rows)
		t.place = make(map[K]int, len(rows))
		for i, r := range rows {
			t.place[t.Key(r)] = i
		}
		for k := range t.marks {
			if _, there := t.place[k]; !there {
				delete(t.marks, k)
			}
		}
		t.measure()
		t.sort()
	})
}

// Put brings rows up to date, each in the place of the row with its key; new ones
// come after all others in the caller's order. It keeps what [Table.SetRows] keeps,
// and takes the texts of these rows only.
func (t *Table[K, T]) Put(rows ...T) {
	t.keep(func() {
		for _, r := range rows {
			k := t.Key(r)
			i, there := t.place[k]
			if !there {
				i = len(t.all)
				t.place[k] = i
				t.all = append(t.all, r)
			}
			t.all[i] = r
			t.take(i)
		}
		t.widen()
		t.sort()
	})
}

// Get returns a row by its key, whether it shows or not; false if there is none.
func (t *Table[K, T]) Get(k K) (T, bool) {
	i, there := t.place[k]
	if !there {
		var zero T
		return zero, false
	}
	return t.all[i], true
}

// SetFilter shows only the rows that contain every word of f, in any case.
func (t *Table[K, T]) SetFilter(f string) {
	if f == t.filter {
		return
	}
	t.keep(func() { t.filter = f })
}

// Filter is the filter in force.
func (t *Table[K, T]) Filter() string { return t.filter }

// Sort orders the rows by a column, by its ID; an unknown or empty one means
// the order they were set in. Equal rows keep that order.
func (t *Table[K, T]) Sort(column string, reverse bool) {
	t.keep(func() {
		t.sortBy, t.reverse = column, reverse
		t.sort()
	})
}

// Sorted is the column the rows are ordered by and whether it is reversed.
func (t *Table[K, T]) Sorted() (column string, reverse bool) { return t.sortBy, t.reverse }

// Sortable lists the columns the table can be ordered by.
func (t *Table[K, T]) Sortable() []Column[T] {
	return slices.DeleteFunc(slices.Clone(t.Columns), func(c Column[T]) bool { return !c.sortable() })
}

// Len is how many rows show, and how many there are.
func (t *Table[K, T]) Len() (shown, all int) { return len(t.rows), len(t.all) }

// Selected is the row under the cursor; false if no row shows.
func (t *Table[K, T]) Selected() (T, bool) {
	if t.cursor < 0 || t.cursor >= len(t.rows) {
		var zero T
		return zero, false
	}
	return t.all[t.rows[t.cursor]], true
}

// Select puts the cursor on a row. It reports false if the row does not show.
func (t *Table[K, T]) Select(k K) bool {
	i := slices.IndexFunc(t.rows, func(at int) bool { return t.Key(t.all[at]) == k })
	if i < 0 {
		return false
	}
	t.cursor = i
	t.show()
	return true
}

// Position is the number of the row under the cursor, from 1; 0 if none shows.
func (t *Table[K, T]) Position() int {
	if len(t.rows) == 0 {
		return 0
	}
	return t.cursor + 1
}

// All are all rows, as they were set.
func (t *Table[K, T]) All() []T { return slices.Clone(t.all) }

// Shown are all rows that pass the filter, in their order.
func (t *Table[K, T]) Shown() []T {
	out := make([]T, len(t.rows))
	for i, at := range t.rows {
		out[i] = t.all[at]
	}
	return out
}

// InView are the rows on the screen now.
func (t *Table[K, T]) InView() []T {
	var out []T
	for i := t.top; i < min(t.top+t.room(), len(t.lines)); i++ {
		if at := t.lines[i]; at >= 0 {
			out = append(out, t.all[t.rows[at]])
		}
	}
	return out
}

// Mark sets or removes the mark of a row.
func (t *Table[K, T]) Mark(k K, on bool) {
	if on {
		t.marks[k] = true
		return
	}
	delete(t.marks, k)
}

// Marked are the marked rows that show, in their order.
func (t *Table[K, T]) Marked() []T {
	return slices.DeleteFunc(t.Shown(), func(r T) bool { return !t.marks[t.Key(r)] })
}
