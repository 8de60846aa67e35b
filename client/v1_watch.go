package client

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"awning/client/ingestion"
	"awning/model"
)

// look reads the submissions, and the steps of the one that is meant.
func (d v1Dialect) look(ctx context.Context, t target, op model.Operation) (model.Progress, error) {
	subs, err := d.api.Submissions(ctx, t.id())
	if err != nil {
		return model.Progress{}, err
	}
	p := model.Progress{Operation: op, Standing: v1Standing(t, nil, subs)}
	if op.Submission == "" {
		if ours, ok := v1Newer(subs, string(op.Before)); ok {
			p.Operation.Submission, p.Operation.Phase = model.SubmissionID(ours.ID), model.OperationSent
		}
	}
	i := slices.IndexFunc(subs, func(s ingestion.Submission) bool { return s.ID == string(p.Operation.Submission) })
	if i < 0 {
		p.Outcome = d.missing(p.Operation)
		return p, nil
	}
	return d.judge(ctx, t, p, subs[i])
}

// v1Newer is the first submission after the one that was the newest when an
// operation was made; subs are newest first.
func v1Newer(subs []ingestion.Submission, before string) (ingestion.Submission, bool) {
	end := slices.IndexFunc(subs, func(s ingestion.Submission) bool { return s.ID == before })
	if end < 0 {
		end = len(subs)
	}
	if end == 0 {
		return ingestion.Submission{}, false
	}
	return subs[end-1], true
}

// vanished is how old an accepted submission must be before its absence from
// the list means that it was cancelled. Lists follow writes within a second.
const vanished = 15 * time.Second

// missing judges a submission the list does not have. A cancelled one vanishes;
// a new one may be seconds late.
func (d v1Dialect) missing(op model.Operation) model.Outcome {
	switch {
	case op.Verb == model.VerbCancel && op.Submission != "":
		return model.OutcomeSucceeded
	case op.Submission != "" && d.m.o.Now().Sub(op.Started) > vanished:
		return model.OutcomeCancelled
	}
	return model.OutcomeNone
}

// judge says how an operation stands by its submission, with the steps and, after a
// failure, the service's findings.
func (d v1Dialect) judge(ctx context.Context, t target, p model.Progress, s ingestion.Submission) (model.Progress, error) {
	phase := v1Phase(s)
	p.Outcome = verdict(p.Operation, phase)
	if accepted(p.Operation.Verb, phase) {
		p.Operation.Phase = model.OperationSent
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		flows, err := d.api.Workflows(ctx, t.id(), s.ID)
		p.Steps = v1Steps(flows)
		return unlessNotThere(err)
	})
	if p.Outcome == model.OutcomeFailed && p.Operation.Verb != model.VerbCancel {
		g.Go(func() (err error) { p.Problems, err = d.problems(ctx, t, s); return err })
	}
	if err := g.Wait(); err != nil {
		return model.Progress{}, err
	}
	return p, nil
}

// unlessNotThere passes errors on, but for the one that says that the offer has no
// such thing.
func unlessNotThere(err error) error {
	if notThere(err) {
		return nil
	}
	return err
}

// verdict is the end of an operation, if the phase of its submission is one.
func verdict(op model.Operation, phase model.Phase) model.Outcome {
	switch op.Verb {
	case model.VerbCancel:
		return cancelVerdict(phase)
	case model.VerbGoLive:
		switch phase {
		case model.PhaseLive:
			return model.OutcomeSucceeded
		case model.PhaseLiveFailed, model.PhaseFailed:
			return model.OutcomeFailed
		case model.PhaseCancelled:
			return model.OutcomeCancelled
		default:
			return model.OutcomeNone
		}
	case model.VerbPublish:
		switch phase {
		case model.PhasePreview, model.PhaseGoingLive, model.PhaseLive, model.PhaseLiveFailed:
			return model.OutcomeSucceeded
		case model.PhaseFailed:
			return model.OutcomeFailed
		case model.PhaseCancelled:
			return model.OutcomeCancelled
		default:
			return model.OutcomeNone
		}
	case model.VerbStop, model.VerbRestore: // no phase of a submission tells
	}
	return model.OutcomeNone
}

func cancelVerdict(phase model.Phase) model.Outcome {
	switch phase {
	case model.PhaseCancelled:
		return model.OutcomeSucceeded
	case model.PhasePublishing, model.PhaseUnknown:
		return model.OutcomeNone
	default:
		return model.OutcomeFailed // too late: it ended another way
	}
}

// accepted reports whether a submission's phase shows that the service took an operation:
// for go live and cancel the submission was there before.
func accepted(v model.Verb, phase model.Phase) bool {
	switch v {
	case model.VerbPublish:
		return true
	case model.VerbGoLive:
		return phase == model.PhaseGoingLive
	case model.VerbCancel, model.VerbStop, model.VerbRestore:
		return false
	}
	return false
}

// v1Steps are the workflows' steps in the order the service gives them.
func v1Steps(flows []ingestion.Workflow) []model.Step {
	var out []model.Step
	for _, f := range flows {
		for _, s := range f.Steps {
			out = append(out, model.Step{
				Name: s.Name, Target: model.Environment(strings.ToLower(f.Target)), State: v1StepState(s),
				Literal: s.State, Began: s.Began.Time, Ended: s.Ended.Time,
			})
		}
	}
	return out
}

func v1StepState(s ingestion.Step) model.StepState {
	switch strings.ToLower(s.State) {
	case "", "notstarted":
		return model.StepWaiting
	case "inprogress":
		if strings.Contains(strings.ToLower(strings.ReplaceAll(s.Name, " ", "")), "signoff") {
			return model.StepPerson
		}
		return model.StepRunning
	case "success":
		return model.StepDone
	}
	return model.StepFailed
}

// problems gathers what the service has to say about a failure, which may be
// nothing.
func (d v1Dialect) problems(ctx context.Context, t target, s ingestion.Submission) ([]model.Problem, error) {
	var findings []ingestion.Finding
	var reports []ingestion.Report
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { findings, err = d.api.Findings(ctx, t.id(), s.ID); return unlessNotThere(err) })
	g.Go(func() (err error) { reports, err = d.api.Reports(ctx, t.id(), s.ID); return unlessNotThere(err) })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	out := each(findings, v1Problem)
	if s.Pending.Failure != "" {
		out = append(out, model.Problem{Severity: "Error", Message: s.Pending.Failure})
	}
	for _, r := range reports {
		text := "certification report: " + r.Status
		if !r.At.IsZero() {
			text += ", " + r.At.Format(time.DateOnly)
		}
		out = append(out, model.Problem{Code: r.Status, Severity: "Informational", Message: text, Where: address(r.File)})
	}
	if len(out) == 0 {
		out = append(out, model.Problem{Severity: "Error", Message: "the service gives no reason; Partner Center may show one"})
	}
	return out, nil
}

// address is a link without its query: what a report's link ends in opens it to
// anybody who reads it over a shoulder.
func address(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}
