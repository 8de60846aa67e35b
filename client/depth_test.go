package client_test

import (
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// Opening the page of an offer asks where it stands and then how its latest submission
// goes, and reads the three environments meanwhile. However many requests that is,
// at most four of them wait for one another: with every one taking a second, it is
// done after four.
func TestOpenOffer_atMostFourRequestsInSequence(t *testing.T) {
	t.Parallel()
	const most, latency = 4, time.Second
	for _, api := range append([]model.API{""}, model.CPP) {
		t.Run("by "+whose(api), func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{Latency: latency}, func(s *stage) {
				m := s.market(func(o *client.Options) { o.API = api })
				deepest, largest := map[model.Dialect]int{}, map[model.Dialect]int{}
				for _, o := range s.offers(m) {
					s.net.seen = nil
					began := time.Now()
					dialect := s.open(m, o)
					depth, calls := int((time.Since(began)+latency-1)/latency), len(s.net.calls())
					if depth > most {
						s.t.Errorf("%s (%s): %d requests in sequence of %d", o.ID, o.Type, depth, calls)
					}
					deepest[dialect], largest[dialect] = max(deepest[dialect], depth), max(largest[dialect], calls)
				}
				for d := range deepest {
					s.t.Logf("%s: at most %d requests in sequence, %d in all", d, deepest[d], largest[d])
				}
			})
		})
	}
}

// offers lists all offers.
func (s *stage) offers(m *client.Market) []model.Offer {
	s.t.Helper()
	var out []model.Offer
	for o, err := range m.Offers(s.t.Context(), model.Scope{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b model.Offer) int { return len(a.ID) - len(b.ID) })
	return out
}

// open asks all that the page of an offer asks, as it does, and returns in whose
// words the offer is written.
func (s *stage) open(m *client.Market, o model.Offer) model.Dialect {
	s.t.Helper()
	var draft model.Contents
	g, ctx := errgroup.WithContext(s.t.Context())
	g.Go(func() error {
		now, err := m.Standing(ctx, o)
		if err != nil || now.Last == nil {
			return err
		}
		sub := now.Last
		if now.Running != nil {
			sub = now.Running
		}
		_, err = m.Watch(ctx, model.Following(o, *sub))
		return err
	})
	for _, env := range model.Environments() {
		g.Go(func() error {
			c, err := m.Contents(ctx, o, env)
			if env == model.Draft {
				draft = c
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		s.t.Errorf("%s: %v", o.ID, err)
	}
	if len(draft.Documents) == 0 {
		return ""
	}
	return draft.Documents[0].Dialect
}
