package command

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
)

// past is what was published of an offer, read once, and only where a rule asks
// for it.
type past struct {
	standing  func() (model.Standing, error)
	published func() (world, error) // preview and live
}

func (s *subject) past(ctx context.Context) past {
	return past{
		standing:  sync.OnceValues(func() (model.Standing, error) { return s.market.Standing(ctx, s.offer) }),
		published: sync.OnceValues(func() (world, error) { return s.load(ctx, model.Preview, model.Live) }),
	}
}

// fixed refuses places that can no longer be changed.
func (s *subject) fixed(p place, was past) error {
	t := &s.text.Command.Fail
	switch p.field.Frozen {
	case catalog.FrozenCreate:
		return failed(sprintf(t.FixedCreate, p.path), "")
	case catalog.FrozenPublish:
		st, err := was.standing()
		if err != nil {
			return err
		}
		if st.Published() != "" {
			return failed(sprintf(t.Fixed, p.path), "")
		}
	}
	return nil
}

// kept refuses a value that gives up what was published in its place and stays.
func (s *subject) kept(p place, v json.RawMessage, was past) error {
	if !checklist.Keeps(p.field) {
		return nil
	}
	w, err := was.published()
	if err != nil {
		return err
	}
	var published []json.RawMessage
	for _, env := range []model.Environment{model.Preview, model.Live} {
		doc, ok := w[env].Find(p.doc.Key)
		if !ok {
			continue
		}
		old, _, errGet := p.field.Get(doc.Raw)
		if errGet != nil {
			return errGet
		}
		published = append(published, old)
	}
	err = checklist.Kept(p.field, v, published...)
	if _, broken := errors.AsType[*catalog.RuleError](err); broken {
		return s.rejected(p.path, err)
	}
	return err
}
