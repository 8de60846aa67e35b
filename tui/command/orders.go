package command

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"awning/client"
	"awning/model/payout"
)

// Orderer is the part of the marketplace that tells what was sold, what was used of it, and
// how that fits with what is paid.
type Orderer interface {
	// OrderView returns the orders and the usage a query asks for, the newest first, and
	// how old that is. It answers from this machine.
	OrderView(ctx context.Context, s payout.Scope, q payout.Query) (client.OrderView, error)
	// RefreshOrders reads both anew, which takes minutes.
	RefreshOrders(ctx context.Context, s payout.Scope) error
	// Reconcile holds orders, earnings and payments against each other, as they are on
	// this machine.
	Reconcile(ctx context.Context, s payout.Scope) (payout.Reconciliation, error)
}

func (r *run) ordersCommand() *cobra.Command {
	t := &r.text.Command.Orders
	var f payoutFilter
	var refresh bool
	cmd := r.command("orders", t.Orders, t.OrdersLong, func(cmd *cobra.Command, _ []string) error {
		q := payout.Query{Products: f.offer, Text: f.search}
		if err := f.period(r, &q); err != nil {
			return err
		}
		return r.inPayouts(cmd.Context(), func(m Market, s payout.Scope) error {
			return r.orders(cmd.Context(), m, s, q, refresh || r.set.Sandbox)
		})
	})
	lines := &r.text.Command.PayoutLines
	cmd.Flags().IntVar(&f.months, "months", 0, lines.FlagMonths)
	cmd.Flags().StringSliceVar(&f.offer, "offer", nil, lines.FlagOffer)
	cmd.Flags().StringVar(&f.search, "search", "", t.FlagSearch)
	cmd.Flags().BoolVar(&refresh, "refresh", false, t.FlagRefresh)
	return cmd
}

// orders tells what was sold and used.
func (r *run) orders(ctx context.Context, m Market, s payout.Scope, q payout.Query, refresh bool) error {
	t := &r.text.Command.Orders
	var problems []error
	if refresh {
		r.notef("%s", t.Reading)
		problems = parts(m.RefreshOrders(ctx, s))
		if ctx.Err() != nil {
			return errors.Join(problems...)
		}
	}
	v, err := m.OrderView(ctx, s, q)
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	if len(v.Orders)+len(v.Usage) == 0 && len(problems) == 0 {
		r.notef("%s", r.noOrders(v))
	}
	if r.set.Output == Table {
		err = r.write(r.ordersGlance(v))
	} else {
		err = r.output(ordersJSON(v), ordersCSV(v.Orders))
	}
	return errors.Join(r.failures(problems), err)
}

// noOrders says why there are none.
func (r *run) noOrders(v client.OrderView) string {
	t := &r.text.Command.Orders
	switch {
	case !v.At.IsZero():
		return t.NoneMatches
	case v.Problem != "":
		return sprintf(t.Problem, v.Problem, v.Hint)
	}
	return t.None
}

// sold is what was sold, or used, of one offer in one currency.
type sold struct {
	offer, kind, unit string
	lines, active     int
	quantity          decimal.Decimal
	charge            payout.Money
}

// add puts something to its like.
func add(all []sold, one sold) []sold {
	i := slices.IndexFunc(all, func(s sold) bool {
		return s.offer == one.offer && s.kind == one.kind && s.unit == one.unit && s.charge.Currency == one.charge.Currency
	})
	if i < 0 {
		return append(all, one)
	}
	s := &all[i]
	s.lines, s.active = s.lines+one.lines, s.active+one.active
	s.charge.Amount, s.quantity = s.charge.Amount.Add(one.charge.Amount), s.quantity.Add(one.quantity)
	return all
}

// ordersGlance has a row for each offer, software as a service apart from the rest,
// what was used, and how old that is.
func (r *run) ordersGlance(v client.OrderView) string {
	t := &r.text.Command.Orders
	var saas, rest, used []sold
	counted := map[[3]string]bool{} // those of which the latest order was seen
	for _, o := range v.Orders {
		one := sold{offer: cmp.Or(o.OfferName, o.Offer), kind: o.OfferType, charge: payout.Money{Amount: o.Charge, Currency: o.Currency}}
		if of := [3]string{one.offer, o.ID, o.Currency}; !counted[of] || o.ID == "" {
			counted[of] = true
			one.lines = 1
			if o.Active() {
				one.active = 1
			}
		}
		if o.SaaS() {
			saas = add(saas, one)
		} else {
			rest = add(rest, one)
		}
	}
	for _, u := range v.Usage {
		used = add(used, sold{
			offer: cmp.Or(u.OfferName, u.Offer), kind: u.OfferType, unit: cmp.Or(u.Dimension, u.Unit), lines: 1,
			quantity: u.Quantity, charge: payout.Money{Amount: u.Charge, Currency: u.Currency},
		})
	}
	for _, rows := range [][]sold{saas, rest, used} {
		slices.SortStableFunc(rows, func(a, b sold) int {
			return cmp.Or(cmp.Compare(a.offer, b.offer), cmp.Compare(a.unit, b.unit), cmp.Compare(a.charge.Currency, b.charge.Currency))
		})
	}
	var blocks []string
	for _, b := range []struct {
		title string
		rows  string
	}{
		{t.SaaS, r.soldTable(saas).draw(r.view())}, {t.Rest, r.soldTable(rest).draw(r.view())}, {t.Used, r.usedTable(used).draw(r.view())},
	} {
		if b.rows != "" {
			blocks = append(blocks, b.title+"\n"+b.rows)
		}
	}
	if len(blocks) > 0 && !v.At.IsZero() {
		blocks = append(blocks, sprintf(t.AsOf, r.text.Words.Age(r.opt.Now().Sub(v.At)))+"\n")
	}
	return strings.Join(blocks, "\n")
}
