package transport_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/transport"
	"awning/tries"
)

// books is a service that writes down what it does, and whose answers get lost in
// every way there is.
type books struct {
	r    *rand.Rand
	good string             // the body of a success
	kill context.CancelFunc // ends the client
	done []string           // what was changed
	held int                // requests that something happened to
}

// fate is what becomes of a request.
type fate struct {
	name    string
	applied bool // the service does it
	sure    bool // the answer says which
	answer  answer
	killed  bool
}

func fates() []fate {
	reset := errors.New("read: connection reset by peer")
	return []fate{
		{name: "no connection", sure: true, answer: answer{err: dialError()}},
		{name: "lost on the way there", answer: answer{err: reset}},
		{name: "applied, answer lost", applied: true, answer: answer{err: io.ErrUnexpectedEOF}},
		{name: "applied, answer broken off", applied: true, answer: answer{status: 200, body: `{"id":`, broken: true}},
		{name: "applied, half an answer", applied: true, answer: answer{status: 200, body: `{"id":`}},
		{name: "applied, a web page", applied: true, answer: answer{status: 200, body: "<html>Sign in"}},
		{name: "applied, 500", applied: true, answer: answer{status: 500, body: `"boom"`}},
		{name: "applied, 502", applied: true, answer: answer{status: 502, body: `<html>`}},
		{name: "applied, 503", applied: true, answer: answer{status: 503, header: http.Header{"Retry-After": {"1"}}}},
		{name: "applied, 504", applied: true, answer: answer{status: 504}},
		{name: "applied, 408", applied: true, answer: answer{status: 408}},
		{name: "500", answer: answer{status: 500, body: `"boom"`}},
		{name: "503", answer: answer{status: 503}},
		{name: "a sign-in page of a proxy", answer: answer{status: 200, body: "<html>Sign in"}},
		{name: "429", sure: true, answer: answer{status: 429, header: http.Header{"Retry-After": {"2"}}}},
		{name: "401", sure: true, answer: answer{status: 401, body: `{}`}},
		{name: "403", sure: true, answer: answer{status: 403, body: `{}`}},
		{name: "409", sure: true, answer: answer{status: 409, body: `{}`}},
		{name: "412", sure: true, answer: answer{status: 412, body: `{}`}},
		{name: "400", sure: true, answer: answer{status: 400, body: `{}`}},
		{name: "killed before", killed: true},
		{name: "applied, killed after", applied: true, killed: true},
	}
}

func (s *books) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if req.Method == http.MethodGet || req.Method == http.MethodHead {
		return answer{status: 404, body: `{}`}.response(req), nil
	}
	f := fate{applied: true, answer: answer{status: 200, body: s.good}}
	if s.held == 0 || s.r.IntN(3) == 0 { // one thing goes wrong for sure, perhaps more
		all := fates()
		f = all[s.r.IntN(len(all))]
		s.held++
	}
	if f.applied {
		s.done = append(s.done, req.Method+" "+req.URL.Path)
	}
	if f.killed {
		s.kill()
		return nil, context.Canceled
	}
	if f.answer.err != nil {
		return nil, f.answer.err
	}
	return f.answer.response(req), nil
}

// mutating are the calls that change something, each with an answer it can read.
func mutating(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, good := range []string{`{}`, `[]`, `{"id":"1"}`, `{"jobId":"1","jobStatus":"running"}`, `{"value":[{"requestId":"1","queryId":"1","reportId":"1"}]}`} {
		w := &wire{status: http.StatusOK, body: good}
		for _, m := range methods(w) {
			w.seen = nil
			err := m.call(t.Context(), -1, "")
			if _, known := out[m.name]; !known && err == nil && len(w.seen) > 0 && w.seen[0].Method != http.MethodGet {
				out[m.name] = good
			}
		}
	}
	return out
}

