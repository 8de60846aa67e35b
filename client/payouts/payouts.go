// Package payouts speaks the payouts API: earnings and payments of an account, as
// exports that are queued, waited for and downloaded
// (learn.microsoft.com/partner-center/developer/earnings-payments). It answers people who
// are Owner or Financial contributor of the account; applications are refused.
//
// An export takes seconds or hours:
//
//	r, err := c.Queue(ctx, payout.ExportEarnings, payouts.Between(payout.ExportEarnings, from, to).String(), id)
//	r, err = c.Poll(ctx, payout.ExportEarnings, r.ID)  // until r.State() is completed
//	file, size, err := c.Open(ctx, r.Blob)
//	for part, err := range payouts.Files(file, dir) {} // each is read by model/payout
//	err = c.Delete(ctx, payout.ExportEarnings, r.ID)
//
// The service lists nobody's exports: who queues one has to remember its id.
package payouts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
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

// Queue asks for an export of what the filter lets through: three years if it is empty, which
// takes hours. requestID is a GUID by which the service knows a repetition: where the answer was
// lost ([transport.ErrUncertain]) or the service asks to wait ([transport.ErrBusy]), ask
// again with the same one, and no second export is made.
// (learn.microsoft.com/partner-center/developer/create-earnings-export-request).
func (c *Client) Queue(ctx context.Context, kind payout.ExportKind, filter, requestID string) (Request, error) {
	op := "queue an export of the " + string(kind)
	where, err := place(kind)
	if err != nil {
		return Request{}, fmt.Errorf("%s: %w", op, err)
	}
	if requestID == "" {
		return Request{}, errors.New(op + ": it needs a request id, or a lost answer could not be asked for again")
	}
	query := "?fileformat=csv"
	if filter != "" { // the service is known to read %20 as a blank, and not a plus
		query = "?$filter=" + strings.ReplaceAll(url.QueryEscape(filter), "+", "%20") + "&fileformat=csv"
	}
	link, err := c.api.Resolve(where + query)
	if err != nil {
		return Request{}, fmt.Errorf("%s: %w", op, err)
	}
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.Create, Method: http.MethodPost, Link: link, Harmless: true,
		Header: http.Header{"Ms-Requestid": {requestID}, "Ms-Correlationid": {transport.NewGUID()}},
	})
	if err != nil {
		return Request{}, advise(err)
	}
	r, err := readRequest(reply.Body, "")
	if err != nil { // it was taken, but nobody knows by which name
		return Request{}, advise(&transport.Error{
			At: time.Now(), Op: op, Method: http.MethodPost, Target: link.Host + link.EscapedPath(),
			Status: reply.Status, RequestID: reply.RequestID, Uncertain: true, Cause: err,
		})
	}
	return r, nil
}

// Poll asks how far an export has come. That it is not known, perhaps any more, is a
// [transport.ErrNotFound].
func (c *Client) Poll(ctx context.Context, kind payout.ExportKind, id string) (Request, error) {
	op := "look at the export of the " + string(kind)
	where, err := place(kind)
	if err != nil {
		return Request{}, fmt.Errorf("%s: %w", op, err)
	}
	reply, err := c.api.Do(ctx, transport.Call{Op: op, Kind: transport.Read, Method: http.MethodGet, Path: []string{where, id}})
	if err != nil {
		return Request{}, advise(err)
	}
	r, err := readRequest(reply.Body, id)
	if err != nil {
		return Request{}, fmt.Errorf("%s: %w", op, err)
	}
	return r, nil
}

// Delete removes an export from the service; that it is not there is fine. The service
// refuses while it is working on it.
func (c *Client) Delete(ctx context.Context, kind payout.ExportKind, id string) error {
	op := "delete the export of the " + string(kind)
	where, err := place(kind)
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	_, err = c.api.Do(ctx, transport.Call{Op: op, Kind: transport.DeleteDraft, Method: http.MethodDelete, Path: []string{where, id}, Harmless: true})
	return advise(err)
}

// Open opens the file of a completed export, and tells its size in bytes, or -1 if storage does
// not; see [transport.API.Download]. [ErrExpired] says that the address has run out. A file
// that breaks off while it is read has to be opened again. The caller closes it.
func (c *Client) Open(ctx context.Context, blob secret.String) (io.ReadCloser, int64, error) {
	const op = "download the export"
	if blob.Empty() {
		return nil, 0, errors.New(op + ": the service has not laid it out yet")
	}
	return c.api.Download(ctx, op, blob)
}

// place is where exports of a kind are: a segment of the path.
func place(kind payout.ExportKind) (string, error) {
	switch kind {
	case payout.ExportEarnings:
		return "transactionhistory", nil
	case payout.ExportPayments:
		return "payments", nil
	default:
		return "", fmt.Errorf("there are no exports of the kind %q", string(kind))
	}
}
