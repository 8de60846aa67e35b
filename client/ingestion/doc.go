// Package ingestion speaks the submission API v1, the older of the marketplace's
// interfaces and the only one that knows every offer type
// (learn.microsoft.com/partner-center/marketplace-offers/submission-api-onboard).
//
// An offer is a product with modules: Listing, Property, Availability, Package and
// so on. A branch row says which instance of a module is the draft's; reading that
// instance gives a collection of one entity, which has an id of its own. Three ids
// therefore, all opaque, all different: instance, entity, variant (plan).
//
// What to know before changing anything here:
//
//   - A PUT replaces the whole entity; what is left out is deleted. Bodies go out
//     as the caller gives them, byte for byte.
//   - An etag lives in the body, with quotes of its own inside the JSON string;
//     that text is the header's value.
//   - Pages are small, irregular and sometimes empty; the link to the next one is
//     relative to the host's root without a leading slash.
//   - Published does not mean live: the substate decides.
//   - Any 2xx is success, whatever the documentation declares.
package ingestion

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"awning/client/transport"
)

// BaseURL is where the API lives.
const BaseURL = "https://api.partner.microsoft.com/v1.0/ingestion"

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// product builds a path below one product.
func product(id string, more ...string) []string {
	return append([]string{"products", id}, more...)
}

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

// list is a collection; the service names the link to the next page otherwise
// than its own description does, so both names are read.
type list[T any] struct {
	Value []T    `json:"value"`
	Next  string `json:"nextLink"`
	OData string `json:"@odata.nextLink"`
}

func (l list[T]) next() string {
	if l.Next != "" {
		return l.Next
	}
	return l.OData
}
