package tui

import (
	"slices"

	"awning/model"
	"awning/model/payout"
	"awning/tui/root"
	"awning/tui/screen/earnings"
	"awning/tui/screen/payments"
	"awning/tui/screen/payouts"
	"awning/tui/ui"
)

// paying is what the screens about payouts ask of the market.
type paying interface {
	payouts.API
	earnings.API
	payments.API
	selling
}

// payouts are those of an account. Where a scope names only a publisher, they are those of
// the account that owns it, if that is known.
func (w wiring) payouts(s model.Scope) ui.Screen {
	if s.Account == "" && s.Publisher != "" {
		for _, a := range w.atlas.accounts() {
			named := func(p model.Publisher) bool { return p.ID == s.Publisher }
			if (s.Profile == "" || s.Profile == a.Profile) && slices.ContainsFunc(a.Publishers, named) {
				s.Profile, s.Account = a.Profile, a.ID
				break
			}
		}
	}
	nav := payouts.Nav{
		Month: func(of payout.Scope, m payout.Month) ui.Screen {
			return w.earnings(earnings.Options{Scope: of, Query: payout.Query{From: m, To: m}})
		},
		All:      func(of payout.Scope) ui.Screen { return w.earnings(earnings.Options{Scope: of}) },
		Payments: w.payments, Orders: w.orders, Reconcile: w.reconciled,
	}
	if w.desk != nil {
		nav.Doctor, nav.SignIn = w.doctor, func() ui.Screen { return w.signInOrAdd("") }
	}
	return payouts.New(w.deps, w.market, nav, payouts.Options{
		Scope: payout.Scope{Profile: s.Profile, Account: s.Account},
		Where: func() []string {
			if way := w.atlas.way(model.Scope{Profile: s.Profile, Account: s.Account}); len(way) > 0 {
				return way
			}
			return []string{w.deps.Text.Shell.Everywhere}
		},
	})
}

// earnings are lines of the transaction history.
func (w wiring) earnings(o earnings.Options) ui.Screen {
	return earnings.New(w.deps, w.market, earnings.Nav{Payment: w.linesOf, Sale: w.sold, Orders: w.orders}, o)
}

// payments are what was paid, and what it is made of.
func (w wiring) payments(of payout.Scope) ui.Screen {
	return payments.New(w.deps, w.market, payments.Nav{Payment: w.linesOf}, payments.Options{Scope: of})
}

// paid is the place of payouts.
func (w wiring) paid() root.Place {
	t := w.deps.Text.Shell
	return root.Place{Name: "payouts", Label: t.PlacePayouts, Key: "$", Help: t.PlacePayouts, Above: true, Of: func(p model.ProfileName) ui.Screen {
		return w.payouts(model.Scope{Profile: p})
	}}
}
