package sandbox

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"awning/client/sandbox/entra"
	"awning/client/sandbox/insights"
)

// bodyLimit is how much of a request body is read: more than any document or
// package the sandbox is asked to hold.
const bodyLimit = 64 << 20

// Server is a marketplace. It serves any number of clients; requests change
// and read the store one at a time.
type Server struct {
	opts      Options
	directory *entra.Directory

	mu     sync.Mutex // guards what follows
	store  *store
	faults []*fault
}

// New makes a marketplace from a world. It starts nothing: there is nothing to
// close.
func New(opts Options) *Server {
	opts = opts.withDefaults()
	s := &Server{
		opts:  opts,
		store: &store{opts: opts, secret: []byte(rand.Text()), make: maker{seed: opts.Seed}, blobs: map[string]blob{}, desks: map[string]*insights.Desk{}, hosted: map[string]string{}},
	}
	s.directory = newDirectory(opts)
	s.store.load(opts.World)
	return s
}

// ServeHTTP serves over a socket. Only the real services' names and loopback
// addresses are served: a page in a browser must not reach the sandbox under a
// name of its own.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err != nil {
		http.Error(w, "reading the request: "+err.Error(), http.StatusBadRequest)
		return
	}
	a, err := s.serve(r.Context(), r, r.Host, body)
	if err != nil {
		// Closing the connection without an answer is what the fault asks for;
		// net/http does it for this value and logs nothing.
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), a.Header)
	if a.Cut > 0 {
		w.Header().Set("Content-Length", strconv.Itoa(a.Cut))
	}
	w.WriteHeader(a.Status)
	if a.Stream != nil {
		_, err = io.Copy(w, a.Stream)
		if errors.Join(err, a.Stream.Close()) != nil {
			panic(http.ErrAbortHandler) // the end must not look like one
		}
	}
	if _, err := w.Write(a.Body); err != nil {
		return // the client is gone
	}
}

// serve answers one request. The error, if any, takes the place of an answer:
// a connection that broke, or the end of ctx.
func (s *Server) serve(ctx context.Context, r *http.Request, host string, body []byte) (answer, error) {
	if s.opts.Latency > 0 {
		timer := time.NewTimer(s.opts.Latency)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return answer{}, context.Cause(ctx)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{Method: r.Method, Path: r.URL.Path, Query: queryOf(r.URL), Header: r.Header, Body: body}
	s.store.advance()
	c.changes, s.store.ledger = s.store.ledger, nil
	a, err := s.withFaults(c, func() answer { return s.answer(c, host) })
	s.log(c, r, a, err)
	return a, err
}

// queryOf is the query of an address. A semicolon is a character like any other, as
// the services' own addresses have it.
func queryOf(u *url.URL) url.Values {
	values, err := url.ParseQuery(strings.ReplaceAll(u.RawQuery, ";", "%3B"))
	if err != nil {
		return u.Query() // what can be read of it
	}
	return values
}

// answer finds the API a request is for, checks who asks, and lets it answer.
func (s *Server) answer(c *call, host string) answer {
	base, ok := origin(host)
	if !ok {
		return replyValue(http.StatusMisdirectedRequest, newObject("error", newObject("code", "misdirectedRequest",
			"message", fmt.Sprintf("The sandbox does not serve the host %q: use a loopback address or a service's own name.", host))))
	}
	c.Base = base
	if a, is := s.entra(c); is {
		return s.stamp(a)
	}
	on, ok := surfaceOf(c.Path)
	if !ok {
		return s.stamp(replyValue(http.StatusNotFound, newObject("error", newObject("code", "notFound",
			"message", "No API of the sandbox has the path "+c.Path+"."))))
	}
	return s.stamp(s.enter(on, c))
}

// stamp puts on what every answer of every service carries.
func (s *Server) stamp(a answer) answer {
	if a.Header == nil {
		a.Header = http.Header{}
	}
	if a.Header.Get("Request-Id") == "" {
		a.Header.Set("Request-Id", s.store.make.guid())
	}
	a.Header.Set("Date", s.store.now().Format(http.TimeFormat))
	return a
}
