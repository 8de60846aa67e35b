// Package graph speaks the Product Ingestion API, the newer of the marketplace's
// interfaces (learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api).
//
// The API has two halves. Reading is plain: lists of products, and the resource
// tree, which is the only call of any marketplace API that returns a whole
// environment at once. Writing is declarative: one body with the resources as
// they shall become is posted to configure, and a job applies them one after
// another. A submission element in that body publishes.
//
// What to know before changing anything here:
//
//   - There are no etags and no idempotency keys. A configure call whose answer was
//     lost must be looked up, never repeated.
//   - $version is a maximum: the server picks, per resource, the newest schema that is
//     not newer. Resources therefore keep the $schema they came with.
//   - targetType is never quoted, although the documentation shows quotes.
//   - The live tree of an offer that never went live is a 400, not an empty tree.
//   - Resources stay raw JSON. Only their envelope is decoded: id, type, state.
package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"awning/client/transport"
)

// BaseURL is where the API lives.
const BaseURL = "https://graph.microsoft.com/rp/product-ingestion"

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// get reads one JSON answer into out.
func (c *Client) get(ctx context.Context, op string, path []string, query url.Values, out any) error {
	reply, err := c.api.Do(ctx, transport.Call{Op: op, Kind: transport.Read, Method: http.MethodGet, Path: path, Query: query})
	if err != nil {
		return err
	}
	return decode(op, reply.Body, out)
}

func decode(op string, body []byte, out any) error {
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("%s: the answer cannot be read: %w", op, err)
	}
	return nil
}

func versioned(version string, pairs ...string) url.Values {
	q := url.Values{"$version": {version}}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return q
}

// segments splits a durable id into the segments of a path.
func segments(durable string) []string { return strings.Split(durable, "/") }

// Tail is what follows the first segment of a durable id: "P" of "product/P",
// "P/V" of "plan/P/V".
func Tail(durable string) string {
	_, tail, _ := strings.Cut(durable, "/")
	return tail
}

// reference is a resource's mention of another one: a durable id, or an object
// that names it otherwise, of which only the publisher's own id is kept.
type reference string

func (r *reference) UnmarshalJSON(b []byte) error {
	var id string
	if json.Unmarshal(b, &id) == nil {
		*r = reference(id)
		return nil
	}
	var named struct {
		ExternalID   string `json:"externalId"`
		ResourceName string `json:"resourceName"`
	}
	if err := json.Unmarshal(b, &named); err != nil {
		return fmt.Errorf("a reference is neither an id nor a name: %w", err)
	}
	*r = reference(named.ExternalID + named.ResourceName)
	return nil
}
