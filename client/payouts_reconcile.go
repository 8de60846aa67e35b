package client

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"awning/model"
	"awning/model/payout"
)

// Reconcile holds the orders, the earnings and the payments of a scope against each other,
// account by account. It asks nobody but the store.
//
// Of orders it says something only where both they and the earnings were read. Where another
// profile of the account was told estimates, these say why something is not earned yet.
func (m *Market) Reconcile(ctx context.Context, sc payout.Scope) (payout.Reconciliation, error) {
	accounts, err := m.ledgered(ctx, sc)
	if err != nil {
		return payout.Reconciliation{}, err
	}
	var out payout.Reconciliation
	views := map[model.ProfileName]OrderView{}
	for _, l := range accounts {
		paid, err := l.book.payments(ctx, sc)
		if err != nil {
			return payout.Reconciliation{}, err
		}
		wrong, err := l.book.mismatches(ctx, l.state, inScope(sc, payout.Query{}), paid)
		if err != nil {
			return payout.Reconciliation{}, err
		}
		waiting, unfit, err := l.judge(ctx, m, l.sales(), true)
		if err != nil {
			return payout.Reconciliation{}, err
		}
		out.Mismatches, out.Waiting = slices.Concat(out.Mismatches, wrong, unfit), append(out.Waiting, waiting...)
		out.Payments, out.Earnings, out.Orders = out.Payments+len(paid), out.Earnings+l.state.Earnings, out.Orders+len(l.orders)
		out.States = append(out.States, l.state)
		views[l.book.Who.Name] = l.view
	}
	orders := freshness(views)
	out.OrdersAt, out.OrdersProblem, out.OrdersHint = orders.At, orders.Problem, orders.Hint
	return out, nil
}

// Trace follows one sale from its order to its payments. ref is the id of an order, an asset
// or an earning, or "order:line". What nothing is known of is a trace without anything in it.
// It asks nobody but the store.
func (m *Market) Trace(ctx context.Context, sc payout.Scope, ref string) (payout.Trace, error) {
	for t, err := range m.Traces(ctx, sc, []string{ref}) {
		return t, err
	}
	return payout.Trace{Ref: ref}, nil
}

// Traces follows several sales, as [Market.Trace] does and in less time: one after the other,
// until whoever asks has enough. An error ends it.
func (m *Market) Traces(ctx context.Context, sc payout.Scope, refs []string) iter.Seq2[payout.Trace, error] {
	return func(yield func(payout.Trace, error) bool) {
		accounts, err := m.ledgered(ctx, sc)
		if err != nil {
			yield(payout.Trace{}, err)
			return
		}
		for _, ref := range refs {
			t, err := traced(ctx, m, accounts, ref)
			if !yield(t, err) || err != nil {
				return
			}
		}
	}
}

// traced is what some accounts know of a sale.
func traced(ctx context.Context, m *Market, accounts []*ledgered, ref string) (payout.Trace, error) {
	t := payout.Trace{Ref: ref}
	views := map[model.ProfileName]OrderView{}
	for _, l := range accounts {
		if err := l.trace(ctx, m, &t); err != nil {
			return t, err
		}
		views[l.book.Who.Name] = l.view
	}
	orders := freshness(views)
	t.OrdersAt, t.OrdersProblem, t.OrdersHint = orders.At, orders.Problem, orders.Hint
	t.Stage = t.Reached()
	return t, nil
}

