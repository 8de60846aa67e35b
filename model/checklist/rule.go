package checklist

import "awning/model/catalog"

// rule decides what may be done with a row; the changes and what is missing
// are known.
func (b *builder) rule(r *row) {
	changed := len(r.Changes) > 0 || r.newPlan // all of a new plan is new, even what is empty
	first := !b.base.Exists
	r.Must = r.travel != catalog.Outside && (first || b.moving && r.travel != catalog.Selectable)
	switch {
	case r.travel == catalog.Outside:
		r.set(RuleOutside, ReasonOutside)
	case !changed && !r.Must:
		r.set(RuleNothing, ReasonNoChange)
	case b.running:
		r.set(RuleBlocked, ReasonRunning)
	case !r.Complete && (changed || first):
		r.set(RuleBlocked, ReasonIncomplete)
	case r.Must:
		r.set(RuleForced, b.why(r))
	case r.newPlan:
		r.set(RuleChoose, ReasonNewPlan)
	default:
		r.set(RuleChoose, ReasonNone)
	}
}

// why says why a row travels whatever is chosen.
func (b *builder) why(r *row) Reason {
	switch {
	case !b.base.Exists:
		return ReasonFirstPublish
	case r.removed:
		return ReasonPlanRemoved
	case r.travel == catalog.WithPlans:
		return ReasonPlansTravelTogether
	case r.travel == catalog.Together:
		return ReasonWithProperties
	}
	return ReasonAlwaysTravels
}

func (r *row) set(rule Rule, why Reason) {
	r.Rule, r.Reason, r.Selected = rule, why, rule == RuleForced
}
