package client

import (
	"context"
	"slices"

	"awning/client/ingestion"
	"awning/model"
)

// plan looks for a variant by the publisher's id.
func (d v1Dialect) plan(ctx context.Context, t target, id model.PlanID) (model.Plan, bool, error) {
	all, err := d.api.Variants(ctx, t.id())
	if err != nil {
		return model.Plan{}, false, err
	}
	i := slices.IndexFunc(all, func(v ingestion.Variant) bool { return v.PlanID == string(id) })
	if i < 0 {
		return model.Plan{}, false, nil
	}
	return model.Plan{Key: all[i].ID, ID: id, Alias: all[i].Alias, Subtype: all[i].SubType}, true, nil
}

func (d v1Dialect) createPlan(ctx context.Context, t target, p model.Plan) error {
	_, err := d.api.CreateVariant(ctx, t.id(), string(p.ID), p.Alias, p.Subtype)
	return err
}

func (d v1Dialect) deletePlan(ctx context.Context, t target, id model.PlanID) error {
	p, there, err := d.plan(ctx, t, id)
	switch {
	case err != nil:
		return err
	case !there:
		return gonePlan(t, id)
	}
	return d.api.DeleteVariant(ctx, t.id(), p.Key)
}

func gonePlan(t target, id model.PlanID) error {
	return &goneError{text: "plan " + string(id) + " of " + string(t.ID) + " is not in the draft"}
}
