package section

import (
	"context"
	"sync/atomic"
)

// flight is a write on its way to the store. The console may end before it began: then
// whoever ends it makes the write instead. One that began is waited for.
type flight struct {
	begun atomic.Bool
	done  chan struct{}
}

func newFlight() *flight { return &flight{done: make(chan struct{})} }

// begin reports true to the first who asks, who makes the write.
func (f *flight) begin() bool { return f.begun.CompareAndSwap(false, true) }

// end tells those who wait.
func (f *flight) end() { close(f.done) }

// wait waits for a write that somebody else makes, as long as ctx lasts.
func (f *flight) wait(ctx context.Context) {
	select {
	case <-f.done:
	case <-ctx.Done():
	}
}