// T-DUP: whatever happens to a request that changes something, and whenever the client
// is killed, the service does it at most once, and what the client says of it is
// true: done, not done, or that it cannot know.
func TestDup_everyMutatingCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		good := mutating(t)
		faults := tries.Of(60)
		var twice, wrong, unsure, tries int
		for name, body := range good {
			for seed := range faults {
				srv := &books{r: rand.New(rand.NewPCG(uint64(seed), 5)), good: body}
				ctx, cancel := context.WithCancel(t.Context())
				srv.kill = cancel
				err := named(srv, name).call(ctx, -1, "")
				cancel()
				tries += srv.held
				uncertain := errors.Is(err, transport.ErrUncertain)
				if uncertain {
					unsure++
				}
				switch n := len(srv.done); {
				case n > 1:
					twice++
					t.Errorf("%s, %d: done %d times: %v", name, seed, n, srv.done)
				case err == nil && n == 0, err != nil && !uncertain && n == 1:
					wrong++
					t.Errorf("%s, %d: done %d times, and the client says %v", name, seed, n, err)
				}
			}
		}
		if len(good) < 15 || unsure == 0 {
			t.Errorf("%d calls that change something, %d uncertain", len(good), unsure)
		}
		t.Logf("T-DUP: %d calls that change something x %d runs, %d faults: %d done twice, %d wrong verdicts, %d uncertain", len(good), faults, tries, twice, wrong, unsure)
	})
}

func named(rt http.RoundTripper, name string, change ...func(*transport.Options)) method {
	for _, m := range methods(rt, change...) {
		if m.name == name {
			return m
		}
	}
	return method{}
}

// deaths are the ways a kept connection ends under a request.
func deaths() map[string]func(net.Conn) {
	return map[string]func(net.Conn){
		"closed without an answer": func(net.Conn) {},
		"reset": func(c net.Conn) {
			if tcp, ok := c.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
		},
		"half a status line": func(c net.Conn) { _, _ = io.WriteString(c, "HTTP/1.1 20") },
		"headers, no body": func(c net.Conn) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{")
		},
		"no answer, but a chunk": func(c net.Conn) {
			_, _ = io.WriteString(c, "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n")
		},
	}
}

// dying is a server that answers reads, counts writes, and lets the connection die under
// them; with hurry set it also closes, now and then, as soon as it has answered a read,
// while the client believes the connection to be good.
type dying struct {
	mu     sync.Mutex
	writes map[string]int
	die    func(net.Conn)
	hurry  bool
}

func (d *dying) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	if r.Method == http.MethodGet {
		d.keep(conn)
		return
	}
	d.count(r)
	d.die(conn)
}

func (d *dying) count(r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes[r.Header.Get("Client-Request-Id")]++
	d.writes["all"]++
}

// keep answers a read by hand, and one write that comes on the same connection.
func (d *dying) keep(conn net.Conn) {
	_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
	if d.hurry {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	r, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	_, _ = io.Copy(io.Discard, r.Body)
	d.count(r)
	d.die(conn)
}

// T-REPLAY: a kept connection dies under each call that changes something, in each way:
// the service sees it once.
func TestReplay_everyMutatingCall(t *testing.T) {
	t.Parallel()
	calls := mutating(t)
	tries, twice, sent := 0, 0, 0
	for death, die := range deaths() {
		for _, hurry := range []bool{false, true} {
			d := &dying{writes: map[string]int{}, die: die, hurry: hurry}
			srv := httptest.NewServer(d)
			rt := transport.NewBase()
			mapped, err := transport.HostMap(srv.URL, rt)
			if err != nil {
				t.Fatal(err)
			}
			hasty := func(o *transport.Options) { o.Patience = 1 }
			for name := range calls {
				tries++
				if _, err = newAPI(t, mapped, hasty).Do(t.Context(), call(transport.Read)); err != nil {
					t.Fatal(err)
				}
				before := d.total()
				err = named(mapped, name, hasty).call(t.Context(), -1, "")
				seen := d.total() - before
				sent += seen
				switch {
				case seen > 1:
					twice++
					t.Errorf("%s, %s: seen %d times", name, death, seen)
				case seen == 1 && !errors.Is(err, transport.ErrUncertain), seen == 0 && err == nil:
					t.Errorf("%s, %s: seen %d times, and the client says %v", name, death, seen, err)
				}
			}
			rt.CloseIdleConnections()
			srv.Close()
		}
	}
	if sent < tries/2 {
		t.Errorf("only %d of %d writes were seen", sent, tries)
	}
	t.Logf("T-REPLAY: %d calls that change something x %s, %d seen once, %d seen twice", len(calls), fmt.Sprintf("%d deaths of a kept connection", 2*len(deaths())), sent, twice)
}

func (d *dying) total() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.writes["all"]
}
