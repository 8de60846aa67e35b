// Package insights speaks the analytics API of the commercial marketplace: reports on
// orders, usage, customers and revenue
// (learn.microsoft.com/partner-center/insights/analytics-programmatic-access). It answers
// applications that were added to the account; people are refused.
package insights

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"awning/client/transport"
)

// BaseURL is where the API lives, in two versions that differ in nothing but their path.
const BaseURL = "https://api.partnercenter.microsoft.com/insights"

const (
	version = "v1.1"
	earlier = "v1" // where the newer one is not
	// maxPages ends a walk that would never end.
	maxPages = 1000
)

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// Datasets lists the names of what can be asked about: "ISVOrder", "ISVUsage".
func (c *Client) Datasets(ctx context.Context) ([]string, error) {
	names, err := c.datasets(ctx, version)
	if !errors.Is(err, transport.ErrNotFound) {
		return names, err
	}
	return c.datasets(ctx, earlier)
}

func (c *Client) datasets(ctx context.Context, version string) ([]string, error) {
	const op = "list the datasets of reports"
	call := transport.Call{
		Op: op, Kind: transport.Read, Method: http.MethodGet, Path: []string{version, "cmp", "ScheduledDataset"},
	}
	var names []string
	seen := map[string]bool{}
	for range maxPages {
		reply, err := c.api.Do(ctx, call)
		if err != nil {
			return nil, err
		}
		var page struct { // members are written in either case
			Value []struct {
				Name string `json:"datasetName"`
			} `json:"value"`
			Next string `json:"nextLink"`
		}
		if err = json.Unmarshal(reply.Body, &page); err != nil {
			return nil, fmt.Errorf("%s: the answer cannot be read: %w", op, err)
		}
		for _, d := range page.Value {
			names = append(names, d.Name)
		}
		if page.Next == "" || seen[page.Next] {
			return names, nil
		}
		seen[page.Next] = true
		if call.Link, err = c.api.Resolve(page.Next); err != nil { // the token travels with it
			return nil, fmt.Errorf("%s: %w", op, err)
		}
	}
	return nil, fmt.Errorf("%s: the list has more than %d pages; stopped reading", op, maxPages)
}
