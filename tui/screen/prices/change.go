package prices

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
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
	var gone []prices.Cell
	next := b.read
	for _, c := range b.now.Edited() {
		if r.Contains(grid.Place{Row: c.Row, Col: c.Column}) {
			gone = append(gone, c)
			continue
		}
		var err error
		if next, _, err = next.Set(c.Row, c.Column, c.Amount); err != nil {
			return 0, err
		}
	}
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

// apply is the document with the edited prices in it.
func (b *book) apply() (json.RawMessage, error) { return prices.Apply(b.now, b.doc.Raw) }

// rebase makes the edits on another version of the document. What cannot be
// made there is an error, and nothing changes. The steps before are forgotten:
// they led away from the other version.
func (b *book) rebase(t *catalog.Type, doc model.Document) error {
	read, err := prices.Read(t, doc.Raw)
	if err != nil {
		return err
	}
	edited, err := prices.Apply(b.now, doc.Raw)
	if err != nil {
		return err
	}
	now, err := adopt(t, read, edited)
	if err != nil {
		return err
	}
	b.doc, b.read, b.now, b.past, b.future = doc, read, now, nil, nil
	b.label()
	return nil
}

// adopt is a grid with the prices of an edited document set in it.
func adopt(t *catalog.Type, read prices.Grid, edited json.RawMessage) (prices.Grid, error) {
	other, err := prices.Read(t, edited)
	if err != nil {
		return read, err
	}
	at, now := newIndex(read), read
	for row, key := range rowKeys(other) {
		for col := range other.Columns {
			c := other.At(row, col)
			to, found := at.find(key, other.Columns[col].Key)
			if !found || !c.Present {
				continue
			}
			// A market that gets one price of its own gets all of them, as they are:
			// only what is not paid already was edited.
			if is := now.At(to.Row, to.Col); is.Priced() && is.Currency == c.Currency && is.Amount.Equal(c.Amount) {
				continue
			}
			if now, _, err = now.Set(to.Row, to.Col, c.Amount); err != nil {
				return read, err
			}
		}
	}
	return now, nil
}

// restore shows edits as they were kept, maybe on an older version of the
// document, and returns how many prices changed by that.
func (b *book) restore(t *catalog.Type, edits []model.FieldEdit) (int, error) {
	next := b.read
	if len(edits) > 0 {
		base := edits[len(edits)-1].Base
		mine, err := base.Edited(edits)
		if err != nil {
			return 0, err
		}
		read, err := prices.Read(t, base.Raw)
		if err != nil {
			return 0, err
		}
		edited, err := adopt(t, read, mine.Raw)
		if err != nil {
			return 0, err
		}
		doc, err := prices.Apply(edited, b.doc.Raw)
		if err != nil {
			return 0, err
		}
		if next, err = adopt(t, b.read, doc); err != nil {
			return 0, err
		}
	}
	return b.step(next, slices.Concat(b.now.Edited(), next.Edited()), nil)
}
