package client

import (
	"context"

	"awning/client/ingestion"
)

// What environments and standings are read with: each request is shared by all
// who make it at the same time. What is read to be written is asked for anew,
// past these.

func (d v1Dialect) product(ctx context.Context, t target) (ingestion.Product, error) {
	return ask(ctx, t.seat.together, t.id(), func() (ingestion.Product, error) { return d.api.Product(ctx, t.id()) })
}

func (d v1Dialect) submissions(ctx context.Context, t target) ([]ingestion.Submission, error) {
	return ask(ctx, t.seat.together, t.id()+" submissions", func() ([]ingestion.Submission, error) {
		return d.api.Submissions(ctx, t.id())
	})
}

func (d v1Dialect) variants(ctx context.Context, t target) ([]ingestion.Variant, error) {
	return ask(ctx, t.seat.together, t.id()+" variants", func() ([]ingestion.Variant, error) {
		return d.api.Variants(ctx, t.id())
	})
}

func (d v1Dialect) rows(ctx context.Context, t target, m ingestion.Module) ([]ingestion.Branch, error) {
	return ask(ctx, t.seat.together, t.id()+" branches of "+string(m), func() ([]ingestion.Branch, error) {
		return d.api.Branches(ctx, t.id(), m)
	})
}

func (d v1Dialect) instance(ctx context.Context, t target, place ingestion.Collection, id string) ([]ingestion.Entity, error) {
	return ask(ctx, t.seat.together, t.id()+" "+string(place)+" "+id, func() ([]ingestion.Entity, error) {
		return d.api.ByInstance(ctx, t.id(), place, id)
	})
}

func (d v1Dialect) files(ctx context.Context, t target, at v1Medium) ([]ingestion.File, error) {
	return ask(ctx, t.seat.together, t.id()+" files at "+at.ref(), func() ([]ingestion.File, error) {
		return d.api.Files(ctx, t.id(), at.at())
	})
}
