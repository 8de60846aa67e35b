package table

import (
	"slices"
	"strings"
)

// keep carries out a change to the rows and finds the cursor's row again, or
// its nearest neighbour that is still there, at the same height of the window.
func (t *Table[K, T]) keep(change func()) {
	all, rows := t.all, t.rows
	before := func(i int) K { return t.Key(all[rows[i]]) }
	offset := t.lineOf(t.cursor) - t.top
	change()
	t.arrange()
	t.cursor = t.nearest(before, len(rows), t.cursor)
	t.top = t.lineOf(t.cursor) - offset
	t.show()
}

// nearest finds where the row that was the ith of n is now, or else the one that
// came after it, or before it. before are the keys there were.
func (t *Table[K, T]) nearest(before func(int) K, n, i int) int {
	if i >= n {
		return 0
	}
	if at, ok := t.place[before(i)]; ok {
		if row := slices.Index(t.rows, at); row >= 0 {
			return row
		}
	}
	now := make(map[K]int, len(t.rows))
	for row, at := range t.rows {
		now[t.Key(t.all[at])] = row
	}
	for j := i + 1; j < n; j++ {
		if row, ok := now[before(j)]; ok {
			return row
		}
	}
	for j := i - 1; j >= 0; j-- {
		if row, ok := now[before(j)]; ok {
			return row
		}
	}
	return 0
}

// sort puts all rows in their order: by the column, equal ones as they were set. It
// goes on from the order there was, which is mostly nearly right.
func (t *Table[K, T]) sort() {
	c := slices.IndexFunc(t.Columns, func(c Column[T]) bool { return c.ID == t.sortBy && c.sortable() })
	if c < 0 || len(t.order) > len(t.all) {
		t.order = t.order[:0]
	}
	for i := len(t.order); i < len(t.all); i++ {
		t.order = append(t.order, i)
	}
	if c < 0 {
		return
	}
	by := t.Columns[c].places(t.all)
	slices.SortFunc(t.order, func(a, b int) int {
		way := by(a, b)
		switch {
		case way == 0:
			return a - b
		case t.reverse:
			return -way
		}
		return way
	})
}

func (c Column[T]) sortable() bool { return c.Compare != nil || c.SortText != nil }

// places orders rows by their places. Texts are taken out of the rows first: to look
// for them at every comparison takes longer than to compare them.
func (c Column[T]) places(rows []T) func(a, b int) int {
	if c.SortText == nil {
		return func(a, b int) int { return c.Compare(rows[a], rows[b]) }
	}
	texts := make([]string, len(rows))
	for i, r := range rows {
		texts[i] = c.SortText(r)
	}
	return func(a, b int) int { return strings.Compare(texts[a], texts[b]) }
}

// arrange filters, and lays out the lines.
func (t *Table[K, T]) arrange() {
	t.rows = t.matching(strings.Fields(strings.ToLower(t.filter)))
	t.lines = t.lines[:0]
	last := ""
	for i, at := range t.rows {
		if t.Group != nil {
			if g := t.Group(t.all[at]); g != last || i == 0 {
				if i > 0 {
					t.lines = append(t.lines, blank)
				}
				last = g
				if g != "" {
					t.lines = append(t.lines, heading)
				}
			}
		}
		t.lines = append(t.lines, i)
	}
}

// matching are the places of the rows that hold every word, in their order. What is
// returned is new: the rows there were are still asked for.
func (t *Table[K, T]) matching(words []string) []int {
	out := make([]int, 0, len(t.order))
	for _, i := range t.order {
		if containsAll(t.texts.hay[i], words) {
			out = append(out, i)
		}
	}
	return out
}

func containsAll(hay string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(hay, w) {
			return false
		}
	}
	return true
}
