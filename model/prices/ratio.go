package prices

import (
	"slices"

	"github.com/shopspring/decimal"
)

// ratios says of each own price how it stands to the others of its row: prices
// are first divided by those of all other markets, or by the median market if there
// are none, so that a year is not compared with a month; a market's currency
// and level then make no difference within its row. Rows and columns too short to have a
// median that means something have no ratios.
func ratios(g Grid) []decimal.NullDecimal {
	out := make([]decimal.NullDecimal, len(g.cells))
	const enough = 3
	base := g.base()
	like := make([]decimal.Decimal, len(g.Columns))
	for column := range g.Columns {
		if base >= 0 {
			like[column] = g.At(base, column).Amount
			continue
		}
		var all []decimal.Decimal
		for row := range g.Rows {
			if c := g.At(row, column); c.Present {
				all = append(all, c.Amount)
			}
		}
		if len(all) >= enough {
			like[column] = median(all)
		}
	}
	for row := range g.Rows {
		if row == base {
			continue
		}
		var all []decimal.Decimal
		for column := range g.Columns {
			if c := g.At(row, column); c.Present && !like[column].IsZero() {
				r := c.Amount.DivRound(like[column], digitsOfRatios)
				out[row*len(g.Columns)+column] = decimal.NewNullDecimal(r)
				all = append(all, r)
			}
		}
		middle := median(all)
		for column := range g.Columns {
			r := &out[row*len(g.Columns)+column]
			if len(all) < enough || middle.IsZero() {
				*r = decimal.NullDecimal{}
			} else if r.Valid {
				r.Decimal = r.Decimal.DivRound(middle, digitsOfRatios)
			}
		}
	}
	return out
}

const digitsOfRatios = 8

// median is the middle one of some numbers, or the lower of two; zero of none.
func median(all []decimal.Decimal) decimal.Decimal {
	if len(all) == 0 {
		return decimal.Decimal{}
	}
	all = slices.Clone(all)
	slices.SortFunc(all, decimal.Decimal.Cmp)
	return all[(len(all)-1)/2]
}
