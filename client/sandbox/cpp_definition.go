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

// carryRows takes what changed from one form of an offer or plan to another
// over to the documents of the other APIs.
func (st *store) carryRows(p *product, plan string, rows []row, was, is *ordered.Object) {
	var order []sectionKey
	docs, later := map[sectionKey]pair{}, map[sectionKey][]func(*ordered.Object){}
	for _, r := range rows {
		value := r.CPP.read(is)
		if sameJSON(r.CPP.read(was), value) {
			continue
		}
		k := sectionKey{Name: r.Section, Plan: plan}
		if _, ok := docs[k]; !ok {
			order = append(order, k)
			docs[k] = pairOf(st.draftOrBlank(p, k))
		}
		r.V1.write(docs[k].v1, value)
		later[k] = append(later[k], func(graph *ordered.Object) { r.Graph.write(graph, value) })
	}
	for _, k := range order {
		st.carryDoc(p, k, docs[k].v1, later[k])
	}
}

// carryDoc writes one document: its v1 form, what the Graph form has of it, and
// what only the Graph form has.
func (st *store) carryDoc(p *product, k sectionKey, v1 *ordered.Object, later []func(*ordered.Object)) {
	old := st.draftOrBlank(p, k)
	doc := document{Key: k, Entity: old.Entity, V1: old.V1, Graph: old.Graph}
	if v1 != nil {
		doc.V1 = v1.Bytes()
		doc.Graph = toGraph(k.Name, old.V1, doc.V1, old.Graph)
	}
	if doc.Graph != nil {
		graph := object(doc.Graph)
		for _, write := range later {
			write(graph)
		}
		doc.Graph = graph.Bytes()
		if k.Name == world.Leads {
			doc.V1 = leadsV1(graph)
		}
	}
	if doc.V1 == nil && doc.Graph == nil || sameJSON(doc.V1, old.V1) && sameJSON(doc.Graph, old.Graph) {
		return
	}
	st.write(p, doc)
}

// draftOrBlank is the draft's document, or the one a new offer or plan would
// have.
func (st *store) draftOrBlank(p *product, k sectionKey) *document {
	if d := p.doc(draft, k); d != nil {
		return d
	}
	docs := blankOffer(typeOf(p.Type), p.Offer, p.alias())
	if pl := p.plan(k.Plan); pl != nil {
		docs = blankPlan(typeOf(p.Type), pl, pl.ID)
	}
	if i := slices.IndexFunc(docs, func(d document) bool { return d.Key == k }); i >= 0 {
		return &docs[i]
	}
	return &document{Key: k}
}

// carryName takes a changed name over.
func (st *store) carryName(p *product, name string) {
	if name == p.alias() {
		return
	}
	value := ordered.Text(name)
	doc := pairOf(p.doc(draft, sectionKey{Name: sectionProduct}))
	text("name").write(doc.v1, value)
	st.carryDoc(p, sectionKey{Name: sectionProduct}, doc.v1, []func(*ordered.Object){func(graph *ordered.Object) { text("alias").write(graph, value) }})
}

// logos are the members that hold logos, and what kind of image each is.
func logos() [][2]string {
	return [][2]string{
		{"smallLogo", "azureLogoSmall"}, {"mediumLogo", "azureLogoMedium"}, {"largeLogo", "azureLogoLarge"}, {"wideLogo", "azureLogoWide"},
	}
}

func logoKey(kind string) sectionKey { return keyed(world.Asset, "", kind+"/1") }

// overLogos puts the addresses of an offer's logos into it. They tell one file
// from another; the address a client gets stands for them.
func overLogos(v view, offer *ordered.Object) {
	for _, logo := range logos() {
		name := prefixMarket + logo[0]
		if _, ok := offer.Get(name); !ok {
			continue
		}
		offer.SetText(name, "")
		if d := v.doc(logoKey(logo[1])); d != nil {
			offer.SetText(name, "asset:/"+d.Entity+"/"+bareTag(d.ETag)+"/"+textOf(d, "fileName"))
		}
	}
}

// carryLogos takes changed logos over.
func (st *store) carryLogos(p *product, was, is *ordered.Object) {
	for n, logo := range logos() {
		name, k := prefixMarket+logo[0], logoKey(logo[1])
		address := is.TextOf(name)
		if address == was.TextOf(name) {
			continue
		}
		if address == "" {
			st.erase(p, k)
			continue
		}
		file := fileName(address)
		kind := "A" + logo[1][1:]
		st.write(p, document{
			Key:   k,
			V1:    newObject("resourceType", "ListingImage", "fileName", file, "type", kind, "state", "Processed", "order", n).Bytes(),
			Graph: newObject("kind", "azure", "languageId", defaultLanguage, "type", logo[1], "fileName", file, "displayOrder", n).Bytes(),
		})
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
