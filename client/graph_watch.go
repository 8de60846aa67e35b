package client

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"awning/client/graph"
	"awning/client/ingestion"
	"awning/model"
)

// patience is how long a job may have succeeded without its submission showing.
const patience = 10 * time.Minute

// look reads the job, if it is known, and the submissions: the job says why it failed, the
// submissions say what became of it.
func (d graphDialect) look(ctx context.Context, t target, op model.Operation) (model.Progress, error) {
	var job graph.Job
	var subs []graph.Submission
	g, groupCtx := errgroup.WithContext(ctx)
	if op.Job != "" {
		g.Go(func() (err error) {
			if job, err = d.api.Job(groupCtx, op.Job); isStatus(err, http.StatusNotFound) {
				return nil // jobs are forgotten; submissions are not
			}
			return err
		})
	}
	g.Go(func() (err error) { subs, err = d.api.Submissions(groupCtx, t.id()); return err })
	if err := g.Wait(); err != nil {
		return model.Progress{}, err
	}
	entries := graphSubmissions(subs)
	p := model.Progress{Operation: op, Standing: graphStanding(subs)}
	switch op.Verb {
	case model.VerbPublish:
		d.lookPublish(&p, job, entries)
	case model.VerbGoLive:
		d.lookGoLive(&p, job, entries)
	case model.VerbCancel:
		d.lookCancel(&p, job, entries)
	case model.VerbStop, model.VerbRestore:
		if err := d.lookSale(ctx, t, &p, job, entries); err != nil {
			return model.Progress{}, err
		}
	}
	p.Steps = graphSteps(p, job, entries)
	if p.Outcome == model.OutcomeFailed && len(job.Errors) == 0 && op.Verb != model.VerbCancel {
		p.Problems = d.findings(ctx, t, p)
	}
	if p.Outcome == model.OutcomeFailed && job.Ended() {
		p.Problems = append(p.Problems, d.leftovers(ctx, job)...)
	}
	return p, nil
}

// findings are what certification and validation found, which the submission API
// tells of every type: this one says it only in the errors of a job, and whose
// job was begun elsewhere cannot be asked. Submission ids are the same in both.
func (d graphDialect) findings(ctx context.Context, t target, p model.Progress) []model.Problem {
	found, err := v1Dialect{api: d.v1, m: d.m}.problems(ctx, t, ingestion.Submission{ID: string(p.Operation.Submission)})
	if err != nil {
		return p.Problems // that it failed is told without them
	}
	return found
}

// leftovers says what a failed job wrote to the draft before it failed: it stays
// there.
func (d graphDialect) leftovers(ctx context.Context, job graph.Job) []model.Problem {
	written, err := d.api.Written(ctx, job.ID)
	if err != nil || len(written) == 0 {
		return nil // a remark only: the failure itself is told without it
	}
	names := each(written, func(r graph.Resource) string { return r.ID })
	return []model.Problem{{Severity: "Informational", Message: "written to the draft before it failed: " + strings.Join(names, ", ")}}
}

// entryOf finds a submission in an environment.
func entryOf(entries []graphEntry, env model.Environment, id model.SubmissionID) (graphEntry, bool) {
	i := slices.IndexFunc(entries, func(e graphEntry) bool { return e.env == env && e.ID == id })
	if i < 0 {
		return graphEntry{}, false
	}
	return entries[i], true
}

// graphNewer is the submission to preview that came after the one that was the
// newest when an operation was made; entries are newest first.
func graphNewer(entries []graphEntry, before model.SubmissionID) (graphEntry, bool) {
	var found graphEntry
	ok := false
	for _, e := range entries {
		if e.ID == before {
			break
		}
		if e.env == model.Preview {
			found, ok = e, true
		}
	}
	return found, ok
}

func (d graphDialect) lookPublish(p *model.Progress, job graph.Job, entries []graphEntry) {
	if p.Operation.Submission == "" {
		if ours, ok := graphNewer(entries, p.Operation.Before); ok {
			p.Operation.Submission, p.Operation.Phase = ours.ID, model.OperationSent
		}
	}
	e, found := entryOf(entries, model.Preview, p.Operation.Submission)
	if !found {
		e, found = entryOf(entries, model.Live, p.Operation.Submission)
	}
	if found {
		p.Outcome = verdict(p.Operation, e.Phase)
	}
	d.judgeJob(p, job, found)
}

func (d graphDialect) lookGoLive(p *model.Progress, job graph.Job, entries []graphEntry) {
	e, found := entryOf(entries, model.Live, p.Operation.Submission)
	if found {
		p.Operation.Phase = model.OperationSent
		p.Outcome = verdict(p.Operation, e.Phase)
	}
	d.judgeJob(p, job, found)
}

// judgeJob adds what the job says: its end decides if it failed, its errors say why; a
// success that no submission shows is believed for a while. That while is measured
// from our own beginning: the service's clock may be another.
func (d graphDialect) judgeJob(p *model.Progress, job graph.Job, found bool) {
	if !job.Ended() {
		if p.Outcome == model.OutcomeFailed {
			p.Problems = graphProblems(job.Errors)
		}
		return
	}
	switch job.Result {
	case "failed":
		p.Outcome, p.Problems = model.OutcomeFailed, graphProblems(job.Errors)
	case "cancelled", "canceled":
		p.Outcome = model.OutcomeCancelled
	default:
		if p.Outcome == model.OutcomeFailed {
			p.Problems = graphProblems(job.Errors)
		}
		if since := d.m.o.Now().Sub(p.Operation.Started); !found && !job.End.IsZero() && since > patience+job.End.Sub(job.Start) {
			p.Outcome = model.OutcomeUnclear
		}
	}
}

// lookCancel asks the job that was cancelled, or the submission if there is none.
func (d graphDialect) lookCancel(p *model.Progress, job graph.Job, entries []graphEntry) {
	e, found := entryOf(entries, model.Preview, p.Operation.Submission)
	switch {
	case job.Ended() && job.Result != "succeeded" && job.Result != "failed":
		p.Outcome = model.OutcomeSucceeded
	case job.Ended():
		p.Outcome = model.OutcomeFailed // too late: it ended another way
	case job.ID != "":
	case found:
		p.Outcome = verdict(p.Operation, e.Phase)
	default:
		p.Outcome = model.OutcomeSucceeded // it is gone
	}
}

// graphSteps are the few the API tells: the job, and the submission's way.
func graphSteps(p model.Progress, job graph.Job, entries []graphEntry) []model.Step {
	var out []model.Step
	if job.ID != "" {
		s := model.Step{Name: "Configure job", State: model.StepRunning, Literal: job.Status + "/" + job.Result, Began: job.Start, Ended: job.End}
		switch {
		case job.Status == "notStarted":
			s.State = model.StepWaiting
		case job.Ended() && job.Result == "succeeded":
			s.State = model.StepDone
		case job.Ended():
			s.State = model.StepFailed
		}
		out = append(out, s)
	}
	if v := p.Operation.Verb; v == model.VerbStop || v == model.VerbRestore {
		return out // the submission went live long ago
	}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		e, ok := entryOf(entries, env, p.Operation.Submission)
		if !ok {
			continue
		}
		s := model.Step{Name: "Publish to " + string(env), Target: env, Literal: e.Literal, Began: e.Created}
		switch e.Phase {
		case model.PhasePublishing, model.PhaseGoingLive:
			s.State = model.StepRunning
		case model.PhasePreview, model.PhaseLive:
			s.State = model.StepDone
		default:
			s.State = model.StepFailed
		}
		out = append(out, s)
	}
	return out
}
