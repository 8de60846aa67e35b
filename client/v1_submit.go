package client

import (
	"context"
	"slices"

	"awning/client/ingestion"
	"awning/model"
)

// prepare names the modules to publish by their draft instances. Offer setup
// and the plans' own data have no module: they travel by themselves.
func (d v1Dialect) prepare(_ context.Context, t target, o order) (send, error) {
	switch o.verb {
	case model.VerbGoLive:
		return func(ctx context.Context) (receipt, error) {
			return receipt{submission: o.submission}, d.api.Promote(ctx, t.id(), string(o.submission))
		}, nil
	case model.VerbCancel:
		return func(ctx context.Context) (receipt, error) {
			return receipt{submission: o.submission}, d.api.Cancel(ctx, t.id(), string(o.submission))
		}, nil
	default:
	}
	request := ingestion.Request{Notes: o.notes}
	for _, doc := range o.draft.Documents {
		if doc.Instance == "" || len(o.sections) > 0 && !slices.Contains(o.sections, doc.Key.Whole()) {
			continue
		}
		module, variant := v1Place(t.kind, doc.Key)
		pair := ingestion.Pair{Type: string(module), Value: doc.Instance}
		if module == "" || doc.Key.Item != "" {
			continue
		}
		switch {
		case variant != "":
			request.Plans = withPlan(request.Plans, variant, pair)
		case doc.Key.Plan == "":
			request.Resources = append(request.Resources, pair)
		default:
			plan, _ := o.draft.Plan(doc.Key.Plan)
			request.Plans = withPlan(request.Plans, plan.Key, pair)
		}
	}
	if len(request.Resources) == 0 && len(request.Plans) == 0 {
		return nil, &StateError{Offer: t.ID, Text: "nothing is chosen that can be published", Next: "choose at least one section with a change"}
	}
	return func(ctx context.Context) (receipt, error) {
		s, err := d.api.Submit(ctx, t.id(), request)
		return receipt{submission: model.SubmissionID(s.ID)}, err
	}, nil
}

func withPlan(plans []ingestion.PlanResources, variant string, pair ingestion.Pair) []ingestion.PlanResources {
	i := slices.IndexFunc(plans, func(p ingestion.PlanResources) bool { return p.Variant == variant })
	if i < 0 {
		return append(plans, ingestion.PlanResources{Variant: variant, Resources: []ingestion.Pair{pair}})
	}
	plans[i].Resources = append(plans[i].Resources, pair)
	return plans
}
