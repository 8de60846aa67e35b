package sandbox

import (
	"encoding/json"
	"slices"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// The parts of a definition.
const (
	partText  = "displayText"
	partOffer = "offer"
	partPlans = "plans"
	planIDKey = "planId"
)

// definition is an offer as it is in a view: what was written through this API
// last, with what the other APIs know laid over it. Of types nobody described
// it has the name and the plans' ids.
func (s *Server) definition(p *product, v view) *ordered.Object {
	def := newObject(partText, "", partOffer, struct{}{}, partPlans, none{})
	if d := v.doc(sectionKey{Name: sectionDefinition}); d != nil {
		def = object(d.CPP)
	}
	def.SetText(partText, textOf(v.doc(sectionKey{Name: sectionProduct}), "name"))
	sch, known := schemaOf(cppType(p))
	if known {
		offer := nested(def, partOffer)
		filled(offer, sch.BlankOffer(p.Offer))
		layOver(v, "", sch.Offer, offer)
		overLogos(v, offer)
		def.Set(partOffer, offer.Bytes())
	}
	written := elements(def, partPlans)
	plans := []*ordered.Object{}
	for _, pl := range orderedPlans(p, written) {
		if !v.plan(pl.GUID) {
			continue
		}
		plan := newObject(planIDKey, pl.ID)
		if i := planIndex(written, pl.ID); i >= 0 {
			plan = written[i]
		}
		if known {
			filled(plan, sch.BlankPlan(pl.ID))
			layOver(v, pl.GUID, sch.Plan, plan)
			twins(plan, nil)
		}
		plans = append(plans, plan)
	}
	setElements(def, partPlans, plans)
	return def
}

// orderedPlans are an offer's plans in the order in which a definition has
// them, and then those it has not.
func orderedPlans(p *product, written []*ordered.Object) []*plan {
	at := func(pl *plan) int {
		if i := planIndex(written, pl.ID); i >= 0 {
			return i
		}
		return len(written)
	}
	return slices.SortedStableFunc(slices.Values(p.plans), func(a, b *plan) int { return at(a) - at(b) })
}

func planIndex(plans []*ordered.Object, id string) int {
	return slices.IndexFunc(plans, func(plan *ordered.Object) bool { return plan.TextOf(planIDKey) == id })
}

// filled adds the members that the service has and a document lacks.
func filled(o, blank *ordered.Object) {
	for name, value := range blank.All() {
		if _, ok := o.Get(name); !ok {
			o.Set(name, value)
		}
	}
}

// twins keeps the old and the new form of a price equal. If a request changed
// the old one alone, that is the one that counts.
func twins(plan, was *ordered.Object) {
	for _, name := range []string{"virtualMachinePricing", "monthlyPricing"} {
		older, hasOlder := plan.Get(name)
		newer, hasNewer := plan.Get(name + "V2")
		before := plain(name).get(orEmpty(was))
		switch {
		case hasOlder && (!hasNewer || was != nil && !sameJSON(older, before) && sameJSON(newer, plain(name+"V2").get(was))):
			plan.Set(name+"V2", older)
		case hasNewer:
			plan.Set(name, newer)
		}
	}
}

func orEmpty(o *ordered.Object) *ordered.Object {
	if o == nil {
		return new(ordered.Object)
	}
	return o
}

// pair is a document in both other dialects, parsed; nil for one it lacks.
type pair struct{ v1, graph *ordered.Object }

func pairOf(d *document) pair {
	var out pair
	if d != nil && d.V1 != nil {
		out.v1 = object(d.V1)
	}
	if d != nil && d.Graph != nil {
		out.graph = object(d.Graph)
	}
	return out
}

// layOver puts what the other APIs know into an offer or plan of a definition.
// What says the same in other words stays as it was written.
func layOver(v view, plan string, rows []row, into *ordered.Object) {
	docs := map[world.SectionName]pair{}
	for _, r := range rows {
		doc, ok := docs[r.Section]
		if !ok {
			doc = pairOf(v.doc(sectionKey{Name: r.Section, Plan: plan}))
			docs[r.Section] = doc
		}
		value := r.V1.read(doc.v1)
		if value == nil {
			value = r.Graph.read(doc.graph)
		}
		if !sameJSON(r.CPP.read(into), value) {
			r.CPP.write(into, value)
		}
	}
}

// planObject finds a plan of a definition; an empty one if it has none.
func planObject(def *ordered.Object, id string) *ordered.Object {
	plans := elements(def, partPlans)
	if i := planIndex(plans, id); i >= 0 {
		return plans[i]
	}
	return new(ordered.Object)
}

// emptyDefinition is what an offer that is to be made has.
func emptyDefinition() *ordered.Object {
	return newObject(partText, "", partOffer, json.RawMessage("{}"), partPlans, json.RawMessage("[]"))
}
