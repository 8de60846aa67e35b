package sandbox

import (
	"fmt"
	"unicode/utf8"

	"awning/client/sandbox/ordered"
)

// needed is a text an offer or a plan must have to be published, and how long
// it may be.
type needed struct {
	Name  string
	Limit int // characters; 0 for any length
}

// marketTexts are those of virtual machines and Azure applications. Offers that
// were not migrated keep the limits of the old portal's forms; for migrated
// ones those of Partner Center count.
func marketTexts(old bool) []needed {
	const m = prefixMarket
	title, description := 200, 5000
	if old {
		title, description = 50, 3000
	}
	out := []needed{
		{m + "title", title},
		{m + "summary", 100},
		{m + "longSummary", 256},
		{m + "description", description},
		{m + "offerMarketingUrlIdentifier", 50},
		{m + "privacyURL", 0},
		{m + "leadDestination", 0},
	}
	for _, who := range []string{"engineeringContact", "supportContact"} {
		for _, part := range []string{"Name", "Email", "Phone"} {
			out = append(out, needed{m + who + part, 0})
		}
	}
	return out
}

func planTexts(prefix string, old bool) []needed {
	title := 200
	if old {
		title = 50
	}
	return []needed{{prefix + "skuTitle", title}, {prefix + "skuSummary", 100}, {prefix + "skuDescription", 0}}
}

// cppCheck is why a draft cannot be published; nil if it can.
func (s *Server) cppCheck(p *product) *refusal {
	def := s.definition(p, inEnv(p, draft))
	offer, plans := nested(def, partOffer), elements(def, partPlans)
	kind := cppType(p)
	offerTexts, plan := marketTexts(p.Old), planTexts(prefixVM, p.Old)
	switch kind {
	case "microsoft-azure-corevm":
		offerTexts = []needed{{prefixCore + "title", 0}}
		plan = []needed{{prefixCore + "skuTitle", 0}}
	case "microsoft-azure-applications":
		plan = planTexts(prefixApp, p.Old)
	}
	if r := checkTexts("the offer", offer, offerTexts); r != nil {
		return r
	}
	if r := checkLeads(offer); r != nil {
		return r
	}
	if len(plans) == 0 {
		return invalid(partPlans, "The offer needs at least one plan.")
	}
	sch, _ := schemaOf(kind)
	for _, el := range plans {
		of := "plan '" + el.TextOf(planIDKey) + "'"
		if r := checkTexts(of, el, plan); r != nil {
			return r
		}
		regions, sold := el.Get("regions")
		switch {
		case kind != "microsoft-azure-corevm" && (!sold || present(regions) == nil):
			return invalid("regions", "Choose at least one region in which "+of+" is sold.")
		case sch.Images != "" && nested(el, sch.Images).Len() == 0:
			return invalid(sch.Images, "The "+of+" needs at least one image version.")
		}
	}
	return nil
}

func checkTexts(of string, o *ordered.Object, texts []needed) *refusal {
	for _, want := range texts {
		switch n := utf8.RuneCountInString(o.TextOf(want.Name)); {
		case n == 0:
			return invalid(want.Name, fmt.Sprintf("%s of %s is required.", want.Name, of))
		case want.Limit > 0 && n > want.Limit:
			return invalid(want.Name, fmt.Sprintf("%s of %s has %d characters; at most %d are allowed.", want.Name, of, n, want.Limit))
		}
	}
	return nil
}

// checkLeads refuses a destination of leads whose secret is empty.
func checkLeads(offer *ordered.Object) *refusal {
	for name, value := range offer.All() {
		for member, secret := range object(value).All() {
			if secretName(member) && string(secret) == `""` {
				return invalid(name, "The secret "+member+" of "+name+" is empty.")
			}
		}
	}
	return nil
}
