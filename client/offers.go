package client

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"awning/client/graph"
	"awning/client/ingestion"
	"awning/model"
	"awning/model/catalog"
)

// ownerGrace is how long a row waits to learn its publisher before it is shown
// without.
const ownerGrace = 2 * time.Second

// Offers lists the offers of a scope as pages arrive, all types of all seats side by
// side, in no order. Each offer comes once. An error stands for a part that could
// not be read; the rest goes on. What was read whole takes the place of what the store
// knew, so that deleted offers vanish; after the last offer,
// [Market.CachedOffers] has the same list.
//
// An offer whose publisher no service names in time comes without one. Offers of
// types that the catalogue does not know come last.
func (m *Market) Offers(ctx context.Context, s model.Scope) iter.Seq2[model.Offer, error] {
	return func(yield func(model.Offer, error) bool) {
		walks, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		out := make(chan batch)
		seats := m.showing(ctx, s)
		for _, one := range seats {
			r := &rest{m: m, seat: one, learned: one.startLearning(walks, &wg), out: out, typed: &sync.WaitGroup{}}
			for _, kind := range m.o.Catalog.Types() {
				w := &walk{m: m, seat: one, kind: kind, learned: r.learned, out: out, seen: map[model.ProductID]bool{}}
				r.walks = append(r.walks, w)
				r.typed.Go(func() { w.run(walks) })
			}
			wg.Go(func() { r.typed.Wait() })
			wg.Go(func() { r.run(walks) })
		}
		var closing sync.WaitGroup
		closing.Go(func() { wg.Wait(); close(out) })
		defer closing.Wait()
		defer func() {
			cancel()
			for range out { // nobody wants the rest, but the walks must end
				continue
			}
		}()
		told := newOnce(s, seats)
		for b := range out {
			if !told.deliver(b, yield) {
				return
			}
		}
		told.end(yield)
	}
}

// batch is a page on its way, or an error.
type batch struct {
	offers []model.Offer
	err    error
	cause  string // two errors of one cause are told once
}

// walk lists the offers of one type as one seat sees them.
type walk struct {
	m       *Market
	seat    *seat
	kind    *catalog.Type
	learned *learning
	out     chan<- batch

	seen  map[model.ProductID]bool
	found []model.Offer
	whole bool // nothing of the type is missing
}

func (w *walk) run(ctx context.Context) {
	apis, failed := w.m.route(TaskList, w.kind)
	if failed != nil {
		return // the API that the user wants has no word for the type; its offers come as those of unknown types
	}
	for _, api := range w.m.willing(ctx, w.seat, apis) {
		if w.kind.Names[api] == "" {
			continue
		}
		err := w.pages(ctx, api)
		if ctx.Err() != nil {
			return
		}
		if err == nil && (len(w.found) > 0 || api == w.kind.Dialect || w.m.o.API != "") {
			w.save(ctx)
			w.whole = true
			return
		}
		// Failed; or nothing found by an API that does not promise to know the
		// type: ask the next one.
		failed = cmp.Or(failed, err)
	}
	if failed == nil {
		w.save(ctx)
		w.whole = true
		return
	}
	w.send(ctx, batch{
		err:   fmt.Errorf("%s offers of %s could not be listed: %w", w.kind.Label, w.seat.Who.Name, failed),
		cause: string(w.seat.Who.Name) + causeOf(failed),
	})
}

// pages sends what one API lists.
func (w *walk) pages(ctx context.Context, api model.API) error {
	switch api {
	case model.CPP:
		return w.portal(ctx)
	case model.V1:
		for page, err := range w.seat.v1.ProductsOfType(ctx, w.kind.Names[api]) {
			if err != nil {
				return err
			}
			w.page(ctx, each(page, func(p ingestion.Product) model.Offer { return w.m.fromV1(w.seat, p) }))
		}
	case model.Graph:
		for page, err := range w.seat.graph.Products(ctx, w.kind.Names[api]) {
			if err != nil {
				return err
			}
			w.page(ctx, each(page, func(p graph.Product) model.Offer { return w.m.fromGraph(w.seat, p) }))
		}
	}
	return nil
}

// portal sends what the publishers own, which is being asked for anyway.
func (w *walk) portal(ctx context.Context) error {
	select {
	case <-w.learned.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	offers, err := w.m.inPortal(w.seat, w.learned.got)
	if err == nil {
		w.page(ctx, offers)
	}
	return err
}

// page sends one page, without what another API already listed.
func (w *walk) page(ctx context.Context, offers []model.Offer) {
	offers = slices.DeleteFunc(offers, func(o model.Offer) bool { return w.seen[o.Product] || o.Type != w.kind.ID })
	if len(offers) == 0 {
		return
	}
	owned := w.ownership(ctx)
	for i := range offers {
		w.seen[offers[i].Product] = true
	}
	w.m.nameOwners(offers, owned)
	w.found = append(w.found, offers...)
	w.send(ctx, batch{offers: slices.Clone(offers)})
}

// ownership waits a moment for what is being learned, and makes do with what
// was known before.
func (w *walk) ownership(ctx context.Context) ownership {
	patience, cancel := context.WithTimeout(ctx, ownerGrace)
	defer cancel()
	select {
	case <-w.learned.done:
		return w.learned.got
	case <-patience.Done():
	}
	if before, ok := w.seat.owners.get(); ok {
		return before
	}
	var named ownership
	for _, p := range w.seat.Who.Publishers {
		named.publishers = append(named.publishers, model.Publisher{ID: p})
	}
	return named
}

func (w *walk) send(ctx context.Context, b batch) {
	select {
	case w.out <- b:
	case <-ctx.Done():
	}
}

// save replaces what the store knew of the type.
func (w *walk) save(ctx context.Context) {
	select {
	case <-w.learned.done:
		w.m.nameOwners(w.found, w.learned.got)
	default:
	}
	if err := w.seat.store.SaveOffers(ctx, w.m.offersKey(w.kind), w.found); err != nil {
		w.send(ctx, batch{err: fmt.Errorf("the list of offers could not be kept: %w", err), cause: "store"})
	}
}

// offersKey names the list of one type in the store.
func (m *Market) offersKey(kind *catalog.Type) string { return m.listKey("type:" + string(kind.ID)) }

// listKeys names all lists of offers in the store.
func (m *Market) listKeys() []string {
	return append(each(m.o.Catalog.Types(), m.offersKey), m.listKey(restKey))
}

// CachedOffers returns the offers of a scope as they were last read, sorted by
// id, and the age of the oldest part; the zero time means that nothing was ever read.
func (m *Market) CachedOffers(ctx context.Context, s model.Scope) ([]model.Offer, time.Time, error) {
	var out []model.Offer
	var oldest time.Time
	seats := m.showing(ctx, s)
	told := newOnce(s, seats)
	for _, one := range seats {
		for _, key := range m.listKeys() {
			offers, at, err := one.store.Offers(ctx, key)
			if err != nil {
				return nil, time.Time{}, err
			}
			if !at.IsZero() && (oldest.IsZero() || at.Before(oldest)) {
				oldest = at
			}
			for _, o := range offers {
				o.Profile = one.Who.Name // profiles may be renamed; the identity stays
				if told.wanted(o) {
					out = append(out, o)
				}
			}
		}
	}
	slices.SortFunc(out, compareOffers)
	return out, oldest, nil
}

func compareOffers(a, b model.Offer) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.Product, b.Product))
}

func each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}
