package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"awning/client/graph"
	"awning/client/transport"
	"awning/model"
)

// write posts a document's resource.
func (d graphDialect) write(ctx context.Context, t target, e model.Edit) error {
	body, err := graph.Sendable(e.Raw)
	if err != nil {
		return err
	}
	return d.apply(ctx, "save "+e.Base.Key.String()+" of "+string(t.ID), body)
}

// apply posts a resource and follows its job to the end, which takes seconds to
// minutes. A job that fails is a [*jobError].
func (d graphDialect) apply(ctx context.Context, op string, body json.RawMessage) error {
	job, err := d.api.Configure(ctx, op, []json.RawMessage{body})
	if err != nil {
		return err
	}
	if job, err = d.finish(ctx, job); err != nil {
		return err
	}
	if job.Result != "succeeded" {
		return &jobError{id: job.ID, result: job.Result, ended: job.End, problems: graphProblems(job.Errors)}
	}
	return nil
}

// deferred is true: a job that was started works on its own.
func (d graphDialect) deferred() bool { return true }

// finish polls a job until it ends. The service going wrong on a poll says
// nothing about the job.
func (d graphDialect) finish(ctx context.Context, job graph.Job) (graph.Job, error) {
	for began := time.Now(); !job.Ended(); {
		if err := pause(ctx, d.m.interval(time.Since(began))); err != nil {
			return job, err
		}
		next, err := d.api.Job(ctx, job.ID)
		switch {
		case stillPending(err):
		case err != nil:
			return job, err
		default:
			job = next
		}
	}
	return job, nil
}

// stillPending reports whether a failed poll means nothing but "look again":
// the service has trouble of its own.
func stillPending(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && (e.Status >= http.StatusInternalServerError || e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout)
}

// graphProblems are the leaves of a job's errors.
func graphProblems(list []graph.Problem) []model.Problem {
	var out []model.Problem
	for _, p := range list {
		for _, leaf := range p.Flat() {
			text := leaf.Message
			if text == "" {
				text = p.Message
			}
			out = append(out, model.Problem{Code: leaf.Code, Severity: "Error", Message: text, Where: leaf.Resource})
		}
	}
	if len(out) == 0 {
		out = append(out, model.Problem{Severity: "Error", Message: "the service gives no reason"})
	}
	return out
}
