// Package payouts speaks the payouts API: earnings and payments of an account, as
// exports that are queued, waited for and downloaded
// (learn.microsoft.com/partner-center/developer/earnings-payments). It answers people who
// are Owner or Financial contributor of the account; applications are refused.
package payouts

import (
	"context"
	"errors"
	"net/http"

	"awning/client/transport"
)

// BaseURL is where the API lives.
const BaseURL = "https://api.partner.microsoft.com/v1.0/payouts"

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// Reachable returns nil if the identity may see payouts. It asks for an export that
// nobody ever queued, which changes nothing: who may see it is told that there is none. The
// error of who may not is a [transport.ErrForbidden].
func (c *Client) Reachable(ctx context.Context) error {
	_, err := c.api.Do(ctx, transport.Call{
		Op: "ask for payouts", Kind: transport.Read, Method: http.MethodGet, Path: []string{"payments", transport.NewGUID()},
	})
	if e, ok := errors.AsType[*transport.Error](err); ok && e.Status == http.StatusNotFound && !e.Page {
		return nil
	}
	return err
}
