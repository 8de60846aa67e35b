package client

import (
	"context"
	"errors"
	"fmt"
	"time"

	"awning/model"
)

// planner is what the market needs of an API to make and delete plans.
type planner interface {
	// plan looks for a plan of the draft by the id its publisher gave it.
	plan(ctx context.Context, t target, id model.PlanID) (p model.Plan, there bool, err error)
	// createPlan and deletePlan ask for it once. An error that is [ErrUncertain] means
	// that it may have been done.
	createPlan(ctx context.Context, t target, p model.Plan) error
	deletePlan(ctx context.Context, t target, id model.PlanID) error
	// deferred is that of dialect.
	deferred() bool
}

// planner returns who makes and deletes plans of an offer.
func (m *Market) planner(t target) (planner, error) {
	if !t.kind.Plans && len(t.kind.Sections) > 0 {
		return nil, &StateError{Offer: t.ID, Text: "offers of this type have no plans", Next: "describe what is sold in the offer itself"}
	}
	d, err := m.dialect(t, TaskPlans)
	if err != nil {
		return nil, err
	}
	p, ok := d.(planner)
	if !ok {
		return nil, &NoAPIError{Offer: t.ID, Task: TaskPlans, Type: t.kind.Label, API: m.o.API}
	}
	return p, nil
}

// CreatePlan makes a plan in the draft: its id, which can never be changed, its
// alias and, where plans differ in kind, its subtype. It returns the plan with
// the service's key. The pages of a new plan appear some seconds later.
//
// If the answer is lost, the plan is looked for by its id: it is there and all
// is well, or the error is [ErrUncertain] and only the user asks again.
func (m *Market) CreatePlan(ctx context.Context, o model.Offer, p model.Plan) (model.Plan, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Plan{}, err
	}
	if err = model.CheckPlanID(p.ID); err != nil {
		return model.Plan{}, err
	}
	d, err := m.planner(t)
	if err != nil {
		return model.Plan{}, err
	}
	// What is there before cannot be ours, so what is there after a lost answer is.
	if _, there, errLook := d.plan(ctx, t, p.ID); errLook != nil || there {
		return model.Plan{}, errors.Join(errLook, taken(t, p.ID, there))
	}
	err = d.createPlan(ctx, t, p)
	made, there, errLook := awaited(ctx, d, t, p.ID, true, err)
	if errors.Is(err, ErrBusy) && errLook == nil && !there { // nothing was done, and the wait is over
		err = d.createPlan(ctx, t, p)
		made, there, errLook = awaited(ctx, d, t, p.ID, true, err)
	}
	switch {
	case there && unclear(err):
		return made, nil
	case err != nil:
		return model.Plan{}, errors.Join(err, errLook)
	case errLook != nil:
		return model.Plan{}, fmt.Errorf("plan %s was made, but could not be read back: %w", p.ID, errLook)
	case !there:
		return p, nil // the service has not caught up with itself
	}
	return made, nil
}

func taken(t target, id model.PlanID, there bool) error {
	if !there {
		return nil
	}
	return &StateError{Offer: t.ID, Text: fmt.Sprintf("there is a plan %q already", id), Next: "choose another id, or edit that plan"}
}

// DeletePlan deletes a plan that was never published. It cannot be undone. The
// service refuses plans that were published.
//
// If the answer is lost, the plan is looked for: it is gone and all is well, or
// the error is [ErrUncertain] and only the user asks again.
func (m *Market) DeletePlan(ctx context.Context, o model.Offer, id model.PlanID) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	d, err := m.planner(t)
	if err != nil {
		return err
	}
	err = d.deletePlan(ctx, t, id)
	if err == nil || !unclear(err) {
		return err
	}
	_, there, errLook := awaited(ctx, d, t, id, false, err)
	if errors.Is(err, ErrBusy) && errLook == nil && there {
		if err = d.deletePlan(ctx, t, id); err == nil || !unclear(err) {
			return err
		}
		_, there, errLook = awaited(ctx, d, t, id, false, err)
	}
	switch {
	case errLook == nil && !there:
		return nil
	case errors.Is(err, ErrStale):
		err = fmt.Errorf("plan %s was published or is being published, and stays: %w", id, err)
	}
	return errors.Join(err, errLook)
}

// unclear reports whether an error leaves open what is there now: the answer
// was lost, the service was busy, or somebody else was at it too.
func unclear(err error) bool {
	return errors.Is(err, ErrUncertain) || errors.Is(err, ErrBusy) || errors.Is(err, ErrStale)
}

// awaited looks for a plan until it is there, or gone, as it shall be, for as
// long as what came back leaves hope.
func awaited(ctx context.Context, d planner, t target, id model.PlanID, want bool, got error) (p model.Plan, there bool, err error) {
	patience := settleStep
	switch {
	case got != nil && !unclear(got):
		return model.Plan{}, false, nil
	case d.deferred() && errors.Is(got, ErrUncertain):
		patience = settle
	case errors.Is(got, ErrBusy), errors.Is(got, ErrStale):
		patience = 0
	}
	step := min(settleStep, max(patience/settleSteps, time.Second))
	for waited := time.Duration(0); ; waited += step {
		if p, there, err = d.plan(ctx, t, id); err != nil || there == want || waited >= patience {
			return p, there, err
		}
		if err = pause(ctx, step); err != nil {
			return p, there, err
		}
	}
}

// settleSteps is how often a plan is looked for where it should show soon.
const settleSteps = 5
