package tui

import (
	"awning/model"
	"awning/model/payout"
	"awning/tui/screen/earnings"
	"awning/tui/screen/orders"
	"awning/tui/screen/reconcile"
	"awning/tui/screen/sale"
	"awning/tui/ui"
)

// selling is what the screens about what was sold ask of the market.
type selling interface {
	orders.API
	sale.API
	reconcile.API
}

// orders are what was sold, by offers.
func (w wiring) orders(of payout.Scope) ui.Screen {
	return orders.New(w.deps, w.market, orders.Nav{Sale: w.sold}, of)
}

// ordersOf are the orders of an offer. Reports know it by its publisher's name and its own.
func (w wiring) ordersOf(o model.Offer) ui.Screen {
	names := []string{string(o.ID)}
	if o.Publisher != "" {
		names = append(names, string(o.Publisher)+"."+string(o.ID))
	}
	return orders.NewOffer(w.deps, w.market, orders.Nav{Sale: w.sold}, orders.Offer{
		Scope: payout.Scope{Profile: o.Profile, Account: o.Account}, Products: names,
	})
}

// sold is one sale, from its order to its payment.
func (w wiring) sold(of payout.Scope, ref string) ui.Screen {
	return sale.New(w.deps, w.market, sale.Nav{Payment: w.linesOf, Orders: w.orders}, sale.Options{Scope: of, Ref: ref})
}

// reconciled is what does not fit of all that was ordered, earned and paid.
func (w wiring) reconciled(of payout.Scope) ui.Screen {
	return reconcile.New(w.deps, w.market, reconcile.Nav{Sale: w.sold, Payment: w.linesOf, Orders: w.orders}, of)
}

// linesOf are the lines of a payment.
func (w wiring) linesOf(of payout.Scope, payment string) ui.Screen {
	return w.earnings(earnings.Options{Scope: of, Query: payout.Query{Payment: payment}})
}
