package prices

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Range is a rectangle of cells, its corners included.
type Range struct{ Top, Left, Bottom, Right int }

// All is the range of the whole table.
func (g Grid) All() Range { return Range{0, 0, len(g.Rows) - 1, len(g.Columns) - 1} }

// within returns the range with its corners in order; the error says that it
// reaches beyond the table.
func (g Grid) within(r Range) (Range, error) {
	r = Range{min(r.Top, r.Bottom), min(r.Left, r.Right), max(r.Top, r.Bottom), max(r.Left, r.Right)}
	if r.Top < 0 || r.Left < 0 || r.Bottom >= len(g.Rows) || r.Right >= len(g.Columns) {
		return Range{}, fmt.Errorf("rows %d to %d, columns %d to %d reach beyond the table of %d by %d prices",
			r.Top+1, r.Bottom+1, r.Left+1, r.Right+1, len(g.Rows), len(g.Columns))
	}
	return r, nil
}

// Set sets one price. A price that is set for several markets at once is that of
// all of them. The first price of its own that a market gets frees it from the
// price of all others in every column: when it is written, the other columns
// begin at what they are now. Errors: the price is negative, finer than the
// currency, or its currency is not known.
func (g Grid) Set(row, column int, amount decimal.Decimal) (Grid, []Cell, error) {
	if _, err := g.within(Range{row, column, row, column}); err != nil {
		return g, nil, err
	}
	c := g.At(row, column)
	c.Amount = amount
	if err := g.check(c); err != nil {
		return g, nil, err
	}
	return g.with([]Cell{c})
}

// check refuses a price that cannot be.
func (g Grid) check(c Cell) error {
	name := g.name(c.Row, c.Column)
	digits, known := Digits(c.Currency)
	switch {
	case c.Currency == "":
		return fmt.Errorf("%s has no currency yet: set that first", name)
	case c.Amount.IsNegative():
		return fmt.Errorf("%s: a price cannot be negative, %s is", name, c.Amount)
	case known && !g.Columns[c.Column].Hourly && !c.Amount.Equal(c.Amount.Round(digits)):
		return fmt.Errorf("%s: %s has %d decimals, %s has more", name, c.Currency, digits, c.Amount)
	}
	return nil
}

// SetCurrency sets the currency of a row that has no prices of its own yet. It
// then no longer has the price of all others: set it in every column.
func (g Grid) SetCurrency(row int, code string) (Grid, error) {
	if row < 0 || row >= len(g.Rows) {
		return g, fmt.Errorf("there is no row %d", row+1)
	}
	code = currency(code)
	if _, known := Digits(code); !known {
		return g, fmt.Errorf("%q is no currency: write its three letters, as in ISO 4217", code)
	}
	old := g
	g.Rows, g.cells = slices.Clone(g.Rows), slices.Clone(g.cells)
	g.Rows[row].Currency = code
	for column := range g.Columns {
		c := &g.cells[row*len(g.Columns)+column]
		if c.Present {
			return old, fmt.Errorf("%s has prices in %s already", g.Rows[row].Label(), c.Currency)
		}
		c.Currency, c.Amount, c.Inherited = code, decimal.Decimal{}, false
	}
	return g, nil
}

// with returns the table with new amounts in some cells, and those of them that
// are not as before.
func (g Grid) with(cells []Cell) (Grid, []Cell, error) {
	var changed []Cell
	for _, c := range cells {
		if old := g.At(c.Row, c.Column); !old.Present || !old.Amount.Equal(c.Amount) {
			c.Present, c.Inherited = true, false
			c.Edited = !c.Was.Valid || !c.Was.Decimal.Equal(c.Amount)
			changed = append(changed, c)
		}
	}
	if len(changed) == 0 {
		return g, nil, nil
	}
	g.cells = slices.Clone(g.cells)
	for _, c := range changed {
		g.cells[c.Row*len(g.Columns)+c.Column] = c
	}
	g.inherit()
	return g, changed, nil
}

