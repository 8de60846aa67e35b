package client

import (
	"cmp"
	"context"
	"slices"
	"time"

	"awning/model"
	"awning/model/payout"
)

// PayoutView is what is known of payouts at a glance.
type PayoutView struct {
	// States has an element for each account in the scope: how fresh its figures are, and
	// why there are none.
	States     []payout.State
	Outlook    payout.Outlook
	Mismatches []payout.Mismatch
	Months     []payout.Sum // by month and group, the earliest first
}

// Payouts returns what the store knows of the payouts in a scope, without asking anybody. Of
// an account that several profiles work for one tells: who sees what is paid rather than who
// sees estimates.
func (m *Market) Payouts(ctx context.Context, sc payout.Scope) (PayoutView, error) {
	books, err := m.books(ctx, sc)
	if err != nil {
		return PayoutView{}, err
	}
	var v PayoutView
	var tallies []payout.Tally
	var payments []payout.Payment
	var months [][]payout.Sum
	q := inScope(sc, payout.Query{})
	for _, b := range books {
		some, err := b.store.Tallies(ctx, q)
		if err != nil {
			return PayoutView{}, err
		}
		sums, err := b.store.Sums(ctx, q, payout.ByMonth)
		if err != nil {
			return PayoutView{}, err
		}
		paid, err := b.payments(ctx, sc)
		if err != nil {
			return PayoutView{}, err
		}
		state, err := b.state(ctx)
		if err != nil {
			return PayoutView{}, err
		}
		wrong, err := b.mismatches(ctx, state, q, paid)
		if err != nil {
			return PayoutView{}, err
		}
		v.States = append(v.States, state)
		v.Mismatches = append(v.Mismatches, wrong...)
		tallies, months, payments = append(tallies, some...), append(months, sums), append(payments, paid...)
	}
	v.Outlook, v.Months = payout.Look(m.o.Now(), tallies, payments), added(months, payout.ByMonth)
	if slices.ContainsFunc(v.States, func(s payout.State) bool { return s.Source == payout.FromEstimate }) {
		// No estimate tells of payments: that there is none says nothing.
		v.Outlook.Notes = slices.DeleteFunc(v.Outlook.Notes, func(n payout.Note) bool { return n.Kind == payout.NoteCurrency })
	}
	return v, nil
}

// Earnings returns the earnings of a scope that a query asks for, the newest first, from
// offset on and at most limit of them; all if limit is 0. total is how many there are. It asks
// nobody but the store.
func (m *Market) Earnings(ctx context.Context, sc payout.Scope, q payout.Query, limit, offset int) (lines []payout.Earning, total int, err error) {
	books, err := m.books(ctx, sc)
	if err != nil {
		return nil, 0, err
	}
	q = inScope(sc, q)
	if len(books) == 1 {
		return books[0].store.Earnings(ctx, q, limit, offset)
	}
	most := 0 // of each book
	if limit > 0 {
		most = offset + limit
	}
	for _, b := range books {
		some, n, err := b.store.Earnings(ctx, q, most, 0)
		if err != nil {
			return nil, 0, err
		}
		lines, total = append(lines, some...), total+n
	}
	slices.SortStableFunc(lines, func(a, b payout.Earning) int { return b.Date.Compare(a.Date) })
	lines = lines[min(offset, len(lines)):]
	if limit > 0 {
		lines = lines[:min(limit, len(lines))]
	}
	return lines, total, nil
}

// EarningSums sums up the earnings of a scope that a query asks for. It asks nobody but the
// store.
func (m *Market) EarningSums(ctx context.Context, sc payout.Scope, q payout.Query, by payout.By) ([]payout.Sum, error) {
	books, err := m.books(ctx, sc)
	if err != nil {
		return nil, err
	}
	var all [][]payout.Sum
	for _, b := range books {
		sums, err := b.store.Sums(ctx, inScope(sc, q), by)
		if err != nil {
			return nil, err
		}
		all = append(all, sums)
	}
	return added(all, by), nil
}

