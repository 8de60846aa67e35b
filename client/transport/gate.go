package transport

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// How many calls of one API may be under way at once.
const (
	maxReads  = 16
	maxWrites = 4
)

// gate holds an API's calls back: not too many at once, and none while the
// service asks to be left alone. After such a pause one try goes first; each
// success lets twice as many follow.
type gate struct {
	next   http.RoundTripper
	reads  chan struct{}
	writes chan struct{}

	mu       sync.Mutex
	until    time.Time     // no try before this
	window   int           // how many tries may be on the wire
	inFlight int           // how many are
	changed  chan struct{} // closed, and replaced, when any of these changes
}

func newGate() *gate {
	return &gate{
		reads: make(chan struct{}, maxReads), writes: make(chan struct{}, maxWrites),
		window: maxReads + maxWrites, changed: make(chan struct{}),
	}
}

// RoundTrip waits for a free place and keeps it until the call has ended, its
// retries included.
func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	places := g.writes
	if flightOf(req.Context()).kind == Read {
		places = g.reads
	}
	select {
	case places <- struct{}{}:
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	defer func() { <-places }()
	return g.next.RoundTrip(req)
}

// enter waits until a try may be sent; every enter that succeeds is followed by
// one leave. If the pause is longer than patience it fails at once with a
// [*pausedError].
func (g *gate) enter(ctx context.Context, patience time.Duration) error {
	for {
		pause, changed, ok := g.try()
		switch {
		case ctx.Err() != nil:
			if ok {
				g.leave(false)
			}
			return ctx.Err()
		case ok:
			return nil
		case pause > patience:
			return &pausedError{wait: pause}
		}
		if err := awaitChange(ctx, pause, changed); err != nil {
			return err
		}
	}
}

// awaitChange waits for a change of the gate, or for the end of its pause if
// there is one.
func awaitChange(ctx context.Context, pause time.Duration, changed <-chan struct{}) error {
	var over <-chan time.Time // nil never fires
	if pause > 0 {
		t := time.NewTimer(pause)
		defer t.Stop()
		over = t.C
	}
	select {
	case <-over:
	case <-changed:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// try takes a place on the wire if there is one now.
func (g *gate) try() (pause time.Duration, changed <-chan struct{}, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if pause = time.Until(g.until); pause > 0 {
		return pause, g.changed, false
	}
	if g.inFlight >= g.window {
		return 0, g.changed, false
	}
	g.inFlight++
	return 0, g.changed, true
}

// leave gives the place back. A success opens the gate further.
func (g *gate) leave(success bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inFlight--
	if success {
		g.window = min(2*g.window, maxReads+maxWrites)
	}
	g.announce()
}

// shut closes the gate for a while; a longer pause already asked for stands.
func (g *gate) shut(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := time.Now().Add(d); until.After(g.until) {
		g.until = until
	}
	g.window = 1
	g.announce()
}

func (g *gate) announce() {
	close(g.changed)
	g.changed = make(chan struct{})
}

// pausedError says that the service asked, in an earlier answer, to be left
// alone for longer than the caller has patience.
type pausedError struct{ wait time.Duration }

func (e *pausedError) Error() string        { return "the service asked to be left alone" }
func (e *pausedError) Is(target error) bool { return target == ErrBusy }
