package cpp

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"awning/client/transport"
)

// Submission is an entry of the list of an offer's operations.
type Submission struct {
	ID      string // of the operation
	Kind    string // submissionType: "publish", "goLive"
	State   string // as the service writes it; see [StageOf]
	Slot    string // where it leads: "staging", which is preview, or "production"
	Offer   int64  // the version of the offer that is being published
	Attempt int64  // grows with each publish; part of the older locations
	Version int64  // of this entry: ticks, 18 digits
	Emails  string
	Changed time.Time
}

// Live reports whether it takes the offer from preview to production.
func (s Submission) Live() bool {
	switch fold(s.Kind) {
	case "golive":
		return true
	case "publish":
		return false
	}
	return liveSlot(s.Slot)
}

// Cancels reports whether it is the cancelling of another one.
func (s Submission) Cancels() bool { return fold(s.Kind) == "cancel" }

func liveSlot(slot string) bool { return fold(slot) == "production" || fold(slot) == "live" }

// UnmarshalJSON reads an entry.
func (s *Submission) UnmarshalJSON(b []byte) error {
	var w struct {
		ID         text    `json:"id"`
		Kind       text    `json:"submissionType"`
		State      text    `json:"submissionState"`
		Slot       text    `json:"slot"`
		Offer      integer `json:"offerVersion"`
		Attempt    integer `json:"publishingVersion"`
		Version    integer `json:"version"`
		Changed    moment  `json:"changedTime"`
		Definition struct {
			Metadata struct {
				Emails text `json:"emails"`
			} `json:"metadata"`
		} `json:"definition"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("submission: %w", err)
	}
	*s = Submission{
		ID: string(w.ID), Kind: string(w.Kind), State: string(w.State), Slot: string(w.Slot), Offer: int64(w.Offer),
		Attempt: int64(w.Attempt), Version: int64(w.Version), Emails: string(w.Definition.Metadata.Emails), Changed: time.Time(w.Changed),
	}
	return nil
}

// Submissions lists what was done with an offer, the newest first.
func (c *Client) Submissions(ctx context.Context, publisher, offer string) ([]Submission, error) {
	return c.submissions(ctx, publisher, offer)
}

// SubmissionsIn lists those that are in a state, as "running". The parameter that asks
// for it has two names, and neither is sure to be heeded.
func (c *Client) SubmissionsIn(ctx context.Context, publisher, offer string, state string) ([]Submission, error) {
	all, err := c.submissions(ctx, publisher, offer, "status", state, "submissionState", state)
	var out []Submission
	for _, s := range all {
		if fold(s.State) == fold(state) {
			out = append(out, s)
		}
	}
	return out, err
}

func (c *Client) submissions(ctx context.Context, publisher, offer string, filter ...string) ([]Submission, error) {
	op := "list submissions of offer " + offer
	link, err := c.link(query(filter...), offerPath(publisher, offer, "submissions")...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	var out list[Submission]
	_, err = c.get(ctx, transport.Call{Op: op, Link: link}, &out)
	return out, err
}

// Operation is one publish, go live or cancel at work.
type Operation struct {
	Status
	Offer   int64 // the version of the offer
	Attempt int64
	// Cancelling is the service's word for whether it can be cancelled, as "canCancel".
	Cancelling string
}

// UnmarshalJSON reads an operation, which may come wrapped in a list.
func (o *Operation) UnmarshalJSON(b []byte) error {
	var wrapped []json.RawMessage
	if json.Unmarshal(b, &wrapped) == nil && len(wrapped) > 0 {
		b = wrapped[0]
	}
	var w struct {
		Offer      integer `json:"offerVersion"`
		Attempt    integer `json:"publishingVersion"`
		Cancelling text    `json:"cancellationRequestState"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("operation: %w", err)
	}
	*o = Operation{Offer: int64(w.Offer), Attempt: int64(w.Attempt), Cancelling: string(w.Cancelling)}
	return o.Status.UnmarshalJSON(b)
}

// Operation reads one operation by its id.
func (c *Client) Operation(ctx context.Context, publisher, offer, id string) (Operation, error) {
	var o Operation
	_, err := c.get(ctx, transport.Call{Op: "read operation " + id, Path: offerPath(publisher, offer, "operations", id), Query: query()}, &o)
	return o, err
}

// Follow reads the operation at a location the service gave.
func (c *Client) Follow(ctx context.Context, at Location) (Operation, error) {
	const op = "read how the operation stands"
	link, err := c.api.Resolve(string(at))
	if err != nil {
		return Operation{}, fmt.Errorf("%s: %w", op, err)
	}
	var o Operation
	_, err = c.get(ctx, transport.Call{Op: op, Link: link}, &o)
	return o, err
}

// Location is where an operation can be looked at: a path with its query, exactly
// as the service gave it. There are two forms, of which only the newer has the
// operation's id.
type Location string

// ID is the operation's, or empty.
func (l Location) ID() string {
	path, _, _ := strings.Cut(string(l), "?")
	above, id, _ := strings.Cut(path, "/operations/")
	if !strings.Contains(above, "/offers/") {
		return ""
	}
	return strings.TrimSuffix(id, "/")
}

// Attempt is the number of the attempt that the older form has in the place of
// an id; 0 if there is none.
func (l Location) Attempt() int64 {
	path, _, _ := strings.Cut(string(l), "?")
	parts := strings.Split(path[strings.LastIndexByte(path, '/')+1:], "$")
	if len(parts) < 4 {
		return 0
	}
	n, err := strconv.ParseInt(parts[len(parts)-2], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// CanCancel reports whether nobody has asked to cancel it so far.
func (o Operation) CanCancel() bool { return fold(o.Cancelling) == "cancancel" }
