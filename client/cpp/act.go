package cpp

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"awning/client/transport"
)

// Publish sends the draft, all of it, on its way to preview. It is sent once: an
// error that is [transport.ErrUncertain] means that it may be on its way all the
// same. Publishing a version that is on its way already does nothing more.
//
// Emails are who shall be told of progress. They count for offers only that
// Partner Center has not taken over; give none for the others.
func (c *Client) Publish(ctx context.Context, publisher, offer string, emails ...string) (Location, error) {
	op := "publish offer " + offer
	var body []byte
	if len(emails) > 0 {
		var err error
		if body, err = json.Marshal(notice{Metadata: metadata{Emails: strings.Join(emails, ",")}}); err != nil {
			return "", fmt.Errorf("%s: %w", op, err)
		}
	}
	at, _, err := c.act(ctx, op, offerPath(publisher, offer, "publish"), body)
	return at, err
}

type notice struct {
	Metadata metadata `json:"metadata"`
}

type metadata struct {
	Emails string `json:"notification-emails"`
}

// GoLive takes what is in preview to production. It is sent once, as [Client.Publish], and
// tells whom the publish told.
func (c *Client) GoLive(ctx context.Context, publisher, offer string) (Location, error) {
	at, _, err := c.act(ctx, "take offer "+offer+" live", offerPath(publisher, offer, "golive"), nil)
	return at, err
}

// Cancel stops whatever is at work on the offer. The answer is the same if
// nothing was, and what is stopped goes on for minutes: only the list of
// submissions tells. With done the service says that it is over already.
func (c *Client) Cancel(ctx context.Context, publisher, offer string) (at Location, done bool, err error) {
	at, status, err := c.act(ctx, "cancel publishing of offer "+offer, offerPath(publisher, offer, "cancel"), nil)
	return at, err == nil && status == http.StatusOK, err
}

// act sends an order once. A location that leads away from the service is not
// kept: the order was taken all the same, and can be found without.
func (c *Client) act(ctx context.Context, op string, path []string, body []byte) (Location, int, error) {
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.Act, Method: http.MethodPost, Path: path, Query: query(), Body: body,
	})
	if err != nil {
		return "", 0, reached(err)
	}
	at := cmp.Or(reply.Header.Get("Location"), reply.Header.Get("Operation-Location"))
	if _, err := c.api.Resolve(at); err != nil {
		at = ""
	}
	return Location(at), reply.Status, nil
}
