package client

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"awning/client/graph"
	"awning/client/ingestion"
	"awning/model"
	"awning/model/catalog"
)

// restKey names the list of offers of unknown types in the store.
const restKey = "rest"

// rest looks for the offers of types that the catalogue does not know. No
// service can be asked for them in so many words, and reading the whole list
// page after page takes minutes. So the publishers' own lists, which are
// complete and have no pages, say which offers the lists by type did not show,
// and each of these is looked up by its id. The whole list is read only where
// the publishers' lists cannot be.
type rest struct {
	m       *Market
	seat    *seat
	learned *learning
	out     chan<- batch
	typed   *sync.WaitGroup // the walks by type
	walks   []*walk
}

// run does so once the ownership is known.
func (r *rest) run(ctx context.Context) {
	select {
	case <-r.learned.done:
	case <-ctx.Done():
		return
	}
	var found []model.Offer
	var err error
	switch {
	case r.m.o.API == model.CPP:
		found, err = r.m.inPortal(r.seat, r.learned.got)
		found = unheardOf(found)
	case r.learned.got.partial:
		found, err = r.walk(ctx)
	default:
		r.typed.Wait()
		if slices.ContainsFunc(r.walks, func(w *walk) bool { return !w.whole }) {
			return // what a failed list did not show is not of an unknown type
		}
		found, err = r.lookUp(ctx)
	}
	switch {
	case ctx.Err() != nil:
	case err != nil:
		r.send(ctx, batch{
			err:   fmt.Errorf("offers of other types of %s could not be listed: %w", r.seat.Who.Name, err),
			cause: string(r.seat.Who.Name) + causeOf(err),
		})
	default:
		r.m.nameOwners(found, r.learned.got)
		r.send(ctx, batch{offers: found})
		if err = r.seat.store.SaveOffers(ctx, r.m.listKey(restKey), found); err != nil {
			r.send(ctx, batch{err: fmt.Errorf("the list of offers could not be kept: %w", err), cause: "store"})
		}
	}
}

func (r *rest) send(ctx context.Context, b batch) {
	select {
	case r.out <- b:
	case <-ctx.Done():
	}
}

// lookUp asks for each offer that a publisher has and no list by type showed.
func (r *rest) lookUp(ctx context.Context) ([]model.Offer, error) {
	shown := map[model.OfferID]int{}
	for _, w := range r.walks {
		for _, o := range w.found {
			shown[o.ID]++
		}
	}
	var hidden []model.OfferID
	for id, rows := range r.learned.got.rows { // two publishers may use the same id
		if shown[id] < len(rows) {
			hidden = append(hidden, id)
		}
	}
	slices.Sort(hidden)
	found := make([][]model.Offer, len(hidden))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(sideBySide)
	for i, id := range hidden {
		g.Go(func() (err error) { found[i], err = r.m.lookUp(ctx, r.seat, id); return err })
	}
	err := g.Wait()
	return unheardOf(slices.Concat(found...)), err
}

// walk reads the whole list of the first API that has one.
func (r *rest) walk(ctx context.Context) ([]model.Offer, error) {
	apis, failed := r.m.route(TaskList, &catalog.Type{})
	for _, api := range r.m.willing(ctx, r.seat, apis) {
		found, err := r.pages(ctx, api)
		if err == nil {
			return found, nil
		}
		failed = cmp.Or(failed, err)
	}
	return nil, failed
}

func (r *rest) pages(ctx context.Context, api model.API) ([]model.Offer, error) {
	var found []model.Offer
	if api == model.V1 {
		for page, err := range r.seat.v1.Products(ctx) {
			if err != nil {
				return nil, err
			}
			found = append(found, unheardOf(each(page, func(p ingestion.Product) model.Offer { return r.m.fromV1(r.seat, p) }))...)
		}
		return found, nil
	}
	for page, err := range r.seat.graph.AllProducts(ctx) {
		if err != nil {
			return nil, err
		}
		found = append(found, unheardOf(each(page, func(p graph.Product) model.Offer { return r.m.fromGraph(r.seat, p) }))...)
	}
	return found, nil
}

// unheardOf keeps the offers of unknown types. What shares the submission API
// with the marketplace but is sold in the Windows and Xbox stores is none.
func unheardOf(offers []model.Offer) []model.Offer {
	elsewhere := []string{
		"Application", "Bundle", "AvatarItem", "Consumable", "Durable", "DurableWithBits",
		"InternetOfThings", "ManagedConsumable", "SeasonPass", "Subscription",
	}
	return slices.DeleteFunc(offers, func(o model.Offer) bool {
		return o.Dialect == "" || slices.ContainsFunc(elsewhere, func(s string) bool { return strings.EqualFold(s, string(o.Type)) })
	})
}
