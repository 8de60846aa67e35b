package client

import (
	"context"
	"iter"
	"slices"

	"awning/model/payout"
)

// EachEarning goes through all earnings of a scope that a query asks for, the newest first,
// in one go and as they are at one moment. An error is the last that comes: a
// [*store.MovedError] if a refresh changes them under way. It asks nobody but the store.
func (m *Market) EachEarning(ctx context.Context, sc payout.Scope, q payout.Query) iter.Seq2[payout.Earning, error] {
	return func(yield func(payout.Earning, error) bool) {
		books, err := m.books(ctx, sc)
		if err != nil {
			yield(payout.Earning{}, err)
			return
		}
		all := make([]iter.Seq2[payout.Earning, error], len(books))
		for i, b := range books {
			all[i] = b.store.EachEarning(ctx, inScope(sc, q))
		}
		inOrder(all)(yield)
	}
}

// inOrder are the lines of several books in the order of each of them, the newest first.
func inOrder(books []iter.Seq2[payout.Earning, error]) iter.Seq2[payout.Earning, error] {
	if len(books) == 1 {
		return books[0]
	}
	return func(yield func(payout.Earning, error) bool) {
		var open []*head
		for _, lines := range books {
			next, stop := iter.Pull2(lines)
			defer stop()
			if h := (&head{next: next}); h.advance() {
				open = append(open, h)
			}
		}
		for len(open) > 0 {
			first := 0
			for i, h := range open {
				if h.err != nil || open[first].err == nil && h.line.Date.After(open[first].line.Date) {
					first = i
				}
			}
			h := open[first]
			if !yield(h.line, h.err) || h.err != nil {
				return
			}
			if !h.advance() {
				open = slices.Delete(open, first, first+1)
			}
		}
	}
}

// head is the next line of a book.
type head struct {
	next func() (payout.Earning, error, bool)
	line payout.Earning
	err  error
}

// advance reports whether there is another one.
func (h *head) advance() (more bool) {
	h.line, h.err, more = h.next()
	return more
}
