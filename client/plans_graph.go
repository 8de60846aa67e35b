package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"awning/client/graph"
	"awning/model"
)

// plan looks for a plan's resource by the publisher's id.
func (d graphDialect) plan(ctx context.Context, t target, id model.PlanID) (model.Plan, bool, error) {
	r, there, err := d.planResource(ctx, t, id)
	if err != nil || !there {
		return model.Plan{}, false, err
	}
	p, err := graphPlan(r)
	return p, err == nil, err
}

func (d graphDialect) planResource(ctx context.Context, t target, id model.PlanID) (graph.Resource, bool, error) {
	found, err := d.api.PlansByExternalID(ctx, t.id(), string(id))
	if err != nil {
		return graph.Resource{}, false, err
	}
	for _, r := range found {
		p, err := graphPlan(r)
		if err != nil {
			return graph.Resource{}, false, err
		}
		if p.ID == id { // whatever the service thinks the filter means
			return r, true, nil
		}
	}
	return graph.Resource{}, false, nil
}

func (d graphDialect) createPlan(ctx context.Context, t target, p model.Plan) error {
	subtype := map[string]string{"managed-application": "managedApplication", "solution-template": "solutionTemplate"}[p.Subtype]
	body, err := graph.NewPlan(t.id(), string(p.ID), p.Alias, subtype)
	if err != nil {
		return err
	}
	return d.applyPlan(ctx, t, "create plan "+string(p.ID), body)
}

func (d graphDialect) deletePlan(ctx context.Context, t target, id model.PlanID) error {
	r, there, err := d.planResource(ctx, t, id)
	switch {
	case err != nil:
		return err
	case !there:
		return gonePlan(t, id)
	}
	body, err := graph.Deleted(r.Raw)
	if err != nil {
		return err
	}
	return d.applyPlan(ctx, t, "delete plan "+string(id), body)
}

// applyPlan posts a plan's resource.
func (d graphDialect) applyPlan(ctx context.Context, t target, op string, body json.RawMessage) error {
	err := d.apply(ctx, op, body)
	if refused, ok := errors.AsType[*jobError](err); ok {
		return fmt.Errorf("%s of %s: the service refused it: %w", op, t.ID, refused)
	}
	return err
}
