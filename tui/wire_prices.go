package tui

import (
	"awning/model"
	"awning/tui/screen/prices"
	"awning/tui/ui"
)

func (w wiring) prices(o model.Offer, p model.PlanID) ui.Screen {
	return prices.New(w.deps, w.market, prices.Nav{Conflict: w.conflict}, w.kind(o), o, p)
}
