package prices

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/raw"
)

// Grid is the table of a plan's prices. The zero grid has none.
type Grid struct {
	// Rows are in the order of their markets, the one for all others first.
	Rows []Row
	// Columns are in the document's order of terms, or from the smallest size on.
	Columns []Column
	// Free is true if the plan costs nothing by its price model, so that there
	// is nothing to edit.
	Free bool

	cells  []Cell // row by row
	layout layout
}

// Row is the prices of some markets.
type Row struct {
	// Markets are the codes as the document spells them; none in the row that
	// holds for all markets without a row of their own.
	Markets []string
	// Currency is the ISO 4217 code, in capital letters; empty if the row has no
	// price of its own.
	Currency string
	// Own is false if the document has no prices for these markets: then they pay the
	// price of the row for all others, if there is one.
	Own bool

	again int // how many rows before it are of the same markets
}

// Base reports whether the row holds for all markets that have none of their own.
func (r Row) Base() bool { return len(r.Markets) == 0 }

// Label is the markets' codes with spaces between, or "*" for all others. A second
// row of the same markets has a number behind.
func (r Row) Label() string {
	label := allOthers
	if !r.Base() {
		label = strings.ToUpper(strings.Join(r.Markets, " "))
	}
	if r.again > 0 {
		label += " #" + strconv.Itoa(r.again+1)
	}
	return label
}

const allOthers = "*"

// rowKey finds a row again in another state of the document.
type rowKey struct {
	markets string
	again   int
}

func (r Row) key() rowKey {
	m := make([]string, len(r.Markets))
	for i := range r.Markets {
		m[i] = strings.ToUpper(r.Markets[i])
	}
	slices.Sort(m)
	return rowKey{strings.Join(m, " "), r.again}
}

// Column is what a price is for: a billing term, or a machine of some size.
type Column struct {
	// Key tells columns apart, in every state of the document.
	Key string
	// Label is what a person calls it: "1 month", "4 vCPUs".
	Label string
	// Hourly prices may be fractions of the currency's smallest unit.
	Hourly bool
}

// Cell is one price.
type Cell struct {
	Row, Column int
	Amount      decimal.Decimal
	Currency    string // ISO 4217, in capital letters; empty if not known
	// Pointer is where the price lies in the document; empty if it has no place yet.
	Pointer raw.Pointer
	// Present is true if the markets have this price of their own.
	Present bool
	// Inherited is true if they have none and pay that of all other markets,
	// which Amount then is.
	Inherited bool
	// Was is the markets' own price in the document; not valid if it has none.
	Was decimal.NullDecimal
	// Edited is true if the price is another than in the document.
	Edited bool
}

// Priced reports whether there is a price at all, own or inherited.
func (c Cell) Priced() bool { return c.Present || c.Inherited }

// At returns a cell by its row and column, counted from 0, which must exist.
func (g Grid) At(row, column int) Cell { return g.cells[row*len(g.Columns)+column] }

// Edited lists the cells with another price than in the document.
func (g Grid) Edited() []Cell {
	var out []Cell
	for _, c := range g.cells {
		if c.Edited {
			out = append(out, c)
		}
	}
	return out
}

// base is the index of the row for all other markets; -1 if there is none.
func (g Grid) base() int { return slices.IndexFunc(g.Rows, Row.Base) }

// name is what to call a cell in an error.
func (g Grid) name(row, column int) string {
	return g.Rows[row].Label() + ", " + g.Columns[column].Label
}

// inherit gives the cells of markets without prices of their own those of the
// base row.
func (g Grid) inherit() {
	base := g.base()
	if base < 0 {
		return
	}
	for i := range g.cells {
		c := &g.cells[i]
		if r := g.Rows[c.Row]; c.Present || r.Own || r.Currency != "" {
			continue
		}
		from := g.At(base, c.Column)
		c.Amount, c.Currency, c.Inherited = from.Amount, from.Currency, from.Present
	}
}
