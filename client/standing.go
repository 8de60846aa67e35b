package client

import (
	"context"
	"maps"

	"awning/model"
)

// Standing says where an offer stands in draft, preview and live, and what is
// in flight.
func (m *Market) Standing(ctx context.Context, o model.Offer) (model.Standing, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Standing{}, err
	}
	d, err := m.dialect(t, TaskDraft)
	if err != nil {
		return model.Standing{}, err
	}
	s, err := d.standing(ctx, t, true)
	if err != nil {
		return model.Standing{}, err
	}
	s.Stopped = s.Stopped || o.Lifecycle == "deprecated"
	return s, t.seat.store.SaveStanding(ctx, o.Product, s)
}

// Glance is [Market.Standing] for one call, fit for long lists: it does not
// compare the draft with what was published, so Draft is empty unless nothing
// ever was. It is not kept in the store, which may know more.
func (m *Market) Glance(ctx context.Context, o model.Offer) (model.Standing, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Standing{}, err
	}
	d, err := m.dialect(t, TaskDraft)
	if err != nil {
		return model.Standing{}, err
	}
	s, err := d.standing(ctx, t, false)
	if err != nil {
		return model.Standing{}, err
	}
	s.Stopped = s.Stopped || o.Lifecycle == "deprecated"
	if s.Preview == nil && s.Live == nil {
		s.Draft = model.DraftNew
	}
	return s, nil
}

// CachedStandings returns where every offer stood when it was last asked.
func (m *Market) CachedStandings(ctx context.Context) (map[model.ProductID]model.Standing, error) {
	out := map[model.ProductID]model.Standing{}
	for _, s := range m.identities() {
		known, err := s.store.Standings(ctx)
		if err != nil {
			return nil, err
		}
		maps.Copy(out, known)
	}
	return out, nil
}
