package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"awning/client/graph"
	"awning/model"
)

// audiences is what the market needs of an API that changes private audiences
// in place.
type audiences interface {
	// updateAudience asks for it once.
	updateAudience(ctx context.Context, t target, plan string, c model.AudienceChange) error
	// audience is that of the draft, which an update changes like the others.
	audience(ctx context.Context, t target, plan string) ([]model.AudienceMember, error)
	planner
}

// UpdateAudience changes who may buy a private plan that is live: in the draft,
// in preview and live together, and without a publish. The first member of a
// kind needs a publish in full; the service refuses it here.
//
// If the answer is lost, the audience is looked at for a minute: it is as asked
// for and all is well, or the error is [ErrUncertain]. Asking again does no harm.
func (m *Market) UpdateAudience(ctx context.Context, o model.Offer, plan model.PlanID, c model.AudienceChange) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	found, err := m.dialect(t, TaskAudience)
	if err != nil {
		return err
	}
	d, ok := found.(audiences)
	if !ok {
		return &NoAPIError{Offer: t.ID, Task: TaskAudience, Type: t.kind.Label, API: m.o.API}
	}
	p, there, err := d.plan(ctx, t, plan)
	switch {
	case err != nil:
		return err
	case !there:
		return gonePlan(t, plan)
	}
	err = d.updateAudience(ctx, t, p.Key, c)
	if !errors.Is(err, ErrUncertain) {
		return err
	}
	for waited := time.Duration(0); waited <= settle; waited += settleStep {
		now, errLook := d.audience(ctx, t, p.Key)
		if errLook != nil {
			return errors.Join(err, errLook)
		}
		if isAsked(now, c) {
			return nil
		}
		if errWait := pause(ctx, settleStep); errWait != nil {
			return errWait
		}
	}
	return err
}

// isAsked reports whether an audience is as a change was to make it.
func isAsked(now []model.AudienceMember, c model.AudienceChange) bool {
	in := func(m model.AudienceMember) bool {
		return slices.ContainsFunc(now, func(o model.AudienceMember) bool { return o.Kind == m.Kind && o.ID == m.ID })
	}
	return !slices.ContainsFunc(c.Remove, in) && !slices.ContainsFunc(c.Add, func(m model.AudienceMember) bool { return !in(m) })
}

func (d graphDialect) updateAudience(ctx context.Context, t target, plan string, c model.AudienceChange) error {
	wire := func(m model.AudienceMember) graph.Member { return graph.Member{Type: m.Kind, ID: m.ID, Label: m.Label} }
	body, err := graph.UpdateAudience(t.id(), plan, each(c.Add, wire), each(c.Remove, wire))
	if err != nil {
		return err
	}
	op := "change the private audience of a plan"
	err = d.apply(ctx, op, body)
	if refused, ok := errors.AsType[*jobError](err); ok {
		return fmt.Errorf("%s of %s: the service refused it: %w", op, t.ID, refused)
	}
	return err
}

func (d graphDialect) audience(ctx context.Context, t target, plan string) ([]model.AudienceMember, error) {
	r, err := d.api.Resource(ctx, "price-and-availability-plan/"+t.id()+"/"+plan)
	if err != nil {
		return nil, err
	}
	var w struct {
		Audience []graph.Member `json:"privateAudiences"`
	}
	if err = json.Unmarshal(r.Raw, &w); err != nil {
		return nil, fmt.Errorf("read the private audience of %s: %w", t.ID, err)
	}
	return each(w.Audience, func(m graph.Member) model.AudienceMember {
		return model.AudienceMember{Kind: m.Type, ID: m.ID, Label: m.Label}
	}), nil
}
