package sandbox

import (
	"slices"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

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
