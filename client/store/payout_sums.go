package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"awning/model/payout"
)

// Tallies returns the sums of the earnings a query asks for, by state, month of the
// payment, and its currency.
func (s *Seat) Tallies(ctx context.Context, q payout.Query) ([]payout.Tally, error) {
	out, err := answer(ctx, s, q, "tallies", func() ([]payout.Tally, int64, error) { return s.tallies(ctx, q) })
	if err != nil {
		return nil, fmt.Errorf("add the earnings up: %w", s.explainPayout(ctx, err))
	}
	return out, nil
}

func (s *Seat) tallies(ctx context.Context, q payout.Query) ([]payout.Tally, int64, error) {
	l, c, err := s.asked(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	status, due := l.words[kindStatus], l.words[kindDue]
	all := l.added(c, func(slot uint32) sumKey { return sumKey{status[slot], l.estimated[slot], due[slot]} })
	out := make([]payout.Tally, len(all))
	for i, sum := range all {
		out[i] = payout.Tally{
			Status: l.text(kindStatus, sum.first), Estimated: monthOf(l.estimated[sum.first]),
			Due: payout.Money{Amount: sum.due.decimal(), Currency: l.text(kindDue, sum.first)}, USD: sum.usd.decimal(), Lines: sum.lines,
		}
	}
	slices.SortFunc(out, func(a, b payout.Tally) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Estimated.String(), b.Estimated.String()),
			cmp.Compare(a.Due.Currency, b.Due.Currency))
	})
	return out, l.book.version, nil
}

// sumKey is what lines of one sum agree in.
type sumKey [3]uint32

// summing is what some lines come to.
type summing struct {
	due, usd total
	lines    int
	first    uint32 // the slot of one of them
}

// added adds up the lines that agree in a key.
func (l *ledger) added(c choice, keyOf func(slot uint32) sumKey) []*summing {
	var all []*summing
	known := map[sumKey]*summing{}
	var last sumKey
	var sum *summing
	c.slots.each(func(slot uint32) {
		if key := keyOf(slot); sum == nil || key != last { // lines that follow each other often agree
			last = key
			if sum = known[key]; sum == nil {
				sum = &summing{first: slot}
				known[key], all = sum, append(all, sum)
			}
		}
		sum.due.add(l.due.at(slot))
		sum.usd.add(l.usd.at(slot))
		sum.lines++
	})
	return all
}

// Sums returns what the earnings a query asks for come to, by something, in each currency
// of the payments. Months come in their order, all else by the sum in US dollars, the
// largest first. The key of a plan is "product/plan", which a query understands too.
func (s *Seat) Sums(ctx context.Context, q payout.Query, by payout.By) ([]payout.Sum, error) {
	out, err := answer(ctx, s, q, "sums by "+string(by), func() ([]payout.Sum, int64, error) { return s.sums(ctx, q, by) })
	if err != nil {
		return nil, fmt.Errorf("add the earnings up by %s: %w", by, s.explainPayout(ctx, err))
	}
	return out, nil
}

func (s *Seat) sums(ctx context.Context, q payout.Query, by payout.By) ([]payout.Sum, int64, error) {
	if !sumsBy(by) {
		return nil, 0, fmt.Errorf("earnings cannot be summed by %q", by)
	}
	l, c, err := s.asked(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	groups, status, due, of := l.groups(), l.words[kindStatus], l.words[kindDue], l.column(by)
	parts := l.added(c, func(slot uint32) sumKey { return sumKey{of(slot), due[slot], groups.of[status[slot]]} })
	var out []payout.Sum
	at := map[sumKey]int{}
	for _, part := range parts {
		group := groups.of[status[part.first]]
		key := sumKey{of(part.first), due[part.first]}
		if by == payout.ByMonth { // whose groups stay apart
			key[2] = group
		}
		one := l.told(by, part, groups.names[group])
		i, there := at[key]
		if !there {
			at[key] = len(out)
			out = append(out, one)
			continue
		}
		sum := &out[i]
		sum.Due.Amount, sum.USD, sum.Lines = sum.Due.Amount.Add(one.Due.Amount), sum.USD.Add(one.USD), sum.Lines+one.Lines
		if sum.Group != one.Group {
			sum.Group = ""
		}
	}
	sortSums(out, by)
	return out, l.book.version, nil
}

// told puts a sum into words.
func (l *ledger) told(by payout.By, sum *summing, group payout.Group) payout.Sum {
	one := payout.Sum{
		Due: payout.Money{Amount: sum.due.decimal(), Currency: l.text(kindDue, sum.first)}, USD: sum.usd.decimal(), Lines: sum.lines, Group: group,
	}
	switch by {
	case payout.ByMonth:
		one.Key = monthOf(l.earned[sum.first]).String()
	case payout.ByPrivate:
		one.Key = strconv.FormatBool(l.private.has(sum.first))
	default:
		k, _ := kindOf(by)
		w := l.texts[k][l.words[k][sum.first]]
		one.Key, one.Name = w.text, w.name
	}
	return one
}

func sortSums(all []payout.Sum, by payout.By) {
	slices.SortFunc(all, func(a, b payout.Sum) int {
		last := cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Group, b.Group), cmp.Compare(a.Due.Currency, b.Due.Currency))
		if by == payout.ByMonth {
			return last
		}
		return cmp.Or(b.USD.Cmp(a.USD), last)
	})
}

// groups are what states come to.
type groups struct {
	of    []uint32       // the number of a state's group, by the place of the state
	names []payout.Group // by number
}

func (l *ledger) groups() groups {
	var g groups
	for _, w := range l.texts[kindStatus] {
		name := payout.StatusOf(w.text).Group
		if !slices.Contains(g.names, name) {
			g.names = append(g.names, name)
		}
		g.of = append(g.of, uint32(slices.Index(g.names, name))) // #nosec G115 -- a handful
	}
	return g
}

// column is what earnings are summed by, by slot.
func (l *ledger) column(by payout.By) func(slot uint32) uint32 {
	switch by {
	case payout.ByMonth:
		return func(slot uint32) uint32 { return l.earned[slot] }
	case payout.ByPrivate:
		return func(slot uint32) uint32 {
			if l.private.has(slot) {
				return 1
			}
			return 0
		}
	default:
		k, _ := kindOf(by)
		words := l.words[k]
		return func(slot uint32) uint32 { return words[slot] }
	}
}

// sumsBy reports whether earnings can be summed by something.
func sumsBy(by payout.By) bool {
	_, known := kindOf(by)
	return known || by == payout.ByMonth || by == payout.ByPrivate
}

// kindOf is the kind of words that earnings are summed by.
func kindOf(by payout.By) (kind, bool) {
	k, known := map[payout.By]kind{
		payout.ByStatus: kindStatus, payout.ByProduct: kindProduct, payout.ByPlan: kindPlan, payout.ByCustomer: kindCustomer,
		payout.ByCountry: kindCountry, payout.ByProgram: kindProgram, payout.ByPayment: kindPayment,
		payout.ByCurrency: kindCurrency,
	}[by]
	return k, known
}
