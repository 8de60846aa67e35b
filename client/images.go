package client

import (
	"context"
	"fmt"
	"strings"

	"awning/client/graph"
	"awning/model"
)

// DeprecateImage gives a version of a virtual machine's image up, in the draft:
// once that was published and has gone live, the version can be deployed until
// the date that the service makes of the days given. The last version of a plan
// stays. It is a save like any other: see [Market.Save].
func (m *Market) DeprecateImage(
	ctx context.Context, o model.Offer, plan model.PlanID, version string, w model.Withdrawal,
) (model.Document, error) {
	return m.withImage(ctx, o, plan, version, graph.Deprecated, w)
}

// RestoreImage takes that back, likewise.
func (m *Market) RestoreImage(ctx context.Context, o model.Offer, plan model.PlanID, version string) (model.Document, error) {
	return m.withImage(ctx, o, plan, version, graph.Available, model.Withdrawal{})
}

func (m *Market) withImage(
	ctx context.Context, o model.Offer, plan model.PlanID, version string, state graph.Lifecycle, w model.Withdrawal,
) (model.Document, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Document{}, err
	}
	d, err := m.dialect(t, TaskStop)
	if err != nil {
		return model.Document{}, err
	}
	draft, err := d.contents(ctx, t, model.Draft)
	if err != nil {
		return model.Document{}, err
	}
	doc, err := imagesOf(t, draft, plan)
	if err != nil {
		return model.Document{}, err
	}
	when := graph.Schedule{Reason: string(w.Reason)}
	if w.Days > 0 {
		when.Offset = fmt.Sprintf("P%dD", w.Days)
	}
	if w.Instead != "" {
		other, errPlan := planDocument(t, draft, w.Instead)
		if errPlan != nil {
			return model.Document{}, errPlan
		}
		when.Alternative = &graph.Alternative{Plan: other.Ref}
	}
	body, err := graph.WithImage(doc.Raw, version, state, when)
	if err != nil {
		return model.Document{}, &StateError{
			Offer: t.ID, Text: fmt.Sprintf("image version %s of plan %s: %v", version, plan, err),
			Next: "look at the versions in the plan's technical configuration",
		}
	}
	return m.Save(ctx, o, model.Edit{Base: doc, Raw: body})
}

// imagesOf is the technical configuration of a plan of a virtual machine.
func imagesOf(t target, draft model.Contents, plan model.PlanID) (model.Document, error) {
	if _, err := planDocument(t, draft, plan); err != nil {
		return model.Document{}, err
	}
	for _, d := range draft.Documents {
		kind, _, _ := strings.Cut(d.Ref, "/")
		if d.Key.Plan == plan && strings.HasSuffix(kind, "virtual-machine-plan-technical-configuration") {
			return d, nil
		}
	}
	return model.Document{}, &StateError{
		Offer: t.ID, Text: fmt.Sprintf("plan %s has no images of virtual machines", plan), Next: "stop selling the plan instead",
	}
}
