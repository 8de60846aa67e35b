package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1ProductOf renders a product.
func v1ProductOf(p *product) json.RawMessage {
	o := object(p.doc(draft, sectionKey{Name: sectionProduct}).V1)
	o.SetText("id", p.ID)
	return o.Bytes()
}

// v1ListProducts is one page of the offers the caller may see.
func (s *Server) v1ListProducts(c *call) answer {
	text, _ := c.query("$filter")
	where, ok := readFilter(text)
	if !ok {
		return s.v1Refuse(invalid("$filter", "The filter is not understood: only eq, externalIDs/any and or are."))
	}
	token, _ := c.query("$skipToken")
	from, ok := readSpan(token)
	if !ok {
		return s.v1Refuse(invalid("$skipToken", "The skip token is not valid."))
	}
	var all []*product
	for p := range s.store.visible(c.Who) {
		if typeOf(p.Type).V1 == "" {
			continue
		}
		wanted := len(where) == 0
		for _, on := range where {
			holds, known := productCondition(p, on)
			if !known {
				return s.v1Refuse(invalid("$filter", "Products cannot be filtered by "+on.Name+"."))
			}
			wanted = wanted || holds
		}
		if wanted {
			all = append(all, p)
		}
	}
	items, next := s.walk(all, from)
	var values []json.RawMessage
	for _, p := range items {
		values = append(values, v1ProductOf(p))
	}
	link := ""
	if next != nil {
		link = "v1.0/ingestion/products?$skipToken=" + next.encode()
		if text != "" {
			link = "v1.0/ingestion/products?$filter=" + queryEscape(text) + "&$skipToken=" + next.encode()
		}
	}
	return page(values, link)
}

// v1CreateProduct makes an offer. The request's spelling of externalIDs and of
// the offer id's type varies between clients; the answer's does not.
func (s *Server) v1CreateProduct(c *call) answer {
	body, err := ordered.Parse(c.Body)
	if err != nil {
		return s.v1Refuse(invalid("Body", err.Error()))
	}
	t, ok := typeOfV1(body.TextOf("resourceType"))
	if !ok {
		return s.v1Refuse(invalid("ResourceType", "The field ResourceType is invalid."))
	}
	ids, ok := body.Fold("externalIDs")
	if !ok {
		return s.v1Refuse(invalid("ExternalIDs", "The ExternalIDs field is required."))
	}
	offer := ""
	for _, id := range objects(ids) {
		if strings.EqualFold(id.TextOf("type"), "AzureOfferId") {
			offer = id.TextOf("value")
		}
	}
	name := body.TextOf("name")
	if name == "" {
		name = offer
	}
	account, publisher, ok := s.store.publisherOf(c.Who)
	if !ok {
		return s.v1Error(http.StatusForbidden, map[string][]string{"Account": {"The account is not enrolled in the commercial marketplace."}})
	}
	p, err := s.store.createOffer(account.Tenant, publisher.ID, t, offer, name)
	if err != nil {
		return s.v1Refuse(err)
	}
	c.accept("v1", "create", p, "products/"+p.ID)
	return reply(http.StatusCreated, v1ProductOf(p)).with("Location", c.Base+v1Root+"/products/"+p.ID)
}

// v1Product answers /products/{P}.
func (s *Server) v1Product(c *call, p *product) answer {
	switch c.Method {
	case http.MethodGet:
		return reply(http.StatusOK, v1ProductOf(p))
	case http.MethodDelete:
		if err := s.store.deleteOffer(p); err != nil {
			return s.v1Refuse(err)
		}
		c.accept("v1", "delete", p, "products/"+p.ID)
		return nothing()
	default:
		return s.v1Method(c)
	}
}

// v1Branches answers getByModule: where the draft of each module stands, for
// the offer and for each plan.
func (s *Server) v1Branches(c *call, p *product, path v1Path) answer {
	name, module, ok := function(path.id(0))
	if !ok || name != "getbymodule" {
		return s.v1NotApplicable()
	}
	if c.Method != http.MethodGet {
		return s.v1Method(c)
	}
	known := []string{
		moduleListing, moduleProperty, modulePackage, moduleAvailability, moduleSupplemental, moduleReseller, moduleCosell, "AgeRating",
	}
	i := slices.IndexFunc(known, func(m string) bool { return strings.EqualFold(m, module) })
	if i < 0 {
		return s.v1Refuse(invalid("module", "The value '"+module+"' is not valid for module."))
	}
	var rows []json.RawMessage
	for _, plan := range append([]string{""}, p.planRefs()...) {
		b := p.branch(moduleKey{known[i], plan})
		if !s.inV1(b) {
			continue
		}
		row := newObject("resourceType", "Branch", "friendlyName", "Main", "type", "Main", "module", known[i],
			"currentDraftInstanceID", b.In[draft].ID)
		if plan != "" {
			row.SetText("variantID", plan)
		}
		rows = append(rows, row.Bytes())
	}
	if instance := s.cosellOf(p); known[i] == moduleCosell && instance != "" {
		rows = append(rows, newObject("resourceType", "Branch", "friendlyName", "Main", "type", "Main", "module", moduleCosell,
			"currentDraftInstanceID", instance).Bytes())
	}
	return page(rows, "")
}

// inV1 reports whether a branch shows in this API by now.
func (s *Server) inV1(b *branch) bool {
	return b != nil && b.In[draft] != nil && !s.store.now().Before(b.Ready) &&
		slices.ContainsFunc(b.In[draft].Docs, func(d *document) bool { return d.V1 != nil })
}

func (p *product) planIDs() []string {
	var out []string
	for _, pl := range p.plans {
		out = append(out, pl.GUID)
	}
	return out
}
