package tui

import (
	"awning/model/payout"
	"awning/tui/screen/earnings"
	"awning/tui/screen/sale"
	"awning/tui/ui"
)

// selling is what the screens about what was sold ask of the market.
type selling interface {
	sale.API
}

// sold is one sale, from its order to its payment.
func (w wiring) sold(of payout.Scope, ref string) ui.Screen {
	return sale.New(w.deps, w.market, sale.Nav{Payment: w.linesOf}, sale.Options{Scope: of, Ref: ref})
}

// linesOf are the lines of a payment.
func (w wiring) linesOf(of payout.Scope, payment string) ui.Screen {
	return w.earnings(earnings.Options{Scope: of, Query: payout.Query{Payment: payment}})
}
