package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
)

// fromGraph and fromV1 are the only ways out of a product list. A type the
// catalogue does not know keeps the service's word.
func (m *Market) fromGraph(s *seat, p graph.Product) model.Offer {
	o := model.Offer{
		Profile: s.Who.Name, Account: s.account(), Product: model.ProductID(p.ID), ID: model.OfferID(p.ExternalID),
		Type: model.OfferType(p.Type), Alias: p.Alias, Lifecycle: p.Lifecycle,
	}
	if kind, ok := m.o.Catalog.Named(model.Graph, p.Type); ok {
		o.Type = kind.ID
	} else {
		o.Dialect = model.Graph
	}
	return o
}

func (m *Market) fromV1(s *seat, p ingestion.Product) model.Offer {
	o := model.Offer{
		Profile: s.Who.Name, Account: s.account(), Product: model.ProductID(p.ID), ID: model.OfferID(p.OfferID),
		Type: model.OfferType(p.Type), Alias: p.Name,
	}
	if kind, ok := m.o.Catalog.Named(model.V1, p.Type); ok {
		o.Type = kind.ID
	} else {
		o.Dialect = model.V1
	}
	return o
}

// Find returns the one offer of a scope with an id. Characters that no id has
// are refused before any service is asked. The error is an [*UnknownOfferError],
// an [*AmbiguousOfferError], or what kept a service from answering.
func (m *Market) Find(ctx context.Context, s model.Scope, id model.OfferID) (model.Offer, error) {
	if err := model.CheckOfferID(id); err != nil {
		return model.Offer{}, err
	}
	seats := m.showing(ctx, s)
	if len(seats) == 0 {
		return model.Offer{}, &NoProfileError{Profile: s.Profile}
	}
	found := make([][]model.Offer, len(seats))
	errs := make([]error, len(seats))
	var wg sync.WaitGroup
	for i, one := range seats {
		wg.Go(func() { found[i], errs[i] = m.findIn(ctx, one, id) })
	}
	wg.Wait()
	told := newOnce(s, seats)
	all := slices.DeleteFunc(slices.Concat(found...), func(o model.Offer) bool { return !told.wanted(o) })
	slices.SortFunc(all, compareOffers)
	switch {
	case len(all) == 1:
		return all[0], nil
	case len(all) > 1:
		return model.Offer{}, &AmbiguousOfferError{ID: id, Offers: all}
	}
	if err := errors.Join(errs...); err != nil {
		return model.Offer{}, err
	}
	return model.Offer{}, &UnknownOfferError{ID: id, Near: m.near(ctx, s, id)}
}

// findIn asks one seat's services, with their publishers.
func (m *Market) findIn(ctx context.Context, s *seat, id model.OfferID) ([]model.Offer, error) {
	if m.o.API == model.CPP {
		return m.findInPortal(ctx, s, id)
	}
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel() // nobody waits for the publishers of offers that are not there
	owned, known := s.owners.get()
	var learned *learning
	if !known {
		learned = s.startLearning(ctx, &wg)
	}
	offers, err := m.lookUp(ctx, s, id)
	if len(offers) == 0 {
		return nil, err
	}
	if learned != nil {
		<-learned.done
		owned = learned.got
	}
	missing := m.nameOwners(offers, owned)
	if missing && known { // made since
		m.nameOwners(offers, s.learnOwners(ctx))
	}
	return offers, nil
}

// nameOwners sets the publishers of offers, but for those whose list names them;
// missing says that some are not known.
func (m *Market) nameOwners(offers []model.Offer, owned ownership) (missing bool) {
	for i, o := range offers {
		kind, ok := m.o.Catalog.Type(o.Type)
		if !ok {
			kind = &catalog.Type{}
		}
		if !isCPP(o) {
			offers[i].Publisher = owned.owner(o, kind)
		}
		missing = missing || offers[i].Publisher == ""
	}
	return missing
}

// lookUp asks the product lists by offer id. The first API that knows one is believed; an
// empty answer is not proof that there is none.
func (m *Market) lookUp(ctx context.Context, s *seat, id model.OfferID) ([]model.Offer, error) {
	apis, failed := m.route(TaskList, &catalog.Type{})
	for _, api := range m.willing(ctx, s, apis) {
		var offers []model.Offer
		var err error
		if api == model.V1 {
			var products []ingestion.Product
			products, err = s.v1.ProductsByOfferID(ctx, string(id))
			offers = each(products, func(p ingestion.Product) model.Offer { return m.fromV1(s, p) })
		} else {
			var products []graph.Product
			products, err = s.graph.ProductsByExternalID(ctx, string(id))
			offers = each(products, func(p graph.Product) model.Offer { return m.fromGraph(s, p) })
		}
		offers = slices.DeleteFunc(offers, func(o model.Offer) bool { return o.ID != id })
		if len(offers) > 0 {
			return offers, nil
		}
		if failed == nil {
			failed = err
		}
	}
	return nil, failed
}

// causeOf tells errors with the same reason from those with another.
func causeOf(err error) string {
	e, ok := errors.AsType[*transport.Error](err)
	switch {
	case !ok:
		return err.Error()
	case e.Status != 0:
		return fmt.Sprintf("%d %s", e.Status, e.Code)
	case e.Cause != nil:
		return e.Cause.Error()
	}
	return e.Message
}

// near lists known offer ids that look like one, the nearest first.
func (m *Market) near(ctx context.Context, s model.Scope, id model.OfferID) []model.OfferID {
	const most = 3
	offers, _, err := m.CachedOffers(ctx, s)
	if err != nil {
		return nil // only a help
	}
	type candidate struct {
		id       model.OfferID
		distance int
	}
	var candidates []candidate
	for _, o := range offers {
		d := distance(string(id), string(o.ID))
		if strings.Contains(string(o.ID), string(id)) || strings.Contains(string(id), string(o.ID)) {
			d = min(d, 2)
		}
		if d <= max(2, len(id)/3) {
			candidates = append(candidates, candidate{o.ID, d})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return a.distance - b.distance })
	var ids []model.OfferID
	for _, c := range candidates {
		if len(ids) < most && !slices.Contains(ids, c.id) {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// distance is how many characters have to be added, removed or changed to make a of b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
