package tui

import (
	"awning/model"
	"awning/tui/screen/plancopy"
	"awning/tui/screen/plans"
	"awning/tui/screen/prices"
	"awning/tui/ui"
)

// planning is what the screens around plans and their prices ask of the market.
type planning interface {
	plans.API
	plancopy.API
	prices.API
}

// plans is the list of an offer's plans, with the cursor on one if it has it.
func (w wiring) plans(o model.Offer, at model.PlanID) ui.Screen {
	return plans.New(w.deps, w.market, plans.Nav{Section: w.section, Prices: w.prices, Copy: w.planCopy}, w.kind(o), o).At(at)
}

// planCopy copies another plan's values into these.
func (w wiring) planCopy(o model.Offer, into []model.PlanID) ui.Screen {
	return plancopy.New(w.deps, w.market, w.kind(o), o, into)
}
