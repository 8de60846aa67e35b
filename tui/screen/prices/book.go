package prices

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/prices"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/grid"
)

// book is what is edited: the prices as they were read and as they are now, and
// the steps between. It is the source of the grid.
type book struct {
	t      text.Prices
	names  map[string]string // of markets
	doc    model.Document    // the draft
	under  json.RawMessage   // the draft with the unsaved edits of other things than prices
	read   prices.Grid       // what that holds
	now    prices.Grid
	live   prices.Grid // what customers pay; no rows if the plan is not live
	liveAt index

	past, future []prices.Grid
	stray        map[string]bool                    // edits of the store whose prices have no place in the draft
	moved        map[grid.Place]decimal.NullDecimal // prices that changed elsewhere since they were edited: what they were
	report       prices.Report                      // of the prices as they are now
	flags        []flag
	flagged      map[grid.Place]bool
	ruled        map[grid.Place][]string // why each is
	labels       []string                // of the rows
	keys         []nth
}

func newBook(t text.Prices, doc model.Document, read prices.Grid) *book {
	b := &book{t: t, names: catalog.MarketNames(), doc: doc, under: doc.Raw, read: read, now: read}
	b.label()
	return b
}

// Rows is how many rows there are.
func (b *book) Rows() int { return len(b.now.Rows) }

// Cols is how many columns there are.
func (b *book) Cols() int { return len(b.now.Columns) }

// Corner is the head of the row names.
func (b *book) Corner() string { return b.t.Market }

// RowName is the market of a row: its code and its name.
func (b *book) RowName(row int) string { return b.labels[row] }

// ColName is what the prices of a column are for.
func (b *book) ColName(col int) string { return sanitize.Line(b.now.Columns[col].Label) }

// Cell is a price in its currency.
func (b *book) Cell(row, col int) grid.Cell {
	c := b.now.At(row, col)
	return grid.Cell{
		Text: b.money(c), Edited: b.edited(c), Dim: !c.Present,
		Flagged: b.flagged[grid.Place{Row: row, Col: col}],
	}
}

// label names the rows, once for a version of the document.
func (b *book) label() {
	b.labels, b.keys = make([]string, len(b.now.Rows)), rowKeys(b.now)
	for i, r := range b.now.Rows {
		b.labels[i] = b.rowName(r)
	}
}

func (b *book) rowName(r prices.Row) string {
	switch {
	case r.Base() && len(b.now.Rows) == 1:
		return b.t.AllMarkets
	case r.Base():
		return b.t.OtherMarkets
	}
	code := sanitize.Line(r.Label())
	if name, ok := b.names[code]; ok {
		return code + "  " + name
	}
	return code
}

// place names a cell.
func (b *book) place(at grid.Place) string {
	return fmt.Sprintf(b.t.Place, b.labels[at.Row], b.ColName(at.Col))
}

// money is a price with its currency, to the currency's smallest unit or beyond
// if the price is finer.
func (b *book) money(c prices.Cell) string {
	if !c.Priced() {
		return b.t.NoPrice
	}
	return strings.TrimSpace(spell(c) + " " + sanitize.Line(c.Currency))
}

func spell(c prices.Cell) string {
	digits, _ := prices.Digits(c.Currency)
	return c.Amount.StringFixed(max(digits, -c.Amount.Exponent()))
}

// typed is a price as a person would type it; empty if there is none.
func (b *book) typed(at grid.Place) string {
	c := b.now.At(at.Row, at.Col)
	if !c.Priced() {
		return ""
	}
	return spell(c)
}

// find is the next row from one on whose market has a text in its code or
// name, and after the last one the first. A whole code comes before all else.
func (b *book) find(words string, from int) (int, bool) {
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return 0, false
	}
	code := func(r prices.Row) bool {
		return slices.ContainsFunc(r.Markets, func(m string) bool { return strings.EqualFold(m, words) })
	}
	if i := slices.IndexFunc(b.now.Rows, code); i >= 0 {
		return i, true
	}
	for i := range b.labels {
		row := (from + i) % len(b.labels)
		if strings.Contains(strings.ToLower(b.labels[row]), words) {
			return row, true
		}
	}
	return 0, false
}
