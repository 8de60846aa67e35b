package section

import (
	"context"
	"sync/atomic"
)

// flight is a write on its way to the store. The console may end before it began: then
// whoever ends it makes the write instead. One that began is waited for, and so is what it
// came to: whoever does not know that takes it for another console's.
type flight struct {
	begun atomic.Bool
	done  chan struct{}
	came  kept // once it is done
}

func newFlight() *flight { return &flight{done: make(chan struct{})} }

// begin reports true to the first who asks, who makes the write.
func (f *flight) begin() bool { return f.begun.CompareAndSwap(false, true) }

// end tells those who wait what it came to.
func (f *flight) end(came kept) {
	f.came = came
	close(f.done)
}

// wait waits for a write that somebody else makes, as long as ctx lasts, and returns what it
// came to.
func (f *flight) wait(ctx context.Context) kept {
	select {
	case <-f.done:
		return f.came
	case <-ctx.Done():
		return kept{}
	}
}
