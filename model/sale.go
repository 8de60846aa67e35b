package model

// Sale says whether an offer, or one of its plans, can be bought.
type Sale struct {
	Plan  PlanID // empty: the offer as a whole
	Alias string
	Now   SaleState // for customers
	Next  SaleState // once the draft as it is was published and has gone live
}

// SaleState is how it stands with a sale.
type SaleState string

// The states of a sale.
const (
	SaleNever    SaleState = "never"    // was never live
	SaleOn       SaleState = "on-sale"  // customers can buy it
	SaleStopping SaleState = "stopping" // on sale until a stop that was asked for is done
	SaleStopped  SaleState = "stopped"  // customers who have it keep it; nobody else can buy it
)

// Hindrance is why a sale cannot be stopped or restored now; empty if it can.
type Hindrance string

// What may stand in the way.
const (
	HindranceNone     Hindrance = ""
	HindranceUnknown  Hindrance = "unknown"   // there is no such plan
	HindranceNotLive  Hindrance = "not-live"  // nobody can buy it yet
	HindranceStopping Hindrance = "stopping"  // a stop is on its way already
	HindranceStopped  Hindrance = "stopped"   // it is not sold any more
	HindranceDraft    Hindrance = "draft"     // the draft says so already and is not published
	HindranceLast     Hindrance = "last-plan" // no plan would be left on sale
	HindranceOnSale   Hindrance = "on-sale"   // its sale was not stopped
	HindranceWhole    Hindrance = "whole"     // the whole offer is what is not sold
)

// StopHindrance says why the sale of a plan, or of the whole offer if the plan
// is empty, cannot be stopped. all are the sales of the offer.
func StopHindrance(all []Sale, plan PlanID) Hindrance {
	offer, one, ok := findSale(all, plan)
	switch {
	case !ok:
		return HindranceUnknown
	case offer.Now == SaleStopping:
		return HindranceStopping
	case offer.Now == SaleStopped:
		return HindranceStopped
	case one.Now == SaleNever:
		return HindranceNotLive
	case plan == "":
		return HindranceNone
	case one.Next == SaleStopped && one.Now == SaleStopped:
		return HindranceStopped
	case one.Next == SaleStopped:
		return HindranceDraft
	}
	for _, other := range all {
		if other.Plan != "" && other.Plan != plan && other.Now != SaleNever && other.Next == SaleOn {
			return HindranceNone
		}
	}
	return HindranceLast
}

// RestoreHindrance says likewise why it cannot be restored.
func RestoreHindrance(all []Sale, plan PlanID) Hindrance {
	offer, one, ok := findSale(all, plan)
	switch {
	case !ok:
		return HindranceUnknown
	case plan == "" && one.Now == SaleStopping:
		return HindranceNone
	case plan != "" && offer.Next == SaleStopped:
		return HindranceWhole
	case one.Next == SaleStopped:
		return HindranceNone
	case one.Now == SaleStopped:
		return HindranceDraft
	}
	return HindranceOnSale
}

// findSale finds the sales of the whole offer and of what is asked about.
func findSale(all []Sale, plan PlanID) (offer, one Sale, ok bool) {
	for _, s := range all {
		if s.Plan == "" {
			offer = s
		}
		if s.Plan == plan {
			one, ok = s, true
		}
	}
	return offer, one, ok
}
