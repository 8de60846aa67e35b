package payouts

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"awning/model/payout"
)

// which tells the rows apart: a month in one of the currencies of its payments.
type which struct{ at, currency string }

// month is what was earned in a month, by what became of it.
type month struct {
	which

	paid, scheduled, earned, held, other decimal.Decimal

	lines int
	// most is the largest sum of a month in the same currency.
	most decimal.Decimal
}

// add adds a sum where it belongs.
func (m *month) add(s payout.Sum) {
	into := &m.other
	switch s.Group {
	case payout.Paid:
		into = &m.paid
	case payout.Scheduled:
		into = &m.scheduled
	case payout.Earned:
		into = &m.earned
	case payout.Blocked, payout.Problem, payout.Lost:
		into = &m.held
	case payout.Other:
	}
	*into = into.Add(s.Due.Amount)
	m.lines += s.Lines
}

// monthsOf are the rows, the newest month first.
func monthsOf(sums []payout.Sum) []*month {
	by, most := map[which]*month{}, map[string]decimal.Decimal{}
	var out []*month
	for _, s := range sums {
		k := which{s.Key, s.Due.Currency}
		if by[k] == nil {
			by[k] = &month{which: k}
			out = append(out, by[k])
		}
		by[k].add(s)
	}
	for _, m := range out {
		most[m.currency] = decimal.Max(most[m.currency], m.total())
	}
	for _, m := range out {
		m.most = most[m.currency]
	}
	slices.SortFunc(out, func(a, b *month) int { return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.currency, b.currency)) })
	return out
}
