package client

import (
	"context"

	"golang.org/x/sync/errgroup"

	"awning/model"
	"awning/model/compare"
)

// draftState compares the draft with what was published last, for an API that
// gives either whole. Both are kept: they were read.
func (m *Market) draftState(ctx context.Context, t target, d dialect) (model.DraftState, error) {
	var now, was model.Contents
	g, groupCtx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { now, err = d.contents(groupCtx, t, model.Draft); return err })
	g.Go(func() (err error) { was, err = d.contents(groupCtx, t, model.Preview); return err })
	if err := g.Wait(); err != nil {
		return model.DraftUnknown, err
	}
	if !was.Exists {
		return model.DraftNew, nil
	}
	if err := m.keep(ctx, t, now, was); err != nil {
		return model.DraftUnknown, err
	}
	changes, err := compare.Contents(t.kind, was, now, false)
	switch {
	case err != nil:
		return model.DraftUnknown, err
	case len(changes) > 0:
		return model.DraftChanged, nil
	}
	return model.DraftUnchanged, nil
}