// each makes new amounts of the prices in a range. What is not priced is left alone.
func (g Grid) each(r Range, amount func(Cell) (decimal.Decimal, bool, error)) (Grid, []Cell, error) {
	r, err := g.within(r)
	if err != nil {
		return g, nil, err
	}
	var cells []Cell
	for row := r.Top; row <= r.Bottom; row++ {
		for column := r.Left; column <= r.Right; column++ {
			c := g.At(row, column)
			v, ok, err := amount(c)
			if err != nil {
				return g, nil, err
			}
			if !ok {
				continue
			}
			c.Amount = v
			if err := g.check(c); err != nil {
				return g, nil, err
			}
			cells = append(cells, c)
		}
	}
	return g.with(cells)
}

// Fill copies the prices of a range's first row into all its others. Rows in another
// currency are refused: 10 US dollars are not 10 yen.
func (g Grid) Fill(r Range) (Grid, []Cell, error) {
	ordered, err := g.within(r)
	if err != nil {
		return g, nil, err
	}
	return g.each(r, func(c Cell) (decimal.Decimal, bool, error) {
		from := g.At(ordered.Top, c.Column)
		switch {
		case c.Row == ordered.Top || !from.Priced():
			return c.Amount, false, nil
		case c.Currency != from.Currency:
			return c.Amount, false, fmt.Errorf("%s is in %s, %s in %s: fill prices of one currency, or copy the base price with a factor",
				g.name(c.Row, c.Column), named(c.Currency), g.name(from.Row, from.Column), named(from.Currency))
		}
		return from.Amount, true, nil
	})
}

func named(code string) string {
	if code == "" {
		return "no currency"
	}
	return code
}

// AddPercent raises the prices of a range by some percent, or lowers them by a
// negative number of percent. Inherited prices in a range with the base row follow
// that and get none of their own. A price that would be rounded to nothing is refused.
func (g Grid) AddPercent(r Range, percent decimal.Decimal) (Grid, []Cell, error) {
	hundred := decimal.NewFromInt(100)
	if percent.LessThan(hundred.Neg()) {
		return g, nil, fmt.Errorf("%s percent would make prices negative", percent)
	}
	base := g.base()
	follows := base >= 0 && min(r.Top, r.Bottom) <= base && base <= max(r.Top, r.Bottom)
	return g.each(r, func(c Cell) (decimal.Decimal, bool, error) {
		if !c.Priced() || c.Inherited && follows {
			return c.Amount, false, nil
		}
		v := g.round(c, c.Amount, c.Amount.Mul(hundred.Add(percent)).Shift(-2))
		if v.IsZero() && !c.Amount.IsZero() && percent.GreaterThan(hundred.Neg()) {
			return v, false, fmt.Errorf("%s: %s %s and %s percent would be rounded to nothing, and the plan be free", g.name(c.Row, c.Column), c.Amount, c.Currency, percent)
		}
		return v, !v.Equal(c.Amount), nil
	})
}

// CopyBase sets the prices of a range to those of the row for all other markets
// times a factor, which may be an exchange rate: every cell keeps its currency.
func (g Grid) CopyBase(r Range, factor decimal.Decimal) (Grid, []Cell, error) {
	base := g.base()
	switch {
	case base < 0:
		return g, nil, errors.New("the plan has no base price: its prices are set for each market")
	case !factor.IsPositive():
		return g, nil, fmt.Errorf("the factor must be more than 0, %s is not", factor)
	}
	return g.each(r, func(c Cell) (decimal.Decimal, bool, error) {
		from := g.At(base, c.Column)
		if c.Row == base || !from.Present {
			return c.Amount, false, nil
		}
		v := g.round(c, from.Amount, from.Amount.Mul(factor))
		if v.IsZero() && !from.Amount.IsZero() {
			return v, false, fmt.Errorf("%s: %s times %s would be rounded to nothing, and the plan be free", g.name(c.Row, c.Column), from.Amount, factor)
		}
		return v, true, nil
	})
}

// round rounds a result half away from zero: to the currency's digits, two more for
// an hourly price, and never to fewer than the price it was made from has, as far
// as the currency goes.
func (g Grid) round(c Cell, from, v decimal.Decimal) decimal.Decimal {
	digits, _ := Digits(c.Currency)
	if g.Columns[c.Column].Hourly {
		digits = max(digits+2, -from.Exponent())
	}
	return v.Round(digits)
}
