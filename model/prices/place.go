package prices

import (
	"strings"

	"awning/model/catalog"
	"awning/model/raw"
)

// Place is the member of a type's pricing documents that all prices lie in: what
// changes when prices do. The error says that the type's prices are not kept in
// a form that is known here.
func Place(t *catalog.Type) (raw.Pointer, error) {
	l, err := layoutOf(t)
	if err != nil {
		return "", err
	}
	if l.kind == scheduleForm {
		return l.schedules, nil
	}
	return l.option[:strings.LastIndexByte(string(l.option), '/')], nil
}

// Locator finds out which price a place of a document is.
type Locator struct {
	grid  Grid
	root  *raw.Node
	cells []spanned
}

// spanned is a cell and where its number is in the document.
type spanned struct {
	cell       Cell
	start, end int
}

// NewLocator reads a document. Errors are those of [Read].
func NewLocator(t *catalog.Type, doc []byte) (Locator, error) {
	l, err := layoutOf(t)
	if err != nil {
		return Locator{}, err
	}
	s, err := l.read(doc)
	if err != nil {
		return Locator{}, err
	}
	out := Locator{grid: s.grid, root: s.root}
	for i, spot := range s.spots {
		if spot.number != nil {
			out.cells = append(out.cells, spanned{s.grid.cells[i], spot.number.Start, spot.number.End})
		}
	}
	return out, nil
}

// Grid is the table of the document.
func (l Locator) Grid() Grid { return l.grid }

// Cell is the one price that a place is, or is around; false if there is none,
// or several.
func (l Locator) Cell(at raw.Pointer) (Cell, bool) {
	n, err := l.root.Find(at)
	if err != nil || n == nil {
		return Cell{}, false
	}
	var found []Cell
	for _, c := range l.cells {
		if n.Start <= c.start && c.end <= n.End {
			found = append(found, c.cell)
		}
	}
	if len(found) != 1 {
		return Cell{}, false
	}
	return found[0], true
}
