package client

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
)

// together lets readers that ask for the same thing at the same time share one
// request: the page of an offer reads three environments at once, and most of
// what they are made of is the same. An answer is shared by those who asked
// before it came, and by none who asked after a change that it may not show.
type together struct {
	changes atomic.Int64 // how many requests ended that may have changed something

	mu    sync.Mutex
	going map[string]*errand
}

// errand is one request for several readers.
type errand struct {
	done   chan struct{} // closed when the others are set
	got    any
	err    error
	gaveUp bool // whoever asked no longer wants to know
}

// ask asks, or waits for somebody who does; if that one gives up, another goes on.
// Nobody may change what it returns.
func ask[T any](ctx context.Context, t *together, what string, do func() (T, error)) (T, error) {
	for {
		e, mine := t.join(what)
		if mine {
			got, err := do()
			e.got, e.err, e.gaveUp = got, err, ctx.Err() != nil
			t.end(e)
			return got, err
		}
		var none T
		select {
		case <-e.done:
		case <-ctx.Done():
			return none, ctx.Err()
		}
		if e.gaveUp {
			continue
		}
		if got, ok := e.got.(T); ok {
			return got, e.err
		}
		return none, fmt.Errorf("%q means two different things", what)
	}
}

// join returns the errand under way, or begins one.
func (t *together) join(what string) (e *errand, mine bool) {
	what = fmt.Sprint(t.changes.Load(), " ", what)
	t.mu.Lock()
	defer t.mu.Unlock()
	if e = t.going[what]; e != nil {
		return e, false
	}
	if t.going == nil {
		t.going = map[string]*errand{}
	}
	e = &errand{done: make(chan struct{})}
	t.going[what] = e
	return e, true
}

// end lets those who wait go on.
func (t *together) end(e *errand) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for what, one := range t.going {
		if one == e {
			delete(t.going, what)
		}
	}
	close(e.done)
}

// noting counts the requests that may change something.
type noting struct {
	http.RoundTripper

	changes *atomic.Int64
}

// RoundTrip passes a request on. An answer that was lost may stand for a change as
// well.
func (n noting) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		defer n.changes.Add(1)
	}
	return n.RoundTripper.RoundTrip(r)
}
