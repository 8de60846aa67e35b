package shop

import (
	"context"
	"fmt"
	"slices"

	"awning/model"
)

// Sales answers what can be bought.
func (s *Shop) Sales(ctx context.Context, _ model.Offer) ([]model.Sale, error) {
	if err := s.answer(ctx, "Sales"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.Sold), nil
}

// StopSelling takes an offer or plans off the market.
func (s *Shop) StopSelling(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	return s.sale(ctx, "StopSelling", model.VerbStop, o, plans)
}

// Restore brings an offer or plans back.
func (s *Shop) Restore(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	return s.sale(ctx, "Restore", model.VerbRestore, o, plans)
}

func (s *Shop) sale(ctx context.Context, name string, v model.Verb, o model.Offer, plans []model.PlanID) (model.Operation, error) {
	s.note(name + " " + fmt.Sprint(plans))
	if err := s.answer(ctx, name); err != nil {
		return model.Operation{}, err
	}
	return s.operation(v, o, ""), nil
}
