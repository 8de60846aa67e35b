package shop

import (
	"context"
	"slices"

	"awning/model"
)

// CreatePlan adds a plan without pages to the draft.
func (s *Shop) CreatePlan(ctx context.Context, _ model.Offer, p model.Plan) (model.Plan, error) {
	s.note("CreatePlan " + string(p.ID))
	if err := s.answer(ctx, "CreatePlan"); err != nil {
		return model.Plan{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p.Key = "key of " + string(p.ID)
	draft := s.Now[model.Draft]
	draft.Plans = append(slices.Clone(draft.Plans), p)
	s.Now[model.Draft] = draft
	return p, nil
}

// DeletePlan takes a plan out of the draft. "DeletePlan ID" in Errors makes one
// plan's deletion fail.
func (s *Shop) DeletePlan(ctx context.Context, _ model.Offer, id model.PlanID) error {
	s.note("DeletePlan " + string(id))
	if err := s.answer(ctx, "DeletePlan "+string(id)); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	draft := s.Now[model.Draft]
	draft.Plans = slices.DeleteFunc(slices.Clone(draft.Plans), func(p model.Plan) bool { return p.ID == id })
	draft.Documents = slices.DeleteFunc(slices.Clone(draft.Documents), func(d model.Document) bool { return d.Key.Plan == id })
	s.Now[model.Draft] = draft
	return nil
}
