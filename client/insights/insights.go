// Package insights speaks the analytics API of the commercial marketplace: reports on
// orders, usage, customers and revenue
// (learn.microsoft.com/partner-center/insights/analytics-programmatic-access). It answers
// applications that were added to the account; people are refused.
//
// A report is a query over a dataset that was run once, and a file of it in storage:
//
//	data, err := c.Datasets(ctx)                            // which columns there are today
//	kept, err := c.Keep(ctx, "awning-orders", text)         // the query, made once
//	report, err := c.Run(ctx, insights.Run{Name: "awning-orders", QueryID: kept.ID})
//	run, err := c.Execution(ctx, report.ID)                 // until run.Done()
//	file, size, err := c.Open(ctx, run.Link)                // read by model/payout
//	err = c.DeleteReport(ctx, report.ID)                    // there may be only 50
//
// What it tells is up to two days old.
package insights

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

// BaseURL is where the API lives, in two versions that differ in nothing but their path.
const BaseURL = "https://api.partnercenter.microsoft.com/insights"

const (
	version = "v1.1"
	earlier = "v1" // where the newer one is not
	// maxPages ends a walk that would never end, and maxRows one that would fill the memory.
	maxPages = 1000
	maxRows  = 20_000
)

// Client makes the calls, and remembers which version of the API there is, and when reports
// were run. It may be shared.
type Client struct {
	api   *transport.API
	there atomic.Pointer[string] // the version that has answered; nil: none yet
	runs  runs
}

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// Open opens the file of an execution, and tells its size in bytes, or -1 if storage does not;
// see [transport.API.Download]. [transport.ErrExpired] says that the link has run out: each
// [Client.Execution] gives a new one. The caller closes the file.
func (c *Client) Open(ctx context.Context, link secret.String) (io.ReadCloser, int64, error) {
	const op = "download the report"
	if link.Empty() {
		return nil, 0, errors.New(op + ": the service has not laid it out yet")
	}
	return c.api.Download(ctx, op, link)
}

// call is a call of the API below its version.
type call struct {
	op     string
	kind   transport.Kind
	method string
	path   []string
	query  url.Values
	text   string // a query in the API's language, for the one call that takes it in its address
	body   any    // nil: none
}

// do makes a call. Until one of the two versions has answered, a call that meets nothing is made
// in the other one too: what meets nothing changes nothing.
func (c *Client) do(ctx context.Context, q call) (transport.Reply, error) {
	if v := c.there.Load(); v != nil {
		return c.in(ctx, *v, q)
	}
	var reply transport.Reply
	var err error
	for _, v := range []string{version, earlier} {
		reply, err = c.in(ctx, v, q)
		if err == nil && reply.Status != http.StatusNotFound {
			c.there.CompareAndSwap(nil, &v)
			return reply, nil
		}
		if err != nil && !errors.Is(err, transport.ErrNotFound) {
			return transport.Reply{}, err
		}
	}
	return reply, err
}

func (c *Client) in(ctx context.Context, version string, q call) (transport.Reply, error) {
	out := transport.Call{
		Op: q.op, Kind: q.kind, Method: q.method, Path: append([]string{version, "cmp"}, q.path...), Query: q.query,
		Harmless: true, // queries and reports are our own: they tell of what was sold
	}
	var err error
	if q.body != nil {
		if out.Body, err = json.Marshal(q.body); err != nil {
			return transport.Reply{}, fmt.Errorf("%s: %w", q.op, err)
		}
	}
	if q.text != "" { // %20 for blanks, as in the documentation's samples, and no plus
		text := strings.ReplaceAll(url.QueryEscape(q.text), "+", "%20")
		if out.Link, err = c.api.Resolve(strings.Join(out.Path, "/") + "?exportQuery=" + text); err != nil {
			return transport.Reply{}, fmt.Errorf("%s: %w", q.op, err)
		}
	}
	reply, err := c.api.Do(ctx, out)
	return reply, c.advise(err)
}

// envelope is what every answer of the API is; its members are written in either case.
type envelope[T any] struct {
	Value []T    `json:"value"`
	Next  string `json:"nextLink"`
}

// list makes a call, and reads all pages of its answer.
func list[T any](ctx context.Context, c *Client, q call) ([]T, error) {
	reply, err := c.do(ctx, q)
	if err != nil {
		return nil, err
	}
	var all []T
	seen := map[string]bool{}
	for range maxPages {
		page, err := read[T](q.op, reply)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Value...)
		switch {
		case page.Next == "", seen[page.Next]:
			return all, nil
		case len(all) > maxRows:
			return nil, fmt.Errorf("%s: the list has more than %d entries; stopped reading", q.op, maxRows)
		}
		seen[page.Next] = true
		link, err := c.api.Resolve(page.Next) // the token travels with it
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.op, err)
		}
		if reply, err = c.api.Do(ctx, transport.Call{Op: q.op, Kind: transport.Read, Method: http.MethodGet, Link: link}); err != nil {
			return nil, c.advise(err)
		}
	}
	return nil, fmt.Errorf("%s: the list has more than %d pages; stopped reading", q.op, maxPages)
}

// made reads what a call has made. An answer that does not say leaves it uncertain.
func made[T any](q call, reply transport.Reply) (T, error) {
	page, err := read[T](q.op, reply)
	if err == nil && len(page.Value) > 0 {
		return page.Value[0], nil
	}
	if err == nil {
		err = errors.New("the answer does not say what was made")
	}
	var none T
	return none, &Error{next: lookAgain, Err: &transport.Error{
		At: time.Now(), Op: q.op, Method: q.method, Target: strings.TrimPrefix(BaseURL, "https://") + "/" + strings.Join(q.path, "/"),
		Status: reply.Status, RequestID: reply.RequestID, Uncertain: true, Cause: err,
	}}
}

func read[T any](op string, reply transport.Reply) (envelope[T], error) {
	var page envelope[T]
	if err := json.Unmarshal(reply.Body, &page); err != nil {
		if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok { // whose own words show types of ours
			err = fmt.Errorf("%s is %s", cmp.Or(e.Field, "it"), e.Value)
		}
		return page, fmt.Errorf("%s: the answer cannot be read: %w", op, err)
	}
	return page, nil
}

// text is a value of an answer as a text: what it says, a number digit by digit; empty for null.
func text(value json.RawMessage) string {
	value = bytes.TrimSpace(value)
	if len(value) == 0 || bytes.Equal(value, []byte("null")) {
		return ""
	}
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
