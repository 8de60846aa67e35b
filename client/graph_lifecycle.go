package client

import (
	"context"
	"encoding/json"
	"slices"

	"awning/client/graph"
	"awning/model"
)

// wanted is the state that a verb sets.
func wanted(v model.Verb) graph.Lifecycle {
	if v == model.VerbStop {
		return graph.Deprecated
	}
	return graph.Available
}

// lifecycle makes the body: the live submission for a whole offer on sale, else
// the plans, or the product, with another state in the draft.
func (d graphDialect) lifecycle(t target, o order) (send, error) {
	state, op := wanted(o.verb), "stop selling "+string(t.ID)
	if o.verb == model.VerbRestore {
		op = "restore " + string(t.ID)
	}
	if o.submission != "" {
		return d.configure(op, []json.RawMessage{graph.ToLifecycle(t.id(), string(o.submission), state)}, o.submission), nil
	}
	var body []json.RawMessage
	for _, doc := range sold(o.draft, o.sections) {
		resource, err := graph.WithLifecycle(doc.Raw, state)
		if err != nil {
			return nil, err
		}
		body = append(body, resource)
	}
	return d.configure(op, body, ""), nil
}

// sold are the documents whose state says whether something is sold: the plans'
// of the keys, or without keys the product's.
func sold(c model.Contents, plans []model.SectionKey) []model.Document {
	if len(plans) == 0 {
		product, _ := productOf(c)
		return []model.Document{product}
	}
	return slices.DeleteFunc(slices.Clone(c.Documents), func(d model.Document) bool { return !slices.Contains(plans, d.Key) })
}

// lookSale judges a stop or a restore: by its job, by the live submission, or, if
// the answer was lost, by the state that the resources have now.
func (d graphDialect) lookSale(ctx context.Context, t target, p *model.Progress, job graph.Job, entries []graphEntry) error {
	op := &p.Operation
	if e, ok := entryOf(entries, model.Live, op.Submission); ok && e.stopped == (op.Verb == model.VerbStop) {
		op.Phase = model.OperationSent
		if !e.Phase.Running() {
			p.Outcome = model.OutcomeSucceeded
		}
	}
	switch {
	case job.Ended() && job.Result == "succeeded":
		p.Outcome = model.OutcomeSucceeded
	case job.Ended():
		d.judgeJob(p, job, true)
	case job.ID == "" && op.Submission == "":
		done, err := d.inState(ctx, t, *op)
		if err != nil || !done {
			return err
		}
		op.Phase, p.Outcome = model.OperationSent, model.OutcomeSucceeded
	}
	return nil
}

// inState reports whether the draft has all that an operation was about in the
// state it was to get.
func (d graphDialect) inState(ctx context.Context, t target, op model.Operation) (bool, error) {
	draft, err := d.contents(ctx, t, model.Draft)
	if err != nil {
		return false, err
	}
	docs := sold(draft, op.Sections)
	for _, doc := range docs {
		if state, err := graph.LifecycleOf(doc.Raw); err != nil || state != wanted(op.Verb) {
			return false, err
		}
	}
	return len(docs) > 0, nil
}
