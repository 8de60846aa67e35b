package prices

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Parse reads a price as a person types it: digits, and a point as decimal mark.
func Parse(typed string) (decimal.Decimal, error) {
	const most = 30
	s := strings.TrimSpace(typed)
	whole, fraction, _ := strings.Cut(s, ".")
	digits := whole + fraction
	if digits == "" || len(s) > most || strings.Trim(digits, "0123456789") != "" {
		if len(s) > most {
			s = s[:most] + "…"
		}
		return decimal.Decimal{}, fmt.Errorf("%q is no price: write digits with a point as decimal mark, like 12.50", s)
	}
	return decimal.NewFromString("0" + s)
}

// PasteColumn sets the prices from a cell on downward to the lines of a text, one
// price each. Empty lines leave their price as it is. The error names the lines that
// are no prices; then nothing is set.
func (g Grid) PasteColumn(row, column int, text string) (Grid, []Cell, error) {
	if _, err := g.within(Range{row, column, row, column}); err != nil {
		return g, nil, err
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	if room := len(g.Rows) - row; len(lines) > room {
		return g, nil, fmt.Errorf("line %d: the table ends here, %d lines are too many", room+1, len(lines)-room)
	}
	var cells []Cell
	var faults faultList
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		c, err := g.typed(row+i, column, line)
		if err != nil {
			faults.add(i+1, err)
			continue
		}
		cells = append(cells, c)
	}
	if err := faults.err(); err != nil {
		return g, nil, err
	}
	return g.with(cells)
}

// typed is a cell with a price as it was typed.
func (g Grid) typed(row, column int, text string) (Cell, error) {
	c := g.At(row, column)
	amount, err := Parse(text)
	if err != nil {
		return c, err
	}
	c.Amount = amount
	return c, g.check(c)
}

// faultList collects what is wrong, line by line, as far as anyone would read.
type faultList struct {
	list []error
	more int
}

func (f *faultList) add(line int, err error) {
	const most = 10
	if len(f.list) == most {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf("line %d: %w", line, err))
}

func (f *faultList) err() error {
	if f.more > 0 {
		return errors.Join(append(slices.Clone(f.list), fmt.Errorf("and %d more", f.more))...)
	}
	return errors.Join(f.list...)
}
