package client

import (
	"context"
	"slices"
	"strings"
	"time"

	"awning/model/payout"
)

// OrderView is what is known of orders and usage, and how fresh it is.
type OrderView struct {
	Orders []payout.Order // the newest first
	Usage  []payout.Usage // the latest month first
	At     time.Time      // of the oldest report; zero: none was read
	// Problem says why they are not known, or not of all accounts; Hint what to do.
	Problem, Hint string
}

// OrderView returns the orders and the usage of a scope that a query asks for, without asking
// anybody but the store.
func (m *Market) OrderView(ctx context.Context, sc payout.Scope, q payout.Query) (OrderView, error) {
	var v OrderView
	var err error
	if v.Orders, err = m.Orders(ctx, sc, q); err != nil {
		return OrderView{}, err
	}
	if v.Usage, err = m.Usage(ctx, sc, q); err != nil {
		return OrderView{}, err
	}
	reporters, err := m.reporters(ctx, sc)
	if err != nil {
		return OrderView{}, err
	}
	for _, r := range reporters {
		exports, err := r.store.Exports(ctx)
		if err != nil {
			return OrderView{}, err
		}
		read := slices.IndexFunc(exports, func(e payout.Export) bool {
			return e.Kind == payout.ReportOrders && e.State == payout.ExportDone
		})
		switch {
		case read >= 0:
			if at := exports[read].Asked; v.At.IsZero() || at.Before(v.At) {
				v.At = at
			}
		case r.why != nil:
			v.Problem, v.Hint = r.why.Error(), hint(r.why)
		}
	}
	return v, nil
}

// Reconcile holds the orders, the earnings and the payments of a scope against each other. It
// asks nobody but the store.
func (m *Market) Reconcile(ctx context.Context, sc payout.Scope) (payout.Reconciliation, error) {
	v, err := m.Payouts(ctx, sc)
	if err != nil {
		return payout.Reconciliation{}, err
	}
	orders, err := m.OrderView(ctx, sc, payout.Query{})
	if err != nil {
		return payout.Reconciliation{}, err
	}
	out := payout.Reconciliation{
		Mismatches: v.Mismatches, States: v.States, Orders: len(orders.Orders),
		OrdersAt: orders.At, OrdersProblem: orders.Problem, OrdersHint: orders.Hint,
	}
	for _, s := range v.States {
		out.Payments, out.Earnings = out.Payments+s.Payments, out.Earnings+s.Earnings
	}
	return out, nil
}

// Trace follows one sale from its order to its payments. ref is the id of an order, an
// asset or an earning, or "order:line". It asks nobody but the store.
func (m *Market) Trace(ctx context.Context, sc payout.Scope, ref string) (payout.Trace, error) {
	t := payout.Trace{Ref: ref}
	orders, err := m.OrderView(ctx, sc, payout.Query{Order: ref})
	if err != nil {
		return t, err
	}
	t.Orders, t.OrdersAt, t.OrdersProblem, t.OrdersHint = orders.Orders, orders.At, orders.Problem, orders.Hint
	if t.Earnings, _, err = m.Earnings(ctx, sc, payout.Query{Order: ref}, 0, 0); err != nil {
		return t, err
	}
	t.Usage = slices.DeleteFunc(orders.Usage, func(u payout.Usage) bool {
		order, _, _ := strings.Cut(u.Reference, ":")
		return !slices.ContainsFunc(t.Earnings, func(e payout.Earning) bool { return strings.EqualFold(e.Order, order) })
	})
	paid, err := m.Payments(ctx, sc)
	t.Payments = slices.DeleteFunc(paid, func(p payout.Payment) bool {
		return p.ID == "" || !slices.ContainsFunc(t.Earnings, func(e payout.Earning) bool { return e.PaymentID == p.ID })
	})
	return t, err
}
