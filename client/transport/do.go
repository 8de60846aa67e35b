package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"
)

// Do sends a call and returns its answer, or an [*Error]. A context that ends
// while a write is on its way makes the error [ErrUncertain] as well.
func (a *API) Do(ctx context.Context, c Call) (Reply, error) {
	target, header, err := a.prepare(c)
	if err != nil {
		return Reply{}, &Error{At: time.Now(), Op: c.Op, Method: c.Method, Cause: err}
	}
	f := &flight{op: c.Op, kind: c.Kind, body: c.Body}
	defer f.leave()
	// The layers below have read the answer: here it would only be copied.
	req := a.client.R().SetContext(context.WithValue(ctx, flightKey{}, f)).SetDoNotParseResponse(true)
	req.Header = header
	if c.Body != nil {
		req.SetBody(c.Body)
	}
	resp, err := req.Execute(c.Method, target.String())
	if err != nil {
		return Reply{}, a.noAnswer(c, target, f, err)
	}
	// It is in memory: closing it stops the clock of the call, and cannot fail.
	_ = resp.RawBody().Close()
	status, body := resp.StatusCode(), f.answer
	reply := Reply{Status: status, Header: resp.Header(), Body: body, RequestID: requestID(resp.Header())}
	switch {
	case c.Kind == DeleteDraft && status == http.StatusNotFound:
		return reply, nil
	case status == http.StatusNotModified && c.Header.Get("If-None-Match") == "":
	case judge(c.Method, status, body) == done:
		return reply, nil
	}
	return Reply{}, a.badAnswer(c, target, f, resp)
}

// prepare checks a call and builds its address and headers.
func (a *API) prepare(c Call) (*url.URL, http.Header, error) {
	reading := c.Method == http.MethodGet || c.Method == http.MethodHead
	switch {
	case a.problem != nil:
		return nil, nil, a.problem
	case a.readOnly && !reading && !c.Harmless:
		return nil, nil, ErrReadOnly
	case reading != (c.Kind == Read):
		return nil, nil, fmt.Errorf("a %s cannot be treated like this kind of call", c.Method)
	}
	target, err := a.target(c)
	if err != nil {
		return nil, nil, err
	}
	header := http.Header{"Accept": {"application/json"}}
	if c.Body != nil {
		header.Set("Content-Type", "application/json")
	}
	for name, values := range c.Header {
		switch http.CanonicalHeaderKey(name) {
		case "Idempotency-Key", "X-Idempotency-Key", "Authorization", "Cookie", "Host":
			return nil, nil, fmt.Errorf("the header %s must not be set", name)
		}
		header[http.CanonicalHeaderKey(name)] = values
	}
	return target, header, nil
}

func (a *API) target(c Call) (*url.URL, error) {
	if c.Link != nil {
		if !sameOrigin(a.base, c.Link) || c.Link.User != nil || c.Link.Opaque != "" {
			return nil, fmt.Errorf("refuse to send to %s, which is not %s", c.Link.Host, a.base.Host)
		}
		return c.Link, nil
	}
	var path strings.Builder
	path.WriteString(a.base.EscapedPath())
	for _, segment := range c.Path {
		if err := checkSegment(segment); err != nil {
			return nil, err
		}
		path.WriteString("/" + escapeSegment(segment))
	}
	return a.join(path.String(), c.Query.Encode())
}

// noAnswer makes the error of a call that was not answered.
func (a *API) noAnswer(c Call, target *url.URL, f *flight, err error) *Error {
	e := &Error{
		At: time.Now(), Op: c.Op, Method: c.Method, Target: target.Host + target.EscapedPath(),
		Uncertain: f.uncertain, RequestID: f.requestID, Cause: f.cause,
	}
	if e.Cause == nil {
		e.Cause = bare(err)
	}
	if p, ok := errors.AsType[*pausedError](err); ok {
		e.Wait = p.wait
	}
	return e
}

// badAnswer makes the error of an answer that is no success.
func (a *API) badAnswer(c Call, target *url.URL, f *flight, resp *resty.Response) *Error {
	status, header := resp.StatusCode(), resp.Header()
	o := judge(c.Method, status, f.answer)
	e := &Error{
		At: time.Now(), Op: c.Op, Method: c.Method, Target: target.Host + target.EscapedPath(), Status: status,
		RequestID: requestID(header), Uncertain: next(c.Kind, o) == ask,
		Cause: f.demand,
	}
	_, e.Claims = challenged(status, header)
	if e.RequestID == "" {
		e.RequestID = f.requestID
	}
	switch {
	case o == silent, o == foreign:
		e.Cause = ErrNotJSON
	case status < http.StatusBadRequest:
		e.Message = "it points elsewhere, and redirects are not followed"
	default:
		e.Code, e.Message, e.Details = a.errorText(f.answer)
		e.Page = looksLikePage(bytes.TrimSpace(f.answer))
		e.Message = Scrub(e.Message)
	}
	if o == busy {
		e.Wait = busyWait(header, f.tries)
	}
	return e
}
