package client

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

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
	return d.configurePlan(ctx, t, "create plan "+string(p.ID), body)
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
	return d.configurePlan(ctx, t, "delete plan "+string(id), body)
}

// configurePlan posts a plan's resource and follows its job to the end.
func (d graphDialect) configurePlan(ctx context.Context, t target, op string, body json.RawMessage) error {
	job, err := d.api.Configure(ctx, op, []json.RawMessage{body})
	if err != nil {
		return err
	}
	if job, err = d.finish(ctx, job); err != nil {
		return err
	}
	if job.Result == "succeeded" {
		return nil
	}
	var reasons []string
	for _, p := range graphProblems(job.Errors) {
		reasons = append(reasons, strings.TrimSpace(p.Message))
	}
	return fmt.Errorf("%s of %s: the service refused it: %s", op, t.ID, strings.Join(reasons, "; "))
}
