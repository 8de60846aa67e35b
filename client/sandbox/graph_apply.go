package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// applied is what became of an element: which product and section it wrote.
type applied struct {
	Product *product
	Key     sectionKey
	Gone    bool // the element removed it
}

// apply carries one editing element out against the draft.
func (a applying) apply(el element) (applied, *refusal) {
	switch el.Type.Name {
	case resourceProduct:
		return a.applyProduct(el)
	case resourcePlan:
		return a.applyPlan(el)
	case resourceAudiences:
		return a.applyAudiences(el)
	}
	p, r := a.product(el)
	if r != nil {
		return applied{}, r
	}
	if r = supported(p, el.Type); r != nil {
		return applied{}, r
	}
	k, r := a.key(p, el)
	if r != nil {
		return applied{}, r
	}
	if el.Body.TextOf(lifecycleMember) == deleted {
		a.st.erase(p, k)
		return applied{p, k, true}, nil
	}
	body := a.stored(el)
	if r = keepMasked(k.Name, body, object(graphOf(p.doc(draft, k)))); r != nil {
		return applied{}, r
	}
	if r = checkRules(p, k, body); r != nil {
		return applied{}, r
	}
	a.st.editGraph(p, k, body.Bytes())
	a.name(el, durableID(p, el.Type, k))
	return applied{Product: p, Key: k}, nil
}

func (a applying) name(el element, id string) {
	if el.Name != "" {
		a.named[el.Name] = id
	}
}

// supported refuses what the Graph API does not do for a type of offer. Its
// documentation names SaaS, virtual machines, containers and private offers; a
// type that comes after it would be at home here.
func supported(p *product, t resourceType) *refusal {
	switch p.Type {
	case "softwareAsAService", "azureVirtualMachine", "coreVirtualMachine", "azureContainer", world.UnheardType:
	default:
		return refuse(http.StatusBadRequest, "notSupported", "type", "Offers of type "+p.Type+" are not supported.")
	}
	if !t.serves(p.Type) {
		return refuse(http.StatusBadRequest, "notSupported", "$schema", "Offers of type "+p.Type+" have no "+t.Name+".")
	}
	return nil
}

// stored is an element as it is kept: without what the service makes itself.
func (a applying) stored(el element) *ordered.Object {
	o := new(ordered.Object)
	for name, value := range el.Body.All() {
		switch name {
		case "$schema", "id", "resourceName", "validations", "product", "plan", "status", "result", "created":
		case "listing":
			if !slices.Contains(el.Type.Refs, name) {
				o.Set(name, value)
			}
		case "url":
			if el.Type.Section != world.Asset {
				o.Set(name, value)
			}
		default:
			o.Set(name, value)
		}
	}
	a.st.dated(o)
	if el.Type.Section == world.PlanPackage {
		a.st.datedImages(o)
	}
	return o
}

// key finds the section an element writes.
func (a applying) key(p *product, el element) (sectionKey, *refusal) {
	k := sectionKey{Name: el.Type.Section}
	if el.Type.Plan {
		guid, r := a.plan(p, el)
		if r != nil {
			return k, r
		}
		k.Plan = guid
	}
	if got, ok := parseID(el.Body.TextOf("id")); ok {
		k.Key = got.Key.Key
		return k, nil
	}
	lang := strings.ToLower(el.Body.TextOf("languageId"))
	if lang == defaultLanguage {
		lang = ""
	}
	switch el.Type.Section {
	case world.Listing, world.PlanListing:
		k.Key = lang
	case world.Asset:
		head := strings.TrimPrefix(lang+"/", "/") + strings.ToLower(el.Body.TextOf("type"))
		for n := 1; ; n++ {
			k.Key = fmt.Sprintf("%s/%d", head, n)
			if p.doc(draft, k) == nil {
				break
			}
		}
	case sectionTrailer:
		for n := 1; k.Key == "" || p.doc(draft, k) != nil; n++ {
			k.Key = strconv.Itoa(n)
		}
	case sectionDriveListing:
		k.Key = lang
	default:
	}
	return k, nil
}

// applyProduct makes a product, changes its alias, or deletes it.
func (a applying) applyProduct(el element) (applied, *refusal) {
	identity, _ := el.Body.Get("identity")
	offer := object(identity).TextOf("externalId")
	p := a.st.offer(a.who, offer)
	if el.Body.TextOf("id") != "" {
		found, r := a.product(el)
		if r != nil {
			return applied{}, r
		}
		p = found
	}
	k := sectionKey{Name: sectionProduct}
	if p == nil {
		made, r := a.createProduct(el, offer)
		if r != nil {
			return applied{}, r
		}
		a.name(el, resourceProduct+"/"+made.ID)
		return applied{Product: made, Key: k}, nil
	}
	switch {
	case p.Offer != offer:
		return applied{}, invalid("identity", "The id of an offer cannot be changed.")
	case p.Type != el.Body.TextOf("type"):
		return applied{}, invalid("type", "The type of an offer cannot be changed.")
	case el.Body.TextOf(lifecycleMember) == deleted:
		return applied{p, k, true}, asRefusal(a.st.deleteOffer(p))
	}
	a.st.editGraph(p, k, a.stored(el).Bytes())
	a.name(el, resourceProduct+"/"+p.ID)
	return applied{Product: p, Key: k}, nil
}

func (a applying) createProduct(el element, offer string) (*product, *refusal) {
	account, pub, ok := a.st.publisherOf(a.who)
	if !ok {
		return nil, refuse(http.StatusForbidden, "notSupported", "", "The account has no publisher in the commercial marketplace.")
	}
	p, err := a.st.createOffer(account.Tenant, pub.ID, typeOf(el.Body.TextOf("type")), offer, el.Body.TextOf("alias"))
	return p, asRefusal(err)
}

// applyPlan makes a plan, changes it, or deletes it.
func (a applying) applyPlan(el element) (applied, *refusal) {
	p, r := a.product(el)
	if r != nil {
		return applied{}, r
	}
	if r = supported(p, el.Type); r != nil {
		return applied{}, r
	}
	identity, _ := el.Body.Get("identity")
	id := object(identity).TextOf("externalId")
	i := slices.IndexFunc(p.plans, func(pl *plan) bool { return pl.ID == id })
	if i < 0 {
		pl, err := a.st.createPlan(p, id, el.Body.TextOf("alias"), "")
		if err != nil {
			return applied{}, asRefusal(err)
		}
		a.name(el, resourcePlan+"/"+p.ID+"/"+pl.GUID)
		return applied{Product: p, Key: sectionKey{Name: world.PlanSetup, Plan: pl.GUID}}, nil
	}
	pl := p.plans[i]
	k := sectionKey{Name: world.PlanSetup, Plan: pl.GUID}
	if el.Body.TextOf(lifecycleMember) == deleted {
		return applied{p, k, true}, asRefusal(a.st.deletePlan(p, pl))
	}
	if el.Body.TextOf(lifecycleMember) == deprecated && p.sells(pl) {
		if r = p.mayStop(pl); r != nil {
			return applied{}, r
		}
	}
	a.st.editGraph(p, k, a.stored(el).Bytes())
	a.name(el, resourcePlan+"/"+p.ID+"/"+pl.GUID)
	return applied{Product: p, Key: k}, nil
}
