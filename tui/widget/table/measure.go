package table

import (
	"strings"

	"awning/tui/widget/cells"
)

// texts is what is kept of the rows' texts: each is taken once for the filter and for
// the widths, not at every key.
type texts struct {
	hay     []string // lower-cased text of each row
	widths  []int    // of each row's cells, row after row
	natural []int    // of each column: that of its widest cell
}

// measure takes the texts of all rows anew.
func (t *Table[K, T]) measure() {
	t.texts.hay = make([]string, 0, len(t.all))
	t.texts.widths = make([]int, 0, len(t.all)*len(t.Columns))
	for i := range t.all {
		t.take(i)
	}
	t.widen()
}

// take takes the text of the ith row, which may be the one after the last that was
// taken. The columns are as wide as before until [Table.widen].
func (t *Table[K, T]) take(i int) {
	x, r, n := &t.texts, t.all[i], len(t.Columns)
	if i == len(x.hay) {
		x.hay = append(x.hay, "")
		x.widths = append(x.widths, make([]int, n)...)
	}
	var b strings.Builder
	for j, c := range t.Columns {
		s := c.Cell(r)
		x.widths[i*n+j] = cells.Width(s)
		if t.Match == nil {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	if t.Match != nil {
		b.WriteString(t.Match(r))
	}
	x.hay[i] = strings.ToLower(b.String())
}

// widen gives each column the width of its widest cell, its title among them.
func (t *Table[K, T]) widen() {
	x, n := &t.texts, len(t.Columns)
	x.natural = make([]int, n)
	for j, c := range t.Columns {
		x.natural[j] = cells.Width(c.Title)
	}
	for i, w := range x.widths {
		x.natural[i%n] = max(x.natural[i%n], w)
	}
}

// Room is how many cells a column, by its ID, could have in the width there is if all others
// have the width they like; it may be negative.
func (t *Table[K, T]) Room(column string) int {
	room := t.width - t.gutter() + len(gap)
	for j, w := range t.texts.natural {
		switch {
		case t.Columns[j].ID == column:
			room -= len(gap)
		case w > 0:
			room -= w + len(gap)
		}
	}
	return room
}
