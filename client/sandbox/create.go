package sandbox

import (
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/world"
)

// createOffer makes a new offer with the empty content the service gives it.
// Its branches and entities stay unseen for [Options.ChildDelay].
func (st *store) createOffer(account, publisher string, t offerType, id, alias string) (*product, error) {
	if !offerID(id) {
		return nil, invalid("ExternalID", "An offer id has 3 to 50 characters: lower-case letters, digits, hyphens and underscores, and begins with a letter or digit.")
	}
	if slices.ContainsFunc(st.products, func(p *product) bool { return p.Offer == id && p.Publisher == publisher }) {
		return nil, refuse(409, "conflict", "ExternalID", "The offer id "+id+" is in use already.")
	}
	p := &product{
		ID: st.make.guid(), Offer: id, Publisher: publisher, Tenant: account, Type: t.Graph, Created: st.now(),
		instances: map[string]*instance{},
	}
	for _, doc := range blankOffer(t, id, alias) {
		st.write(p, doc)
	}
	p.hold(st.now().Add(st.opts.ChildDelay), "")
	st.products = append(st.products, p)
	return p, nil
}

// createPlan makes a new plan of an offer, likewise.
func (st *store) createPlan(p *product, id, alias, subtype string) (*plan, error) {
	t := typeOf(p.Type)
	switch {
	case !t.Plans:
		return nil, refuse(400, "notSupported", "ResourceType", "Offers of type "+p.Type+" have no plans.")
	case !planID(id):
		return nil, invalid("ExternalID", "A plan id has 1 to 50 characters: lower-case letters, digits, hyphens and underscores.")
	case slices.ContainsFunc(p.plans, func(pl *plan) bool { return pl.ID == id }):
		return nil, refuse(409, "conflict", "ExternalID", "The plan id "+id+" is in use already.")
	case t.PlanPackage != "" && subtype == "":
		subtype = solutionTemplate
	case t.PlanPackage == "":
		subtype = ""
	}
	pl := &plan{GUID: st.make.guid(), ID: id, Subtype: subtype, Ready: st.now().Add(st.opts.ChildDelay)}
	p.plans = append(p.plans, pl)
	for _, doc := range blankPlan(t, pl, alias) {
		st.write(p, doc)
	}
	p.hold(pl.Ready, pl.GUID)
	return pl, nil
}

// hold keeps the publishable branches of a new offer ("") or plan out of
// sight until a time. Setup and the plan row itself are there at once.
func (p *product) hold(until time.Time, plan string) {
	for _, b := range p.branches {
		if b.Key.Plan == plan && !b.Key.always() {
			b.Ready = until
		}
	}
}

// deleteOffer removes an offer that was never published.
func (st *store) deleteOffer(p *product) error {
	if p.in(preview) || p.in(live) {
		return conflict("The product has been published and cannot be deleted. Stop selling it instead.")
	}
	if p.busy() != nil {
		return conflict("The product has a submission in progress. Cancel it first.")
	}
	st.products = slices.DeleteFunc(st.products, func(other *product) bool { return other == p })
	return nil
}

// deletePlan removes a plan that was never published.
func (st *store) deletePlan(p *product, pl *plan) error {
	if p.has(preview, pl.GUID) || p.has(live, pl.GUID) {
		return conflict("The plan has been published and cannot be deleted. Stop selling it instead.")
	}
	if sub := p.busy(); sub != nil && sub.Takes[moduleKey{modulePlan, pl.GUID}] != nil {
		return conflict("The plan is part of a submission in progress. Cancel it first.")
	}
	p.plans = slices.DeleteFunc(p.plans, func(other *plan) bool { return other == pl })
	p.branches = slices.DeleteFunc(p.branches, func(b *branch) bool { return b.Key.Plan == pl.GUID })
	p.touch(st.now())
	return nil
}

// publisherOf finds the account and publisher in which the caller makes new
// offers when the request names none, as in the real service where the
// identity decides: the first publisher of its account.
func (st *store) publisherOf(who caller) (world.Account, world.Publisher, bool) {
	for _, a := range st.accounts {
		if who.sees(a.Tenant) && len(a.Publishers) > 0 {
			return a, a.Publishers[0], true
		}
	}
	return world.Account{}, world.Publisher{}, false
}

func offerID(id string) bool {
	return len(id) >= 3 && len(id) <= 50 && slug(id) && id[0] != '-' && id[0] != '_'
}

func planID(id string) bool { return id != "" && len(id) <= 50 && slug(id) }

func slug(id string) bool {
	return !strings.ContainsFunc(id, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-_", r) })
}
