// Package grid is a spreadsheet: rows and columns of numbers with the names of
// both always in sight, one cell under the cursor and a range around it. It
// draws only the cells that show, so that a thousand rows cost as much as
// twenty.
//
// The grid owns no values. It asks a [Source] for them, and whoever holds the
// source changes it and says so with [Grid.SetSource].
package grid

import (
	"awning/themes"
	"awning/tui/widget/cells"
)

// Cell is what one cell shows. Its text is clean.
type Cell struct {
	Text    string
	Edited  bool // differs from what it was: a mark, and the colour of edits
	Flagged bool // something about it wants a look: another mark
	Dim     bool // it has no value of its own
}

// Source is what a grid draws. Rows and columns count from 0.
type Source interface {
	Rows() int
	Cols() int
	// Corner is the title of the column of row names.
	Corner() string
	RowName(row int) string
	ColName(col int) string
	Cell(row, col int) Cell
}

// Place is one cell.
type Place struct{ Row, Col int }

// Range is a block of cells, its corners included.
type Range struct{ Top, Left, Bottom, Right int }

// Size is how many cells a range has.
func (r Range) Size() int { return (r.Bottom - r.Top + 1) * (r.Right - r.Left + 1) }

// Contains reports whether a cell lies in the range.
func (r Range) Contains(p Place) bool {
	return p.Row >= r.Top && p.Row <= r.Bottom && p.Col >= r.Left && p.Col <= r.Right
}

// Grid is the widget. Make one with [New].
type Grid struct {
	styles themes.Styles
	src    Source

	cursor Place
	anchor Place
	ranged bool // anchor is the other corner of a range

	top, left     int   // first row and column drawn
	name          int   // natural width of the row names
	widths        []int // natural width of each column's text
	width, height int
}

// New makes a grid of a source.
func New(s themes.Styles, src Source) *Grid {
	g := &Grid{styles: s}
	g.SetSource(src)
	return g
}

// SetSource replaces what is shown; the cursor stays where it is as far as
// there are cells.
func (g *Grid) SetSource(src Source) {
	g.src = src
	g.measure()
	g.show()
}

// SetSize says how many cells of the terminal the grid may fill.
func (g *Grid) SetSize(width, height int) {
	g.width, g.height = width, height
	g.show()
}

// Cursor is the cell under the cursor; false if there is none.
func (g *Grid) Cursor() (Place, bool) {
	return g.cursor, g.src.Rows() > 0 && g.src.Cols() > 0
}

// Select puts the cursor on a cell, or the nearest there is.
func (g *Grid) Select(p Place) {
	g.cursor = p
	g.show()
}

// Ranged reports whether a range is being selected.
func (g *Grid) Ranged() bool { return g.ranged }

// Range is what is selected: the cell under the cursor if nothing else is.
func (g *Grid) Range() Range {
	a, b := g.cursor, g.cursor
	if g.ranged {
		a = g.anchor
	}
	return Range{min(a.Row, b.Row), min(a.Col, b.Col), max(a.Row, b.Row), max(a.Col, b.Col)}
}

// Anchor begins a range at the cursor, or ends the one there is. While there is
// one, moving the cursor changes it.
func (g *Grid) Anchor() {
	g.ranged = !g.ranged
	g.anchor = g.cursor
}

// Release ends the range; the cursor alone is selected.
func (g *Grid) Release() { g.ranged = false }

// Block selects a range, with the cursor in its upper left corner.
func (g *Grid) Block(r Range) {
	g.ranged = true
	g.anchor = Place{r.Bottom, r.Right}
	g.cursor = Place{r.Top, r.Left}
	g.show()
}

// Columns are the first and last column in sight, counted from 1, and how many
// there are.
func (g *Grid) Columns() (first, last, all int) {
	return min(g.left+1, g.src.Cols()), g.last(), g.src.Cols()
}

// measure takes the widths of names and columns once for a source.
func (g *Grid) measure() {
	g.name = cells.Width(g.src.Corner())
	for r := range g.src.Rows() {
		g.name = max(g.name, cells.Width(g.src.RowName(r)))
	}
	g.widths = make([]int, g.src.Cols())
	for c := range g.widths {
		g.widths[c] = cells.Width(g.src.ColName(c))
		for r := range g.src.Rows() {
			g.widths[c] = max(g.widths[c], cells.Width(g.src.Cell(r, c).Text))
		}
	}
}
