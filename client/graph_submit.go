package client

import (
	"context"
	"encoding/json"
	"slices"

	"awning/client/graph"
	"awning/model"
	"awning/model/catalog"
)

// prepare makes the body of a configure call. All changes travel with the
// submission element alone; chosen ones travel as whole resources beside it,
// together with those that every submission of chosen parts must carry.
func (d graphDialect) prepare(_ context.Context, t target, o order) (send, error) {
	switch o.verb {
	case model.VerbCancel:
		return d.cancel(t, o), nil
	case model.VerbStop, model.VerbRestore:
		return d.lifecycle(t, o)
	case model.VerbGoLive:
		body := []json.RawMessage{graph.ToLive(t.id(), string(o.submission))}
		return d.configure("take "+string(t.ID)+" live", body, o.submission), nil
	default:
	}
	var body []json.RawMessage
	if len(o.sections) > 0 {
		for _, doc := range o.draft.Documents {
			if !travels(t.kind, o.sections, doc.Key) {
				continue
			}
			resource, err := graph.Sendable(doc.Raw)
			if err != nil {
				return nil, err
			}
			body = append(body, resource)
		}
	}
	return d.configure("publish "+string(t.ID), append(body, graph.ToPreview(t.id())), ""), nil
}

func (d graphDialect) configure(op string, body []json.RawMessage, s model.SubmissionID) send {
	return func(ctx context.Context) (receipt, error) {
		job, err := d.api.Configure(ctx, op, body)
		return receipt{job: job.ID, submission: s}, err
	}
}

// cancel stops the job, or, if another console began it, the submission through
// the older API, which knows it by the same id.
func (d graphDialect) cancel(t target, o order) send {
	return func(ctx context.Context) (receipt, error) {
		if o.job == "" {
			return receipt{submission: o.submission}, d.v1.Cancel(ctx, t.id(), string(o.submission))
		}
		_, err := d.api.CancelJob(ctx, o.job)
		return receipt{job: o.job, submission: o.submission}, err
	}
}

// travels reports whether a document goes along when some sections are chosen:
// because it is one of them, is shown in the row of one, or must always.
func travels(kind *catalog.Type, chosen []model.SectionKey, key model.SectionKey) bool {
	if slices.Contains(chosen, key.Whole()) {
		return true
	}
	s, known := kind.Section(key)
	switch {
	case !known:
		return key.Plan != "" // plans travel whole
	case s.With != "" && slices.Contains(chosen, model.SectionKey{Plan: key.Plan, Section: s.With}):
		return true
	}
	return s.Travel != catalog.Selectable && s.Travel != catalog.Outside
}
