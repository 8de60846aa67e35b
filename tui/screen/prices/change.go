package prices

import (
	"github.com/shopspring/decimal"

	"awning/model/prices"
	"awning/tui/widget/grid"
)

// edited reports whether a price differs from the draft. One that was changed
// and changed back does not.
func (b *book) edited(c prices.Cell) bool {
	if !c.Edited {
		return false
	}
	was := b.read.At(c.Row, c.Column)
	return !was.Present || !was.Amount.Equal(c.Amount)
}

// edits is how many prices differ from the draft.
func (b *book) edits() int {
	n := 0
	for _, c := range b.now.Edited() {
		if b.edited(c) {
			n++
		}
	}
	return n
}

// step takes an edited grid, and remembers the one before if anything changed.
func (b *book) step(next prices.Grid, changed []prices.Cell, err error) (int, error) {
	if err != nil || len(changed) == 0 {
		return 0, err
	}
	b.past, b.future = append(b.past, b.now), nil
	b.now = next
	return len(changed), nil
}

func (b *book) set(at grid.Place, price decimal.Decimal) (int, error) {
	return b.step(b.now.Set(at.Row, at.Col, price))
}

func (b *book) fill(r grid.Range) (int, error) { return b.step(b.now.Fill(block(r))) }

func (b *book) percent(r grid.Range, percent decimal.Decimal) (int, error) {
	return b.step(b.now.AddPercent(block(r), percent))
}

func (b *book) factor(r grid.Range, factor decimal.Decimal) (int, error) {
	return b.step(b.now.CopyBase(block(r), factor))
}

func (b *book) paste(at grid.Place, lines string) (int, error) {
	return b.step(b.now.PasteColumn(at.Row, at.Col, lines))
}

func (b *book) fromCSV(data []byte) (int, error) { return b.step(b.now.FromCSV(data)) }

func block(r grid.Range) prices.Range { return prices.Range(r) }

// revert gives the cells of a range the prices of the draft again.
func (b *book) revert(r grid.Range) (int, error) {
	var gone, stay []prices.Cell
	for _, c := range b.now.Edited() {
		if r.Contains(grid.Place{Row: c.Row, Col: c.Column}) {
			gone = append(gone, c)
			continue
		}
		stay = append(stay, c)
	}
	next, _ := prices.Carry(b.read, b.now, stay)
	return b.step(next, gone, nil)
}

func (b *book) undo() {
	last := len(b.past) - 1
	b.future, b.now, b.past = append(b.future, b.now), b.past[last], b.past[:last]
}

func (b *book) redo() {
	last := len(b.future) - 1
	b.past, b.now, b.future = append(b.past, b.now), b.future[last], b.future[:last]
}
