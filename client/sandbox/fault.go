package sandbox

import (
	"errors"
	"net/http"
	"strings"
)

// Fault is something going wrong with a request, for tests of clients. The
// request is answered with Status, Header and Body without being served,
// unless AfterServing is set.
type Fault struct {
	Status int
	Header http.Header
	Body   string
	// Drop breaks the connection instead of answering.
	Drop bool
	// AfterServing lets the request take effect first: the change is made, and
	// the answer is lost.
	AfterServing bool
	// Cut serves the request, sends the first half of the answer's body and
	// then breaks the connection.
	Cut bool
}

type fault struct {
	match string
	left  int
	Fault
}

// errDropped is what a client in memory sees of a broken connection.
var errDropped = errors.New("the connection was broken by a fault of the sandbox")

// Fail makes the next n requests that match go wrong. A match is a method and
// the beginning of a path, "GET /v1.0/ingestion/products"; without a method it
// matches all of them. Paths are compared without regard to case. Faults are
// used up in the order they were given.
func (s *Server) Fail(match string, n int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &fault{match: strings.ToLower(match), left: n, Fault: f})
}

// withFaults serves a request unless something is to go wrong with it.
func (s *Server) withFaults(c *call, serve func() answer) (answer, error) {
	f := s.nextFault(c)
	if f == nil {
		return serve(), nil
	}
	var a answer
	if f.AfterServing || f.Cut {
		a = serve()
	}
	if f.Drop {
		return a, errDropped
	}
	if f.Cut && a.Stream != nil {
		a.Stream = cutShort(a.Stream)
		return a, nil
	}
	if f.Cut {
		a.Cut, a.Body = len(a.Body), a.Body[:len(a.Body)/2]
		return a, nil
	}
	header := f.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	return s.stamp(answer{Status: f.Status, Header: header, Body: []byte(f.Body)}), nil
}

func (s *Server) nextFault(c *call) *fault {
	path := strings.ToLower(c.Path)
	for _, f := range s.faults {
		want := f.match
		if method, rest, ok := strings.Cut(want, " "); ok {
			if !strings.EqualFold(method, c.Method) {
				continue
			}
			want = rest
		}
		if f.left > 0 && strings.HasPrefix(path, want) {
			f.left--
			return f
		}
	}
	return nil
}
