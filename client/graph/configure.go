package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"awning/client/transport"
)

// Job is one configure call at work.
type Job struct {
	ID     string
	Status string // notStarted, running, completed
	Result string // pending, succeeded, failed, cancelled
	Start  time.Time
	End    time.Time // zero until the job ends
	Errors []Problem
}

// Ended reports whether the service has finished the job.
func (j Job) Ended() bool { return j.Status == "completed" }

// UnmarshalJSON reads a configure-status.
func (j *Job) UnmarshalJSON(b []byte) error {
	var w struct {
		ID     string   `json:"jobId"`
		Status string   `json:"jobStatus"`
		Result string   `json:"jobResult"`
		Start  string   `json:"jobStart"`
		End    string   `json:"jobEnd"`
		Errors problems `json:"errors"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("job: %w", err)
	}
	*j = Job{ID: w.ID, Status: w.Status, Result: w.Result, Start: moment(w.Start), End: moment(w.End), Errors: w.Errors}
	return nil
}

// Configure posts resources as they shall become and answers with the job that will apply
// them. It is sent once: an error that is [transport.ErrUncertain] means that a
// job may be running all the same.
func (c *Client) Configure(ctx context.Context, op string, resources []json.RawMessage) (Job, error) {
	return c.act(ctx, op, []string{"configure"}, envelope(resources))
}

// envelope puts resources into a configure body byte by byte: encoding/json would
// rewrite what is inside them.
func envelope(resources []json.RawMessage) []byte {
	var b bytes.Buffer
	b.WriteString(`{"$schema":"` + schemaURI("configure") + `","resources":[`)
	for i, r := range resources {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(r)
	}
	b.WriteString("]}")
	return b.Bytes()
}

// CancelJob asks the service to stop a job. Too late is a 400.
func (c *Client) CancelJob(ctx context.Context, id string) (Job, error) {
	return c.act(ctx, "cancel job "+id, []string{"configure", id, "cancel"}, nil)
}

// act posts what must not be sent twice. An answer that cannot be read says
// nothing of whether it was done.
func (c *Client) act(ctx context.Context, op string, path []string, body []byte) (Job, error) {
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.Act, Method: http.MethodPost, Path: path, Query: versioned(configureVersion), Body: body,
	})
	if err != nil {
		return Job{}, err
	}
	var job Job
	if err := decode(op, reply.Body, &job); err != nil {
		return Job{}, fmt.Errorf("%w (%w)", err, transport.ErrUncertain)
	}
	return job, nil
}

// Job looks at a job.
func (c *Client) Job(ctx context.Context, id string) (Job, error) {
	var job Job
	err := c.get(ctx, "look at job "+id, []string{"configure", id, "status"}, versioned(configureVersion), &job)
	return job, err
}

// Written lists the resources a finished job has written, which after a failure
// may be some of those it was given. Before the end the service refuses.
func (c *Client) Written(ctx context.Context, id string) ([]Resource, error) {
	var w struct {
		Resources []Resource `json:"resources"`
	}
	err := c.get(ctx, "read what job "+id+" wrote", []string{"configure", id}, versioned(configureVersion), &w)
	return w.Resources, err
}
