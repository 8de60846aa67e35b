package show

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// Brief reports whether a change is a line of a table: a price, a cell of a
// matrix such as the state of a market. others are
// values beside the two of the change. t may be nil.
func Brief(t *catalog.Type, c model.Change, others ...json.RawMessage) bool {
	for _, v := range append(others, c.Left, c.Right) {
		if len(v) > 0 && (v[0] == '{' || v[0] == '[') {
			return false
		}
	}
	f := Field(t, c)
	return f != nil && (f.Kind == catalog.Money || f.Kind == catalog.Matrix)
}

// Delta is by how much a number changed, in percent of what it was, signed and
// with one decimal; empty if that says nothing. format is what a percentage is
// written as: "%s %%".
func Delta(format string, c model.Change) string {
	was, ok := number(c.Left)
	now, known := number(c.Right)
	if c.Secret || !ok || !known || was.IsZero() || was.Equal(now) {
		return ""
	}
	percent := now.Sub(was).Shift(2).DivRound(was.Abs(), 1)
	if percent.IsPositive() {
		return fmt.Sprintf(format, "+"+percent.String())
	}
	return fmt.Sprintf(format, percent.String())
}

// number reads a number. One with an exponent beyond reason is none: calculating
// with it would take all memory.
func number(v json.RawMessage) (decimal.Decimal, bool) {
	const most = 100
	n, err := raw.Parse(v)
	if err != nil || n.Kind != raw.Number {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(string(n.Raw()))
	return d, err == nil && d.Exponent() <= most && d.Exponent() >= -most
}
