package ingestion

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"awning/client/transport"
)

// PlanResources are a submission's modules of one plan.
type PlanResources struct {
	Variant   string `json:"variantID"`
	Resources []Pair `json:"resources"` // module -> instance
}

// Submission is one publish. State alone says little: see [Submission.Substate].
type Submission struct {
	ID       string `json:"id"`
	State    string `json:"state"`    // InProgress, Published, ...
	Substate string `json:"substate"` // Submitted, Failed, ReadyToPublish, InStore, ...
	Targets  []Pair `json:"targets"`
	// Resources and Plans say which instance of each module was submitted.
	Resources []Pair          `json:"resources"`
	Plans     []PlanResources `json:"variantResources"`
	Release   int             `json:"releaseNumber"`
	Pending   Pending         `json:"pendingUpdateInfo"`
	Published Time            `json:"publishedTimeInUtc"` // zero until it is live
}

// Pending is what the service is doing to a submission.
type Pending struct {
	Update  string `json:"updateType"` // Create, Submit, Promote, ...
	Status  string `json:"status"`     // Running, Failed, Completed, ...
	Failure string `json:"failureReason"`
}

// Submissions lists a product's submissions, newest first. The service's own
// order means nothing; the release number does.
func (c *Client) Submissions(ctx context.Context, productID string) ([]Submission, error) {
	subs, err := all(pages[Submission](ctx, c, "list submissions of offer "+productID,
		product(productID, "submissions"), url.Values{"$expand": {"PublishOption"}}))
	slices.SortStableFunc(subs, func(a, b Submission) int {
		return cmp.Or(cmp.Compare(b.Release, a.Release), cmp.Compare(len(b.ID), len(a.ID)), cmp.Compare(b.ID, a.ID))
	})
	return subs, err
}

// Submission reads one submission.
func (c *Client) Submission(ctx context.Context, productID, id string) (Submission, error) {
	var s Submission
	err := c.get(ctx, "read submission "+id, product(productID, "submissions", id), nil, &s)
	return s, err
}

// Request is what a publisher asks to be published.
type Request struct {
	Resources []Pair // module -> draft instance
	Plans     []PlanResources
	Notes     string // for the certification team
}

// Submit publishes modules to preview. It is sent once: an error that is
// [transport.ErrUncertain] means that a submission may exist all the same.
func (c *Client) Submit(ctx context.Context, productID string, r Request) (Submission, error) {
	body, err := json.Marshal(creation{
		Type: "SubmissionCreationRequest", Targets: []Pair{{Type: "Scope", Value: "preview"}},
		Resources: orEmpty(r.Resources), Plans: orEmpty(r.Plans),
		Options: publishOption{Manual: true, Notes: r.Notes}, Extended: []Pair{},
	})
	if err != nil {
		return Submission{}, fmt.Errorf("publish offer %s: %w", productID, err)
	}
	op := "publish offer " + productID
	reply, err := c.act(ctx, op, http.MethodPost, product(productID, "submissions"), body)
	if err != nil {
		return Submission{}, err
	}
	var s Submission
	if err := decode(op, reply.Body, &s); err != nil {
		return Submission{}, fmt.Errorf("%w (%w)", err, transport.ErrUncertain)
	}
	return s, nil
}

type creation struct {
	Type      string          `json:"resourceType"`
	Targets   []Pair          `json:"targets"`
	Resources []Pair          `json:"resources"`
	Plans     []PlanResources `json:"variantResources"`
	Options   publishOption   `json:"publishOption"`
	Extended  []Pair          `json:"extendedProperties"`
}

type publishOption struct {
	Release *time.Time `json:"releaseTimeInUtc"`
	Manual  bool       `json:"isManualPublish"`
	Promote bool       `json:"isAutoPromote"`
	Notes   string     `json:"certificationNotes"`
}

// orEmpty makes JSON's [] of a nil slice: the service distinguishes it from null.
func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Promote takes a submission from preview to live. It is sent once, as [Client.Submit].
func (c *Client) Promote(ctx context.Context, productID, id string) error {
	_, err := c.act(ctx, "take submission "+id+" live", http.MethodPost, product(productID, "submissions", id, "promote"), nil)
	return err
}

// Cancel stops a submission on its way to preview. It is sent once.
func (c *Client) Cancel(ctx context.Context, productID, id string) error {
	_, err := c.act(ctx, "cancel submission "+id, http.MethodDelete, product(productID, "submissions", id), nil)
	return err
}

func (c *Client) act(ctx context.Context, op, method string, path []string, body []byte) (transport.Reply, error) {
	return c.api.Do(ctx, transport.Call{Op: op, Kind: transport.Act, Method: method, Path: path, Body: body})
}

// Time is a moment as the API writes it: with zone or without (then UTC), up to
// seven fractional digits; 1601-01-01 and 0001-01-01 are no time.
type Time struct{ time.Time }

// UnmarshalJSON reads a time; what cannot be read is no time.
func (t *Time) UnmarshalJSON(b []byte) error {
	text := string(bytes.Trim(b, `"`))
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if at, err := time.Parse(layout, text); err == nil && at.Year() > 1601 {
			t.Time = at.UTC()
			return nil
		}
	}
	t.Time = time.Time{}
	return nil
}
