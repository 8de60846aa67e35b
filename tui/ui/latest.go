package ui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Latest runs one request at a time for one purpose. Starting another cancels
// the first, and a late answer to the first is not accepted. The zero value is
// ready to use; it must not be copied after Start.
type Latest[T any] struct {
	seq    int
	cancel context.CancelFunc
}

// Result is the answer to one request of a [Latest].
type Result[T any] struct {
	owner *Latest[T]
	seq   int
	Val   T
	Err   error
}

// Start cancels the request under way, if any, and returns the command that
// runs f. The context f is given ends after the time-out, when ctx does, or
// when another request starts.
func (l *Latest[T]) Start(ctx context.Context, timeout time.Duration, f func(context.Context) (T, error)) tea.Cmd {
	l.Stop()
	l.seq++
	seq := l.seq
	ctx, cancel := context.WithTimeout(ctx, timeout)
	l.cancel = cancel
	return func() tea.Msg {
		defer cancel()
		v, err := f(ctx)
		return Result[T]{owner: l, seq: seq, Val: v, Err: err}
	}
}

// Accept reports whether r answers the newest request, and if so ends it.
func (l *Latest[T]) Accept(r Result[T]) bool {
	if r.owner != l || r.seq != l.seq || l.cancel == nil {
		return false
	}
	l.Stop()
	return true
}

// Busy reports whether a request is under way.
func (l *Latest[T]) Busy() bool { return l.cancel != nil }

// Stop cancels the request under way, if any; its answer will not be accepted.
func (l *Latest[T]) Stop() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
