package prices

import (
	"github.com/shopspring/decimal"
)

// Change is one price that differs between two tables of a plan.
type Change struct {
	Markets string // the label of the row, or of the one market that left or joined one
	Column  string // the label of the column
	// Old and New are what the markets pay, their own price or that of all others;
	// not valid if they cannot buy.
	Old, New decimal.NullDecimal
	Currency string // of the new price, or of the old one if there is no new one
	// Percent is the change with two decimals; not valid if there is nothing to
	// divide by, or the currency is another.
	Percent decimal.NullDecimal
	Flags   []Flag
}

// Flag is why a change deserves a second look.
type Flag string

// The flags.
const (
	// FarChange: more than half up or down.
	FarChange Flag = "far-change"
	// FarFromRow: compared with other markets, this price is more than twice, or
	// less than half, what the row's other prices are.
	FarFromRow Flag = "far-from-row"
	// NewCurrency: the old and the new price cannot be compared.
	NewCurrency Flag = "new-currency"
)

// Report is what a publisher should know before prices are saved or published.
type Report struct {
	Changes []Change
	Breaks  []Break
}

// Compare finds the prices that differ, market by market. Rules are looked at only
// if the plan was published with the old prices.
func Compare(old, now Grid, published bool) Report {
	c := comparison{old: index(old), now: now, ratios: ratios(now)}
	for row, r := range now.Rows {
		c.row(row, r)
	}
	if published {
		c.rules()
	}
	return c.report
}

// comparison is one at work.
type comparison struct {
	old    indexed
	now    Grid
	ratios []decimal.NullDecimal // of the new cells to their row, 1 being as the others
	report Report
}

// indexed is a table whose rows and columns are found by name.
type indexed struct {
	Grid

	byKey    map[rowKey]int
	byMarket map[string]int
	columns  map[string]int
}

func index(g Grid) indexed {
	out := indexed{g, map[rowKey]int{}, map[string]int{}, map[string]int{}}
	for i, r := range g.Rows {
		out.byKey[r.key()] = i
		for _, m := range r.Markets {
			if _, ok := out.byMarket[currency(m)]; !ok {
				out.byMarket[currency(m)] = i
			}
		}
	}
	for i, column := range g.Columns {
		out.columns[column.Key] = i
	}
	return out
}

// at is the cell of a row for a column's key, if there is one.
func (x indexed) at(row int, key string) Cell {
	if column, ok := x.columns[key]; ok && row >= 0 {
		return x.At(row, column)
	}
	return Cell{}
}

// cell finds a cell by the names of its row and column.
func (x indexed) cell(row rowKey, column string) (Cell, bool) {
	r, okRow := x.byKey[row]
	c, okColumn := x.columns[column]
	if !okRow || !okColumn {
		return Cell{}, false
	}
	return x.At(r, c), true
}

// row compares a row with the same row before, or each of its markets with
// where it was.
func (c *comparison) row(row int, r Row) {
	if before, ok := c.old.byKey[r.key()]; ok {
		c.cells(row, before, r.Label())
		return
	}
	for _, m := range r.Markets {
		before, ok := c.old.byMarket[currency(m)]
		if !ok {
			before = -1
		}
		c.cells(row, before, currency(m))
	}
	if r.Base() {
		c.cells(row, -1, r.Label())
	}
}

func (c *comparison) cells(row, before int, label string) {
	for i, column := range c.now.Columns {
		now, was := c.now.At(row, i), c.old.at(before, column.Key)
		if c.old.Free {
			was = Cell{Currency: now.Currency, Present: true}
		}
		if now.Inherited && (was.Inherited || !was.Present) {
			continue // told of the row for all others
		}
		if now.Priced() == was.Priced() && now.Amount.Equal(was.Amount) && now.Currency == was.Currency {
			continue
		}
		c.add(label, column, was, now)
	}
}

func (c *comparison) add(label string, column Column, was, now Cell) {
	d := Change{Markets: label, Column: column.Label, Old: price(was), New: price(now), Currency: now.Currency}
	half := decimal.NewFromInt(50)
	switch {
	case !now.Priced():
		d.Currency = was.Currency
	case was.Priced() && was.Currency != now.Currency:
		d.Flags = append(d.Flags, NewCurrency)
	case was.Priced() && !was.Amount.IsZero():
		d.Percent = decimal.NewNullDecimal(now.Amount.Sub(was.Amount).Shift(2).DivRound(was.Amount, 2))
		if d.Percent.Decimal.Abs().GreaterThan(half) {
			d.Flags = append(d.Flags, FarChange)
		}
	}
	if r := c.ratios[now.Row*len(c.now.Columns)+now.Column]; now.Present && r.Valid {
		two := decimal.NewFromInt(2)
		if r.Decimal.GreaterThan(two) || r.Decimal.Mul(two).LessThan(decimal.NewFromInt(1)) {
			d.Flags = append(d.Flags, FarFromRow)
		}
	}
	c.report.Changes = append(c.report.Changes, d)
}

func price(c Cell) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: c.Amount, Valid: c.Priced()}
}
