package prices

import "slices"

// Rule is one of the marketplace's rules on the prices of a plan that was
// published (learn.microsoft.com/partner-center/marketplace-offers/price-changes).
type Rule string

// The rules.
const (
	// FreeToPaid: what was free cannot get a price.
	FreeToPaid Rule = "free-to-paid"
	// UpAndDown: prices of one plan cannot go up and down in one change.
	UpAndDown Rule = "up-and-down"
	// TermRemoved: a billing term that was published cannot be taken away.
	TermRemoved Rule = "term-removed"
	// Notice: an increase takes effect on the first of a month, 90 days or more after
	// publishing, and customers are told. It is allowed.
	Notice Rule = "notice"
)

// Refused reports whether the marketplace refuses what the rule is about.
func (r Rule) Refused() bool { return r != Notice }

// Break says where a rule matters.
type Break struct {
	Rule Rule
	// Changes are the positions in [Report.Changes] it is about; none for a term
	// that all markets lost.
	Changes []int
	// Column is the label of the term that is gone, for [TermRemoved].
	Column string
}

// rules finds what the marketplace has to say about the changes.
func (c *comparison) rules() {
	var free, up, down []int
	for i, d := range c.report.Changes {
		switch {
		case !d.Old.Valid || !d.New.Valid:
		case d.Old.Decimal.IsZero() && d.New.Decimal.IsPositive():
			free = append(free, i)
		case slices.Contains(d.Flags, NewCurrency):
		case d.New.Decimal.GreaterThan(d.Old.Decimal):
			up = append(up, i)
		default:
			down = append(down, i)
		}
	}
	if len(free) > 0 {
		c.breaks(FreeToPaid, free, "")
	}
	if len(up) > 0 && len(down) > 0 {
		c.breaks(UpAndDown, slices.Sorted(slices.Values(slices.Concat(up, down))), "")
	}
	c.removed()
	if len(up) > 0 {
		c.breaks(Notice, up, "")
	}
}

func (c *comparison) breaks(r Rule, changes []int, column string) {
	c.report.Breaks = append(c.report.Breaks, Break{r, changes, column})
}

// removed finds the terms that some markets, or all, can no longer buy.
func (c *comparison) removed() {
	for i, column := range c.old.Columns {
		var changes []int
		for j, d := range c.report.Changes {
			if d.Column == column.Label && d.Old.Valid && !d.New.Valid {
				changes = append(changes, j)
			}
		}
		lost := !slices.ContainsFunc(c.now.Columns, func(o Column) bool { return o.Key == column.Key }) && c.old.priced(i)
		if lost || len(changes) > 0 {
			c.breaks(TermRemoved, changes, column.Label)
		}
	}
}

// priced reports whether a column has a price at all.
func (g Grid) priced(column int) bool {
	for row := range g.Rows {
		if g.At(row, column).Present {
			return true
		}
	}
	return false
}
