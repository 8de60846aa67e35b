package client

import (
	"context"
	"slices"
	"strings"
	"sync"

	"awning/client/cpp"
	"awning/model"
	"awning/model/catalog"
)

// ownership says who owns which offer. Only the Cloud Partner Portal API tells,
// and often it does not: then nothing is known, which is no error.
type ownership struct {
	publishers []model.Publisher
	rows       map[model.OfferID][]cpp.Offer
	refused    error // why the publishers could not be listed, or nil
	partial    bool  // some publishers, or what some of them own, are not known
}

// owner returns the publisher of an offer, or nothing. Two publishers may use the same
// offer id; the type then decides if it can.
func (w ownership) owner(o model.Offer, kind *catalog.Type) model.PublisherID {
	rows := w.rows[o.ID]
	if word := kind.Names[model.CPP]; word != "" && len(rows) > 1 {
		rows = slices.DeleteFunc(slices.Clone(rows), func(r cpp.Offer) bool { return !strings.EqualFold(r.Type, word) })
	}
	switch {
	case len(rows) == 1:
		return model.PublisherID(rows[0].Publisher)
	case len(rows) == 0 && len(w.publishers) == 1:
		return w.publishers[0].ID
	}
	return ""
}

// owners remembers what a seat last learned of ownership.
type owners struct {
	mu   sync.Mutex
	last *ownership
}

func (w *owners) get() (ownership, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil {
		return ownership{}, false
	}
	return *w.last, true
}

func (w *owners) set(o ownership) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = &o
}

// learnOwners asks for the publishers and the offers of each, side by side. The
// publishers that the profile names are not waited for.
func (s *seat) learnOwners(ctx context.Context) ownership {
	out := ownership{rows: map[model.OfferID][]cpp.Offer{}}
	var mu sync.Mutex
	var wg sync.WaitGroup
	read := func(p model.PublisherID) {
		offers, err := s.cpp.Offers(ctx, string(p))
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			out.partial = true
			return // refused publishers are common: their offers stay without a name
		}
		for _, o := range offers {
			o.Publisher = string(p)
			out.rows[model.OfferID(o.ID)] = append(out.rows[model.OfferID(o.ID)], o)
		}
	}
	for _, p := range s.Who.Publishers {
		wg.Go(func() { read(p) })
	}
	listed, err := s.cpp.Publishers(ctx)
	for _, p := range listed {
		one := model.Publisher{ID: model.PublisherID(p.ID), Name: p.Name, SellerID: p.SellerID}
		out.publishers = append(out.publishers, one)
		if !slices.Contains(s.Who.Publishers, one.ID) {
			wg.Go(func() { read(one.ID) })
		}
	}
	wg.Wait()
	out.refused = err
	out.partial = out.partial || err != nil
	for _, p := range s.Who.Publishers {
		if !slices.ContainsFunc(out.publishers, func(q model.Publisher) bool { return q.ID == p }) {
			out.publishers = append(out.publishers, model.Publisher{ID: p, Name: string(p)})
		}
	}
	slices.SortFunc(out.publishers, func(a, b model.Publisher) int { return strings.Compare(string(a.ID), string(b.ID)) })
	if ctx.Err() == nil {
		s.owners.set(out)
	}
	return out
}

// learning is ownership that is being asked for.
type learning struct {
	done chan struct{}
	got  ownership // set when done is closed
}

func (s *seat) startLearning(ctx context.Context, wg *sync.WaitGroup) *learning {
	l := &learning{done: make(chan struct{})}
	wg.Go(func() {
		defer close(l.done)
		l.got = s.learnOwners(ctx)
	})
	return l
}