// Payments returns the rows of payments of a scope, the newest first. It asks nobody but the
// store.
func (m *Market) Payments(ctx context.Context, sc payout.Scope) ([]payout.Payment, error) {
	books, err := m.books(ctx, sc)
	if err != nil {
		return nil, err
	}
	var all []payout.Payment
	for _, b := range books {
		some, err := b.payments(ctx, sc)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(books) > 1 {
		slices.SortStableFunc(all, func(a, b payout.Payment) int { return b.Date.Compare(a.Date) })
	}
	return all, nil
}

// books finds the best teller of each account, whose part of the store is its book; among
// equals whoever read last.
func (m *Market) books(ctx context.Context, sc payout.Scope) ([]teller, error) {
	accounts, err := m.tellers(ctx, sc)
	if err != nil {
		return nil, err
	}
	out := make([]teller, 0, len(accounts))
	for _, tellers := range accounts {
		best, read := tellers[0], time.Time{}
		for i, t := range tellers {
			if t.rank != tellers[0].rank || len(tellers) == 1 {
				break
			}
			st, err := t.store.PayoutState(ctx)
			if err != nil {
				return nil, err
			}
			if i == 0 || st.At.After(read) {
				best, read = t, st.At
			}
		}
		best.advice = hintOf(tellers, sc.Profile)
		out = append(out, best)
	}
	return out, nil
}

// state is how it is about the payouts of a seat, in words where they cannot be had.
func (t teller) state(ctx context.Context) (payout.State, error) {
	st, err := t.store.PayoutState(ctx)
	if err != nil {
		return payout.State{}, err
	}
	st.Profile, st.Source = t.Who.Name, cmp.Or(st.Source, t.source)
	if t.why != nil {
		st.Problem, st.Hint = t.why.Error(), hint(t.why)
	}
	for _, e := range st.Exports {
		if e.State == payout.ExportFailed && st.Problem == "" {
			st.Problem, st.Hint = (&ExportError{Export: e}).Error(), hintQueueAgain
		}
	}
	st.Hint = cmp.Or(st.Hint, t.advice)
	return st, nil
}

// hintOf is what a profile that was asked for and cannot tell may do, where others stand in.
func hintOf(tellers []teller, p model.ProfileName) string {
	for _, t := range tellers {
		if t.Who.Name == p && t.why != nil {
			return hint(t.why)
		}
	}
	return ""
}

// inScope narrows a query to a scope.
func inScope(sc payout.Scope, q payout.Query) payout.Query {
	if sc.Participant != "" {
		q.Participants = []string{sc.Participant}
	}
	return q
}

// payments are the rows of a scope.
func (t teller) payments(ctx context.Context, sc payout.Scope) ([]payout.Payment, error) {
	all, err := t.store.Payments(ctx)
	if err != nil || sc.Participant == "" {
		return all, err
	}
	return slices.DeleteFunc(all, func(p payout.Payment) bool { return p.Participant != sc.Participant }), nil
}

// linkedFor is how long before its payment something may have been earned, for the
// reconciliation: what was earned before the first day that was read is missing. linkedLate is
// how long after it was sent lines are still linked to a payment.
const (
	linkedFor  = 4 // months
	linkedLate = 3 // days
)

// mismatches holds payments against earnings. Of the first payments that were read some
// earnings are older than what was, and of the latest not all are linked yet: those are not
// held against them.
func (t teller) mismatches(ctx context.Context, st payout.State, q payout.Query, payments []payout.Payment) ([]payout.Mismatch, error) {
	if st.Source == payout.FromEstimate {
		return nil, nil
	}
	paid, err := t.store.Sums(ctx, q, payout.ByPayment)
	if err != nil {
		return nil, err
	}
	done, err := t.store.Exports(ctx)
	if err != nil {
		return nil, err
	}
	since, ok := covered(done, payout.ExportEarnings)
	partly := map[string]bool{}
	for _, p := range payments {
		early := ok && p.Date.Before(since.AddDate(0, linkedFor, 0))
		late := !st.At.IsZero() && p.Date.AddDate(0, 0, linkedLate+1).After(st.At)
		partly[p.ID] = partly[p.ID] || early || late
	}
	return slices.DeleteFunc(payout.Reconcile(payments, paid), func(w payout.Mismatch) bool {
		return w.Kind == payout.PaymentEarnings && partly[w.ID]
	}), nil
}

// covered is the first day that exports of a kind were read for, if any was.
func covered(all []payout.Export, kind payout.ExportKind) (since time.Time, ok bool) {
	for _, e := range all {
		if e.Kind == kind && e.State == payout.ExportDone && (!ok || e.From.Before(since)) {
			since, ok = e.From, true
		}
	}
	return since, ok
}

// added adds the sums of several books up where they agree.
func added(books [][]payout.Sum, by payout.By) []payout.Sum {
	if len(books) == 1 {
		return books[0]
	}
	type key struct {
		key, currency string
		group         payout.Group // of months
	}
	at := map[key]int{}
	var out []payout.Sum
	for _, s := range slices.Concat(books...) {
		k := key{key: s.Key, currency: s.Due.Currency}
		if by == payout.ByMonth {
			k.group = s.Group
		}
		i, there := at[k]
		if !there {
			at[k] = len(out)
			out = append(out, s)
			continue
		}
		sum := &out[i]
		sum.Due.Amount, sum.USD, sum.Lines = sum.Due.Amount.Add(s.Due.Amount), sum.USD.Add(s.USD), sum.Lines+s.Lines
		sum.Name = cmp.Or(sum.Name, s.Name)
		if sum.Group != s.Group {
			sum.Group = ""
		}
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
