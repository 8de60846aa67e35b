package command

import (
	"context"
	"strings"
	"time"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// Looks that fail are repeated, ever more slowly: a failed look is not a failed
// operation.
const (
	firstPause = 5 * time.Second
	lastPause  = time.Minute
)

// follow watches an operation to its end and tells each step as it changes.
// When ctx ends it stops at once; the operation goes on at the service.
func (r *run) follow(ctx context.Context, m Watcher, op model.Operation) (model.Progress, error) {
	t := &r.text.Command
	steps := map[string]model.StepState{}
	pause := firstPause
	for {
		p, err := m.Watch(ctx, op)
		switch {
		case ctx.Err() != nil:
			return p, r.left(op, ctx.Err())
		case err != nil && r.exit(err) == NotAllowed:
			return p, err
		case err != nil:
			sentence, _ := r.sentence(err)
			r.notef(t.Result.LookFailed, op.Offer.ID, sanitize.Line(sentence))
			p.Wait, pause = pause, min(2*pause, lastPause)
		default:
			op, pause = p.Operation, firstPause
			r.tellSteps(p, steps)
		}
		if err == nil && p.Done() {
			return p, told(ctx, m, p)
		}
		if !sleep(ctx, p.Wait) {
			return p, r.left(op, ctx.Err())
		}
	}
}

// left is the error for a wait that was given up.
func (r *run) left(op model.Operation, cause error) error {
	t := &r.text.Command.Fail
	return &Error{
		Exit: Failed, Text: sprintf(t.StoppedWaiting, op.Offer.ID), Next: sprintf(t.WatchHint, op.Offer.ID), Cause: cause,
	}
}

// sleep waits, and reports false if the context ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// tellSteps says which steps are in another state than before.
func (r *run) tellSteps(p model.Progress, told map[string]model.StepState) {
	t := &r.text.Command.Result
	for _, s := range p.Steps {
		key := string(s.Target) + "/" + s.Name
		before, known := told[key]
		if told[key] = s.State; before == s.State && known || !known && s.State == model.StepWaiting {
			continue
		}
		r.notef(t.Step, sanitize.Line(s.Name), text.Word(r.text.Words.Steps, s.State))
		for _, m := range s.Messages {
			r.notef("    %s", sanitize.Line(m))
		}
	}
}

// verdict turns how an operation ended into what the run ends with.
func (r *run) verdict(p model.Progress) error {
	t := &r.text.Command
	id := p.Operation.Offer.ID
	if p.Outcome == model.OutcomeSucceeded || p.Outcome == model.OutcomeCancelled && p.Operation.Verb == model.VerbCancel {
		switch p.Operation.Verb {
		case model.VerbPublish:
			r.notef(t.Result.InPreview, id)
		case model.VerbGoLive:
			r.notef(t.Result.WentLive, id)
		case model.VerbCancel:
			r.notef(t.Result.WasCancelled, id)
		case model.VerbStop, model.VerbRestore:
			said, _ := r.text.Lifecycle.Ended(p.Operation)
			r.notef(said, id)
		}
		return nil
	}
	exit := PublishFailed
	if p.Outcome == model.OutcomeUnclear || p.Operation.Verb == model.VerbCancel {
		exit = Failed
	}
	for _, x := range p.Problems {
		r.sayf("  %s", sanitize.Line(problemLine(x)))
	}
	return NewError(exit, sprintf(t.Fail.Ended, text.Word(r.text.Words.Verbs, p.Operation.Verb), id,
		text.Word(t.Result.Outcomes, p.Outcome)), sprintf(t.Fail.StatusHint, id))
}

// problemLine is one finding of the service on one line.
func problemLine(x model.Problem) string {
	parts := []string{x.Severity, x.Code, x.Where}
	var head []string
	for _, s := range parts {
		if s != "" {
			head = append(head, s)
		}
	}
	if len(head) == 0 {
		return x.Message
	}
	return strings.Join(head, " ") + ": " + x.Message
}