// trace adds what one account knows of a sale.
func (l *ledgered) trace(ctx context.Context, m *Market, t *payout.Trace) error {
	wanted, lines, err := l.lines(ctx, strings.TrimSpace(t.Ref))
	if err != nil {
		return err
	}
	t.Earnings = append(t.Earnings, lines...)
	for _, o := range l.orders {
		if wanted(o.Ref()) {
			t.Orders = append(t.Orders, o)
		}
	}
	for _, u := range l.usage {
		if wanted(u.Ref()) {
			t.Usage = append(t.Usage, u)
		}
	}
	sales := l.sales().Only(wanted)
	t.Unread = t.Unread || l.earned.At.IsZero() && len(sales.Orders)+len(sales.Usage) > 0
	t.Free = t.Free || slices.ContainsFunc(sales.Orders, sales.Free)
	waiting, wrong, err := l.judge(ctx, m, sales, false)
	if err != nil {
		return err
	}
	t.Waiting, t.Mismatches = append(t.Waiting, waiting...), append(t.Mismatches, wrong...)
	paid, err := l.book.store.Payments(ctx)
	for _, p := range paid {
		if p.ID != "" && slices.ContainsFunc(lines, func(e payout.Earning) bool { return e.PaymentID == p.ID }) {
			t.Payments = append(t.Payments, p)
		}
	}
	return err
}

// lines finds the lines of a sale, and what else is of it.
func (l *ledgered) lines(ctx context.Context, ref string) (wanted func(payout.Ref) bool, lines []payout.Earning, err error) {
	one, found, err := l.book.store.Earning(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	named := naming(ref)
	switch of := one.Ref(); {
	case found && of.Empty():
		return func(payout.Ref) bool { return false }, []payout.Earning{one}, nil
	case found:
		ref, named = of.String(), of.Names
	}
	lines, _, err = l.book.store.Earnings(ctx, payout.Query{Order: ref}, payout.MostTraced, 0)
	lines = slices.DeleteFunc(lines, func(e payout.Earning) bool { return !named(e.Ref()) })
	return func(r payout.Ref) bool {
		// A report that knows no more than assets is understood by way of the lines.
		return named(r) || r.Order == "" && slices.ContainsFunc(lines, func(e payout.Earning) bool { return r.Names(e.Ref()) })
	}, lines, err
}

// naming finds what has an id, or "order:line".
func naming(ref string) func(payout.Ref) bool {
	order, line, _ := strings.Cut(ref, ":")
	return func(r payout.Ref) bool {
		return order != "" && (strings.EqualFold(r.Asset, order) || strings.EqualFold(r.Order, order)) &&
			(line == "" || r.Line == "" || strings.EqualFold(r.Line, line))
	}
}

// OrderView is what is known of orders and usage, and how fresh it is.
type OrderView struct {
	Orders []payout.Order // the newest first
	Usage  []payout.Usage // the latest month first
	At     time.Time      // of the oldest report; zero: none was read
	// Problem says why they are not known, or not of all accounts; Hint what to do.
	Problem, Hint string
}

// freshness says how fresh the orders of several accounts are: as those that were read longest
// ago. Where some were read and others were not, it says so.
func freshness(views map[model.ProfileName]OrderView) OrderView {
	var v OrderView
	for _, who := range slices.Sorted(maps.Keys(views)) {
		one := views[who]
		if v.At.IsZero() || !one.At.IsZero() && one.At.Before(v.At) {
			v.At = one.At
		}
		if v.Problem == "" {
			v.Problem, v.Hint = one.Problem, one.Hint
		}
	}
	for _, who := range slices.Sorted(maps.Keys(views)) {
		if views[who].At.IsZero() && !v.At.IsZero() && v.Problem == "" {
			v.Problem, v.Hint = fmt.Sprintf("the orders of the profile %s were never read", who), "refresh the orders"
		}
	}
	return v
}

// OrderView returns the orders and the usage of a scope that a query asks for, and how fresh
// they are. It asks nobody but the store: see [Market.RefreshOrders].
func (m *Market) OrderView(ctx context.Context, sc payout.Scope, q payout.Query) (OrderView, error) {
	reporters, err := m.reporters(ctx, sc)
	if err != nil {
		return OrderView{}, err
	}
	views := map[model.ProfileName]OrderView{}
	for _, r := range reporters {
		if views[r.Who.Name], err = r.view(ctx); err != nil {
			return OrderView{}, err
		}
	}
	v := freshness(views)
	if v.Orders, err = m.Orders(ctx, sc, q); err != nil {
		return OrderView{}, err
	}
	v.Usage, err = m.Usage(ctx, sc, q)
	return v, err
}
