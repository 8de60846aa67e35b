package client

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"awning/client/cpp"
	"awning/model"
	"awning/model/raw"
)

// sectionDefinition is what this API's documents are called: it has one for the offer
// and one for each plan, and knows no sections.
const sectionDefinition model.SectionID = "definition"

// cppDialect is the Cloud Partner Portal API. It keeps an offer as one document
// with the plans inside. Here that is cut into parts, which are put back into the
// whole, as it is at that moment, to be saved.
//
// What lies around the definition (state, version, times) is the service's own and
// is no document; it travels back as it came.
type cppDialect struct {
	api *cpp.Client
	m   *Market
}

// fromCPP is the way out of a list of offers. The API has no product ids, so that the
// offer goes by a name made of its publisher and its id.
func (m *Market) fromCPP(s *seat, o cpp.Offer) model.Offer {
	out := model.Offer{
		Profile: s.Who.Name, Account: s.account(), Publisher: model.PublisherID(o.Publisher),
		Product: model.ProductID(portalProduct + o.Publisher + "/" + o.ID), ID: model.OfferID(o.ID),
		Type: model.OfferType(o.Type), Alias: o.Name,
	}
	if kind, ok := m.o.Catalog.Named(model.CPP, o.Type); ok {
		out.Type = kind.ID
	} else {
		out.Dialect = model.CPP
	}
	return out
}

// owner is the publisher, by which this API addresses offers.
func (d cppDialect) owner(t target) (string, error) {
	if t.Publisher == "" {
		return "", &StateError{
			Offer: t.ID, Text: "its publisher is not known, and this API names offers by their publishers",
			Next: "list the publishers in the profile, then list the offers again",
		}
	}
	return string(t.Publisher), nil
}

// contents reads a slot. One that was never filled is not found.
func (d cppDialect) contents(ctx context.Context, t target, env model.Environment) (model.Contents, error) {
	owner, err := d.owner(t)
	if err != nil {
		return model.Contents{}, err
	}
	var doc cpp.Document
	switch env {
	case model.Preview:
		doc, err = d.api.Slot(ctx, owner, string(t.ID), cpp.Preview)
	case model.Live:
		doc, err = d.api.Slot(ctx, owner, string(t.ID), cpp.Production)
	case model.Draft:
		doc, err = d.api.Draft(ctx, owner, string(t.ID))
	}
	if env != model.Draft && isStatus(err, http.StatusNotFound) {
		return model.Contents{Env: env}, nil
	}
	if err != nil {
		return model.Contents{}, err
	}
	whole, err := cutCPP(t, doc)
	if err != nil {
		return model.Contents{}, err
	}
	return whole.contents(env)
}

// reread reads the whole draft, and of it one part.
func (d cppDialect) reread(ctx context.Context, t target, doc model.Document) (model.Document, error) {
	now, err := d.contents(ctx, t, model.Draft)
	if err != nil {
		return model.Document{}, err
	}
	found, ok := now.Find(doc.Key)
	if !ok {
		return model.Document{}, goneSection(t, doc.Key)
	}
	return found, nil
}

// cppWhole is an offer's document taken apart.
type cppWhole struct {
	doc        cpp.Document
	root       *raw.Node
	definition *raw.Node
	plans      []cppPlan
}

// cppPlan is a plan where it lies in the whole.
type cppPlan struct {
	key  model.SectionKey
	node *raw.Node
	// nameless plans share their id with another one, or have none, so that
	// nobody could say which one is meant.
	nameless bool
}

// cutCPP finds the parts of an offer's document.
func cutCPP(t target, doc cpp.Document) (cppWhole, error) {
	w := cppWhole{doc: doc}
	var err error
	if w.root, err = raw.Parse(doc.Raw); err != nil {
		return w, err
	}
	if w.definition = w.root.Member("definition"); w.definition == nil || w.definition.Kind != raw.Object {
		return w, &StateError{Offer: t.ID, Text: "the service shows an offer without a definition", Next: "look at it in Partner Center"}
	}
	list := w.definition.Member("plans")
	if list == nil {
		return w, nil
	}
	seen := map[model.PlanID]bool{}
	for i := range list.Items {
		p := cppPlan{node: &list.Items[i]}
		p.key = model.SectionKey{Plan: planIDOf(p.node), Section: sectionDefinition}
		if p.nameless = p.key.Plan == "" || seen[p.key.Plan]; p.nameless {
			p.key.Item = strconv.Itoa(i + 1)
		}
		seen[p.key.Plan] = true
		w.plans = append(w.plans, p)
	}
	return w, nil
}

func planIDOf(plan *raw.Node) model.PlanID {
	if id := plan.Member("planId"); id != nil {
		return model.PlanID(id.Text())
	}
	return ""
}

// contents are the parts as documents. None has an etag: it would be the whole
// offer's, and change with every other part.
func (w cppWhole) contents(env model.Environment) (model.Contents, error) {
	c := model.Contents{Env: env, Exists: true}
	add := func(key model.SectionKey, part json.RawMessage, nameless bool) error {
		shown, err := withoutSignatures(part)
		c.Documents = append(c.Documents, model.Document{
			Key: key, Env: env, Dialect: model.CPP, Raw: shown, Ref: w.doc.ID, Sealed: nameless || env != model.Draft,
		})
		return err
	}
	own, err := raw.Delete(w.definition.Raw(), "/plans")
	if err != nil {
		return model.Contents{}, err
	}
	if err = add(model.SectionKey{Section: sectionDefinition}, own, false); err != nil {
		return model.Contents{}, err
	}
	for _, p := range w.plans {
		if !p.nameless {
			c.Plans = append(c.Plans, model.Plan{Key: string(p.key.Plan), ID: p.key.Plan, Alias: planTitle(p.node)})
		}
		if err = add(p.key, p.node.Raw(), p.nameless); err != nil {
			return model.Contents{}, err
		}
	}
	return c, nil
}

// planTitle is the name customers see, which has the type's prefix before it.
func planTitle(plan *raw.Node) string {
	i := slices.IndexFunc(plan.Members, func(m raw.Member) bool { return strings.HasSuffix(m.Name, ".skuTitle") })
	if i < 0 {
		return ""
	}
	return plan.Members[i].Value.Text()
}
