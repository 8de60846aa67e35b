package payouts_test

import (
	"io"
	"net/http"
	"strings"

	"awning/client/auth"
	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/transport"
)

// answer is what the service says to everything, and what it was asked last.
type answer struct {
	status int
	header http.Header
	body   string
	asked  string
	calls  int
	last   *http.Request
}

func (a *answer) RoundTrip(r *http.Request) (*http.Response, error) {
	a.calls++
	a.asked, a.last = r.Method+" "+r.URL.String(), r
	header := a.header.Clone()
	if header == nil {
		header = http.Header{"Content-Type": {"application/json"}}
	}
	return &http.Response{
		StatusCode: a.status, Request: r, Header: header, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: int64(len(a.body)),
	}, nil
}

// client is a client whose service is rt.
func client(rt http.RoundTripper) *payouts.Client {
	return payouts.New(transport.New(transport.Options{
		Name: "payouts", BaseURL: payouts.BaseURL, Audience: auth.AudiencePartner, Tokens: auth.NewStatic(secret.New("t")), Base: rt,
	}))
}
