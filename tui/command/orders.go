package command

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"awning/model/payout"
)

// Orderer is the part of the marketplace that tells what was sold, and what was used of it.
type Orderer interface {
	// Orders returns the orders a query asks for, the newest first, from this machine.
	Orders(ctx context.Context, s payout.Scope, q payout.Query) ([]payout.Order, error)
	// Usage returns the usage a query asks for, the latest month first, from this machine.
	Usage(ctx context.Context, s payout.Scope, q payout.Query) ([]payout.Usage, error)
	// RefreshOrders reads both anew, which takes minutes.
	RefreshOrders(ctx context.Context, s payout.Scope) error
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
		return r.withPayouts(cmd.Context(), func(m Market, s payout.Scope) error { return r.orders(cmd.Context(), m, s, q, refresh) })
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
	orders, err := m.Orders(ctx, s, q)
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	usage, err := m.Usage(ctx, s, q)
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	if len(orders)+len(usage) == 0 && len(problems) == 0 {
		r.notef("%s", t.None)
	}
	if r.set.Output == Table {
		err = r.write(r.ordersGlance(orders, usage))
	} else {
		err = r.output(ordersJSON(orders, usage), ordersCSV(orders))
	}
	return errors.Join(r.failures(problems), err)
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

// isSaaS reports whether a type of the reports is software as a service, which is sold by
// subscription. All else is usage-based, or free.
func isSaaS(kind string) bool { return strings.Contains(strings.ToLower(kind), "saas") }

// ordersGlance has a row for each offer, software as a service apart from the rest, and
// what was used.
func (r *run) ordersGlance(orders []payout.Order, usage []payout.Usage) string {
	t := &r.text.Command.Orders
	var saas, rest, used []sold
	for _, o := range orders {
		one := sold{offer: cmp.Or(o.OfferName, o.Offer), kind: o.OfferType, lines: 1, charge: payout.Money{Amount: o.Charge, Currency: o.Currency}}
		if strings.EqualFold(o.Status, "Active") {
			one.active = 1
		}
		if isSaaS(o.OfferType) {
			saas = add(saas, one)
		} else {
			rest = add(rest, one)
		}
	}
	for _, u := range usage {
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
	return strings.Join(blocks, "\n")
}
