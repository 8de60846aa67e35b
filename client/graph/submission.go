package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// targeting is how resources name an environment.
type targeting struct {
	Type string `json:"targetType"`
}

// Submission is one publish as the submission list shows it. The draft is in the
// list too, with an id of "0" and neither status nor result.
type Submission struct {
	ID        string    // without its product: "1152921500000000042"
	Target    string    // draft, preview, live
	Status    string    // notStarted, running, completed
	Result    string    // pending, succeeded, failed
	Lifecycle Lifecycle // [Deprecated]: it was taken off the market, or is being taken
	Created   time.Time
}

// UnmarshalJSON reads a submission resource.
func (s *Submission) UnmarshalJSON(b []byte) error {
	var w struct {
		ID        string    `json:"id"`
		Target    targeting `json:"target"`
		Status    string    `json:"status"`
		Result    string    `json:"result"`
		Lifecycle Lifecycle `json:"lifecycleState"`
		Created   string    `json:"created"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("submission: %w", err)
	}
	id := segments(w.ID)
	*s = Submission{
		ID: id[len(id)-1], Target: w.Target.Type, Status: w.Status, Result: w.Result,
		Lifecycle: w.Lifecycle, Created: moment(w.Created),
	}
	return nil
}

// Submissions lists the active submissions of a product: at most one draft
// entry, and those that preview and live come from or are being changed by.
func (c *Client) Submissions(ctx context.Context, product string) ([]Submission, error) {
	var w struct {
		Value []Submission `json:"value"`
	}
	err := c.get(ctx, "list submissions of offer "+product, []string{"submission", product}, versioned(configureVersion), &w)
	return w.Value, err
}

// ToPreview is the element of a configure body that publishes the product's draft, or the
// resources beside it, to preview.
func ToPreview(product string) json.RawMessage {
	return submissionElement(submission{Product: "product/" + product, Target: targeting{Type: "preview"}})
}

// ToLive is the element that takes a preview submission live.
func ToLive(product, submissionID string) json.RawMessage {
	return submissionElement(submission{
		ID: "submission/" + product + "/" + submissionID, Product: "product/" + product, Target: targeting{Type: "live"},
	})
}

type submission struct {
	Schema    string    `json:"$schema"`
	ID        string    `json:"id,omitempty"`
	Product   string    `json:"product"`
	Target    targeting `json:"target"`
	Lifecycle Lifecycle `json:"lifecycleState,omitempty"`
}

func submissionElement(s submission) json.RawMessage {
	s.Schema = schemaURI("submission")
	b, err := json.Marshal(s)
	if err != nil { // strings only: cannot happen
		return nil
	}
	return b
}

// moment reads a time of the service: with zone or without (then UTC), any
// number of fractional digits. The zero dates 0001-01-01 and 1601-01-01 and what
// cannot be read are no time.
func moment(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1601 {
			return t.UTC()
		}
	}
	return time.Time{}
}
