package world

import (
	"slices"
	"strconv"

	"awning/client/sandbox/books"
)

// soldOffers is how many offers of an account have customers: a large marketplace
// is large by its offers, not by its sales.
const soldOffers = 12

// sellers are the accounts that sell through Microsoft, with what they sell.
func sellers(accounts []Account, from []*blueprint) []books.Seller {
	var out []books.Seller
	for _, a := range accounts {
		if len(a.Publishers) == 0 {
			continue
		}
		s := books.Seller{
			Tenant: a.Tenant, Name: a.Publishers[0].Name, Country: a.Country, PartnerID: a.PartnerID,
			SellerID: strconv.FormatInt(a.Publishers[0].SellerID, 10),
		}
		for _, b := range from {
			if b.Publisher != a.Publishers[0].ID || len(s.Offers) == soldOffers {
				continue
			}
			if o, ok := sold(b); ok {
				s.Offers = append(s.Offers, o)
			}
		}
		out = append(out, s)
	}
	return out
}

// sold is an offer as the customers know it; ok is false if nobody ever paid for
// it.
func sold(b *blueprint) (out books.Offer, ok bool) {
	kinds := map[string]books.Kind{
		"softwareAsAService": books.SaaS, "azureVirtualMachine": books.VirtualMachine, "azureApplication": books.Application,
		"azureContainer": books.Container, "dynamics365ForCustomerEngagement": books.Dynamics,
	}
	out = books.Offer{ID: b.ID, Publisher: b.Publisher, Name: b.Name, Kind: kinds[b.Type]}
	live := slices.Contains([]State{StateLive, StateLivePreview, StateLiveCancelled, StateStopped, StatePendingStop}, b.State)
	if out.Kind == "" || !live {
		return out, false
	}
	for _, p := range b.Plans {
		plan := books.Plan{ID: p.ID, Name: p.Name, Monthly: p.Price, Yearly: p.Yearly, PerUser: p.PerUser, Private: p.Private}
		if p.Meter != nil {
			plan.Meter, plan.Unit, plan.Metered = p.Meter.ID, p.Meter.Unit, p.Meter.Price
		}
		if p.Core != nil {
			plan.Hourly = p.Core.Price
		}
		if p.Core != nil && plan.Hourly == "" {
			for _, price := range p.Core.Sizes {
				plan.Hourly = max(plan.Hourly, price)
			}
		}
		if plan.Monthly != "" || plan.Metered != "" || plan.Hourly != "" {
			out.Plans = append(out.Plans, plan)
		}
	}
	return out, len(out.Plans) > 0
}
