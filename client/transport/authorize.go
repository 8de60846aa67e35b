package transport

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
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
// a fresh one and sends the request once more; a refused request was not done.
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
	if err != nil || resp.StatusCode != http.StatusUnauthorized || claims(resp.Header) {
		return resp, err
	}
	fresh, err := a.tokens.Token(ctx, a.audience, true)
	if err == nil && fresh == token {
		return resp, nil // there is no other
	}
	drain(resp)
	if err != nil {
		return nil, &tokenError{err}
	}
	second := req.Clone(ctx)
	if req.GetBody != nil {
		if second.Body, err = req.GetBody(); err != nil {
			return nil, &unsentError{err}
		}
	}
	return a.send(second, fresh)
}

// send sends a copy of the request, and tells failures before a connection was
// there from later ones.
func (a *authorizer) send(req *http.Request, token secret.String) (*http.Response, error) {
	var wanted, had atomic.Bool
	out := req.Clone(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { wanted.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { had.Store(true) },
	}))
	id := newRequestID()
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

// claims reports whether a 401 demands a new sign-in by the person: a fresh
// token got silently would be refused as well.
func claims(h http.Header) bool {
	for _, challenge := range h.Values("Www-Authenticate") {
		if strings.Contains(challenge, "claims=") || strings.Contains(challenge, "insufficient_claims") {
			return true
		}
	}
	return false
}

// drain reads a short rest of an answer, so that its connection can be used
// again.
func drain(resp *http.Response) {
	const rest = 64 << 10
	// Whatever goes wrong here costs a new connection at worst.
	_, _ = io.CopyN(io.Discard, resp.Body, rest)
	_ = resp.Body.Close()
}

// newRequestID returns a random GUID.
func newRequestID() string {
	var b [16]byte
	// Never fails: the runtime ends the program if there is no randomness.
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
