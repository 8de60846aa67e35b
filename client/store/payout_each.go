package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"awning/model/payout"
)

// MovedError says that earnings were brought up to date while all of them were read.
type MovedError struct{}

// Error says so.
func (*MovedError) Error() string { return "they were brought up to date meanwhile" }

// Hint says what to do next.
func (*MovedError) Hint() string { return "do it again: what is read has to be of one moment" }

// readAtOnce is how many lines are read before others get at the file.
const readAtOnce = 512

// EachEarning goes through all earnings a query asks for, the newest first, as they are at
// one moment. An error is the last that comes: it is a [*MovedError] if they change under way.
func (s *Seat) EachEarning(ctx context.Context, q payout.Query) iter.Seq2[payout.Earning, error] {
	return func(yield func(payout.Earning, error) bool) {
		l, c, err := s.asked(ctx, q)
		if err == nil {
			for slots := range slices.Chunk(l.page(c, 0, 0), readAtOnce) {
				var lines []payout.Earning
				if lines, err = s.unmoved(ctx, l.book, slots); err != nil {
					break
				}
				for _, e := range lines {
					if !yield(e, nil) {
						return
					}
				}
			}
		}
		if err != nil {
			yield(payout.Earning{}, fmt.Errorf("read the stored earnings: %w", s.explainPayout(ctx, err)))
		}
	}
}

// unmoved reads lines, as long as they are what they were. Where some are damaged they are
// dropped, and the rest is no longer what was asked for.
func (s *Seat) unmoved(ctx context.Context, was book, slots []uint32) ([]payout.Earning, error) {
	lines, damaged, err := s.whole(ctx, was, slots)
	if err == nil && len(damaged) > 0 {
		err = s.drop(ctx, damaged)
	}
	if err != nil {
		return nil, err
	}
	now, err := s.book(ctx, s.store.db)
	if err == nil && now.version != was.version {
		err = &MovedError{}
	}
	return lines, err
}
