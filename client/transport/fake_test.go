package transport_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

// answer is one thing a fake service does with a request.
type answer struct {
	status int
	header http.Header
	body   string
	err    error // instead of an answer
	broken bool  // the body ends with an error
}

// fake is a service in memory. It gives its answers in order, the last one for
// ever, and remembers what it was sent.
type fake struct {
	mu      sync.Mutex
	answers []answer
	seen    []*http.Request
	bodies  []string
	times   []time.Time
}

func (f *fake) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.Body != nil {
		b, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = string(b)
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	a := f.answers[min(len(f.seen), len(f.answers)-1)]
	f.seen = append(f.seen, req)
	f.bodies = append(f.bodies, body)
	f.times = append(f.times, time.Now())
	if a.err != nil {
		return nil, a.err
	}
	return a.response(req), nil
}

func (a answer) response(req *http.Request) *http.Response {
	var body io.Reader = strings.NewReader(a.body)
	if a.broken {
		body = io.MultiReader(body, failing{})
	}
	header := a.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{StatusCode: a.status, Header: header, Body: io.NopCloser(body), Request: req}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func dialError() error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.example.com", IsNotFound: true}}
}

// tokens counts what it gives out.
type tokens struct {
	mu    sync.Mutex
	calls []bool // fresh, per call
	give  func(n int, fresh bool) (string, error)
}

func (s *tokens) Token(_ context.Context, _ string, fresh bool) (secret.String, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, fresh)
	if s.give != nil {
		v, err := s.give(len(s.calls), fresh)
		return secret.New(v), err
	}
	if fresh {
		return secret.New("token-fresh"), nil
	}
	return secret.New("token-one"), nil
}

const base = "https://api.example.com/v1.0/ingestion"

func newAPI(t *testing.T, rt http.RoundTripper, change ...func(*transport.Options)) *transport.API {
	t.Helper()
	o := transport.Options{Name: "test", BaseURL: base, Audience: "https://api.example.com", Tokens: &tokens{}, Base: rt}
	for _, f := range change {
		f(&o)
	}
	return transport.New(o)
}

func methodOf(k transport.Kind) string {
	switch k {
	case transport.Read:
		return http.MethodGet
	case transport.PutTagged, transport.PutUntagged:
		return http.MethodPut
	case transport.DeleteDraft:
		return http.MethodDelete
	case transport.Create, transport.Act, transport.Token:
	}
	return http.MethodPost
}

func call(k transport.Kind) transport.Call {
	c := transport.Call{Op: "do something", Kind: k, Method: methodOf(k), Path: []string{"products", "p1"}}
	if k != transport.Read && k != transport.DeleteDraft {
		c.Body = []byte(`{"a":1}`)
	}
	return c
}
