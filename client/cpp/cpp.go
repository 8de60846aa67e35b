// Package cpp speaks the Cloud Partner Portal API, the oldest of the
// marketplace's interfaces
// (learn.microsoft.com/partner-center/marketplace-offers/cloud-partner-portal-api-overview).
// It serves offers that existed before Partner Center did, and is the only one
// that tells which publisher owns an offer.
//
// An offer is one JSON document with all its plans. It is read and written as a
// whole, from three slots: draft, preview and production. Publishing copies the
// draft to preview, going live copies preview to production.
//
// What to know before changing anything here:
//
//   - Answers are bare arrays and objects without pages. The document holds far more
//     members than are documented: it stays raw, and only its envelope is decoded.
//   - A PUT replaces everything. An offer that is there takes one only with
//     If-Match; offers moved to Partner Center give no ETag when they are read.
//   - Secrets never come back. File addresses come back as other addresses, with
//     a signature that is new each time.
//   - Versions may have 18 digits, times may lack a zone, a link may be a text or
//     an object, an operation may come wrapped in a list, states may be new words.
//   - The state "running" may mean that the offer waits for its publisher:
//     see [Status.Stage].
//   - An identity that was never added to a publisher is refused with a 403,
//     which is common and no reason to stop.
package cpp

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
const BaseURL = "https://cloudpartner.azure.com/api"

// version is the one this client speaks; every call names it.
const version = "2017-10-31"

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// offerPath builds a path below one offer.
func offerPath(publisher, offer string, more ...string) []string {
	return append([]string{"publishers", publisher, "offers", offer}, more...)
}

// query is what every call asks, and what is added to it, in pairs.
func query(more ...string) url.Values {
	q := url.Values{"api-version": {version}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return q
}

func (c *Client) get(ctx context.Context, call transport.Call, out any) (transport.Reply, error) {
	call.Kind, call.Method = transport.Read, http.MethodGet
	reply, err := c.api.Do(ctx, call)
	if err != nil {
		return reply, reached(err)
	}
	return reply, decode(call.Op, reply.Body, out)
}

func decode(op string, body []byte, out any) error {
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("%s: the answer cannot be read: %w", op, err)
	}
	return nil
}

// link makes an address out of path segments that ends in a slash, which a path
// of segments cannot.
func (c *Client) link(q url.Values, segments ...string) (*url.URL, error) {
	escaped := make([]string, len(segments))
	for i, s := range segments {
		escaped[i] = url.PathEscape(s)
	}
	return c.api.Resolve("/api/" + strings.Join(escaped, "/") + "/?" + q.Encode())
}
