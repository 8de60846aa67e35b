package store

import (
	"context"
	"database/sql"
	"slices"
)

// restoredAtOnce is how many sheets are made anew in a transaction.
const restoredAtOnce = 32

// restore makes damaged sheets anew from their lines; all of them if words are damaged,
// which any line may have.
func (s *Seat) restore(ctx context.Context, damaged broken) error {
	if len(damaged.words) > 0 {
		var err error
		if damaged.sheets, err = s.forgetWords(ctx, damaged.words); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(damaged.sheets, restoredAtOnce) {
		err := s.store.transact(ctx, func(tx *sql.Tx) error {
			b, err := s.book(ctx, tx)
			if err != nil {
				return err
			}
			changes := sheets{tx: tx, now: s.store.now, book: b}
			for _, number := range some {
				// What reads well may name words that are lost.
				if _, err = tx.ExecContext(ctx, "DELETE FROM earning_sheet WHERE n = ?", b.key(number)); err != nil {
					return err
				}
				if _, err = changes.sheet(ctx, number); err != nil {
					return err
				}
			}
			if err = changes.flush(ctx); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, "UPDATE payout_book SET version = version + 1 WHERE n = ?", b.n)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetWords forgets words and all sheets, whose numbers it returns.
func (s *Seat) forgetWords(ctx context.Context, words []int64) (all []int64, err error) {
	err = s.store.transact(ctx, func(tx *sql.Tx) error {
		b, terr := s.book(ctx, tx)
		if terr != nil {
			return terr
		}
		for _, n := range words {
			if _, terr = tx.ExecContext(ctx, "DELETE FROM payout_word WHERE n = ?", n); terr != nil {
				return terr
			}
		}
		for n := range b.sheets() {
			all = append(all, n)
		}
		_, terr = tx.ExecContext(ctx, "DELETE FROM earning_sheet WHERE n BETWEEN ? AND ?", b.first(), b.last())
		return terr
	})
	return all, err
}
