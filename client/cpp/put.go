package cpp

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"awning/client/transport"
)

// anyVersion lets a write pass whatever is there.
const anyVersion = "*"

// Modify replaces the draft of an offer that is there by exactly the bytes
// given, and returns the new etag, which may be empty. An etag makes the service
// refuse with [transport.ErrStale] if the draft has changed since it was read. Without one
// whatever is there is overwritten: allowed only right after a read that equals what the
// change was based on.
//
// The service's answer may show the offer as it was before; read it again.
func (c *Client) Modify(ctx context.Context, publisher, offer string, body json.RawMessage, etag string) (string, error) {
	call := transport.Call{Op: "save offer " + offer, Kind: transport.PutTagged, Header: http.Header{"If-Match": {etag}}}
	if etag == "" {
		call.Kind, call.Header = transport.PutUntagged, http.Header{"If-Match": {anyVersion}}
	}
	return c.put(ctx, call, publisher, offer, body)
}

// Create makes an offer, with all it holds. The body must name publisher, id and
// type as the call does. An id that is taken is an [*ExistsError]; the service says
// so in two ways, of which one could mean other things too, so it is looked up.
func (c *Client) Create(ctx context.Context, publisher, offer string, body json.RawMessage) (string, error) {
	etag, err := c.put(ctx, transport.Call{Op: "create offer " + offer, Kind: transport.Create}, publisher, offer, body)
	e, answered := errors.AsType[*transport.Error](err)
	switch {
	case !answered:
		return etag, err
	case e.Status == http.StatusConflict:
		return "", &ExistsError{Offer: offer, Cause: err}
	case e.Status == http.StatusBadRequest:
		if _, lookErr := c.Draft(ctx, publisher, offer); lookErr == nil {
			return "", &ExistsError{Offer: offer, Cause: err}
		}
	}
	return "", err
}

func (c *Client) put(ctx context.Context, call transport.Call, publisher, offer string, body json.RawMessage) (string, error) {
	call.Method, call.Path, call.Query, call.Body = http.MethodPut, offerPath(publisher, offer), query(), body
	reply, err := c.api.Do(ctx, call)
	if err != nil {
		return "", reached(err)
	}
	return reply.Header.Get("ETag"), nil
}
