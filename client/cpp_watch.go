package client

import (
	"context"
	"net/http"
	"slices"
	"time"

	"awning/client/cpp"
	"awning/model"
)

// cancelPatience is how long a cancel may take: minutes are usual, and the
// service takes one as well where there is nothing to cancel.
const cancelPatience = 5 * time.Minute

// look reads the submissions and the status, and then the operation that is
// meant, which has the steps of its own attempt.
func (d cppDialect) look(ctx context.Context, t target, op model.Operation) (model.Progress, error) {
	state, err := d.state(ctx, t)
	if err != nil {
		return model.Progress{}, err
	}
	p := model.Progress{Operation: op, Standing: state.standing()}
	entry, found := state.find(op)
	if found {
		p.Operation.Submission = model.SubmissionID(entry.ID)
	}
	at, known, err := d.operation(ctx, t, p.Operation, found)
	if err != nil {
		return model.Progress{}, err
	}
	shown := state.status
	if known {
		shown = at.Status
	}
	phase := model.PhaseUnknown
	if found || known {
		phase = state.phase(op.Verb, entry, found, at, known)
	}
	switch {
	case op.Verb == model.VerbCancel:
		d.judgeCancel(&p, state, phase, found, at)
	case found || known:
		p.Operation.Phase = model.OperationSent
		p.Outcome = verdict(p.Operation, phase)
	case unlisted(op):
		p.Outcome = verdict(op, cppPhase(state.status.Stage(), op.Verb == model.VerbGoLive))
	case op.Phase == model.OperationSent && d.m.o.Now().Sub(op.Started) > patience:
		p.Outcome = model.OutcomeUnclear
	}
	p.Steps = cppSteps(shown.Steps)
	if p.Outcome == model.OutcomeFailed && op.Verb != model.VerbCancel {
		p.Problems = cppProblems(shown)
	}
	return p, nil
}

// find looks for the entry of an operation: by the id the service gave it, by the
// number of its attempt, or else as the first of its kind after what was there when the
// operation was made.
func (s cppState) find(op model.Operation) (cpp.Submission, bool) {
	at := cpp.Location(op.Job)
	live := op.Verb == model.VerbGoLive
	if op.Verb == model.VerbCancel {
		return s.first(func(c cpp.Submission) bool { return op.Submission != "" && c.ID == string(op.Submission) })
	}
	ours := func(c cpp.Submission) bool { return c.Live() == live && !c.Cancels() }
	if e, ok := s.first(func(c cpp.Submission) bool { return c.ID != "" && c.ID == at.ID() }); ok {
		return e, true
	}
	if e, ok := s.first(func(c cpp.Submission) bool { return ours(c) && op.Submission != "" && c.ID == string(op.Submission) }); ok {
		return e, true
	}
	if e, ok := s.first(func(c cpp.Submission) bool { return ours(c) && at.Attempt() > 0 && c.Attempt == at.Attempt() }); ok {
		return e, true
	}
	if unlisted(op) {
		return cpp.Submission{}, false
	}
	return s.firstAfter(op.Before, ours)
}

// firstAfter is the oldest entry of a kind that came after another one; the list
// has the newest first.
func (s cppState) firstAfter(before model.SubmissionID, is func(cpp.Submission) bool) (found cpp.Submission, ok bool) {
	for _, c := range s.subs {
		if c.ID == string(before) {
			break
		}
		if is(c) {
			found, ok = c, true
		}
	}
	return found, ok
}

// unlisted reports whether an operation stands for something that was begun
// elsewhere and that only the offer's status tells of.
func unlisted(op model.Operation) bool { return op.ID == "" && op.Submission == "" }

func (s cppState) first(is func(cpp.Submission) bool) (cpp.Submission, bool) {
	i := slices.IndexFunc(s.subs, is)
	if i < 0 {
		return cpp.Submission{}, false
	}
	return s.subs[i], true
}

// operation reads the operation itself, where the service says it is. Old ones are forgotten.
func (d cppDialect) operation(ctx context.Context, t target, op model.Operation, found bool) (o cpp.Operation, known bool, err error) {
	switch {
	case op.Job != "" && op.Verb != model.VerbCancel:
		o, err = d.api.Follow(ctx, cpp.Location(op.Job))
	case found:
		o, err = d.api.Operation(ctx, string(t.Publisher), string(t.ID), string(op.Submission))
	default:
		return o, false, nil
	}
	if isStatus(err, http.StatusNotFound) {
		return cpp.Operation{}, false, nil
	}
	return o, err == nil, err
}

// phase is how far an operation has come. The list is believed when it shows an
// end, the operation when the list does not, and the status of the offer when there is no
// operation to be seen.
func (s cppState) phase(v model.Verb, entry cpp.Submission, found bool, at cpp.Operation, known bool) model.Phase {
	live := v == model.VerbGoLive || v == model.VerbCancel && entry.Live()
	listed := model.PhaseUnknown
	if found {
		listed = cppPhase(cpp.StageOf(entry.State), live)
	}
	switch {
	case found && !listed.Running() && listed != model.PhaseUnknown:
		return listed
	case known:
		return cppPhase(at.Stage(), live)
	}
	return s.submission(entry, s.isNewest(entry)).Phase
}

func (s cppState) isNewest(entry cpp.Submission) bool {
	e, ok := s.first(func(c cpp.Submission) bool { return !c.Cancels() })
	return ok && e.ID == entry.ID
}

// judgeCancel says what became of a cancel by what became of the submission. That the
// service began to cancel shows at the operation before it shows at its end.
func (d cppDialect) judgeCancel(p *model.Progress, s cppState, phase model.Phase, found bool, at cpp.Operation) {
	if !found {
		phase = cppPhase(s.status.Stage(), false)
	}
	if at.Cancelling != "" && !at.CanCancel() {
		p.Operation.Phase = model.OperationSent
	}
	p.Outcome = verdict(p.Operation, phase)
	if !p.Done() && p.Operation.Phase == model.OperationSent && d.m.o.Now().Sub(p.Operation.Started) > cancelPatience {
		p.Outcome = model.OutcomeUnclear
	}
}
