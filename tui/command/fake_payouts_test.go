package command_test

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"awning/client"
	"awning/model/payout"
)

// purse is what the fake market knows of payouts.
type purse struct {
	view     client.PayoutView
	earnings []payout.Earning
	payments []payout.Payment
	orders   client.OrderView

	reconciliation payout.Reconciliation

	steps      []payout.Progress // what a refresh tells
	refreshed  func(p *purse)    // what it brings
	refreshErr error
	hangs      bool  // a refresh ends with its context alone
	moved      error // what going through all earnings ends with

	refreshes []int // months
	scopes    []payout.Scope
	queries   []payout.Query
}

func (m *market) Payouts(_ context.Context, s payout.Scope) (client.PayoutView, error) {
	m.purse.scopes = append(m.purse.scopes, s)
	return m.purse.view, nil
}

func (m *market) RefreshPayouts(ctx context.Context, _ payout.Scope, months int, report func(payout.Progress)) error {
	p := &m.purse
	p.refreshes = append(p.refreshes, months)
	for _, s := range p.steps {
		report(s)
	}
	if p.hangs {
		<-ctx.Done()
		return ctx.Err()
	}
	if p.refreshed != nil {
		p.refreshed(p)
	}
	return p.refreshErr
}

func (m *market) Earnings(_ context.Context, _ payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error) {
	m.purse.queries = append(m.purse.queries, q)
	all := m.purse.earnings
	out := all[min(offset, len(all)):]
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out, len(all), nil
}

func (m *market) EachEarning(_ context.Context, _ payout.Scope, q payout.Query) iter.Seq2[payout.Earning, error] {
	return func(yield func(payout.Earning, error) bool) {
		m.purse.queries = append(m.purse.queries, q)
		for _, e := range m.purse.earnings {
			if !yield(e, nil) {
				return
			}
		}
		if m.purse.moved != nil {
			yield(payout.Earning{}, m.purse.moved)
		}
	}
}

// EarningSums sums all earnings up, whatever is asked for.
func (m *market) EarningSums(_ context.Context, _ payout.Scope, _ payout.Query, by payout.By) ([]payout.Sum, error) {
	var out []payout.Sum
	for _, e := range m.purse.earnings {
		key, name := map[payout.By]string{
			payout.ByStatus: e.Status, payout.ByProduct: e.Product, payout.ByPlan: e.Product + "/" + e.Plan, payout.ByCustomer: e.Customer,
			payout.ByCountry: e.CustomerCountry, payout.ByProgram: e.Program, payout.ByPayment: e.PaymentID,
		}[by], map[payout.By]string{payout.ByProduct: e.ProductName, payout.ByCustomer: e.CustomerName}[by]
		i := slices.IndexFunc(out, func(s payout.Sum) bool { return s.Key == key && s.Due.Currency == e.Due().Currency })
		if i < 0 {
			i = len(out)
			out = append(out, payout.Sum{Key: key, Name: name, Due: payout.Money{Currency: e.Due().Currency}})
		}
		out[i].Due.Amount, out[i].USD, out[i].Lines = out[i].Due.Amount.Add(e.Due().Amount), out[i].USD.Add(e.USD), out[i].Lines+1
	}
	slices.SortFunc(out, func(a, b payout.Sum) int { return cmp.Compare(a.Key, b.Key) })
	return out, nil
}

func (m *market) Payments(context.Context, payout.Scope) ([]payout.Payment, error) {
	return m.purse.payments, nil
}

func (m *market) OrderView(_ context.Context, _ payout.Scope, q payout.Query) (client.OrderView, error) {
	m.purse.queries = append(m.purse.queries, q)
	return m.purse.orders, nil
}

func (m *market) Reconcile(_ context.Context, s payout.Scope) (payout.Reconciliation, error) {
	m.purse.scopes = append(m.purse.scopes, s)
	return m.purse.reconciliation, nil
}

func (m *market) RefreshOrders(context.Context, payout.Scope) error {
	m.purse.refreshes = append(m.purse.refreshes, 0)
	return m.purse.refreshErr
}
