package orders

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/text"
)

// months is how many months are told of.
const months = 12

// steps are the marks of a chart, from nothing to the most of its row: characters of every
// terminal, each denser than the one before.
const steps = ".:-=+*#"

// chart is a figure for each of the last months, the latest last.
type chart [months]decimal.Decimal

// add adds to a month, if the chart has it.
func (c *chart) add(last, m payout.Month, d decimal.Decimal) {
	if i := months - 1 - apart(m, last); i >= 0 && i < months {
		c[i] = c[i].Add(d)
	}
}

// apart is how many months one comes after another.
func apart(m, later payout.Month) int {
	const inYear = 12
	return (later.Year-m.Year)*inYear + int(later.Month) - int(m.Month)
}

// sum is all of it.
func (c *chart) sum() decimal.Decimal {
	return decimal.Sum(c[0], c[1:]...)
}

// lastWhole is the month before the latest, which is not over.
func (c *chart) lastWhole() decimal.Decimal { return c[months-2] }

// marks draws the chart, a cell for each month.
func (c *chart) marks() string {
	most := decimal.Max(c[0], c[1:]...)
	if !most.IsPositive() {
		return strings.Repeat(steps[:1], months)
	}
	full := decimal.NewFromInt(int64(len(steps) - 1))
	var b strings.Builder
	for _, d := range c {
		at := d.Mul(full).Div(most).Ceil().IntPart()
		b.WriteByte(steps[max(at, 0)])
	}
	return b.String()
}

// Spaces within a month and its figure: where lines may be broken, and where not.
const (
	plain    = " "
	unbroken = "\u00a0" // see [foot]
)

// words are the months and their figures: those in which there is something.
func (c *chart) words(t *text.Texts, last payout.Month, space string, show func(decimal.Decimal) string) string {
	var out []string
	for i, d := range c {
		if !d.IsZero() {
			out = append(out, strings.ReplaceAll(fmt.Sprintf(t.Orders.Month, last.Add(i+1-months), show(d)), plain, space))
		}
	}
	return strings.Join(out, t.Shell.And)
}
