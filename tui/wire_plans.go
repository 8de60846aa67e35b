package tui

import (
	"awning/model"
	"awning/tui/screen/plancopy"
	"awning/tui/screen/plans"
	"awning/tui/ui"
)

func (w wiring) plans(o model.Offer) ui.Screen {
	return plans.New(w.deps, w.market, plans.Nav{Section: w.section, Prices: w.prices, Copy: w.planCopy}, w.kind(o), o)
}

// planCopy copies another plan's values into these.
func (w wiring) planCopy(o model.Offer, into []model.PlanID) ui.Screen {
	return plancopy.New(w.deps, w.market, w.kind(o), o, into)
}
