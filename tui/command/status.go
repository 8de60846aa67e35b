package command

import (
	"cmp"
	"context"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

func (r *run) statusCommand() *cobra.Command {
	t := &r.text.Command
	var watch bool
	cmd := r.command("status [OFFER]", t.Help.Status, t.Help.StatusLong, func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.status(cmd.Context(), watch) })
		}
		return r.with(cmd.Context(), func(m Market) error { return r.underWay(cmd.Context(), m, watch) })
	})
	cmd.Flags().BoolVar(&watch, "watch", false, t.Flag.Watch)
	return cmd
}

// status tells where one offer stands and how far its newest submission has
// come, whoever began it.
func (s *subject) status(ctx context.Context, watch bool) error {
	ops, err := s.market.UnderWay(ctx)
	if err != nil {
		return err
	}
	for _, op := range ops {
		if op.Offer.Product == s.offer.Product {
			p, errLook := s.lookAt(ctx, s.market, op, watch)
			if errLook != nil {
				return errLook
			}
			return s.report(p, watch)
		}
	}
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	p := model.Progress{Operation: model.Operation{Offer: s.offer}, Standing: standing}
	running := watch && standing.Running != nil
	if sub := cmp.Or(standing.Running, standing.Last); sub != nil {
		if p, err = s.lookAt(ctx, s.market, model.Following(s.offer, *sub), running); err != nil {
			return err
		}
	}
	if !running {
		p.Standing = standing
	}
	return s.report(p, running)
}

// lookAt takes one look at an operation, or looks until its end.
func (r *run) lookAt(ctx context.Context, m Watcher, op model.Operation, watch bool) (model.Progress, error) {
	if watch {
		return r.follow(ctx, m, op)
	}
	p, err := m.Watch(ctx, op)
	if err == nil {
		err = told(ctx, m, p)
	}
	return p, err
}

// told notes the end of an operation, if it has come, unless it was begun
// elsewhere.
func told(ctx context.Context, m Watcher, p model.Progress) error {
	if !p.Done() || p.Operation.ID == "" {
		return nil
	}
	_, err := m.Ended(ctx, p)
	return err
}

// report prints one operation, for a person with its steps and findings. How
// it ended decides the exit if its end was waited for.
func (s *subject) report(p model.Progress, waited bool) error {
	if err := s.output(progressJSON(p, true), operationsTable(s.run, p)); err != nil {
		return err
	}
	if s.set.Output == Table {
		if err := s.write(s.details(p)); err != nil {
			return err
		}
	}
	if waited && p.Done() {
		return s.verdict(p)
	}
	return nil
}

// underWay tells of every operation begun on this machine.
func (r *run) underWay(ctx context.Context, m Market, watch bool) error {
	ops, err := m.UnderWay(ctx)
	if err != nil {
		return err
	}
	if len(ops) == 0 {
		r.notef("%s", r.text.Command.Result.NothingUnderWay)
	}
	looks := make([]model.Progress, len(ops))
	errs := make([]error, len(ops))
	var wg sync.WaitGroup
	for i, op := range ops {
		wg.Go(func() { looks[i], errs[i] = r.lookAt(ctx, m, op, watch) })
	}
	wg.Wait()
	out := StatusJSON{Operations: []ProgressJSON{}}
	for i, p := range looks {
		switch {
		case errs[i] != nil:
			looks[i] = model.Progress{Operation: ops[i]}
		case watch:
			errs[i] = r.verdict(p)
		}
		out.Operations = append(out.Operations, progressJSON(looks[i], p.Operation.Phase != ""))
	}
	if err = r.output(out, operationsTable(r, looks...)); err != nil {
		return err
	}
	return r.first(errs)
}

// first is the first of several errors; the others are said before it.
func (r *run) first(errs []error) error {
	var first error
	for _, err := range errs {
		switch {
		case err == nil:
		case first == nil:
			first = err
		default:
			r.complain(err)
		}
	}
	return first
}

// operationsTable has a row for each operation.
func operationsTable(r *run, looks ...model.Progress) table {
	t := &r.text.Command.Result
	const leastStep = 12
	out := table{columns: []column{
		{name: "offer", head: t.Offer},
		{name: "verb", head: t.What},
		{name: "state", head: t.State},
		{name: "step", head: t.Now, least: leastStep},
		{name: "submission", head: t.Submission},
	}}
	for _, p := range looks {
		submission := p.Operation.Submission
		if submission == "" && p.Standing.Running != nil {
			submission = p.Standing.Running.ID
		}
		out.rows = append(out.rows, []cell{
			{text: string(p.Operation.Offer.ID)},
			{text: text.Word(r.text.Words.Verbs, p.Operation.Verb), raw: string(p.Operation.Verb)},
			r.progressCell(p),
			{text: r.currentStep(p)},
			{text: string(submission)},
		})
	}
	return out
}

// progressCell is the outcome of an operation, or how far it is.
func (r *run) progressCell(p model.Progress) cell {
	t := &r.text.Command.Result
	switch {
	case p.Outcome == model.OutcomeSucceeded:
		return cell{text: text.Word(t.Outcomes, p.Outcome), raw: string(p.Outcome), role: good}
	case p.Done():
		return cell{text: text.Word(t.Outcomes, p.Outcome), raw: string(p.Outcome), role: bad}
	case p.Operation.Phase != "":
		return cell{text: text.Word(t.Phases, p.Operation.Phase), raw: string(p.Operation.Phase), role: warn}
	}
	return r.stateCell(p.Standing.State())
}

// currentStep is the step that is under way, waits for a person, or failed.
func (r *run) currentStep(p model.Progress) string {
	for _, s := range p.Steps {
		switch s.State {
		case model.StepRunning, model.StepFailed, model.StepPerson:
			return sprintf(r.text.Command.Result.Step, s.Name, text.Word(r.text.Words.Steps, s.State))
		case model.StepWaiting, model.StepDone:
		}
	}
	return ""
}

// details are the steps and findings of an operation, for a person.
func (r *run) details(p model.Progress) string {
	t := &r.text.Command.Result
	steps := table{columns: []column{{head: t.StepHead}, {head: t.State}, {head: t.Target}}}
	for _, s := range p.Steps {
		c := cell{text: text.Word(r.text.Words.Steps, s.State)}
		switch s.State {
		case model.StepFailed:
			c.role = bad
		case model.StepRunning, model.StepPerson:
			c.role = warn
		case model.StepDone:
			c.role = good
		case model.StepWaiting:
			c.role = dim
		}
		steps.rows = append(steps.rows, []cell{{text: s.Name}, c, {text: text.Word(r.text.Words.Environments, s.Target)}})
	}
	findings := table{columns: []column{{head: t.Problem}}}
	for _, x := range p.Problems {
		findings.rows = append(findings.rows, texts(problemLine(x)))
	}
	var b strings.Builder
	for _, part := range []table{steps, findings} {
		if drawn := part.draw(r.view()); drawn != "" {
			b.WriteString("\n" + drawn)
		}
	}
	return b.String()
}
