package client

import (
	"context"
	"slices"
	"strings"

	"awning/client/cpp"
	"awning/model"
)

// portalProduct begins the ids that offers listed by the Cloud Partner Portal API go by.
const portalProduct = "cpp:"

// isCPP reports whether only the Cloud Partner Portal API knows an offer by what is
// known of it here.
func isCPP(o model.Offer) bool { return strings.HasPrefix(string(o.Product), portalProduct) }

// inPortal are the offers that a seat's publishers own, as the Cloud Partner Portal
// API lists them. What some publishers own may be missing: an identity that was
// never added to one is refused, which is common.
func (m *Market) inPortal(s *seat, owned ownership) ([]model.Offer, error) {
	if owned.refused != nil && len(owned.rows) == 0 {
		return nil, owned.refused
	}
	var out []model.Offer
	for _, rows := range owned.rows {
		out = append(out, each(rows, func(o cpp.Offer) model.Offer { return m.fromCPP(s, o) })...)
	}
	slices.SortFunc(out, compareOffers)
	return out, nil
}

// findInPortal looks for an offer among those that publishers own.
func (m *Market) findInPortal(ctx context.Context, s *seat, id model.OfferID) ([]model.Offer, error) {
	owned, known := s.owners.get()
	if !known || len(owned.rows[id]) == 0 { // or made since
		owned = s.learnOwners(ctx)
	}
	offers, err := m.inPortal(s, owned)
	return slices.DeleteFunc(offers, func(o model.Offer) bool { return o.ID != id }), err
}

// listKey names a list of offers in the store. Those of the Cloud Partner Portal API, which
// go by other ids, are kept apart.
func (m *Market) listKey(name string) string {
	if m.o.API == model.CPP {
		return portalProduct + name
	}
	return name
}
