package earnings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/show"
	"awning/tui/text"
)

// total is what lines come to in one currency.
type total struct {
	due   payout.Money
	parts map[payout.Group]decimal.Decimal
	words string // all of it
}

// totals are what the lines come to, each currency for itself, in the order of the sums.
func (s *Screen) totals() []total {
	var out []total
	for _, sum := range s.sums {
		i := slices.IndexFunc(out, func(t total) bool { return t.due.Currency == sum.Due.Currency })
		if i < 0 {
			i = len(out)
			out = append(out, total{due: payout.Money{Currency: sum.Due.Currency}, parts: map[payout.Group]decimal.Decimal{}})
		}
		out[i].due.Amount = out[i].due.Amount.Add(sum.Due.Amount)
		out[i].parts[sum.Group] = out[i].parts[sum.Group].Add(sum.Due.Amount)
	}
	for i := range out {
		out[i].words = s.words(out[i])
	}
	return out
}

// groups are the groups in the order in which money passes through them.
func groups() []payout.Group {
	return []payout.Group{payout.Earned, payout.Scheduled, payout.Paid, payout.Blocked, payout.Problem, payout.Lost, payout.Other}
}

// words say how much of a total is in which group.
func (s *Screen) words(of total) string {
	t := s.d.Text
	var parts []string
	for _, g := range groups() {
		part, there := of.parts[g]
		switch group := text.Word(t.Payout.Groups, g); {
		case !there:
		case len(of.parts) == 1:
			parts = append(parts, group)
		default:
			parts = append(parts, fmt.Sprintf(t.Earnings.Part, group, show.Amount(part, of.due.Currency)))
		}
	}
	return fmt.Sprintf(t.Earnings.Total, show.Money(of.due), strings.Join(parts, t.Shell.And))
}

// dollars is what the lines come to in US dollars, each at its own rate; empty where that
// says nothing new.
func (s *Screen) dollars() string {
	usd, other := decimal.Zero, false
	for _, sum := range s.sums {
		usd = usd.Add(sum.USD)
		other = other || sum.Due.Currency != payout.USD
	}
	if !other {
		return ""
	}
	return show.Money(payout.Money{Amount: usd, Currency: payout.USD})
}
