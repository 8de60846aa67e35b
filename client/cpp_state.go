package client

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"golang.org/x/sync/errgroup"

	"awning/client/cpp"
	"awning/model"
)

// cppPhase is what a stage means on the way to preview, or to live.
func cppPhase(stage cpp.Stage, live bool) model.Phase {
	phases := map[cpp.Stage][2]model.Phase{ // to preview, to live
		cpp.NotStarted: {model.PhasePublishing, model.PhaseGoingLive},
		cpp.Running:    {model.PhasePublishing, model.PhaseGoingLive},
		cpp.Waiting:    {model.PhasePreview, model.PhaseGoingLive},
		cpp.Succeeded:  {model.PhasePreview, model.PhaseLive},
		cpp.Cancelled:  {model.PhaseCancelled, model.PhaseCancelled},
		cpp.Failed:     {model.PhaseFailed, model.PhaseLiveFailed},
	}
	if live {
		return phases[stage][1]
	}
	return phases[stage][0]
}

// cppState is what the API tells of an offer's way to the store: what was done with it, the
// newest first, and how the newest of it stands.
type cppState struct {
	subs   []cpp.Submission
	status cpp.Status
}

// state reads both lists at once. An offer that was never published may have none.
func (d cppDialect) state(ctx context.Context, t target) (cppState, error) {
	owner, err := d.owner(t)
	if err != nil {
		return cppState{}, err
	}
	var s cppState
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { s.status, err = d.api.Status(ctx, owner, string(t.ID)); return err })
	g.Go(func() (err error) {
		if s.subs, err = d.api.Submissions(ctx, owner, string(t.ID)); isStatus(err, http.StatusNotFound) {
			return nil
		}
		return err
	})
	err = g.Wait()
	return s, err
}

// submission is the way out of the wire's words. The state of the offer is believed over that
// of its newest submission, which goes on running while the publisher is waited for.
func (s cppState) submission(sub cpp.Submission, newest bool) *model.Submission {
	phase := cppPhase(cpp.StageOf(sub.State), sub.Live())
	if newest && phase == model.PhasePublishing && s.status.Stage() == cpp.Waiting {
		phase = model.PhasePreview
	}
	return &model.Submission{
		ID: model.SubmissionID(sub.ID), Phase: phase, Literal: sub.Kind + " " + sub.State, Created: sub.Changed, Number: int(sub.Attempt),
	}
}

// standing sums the state up.
func (s cppState) standing() model.Standing {
	var out model.Standing
	for _, sub := range s.subs {
		if sub.Cancels() {
			continue
		}
		one := s.submission(sub, out.Last == nil)
		out.Last = cmp.Or(out.Last, one)
		if one.Phase.Running() {
			out.Running = cmp.Or(out.Running, one)
		}
		switch one.Phase {
		case model.PhaseLive:
			out.Live, out.Preview = cmp.Or(out.Live, one), cmp.Or(out.Preview, one)
		case model.PhasePreview, model.PhaseGoingLive, model.PhaseLiveFailed:
			out.Preview = cmp.Or(out.Preview, one)
		default:
		}
	}
	return s.completed(out)
}

// completed adds what the offer's state tells and no submission does: those of
// long ago are not listed. What stands for them has no id.
func (s cppState) completed(out model.Standing) model.Standing {
	one := &model.Submission{Literal: s.status.State}
	switch stage := s.status.Stage(); {
	case stage == cpp.Running && out.Running == nil:
		one.Phase = model.PhasePublishing
		for _, step := range s.status.Steps {
			if step.Signoff() && step.Stage() == cpp.Succeeded {
				one.Phase = model.PhaseGoingLive
			}
		}
		out.Running, out.Last = one, one
	case stage == cpp.Waiting && out.Preview == nil:
		one.Phase = model.PhasePreview
		out.Preview, out.Last = one, cmp.Or(out.Last, one)
	case stage == cpp.Succeeded && out.Live == nil:
		one.Phase = model.PhaseLive
		out.Live, out.Preview, out.Last = one, cmp.Or(out.Preview, one), cmp.Or(out.Last, one)
	case (stage == cpp.Failed || stage == cpp.Cancelled) && out.Last == nil:
		one.Phase = cppPhase(stage, false)
		out.Last = one
	}
	return out
}

// standing is what status and submissions tell. The draft's state comes from comparing it
// with what was published last.
func (d cppDialect) standing(ctx context.Context, t target, draft bool) (model.Standing, error) {
	state, err := d.state(ctx, t)
	if err != nil {
		return model.Standing{}, err
	}
	s := state.standing()
	if !draft {
		return s, nil
	}
	s.Draft, err = d.m.draftState(ctx, t, d)
	return s, err
}

// cppSteps are the steps as the service gives them. What comes before the sign-off leads to
// preview, what comes after it to live.
func cppSteps(steps []cpp.Step) []model.Step {
	var out []model.Step
	target := model.Preview
	for _, s := range steps {
		step := model.Step{Name: cmp.Or(s.Name, s.ID), Target: target, State: cppStepState(s), Literal: s.State}
		if s.Signoff() {
			target = model.Live
		}
		for _, m := range s.Messages {
			if m.Text != "" {
				step.Messages = append(step.Messages, m.Text)
			}
		}
		out = append(out, step)
	}
	if target == model.Preview { // no sign-off among them: nobody can tell
		for i := range out {
			out[i].Target = ""
		}
	}
	return out
}

func cppStepState(s cpp.Step) model.StepState {
	switch s.Stage() {
	case cpp.NotStarted:
		return model.StepWaiting
	case cpp.Running:
		return model.StepRunning
	case cpp.Waiting:
		return model.StepPerson
	case cpp.Succeeded:
		return model.StepDone
	case cpp.Failed, cpp.Cancelled:
		return model.StepFailed
	case cpp.Unknown:
	}
	if strings.TrimSpace(s.State) == "" {
		return model.StepWaiting
	}
	return model.StepFailed
}

// cppProblems are the errors among the messages, each with the step it is of.
func cppProblems(s cpp.Status) []model.Problem {
	var out []model.Problem
	add := func(where string, messages []cpp.Message) {
		for _, m := range messages {
			if m.Grave() {
				out = append(out, model.Problem{Severity: "Error", Message: m.Text, Where: where})
			}
		}
	}
	add("", s.Messages)
	for _, step := range s.Steps {
		add(cmp.Or(step.Name, step.ID), step.Messages)
	}
	if len(out) == 0 {
		out = append(out, model.Problem{Severity: "Error", Message: "the service gives no reason; Partner Center may show one"})
	}
	return out
}
