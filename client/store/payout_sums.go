package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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
	l, f, err := s.asked(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	type key struct{ status, estimated, due uint32 }
	all := map[key]*sums{}
	l.each(f, func(l line) {
		k := key{l.word(kindStatus), l.estimated(), l.word(kindDue)}
		sum := all[k]
		if sum == nil {
			sum = &sums{}
			all[k] = sum
		}
		sum.add(l)
	})
	out := make([]payout.Tally, 0, len(all))
	for k, sum := range all {
		out = append(out, payout.Tally{
			Status: l.words[kindStatus][k.status].text, Estimated: monthOf(k.estimated),
			Due: payout.Money{Amount: sum.due.decimal(), Currency: l.words[kindDue][k.due].text}, USD: sum.usd.decimal(), Lines: sum.lines,
		})
	}
	slices.SortFunc(out, func(a, b payout.Tally) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Estimated.String(), b.Estimated.String()),
			cmp.Compare(a.Due.Currency, b.Due.Currency))
	})
	return out, l.book.version, nil
}

// sums are what some lines come to.
type sums struct {
	due, usd total
	lines    int
}

func (s *sums) add(l line) {
	s.due.add(l.due())
	s.usd.add(l.usd())
	s.lines++
}

// asked returns the figures and the filter of a query.
func (s *Seat) asked(ctx context.Context, q payout.Query) (*ledger, *filter, error) {
	l, err := s.ledger(ctx)
	if err != nil {
		return nil, nil, err
	}
	f, err := s.filter(ctx, l, q)
	return l, f, err
}

// each goes through the lines of a filter, in no order worth relying on.
func (l *ledger) each(f *filter, do func(line)) {
	for slot := range l.slots() {
		if one := l.line(slot); f.matches(slot, one) {
			do(one)
		}
	}
}

// sumKey is what lines of one sum agree in.
type sumKey struct{ by, due, group uint32 }

// summing are sums under way.
type summing struct {
	sums
	group uint32 // the number of the group of all of them; 0: they have several
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
	k, known := kindOf(by)
	if !known && by != payout.ByMonth {
		return nil, 0, fmt.Errorf("earnings cannot be summed by %q", by)
	}
	l, f, err := s.asked(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	groups := l.groups()
	all := map[sumKey]*summing{}
	l.each(f, func(l line) {
		group := groups.of[l.word(kindStatus)]
		key := sumKey{by: l.month(), due: l.word(kindDue), group: group}
		if known {
			key.by, key.group = l.word(k), 0
		}
		sum := all[key]
		if sum == nil {
			sum = &summing{group: group}
			all[key] = sum
		}
		if sum.group != group {
			sum.group = 0
		}
		sum.add(l)
	})
	return l.told(all, groups, by), l.book.version, nil
}

// groups are what states come to.
type groups struct {
	of    map[uint32]uint32 // the number of a state's group, by the number of the state
	names []payout.Group    // by number; the first is that of several
}

func (l *ledger) groups() groups {
	words := l.words[kindStatus]
	g := groups{of: make(map[uint32]uint32, len(words)), names: []payout.Group{""}}
	for n, w := range words {
		name := payout.StatusOf(w.text).Group
		if !slices.Contains(g.names, name) {
			g.names = append(g.names, name)
		}
		g.of[n] = uint32(slices.Index(g.names, name)) // #nosec G115 -- a handful
	}
	return g
}

// told puts sums into words.
func (l *ledger) told(all map[sumKey]*summing, g groups, by payout.By) []payout.Sum {
	var words map[uint32]word // none of months
	if k, known := kindOf(by); known {
		words = l.words[k]
	}
	out := make([]payout.Sum, 0, len(all))
	for key, sum := range all {
		one := payout.Sum{
			Key: words[key.by].text, Name: words[key.by].name,
			Due: payout.Money{Amount: sum.due.decimal(), Currency: l.words[kindDue][key.due].text}, USD: sum.usd.decimal(), Lines: sum.lines,
			Group: g.names[sum.group],
		}
		if by == payout.ByMonth {
			one.Key = monthOf(key.by).String()
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b payout.Sum) int {
		last := cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Group, b.Group), cmp.Compare(a.Due.Currency, b.Due.Currency))
		if by == payout.ByMonth {
			return last
		}
		return cmp.Or(b.USD.Cmp(a.USD), last)
	})
	return out
}

// kindOf is the kind of words that earnings are summed by.
func kindOf(by payout.By) (kind, bool) {
	k, known := map[payout.By]kind{
		payout.ByStatus: kindStatus, payout.ByProduct: kindProduct, payout.ByPlan: kindPlan, payout.ByCustomer: kindCustomer,
		payout.ByCountry: kindCountry, payout.ByProgram: kindProgram, payout.ByPayment: kindPayment,
	}[by]
	return k, known
}
