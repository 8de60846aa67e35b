package transport

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"

	"awning/client/secret"
)

// requestIDHeader names a request for those who look for it in the service's
// logs.
const requestIDHeader = "Client-Request-Id"

// authorizer adds the token, for the API's own scheme, host and port alone.
type authorizer struct {
	next     http.RoundTripper
	base     *url.URL
	audience string
	tokens   TokenSource
}

// RoundTrip sends the request with a token. If the token is refused it asks for
// a fresh one and sends the request once more; a refused request was not done. So it
// does, once as well, if the service demands more of a token and the source has a way
// to get that. Three times is the most that one request is sent.
func (a *authorizer) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if a.tokens == nil || !sameOrigin(a.base, req.URL) {
		return a.send(req, secret.String{})
	}
	token, err := a.tokens.Token(ctx, a.audience, false)
	if err != nil {
		return nil, &tokenError{err}
	}
	resp, err := a.send(req, token)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	if c, demanded := challenged(resp.StatusCode, resp.Header); demanded {
		return a.answer(req, resp, token, c)
	}
	fresh, err := a.tokens.Token(ctx, a.audience, true)
	if err == nil && fresh == token {
		return resp, nil // there is no other
	}
	drain(resp)
	if err != nil {
		return nil, &tokenError{err}
	}
	if resp, err = a.again(req, fresh); err != nil {
		return nil, err
	}
	if c, demanded := challenged(resp.StatusCode, resp.Header); demanded {
		return a.answer(req, resp, fresh, c)
	}
	return resp, nil
}

// answer gets a token that a challenge is content with, and sends the request with it. Where
// there is none to be had, the challenge stands, beside the reason.
func (a *authorizer) answer(req *http.Request, resp *http.Response, refused secret.String, c challenge) (*http.Response, error) {
	source, able := a.tokens.(Answerer)
	if !able || c.claims == "" {
		return resp, nil
	}
	ctx := req.Context()
	better, err := source.Answer(ctx, a.audience, c.claims)
	switch {
	case ctx.Err() != nil:
		drain(resp)
		return nil, &tokenError{ctx.Err()}
	case err != nil:
		flightOf(ctx).demand = err
		return resp, nil //nolint:nilerr // the refusal is the answer; why it stands goes with it
	case better == refused || better.Empty():
		return resp, nil
	}
	drain(resp)
	return a.again(req, better)
}

// again sends the request once more, with another token.
func (a *authorizer) again(req *http.Request, token secret.String) (*http.Response, error) {
	out := req.Clone(req.Context())
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, &unsentError{err}
		}
		out.Body = body
	}
	return a.send(out, token)
}

// send sends a copy of the request, and tells failures before a connection was
// there from later ones.
func (a *authorizer) send(req *http.Request, token secret.String) (*http.Response, error) {
	var wanted, had atomic.Bool
	out := req.Clone(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { wanted.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { had.Store(true) },
	}))
	id := NewGUID()
	flightOf(req.Context()).requestID = id
	out.Header.Set(requestIDHeader, id)
	out.Header.Del("Authorization")
	if !token.Empty() {
		out.Header.Set("Authorization", "Bearer "+token.Reveal())
	}
	resp, err := a.next.RoundTrip(out)
	switch {
	case err == nil:
		return resp, nil
	case wanted.Load() && !had.Load():
		return nil, &unsentError{bare(err)}
	}
	return nil, bare(err)
}

// drain reads a short rest of an answer, so that its connection can be used
// again.
func drain(resp *http.Response) {
	const rest = 64 << 10
	// Whatever goes wrong here costs a new connection at worst.
	_, _ = io.CopyN(io.Discard, resp.Body, rest)
	_ = resp.Body.Close()
}

// NewGUID returns a random GUID, as requests and what they make are named by.
func NewGUID() string {
	var b [16]byte
	// Never fails: the runtime ends the program if there is no randomness.
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
