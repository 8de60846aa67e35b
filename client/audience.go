package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"awning/client/graph"
	"awning/model"
)

// audiences is what the market needs of an API that changes private audiences
// in place.
type audiences interface {
	// updateAudience asks for it once.
	updateAudience(ctx context.Context, t target, plan string, c model.AudienceChange) error
	// audience is that of the draft, which an update changes like the others.
	audience(ctx context.Context, t target, plan string) (audience, error)
	// audienceIn finds it in what an offer holds in an environment.
	audienceIn(t target, c model.Contents, plan model.Plan) (audience, error)
	dialect
	planner
}

// audience is who may buy a plan.
type audience struct {
	private bool // no: everybody, and the members mean nothing
	members []model.AudienceMember
}

// audiences returns who changes the private audiences of an offer. The error is a
// [*NoAPIError] if nobody does.
func (m *Market) audiences(t target) (audiences, error) {
	found, err := m.dialect(t, TaskAudience)
	if err != nil {
		return nil, err
	}
	d, ok := found.(audiences)
	if !ok {
		return nil, &NoAPIError{Offer: t.ID, Task: TaskAudience, Type: t.kind.Label, API: m.o.API}
	}
	return d, nil
}

// AudienceChange works out what [Market.UpdateAudience] is to be asked for so
// that a private plan's audience is in preview and live what it is in the draft:
// both lists are empty if it is. Descriptions are not compared: they tell nobody apart.
//
// The error is a [*NoAPIError] where no API changes audiences in place, and a
// [*StateError] if there is no such plan, or it is not both private and live.
func (m *Market) AudienceChange(ctx context.Context, o model.Offer, plan model.PlanID) (model.AudienceChange, error) {
	t, err := m.target(o)
	if err != nil {
		return model.AudienceChange{}, err
	}
	d, err := m.audiences(t)
	if err != nil {
		return model.AudienceChange{}, err
	}
	var draft, live model.Contents
	g, groupCtx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { draft, err = d.contents(groupCtx, t, model.Draft); return err })
	g.Go(func() (err error) { live, err = d.contents(groupCtx, t, model.Live); return err })
	if err = g.Wait(); err != nil {
		return model.AudienceChange{}, err
	}
	return audienceChange(t, d, plan, draft, live)
}

// audienceChange works it out from what an offer holds.
func audienceChange(t target, d audiences, id model.PlanID, draft, live model.Contents) (model.AudienceChange, error) {
	refuse := func(text, next string) (model.AudienceChange, error) {
		return model.AudienceChange{}, &StateError{Offer: t.ID, Text: fmt.Sprintf(text, id), Next: next}
	}
	if _, err := planDocument(t, draft, id); err != nil {
		return model.AudienceChange{}, err
	}
	plan, isLive := live.Plan(id)
	if !isLive {
		return refuse("plan %s is not live, so that nobody can buy it", "publish it and go live: its private audience goes with it")
	}
	now, err := d.audienceIn(t, live, plan)
	if err != nil {
		return model.AudienceChange{}, err
	}
	next, err := d.audienceIn(t, draft, plan)
	switch {
	case err != nil:
		return model.AudienceChange{}, err
	case !now.private:
		return refuse("plan %s is not private: everybody can buy it", "name a plan that is sold to a private audience")
	case !next.private:
		return refuse("plan %s is not private in the draft: it is to be sold to everybody", "publish it and go live for that to take effect")
	}
	return model.AudienceChange{Add: without(next.members, now.members), Remove: without(now.members, next.members)}, nil
}

// without are the members of one audience that another lacks, each once.
func without(all, others []model.AudienceMember) []model.AudienceMember {
	known := make(map[model.AudienceMember]bool, len(all)+len(others))
	for _, m := range others {
		known[identity(m)] = true
	}
	var out []model.AudienceMember
	for _, m := range all {
		if !known[identity(m)] {
			known[identity(m)] = true
			out = append(out, m)
		}
	}
	return out
}

// identity is what tells a member from others: GUIDs are the same in either case.
func identity(m model.AudienceMember) model.AudienceMember {
	return model.AudienceMember{Kind: m.Kind, ID: strings.ToLower(m.ID)}
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
	d, err := m.audiences(t)
	if err != nil {
		return err
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
		if isAsked(now.members, c) {
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
	return len(without(c.Add, now)) == 0 && len(without(c.Remove, now)) == len(without(c.Remove, nil))
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

// resourceAudience is the type of the resource that holds a plan's audience.
const resourceAudience = "price-and-availability-plan"

func (d graphDialect) audience(ctx context.Context, t target, plan string) (audience, error) {
	r, err := d.api.Resource(ctx, resourceAudience+"/"+t.id()+"/"+plan)
	if err != nil {
		return audience{}, err
	}
	return graphAudience(t, r.Raw)
}

func (d graphDialect) audienceIn(t target, c model.Contents, plan model.Plan) (audience, error) {
	doc, ok := planPart(c, plan, resourceAudience)
	if !ok {
		return audience{}, fmt.Errorf("read the private audience of %s: plan %s has no pricing and availability in %s", t.ID, plan.ID, c.Env)
	}
	return graphAudience(t, doc.Raw)
}

// graphAudience reads it off a plan's pricing and availability.
func graphAudience(t target, doc json.RawMessage) (audience, error) {
	var w struct {
		Audience string         `json:"audience"`
		Members  []graph.Member `json:"privateAudiences"`
	}
	if err := json.Unmarshal(doc, &w); err != nil {
		return audience{}, fmt.Errorf("read the private audience of %s: %w", t.ID, err)
	}
	return audience{w.Audience == "private", each(w.Members, func(m graph.Member) model.AudienceMember {
		return model.AudienceMember{Kind: m.Type, ID: m.ID, Label: m.Label}
	})}, nil
}
