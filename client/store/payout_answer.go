package store

import (
	"context"
	"reflect"

	"awning/model/payout"
)

// manySlots is how many lines it takes for answers to be kept: with half a million they save
// reading all figures.
const manySlots = 4000

// answer answers a question about all earnings from what was found at the same version of
// them, and works it out otherwise. find also returns the version it has looked at.
func answer[T any](ctx context.Context, s *Seat, q payout.Query, question string, find func() ([]T, int64, error)) ([]T, error) {
	b, err := s.book(ctx, s.store.db)
	if err != nil {
		return nil, err
	}
	if b.slots < manySlots || !reflect.ValueOf(q).IsZero() {
		found, _, ferr := find()
		return found, ferr
	}
	var value, sum []byte
	err = s.store.db.QueryRowContext(ctx, "SELECT value, sum FROM payout_answer WHERE book = ? AND question = ? AND version = ?",
		b.n, question, b.version).Scan(&value, &sum)
	if err != nil && !noRows(err) {
		return nil, err
	}
	var known []T
	if err == nil && decode(value, sum, &known) == nil {
		return known, nil
	}
	found, version, err := find()
	if err != nil {
		return nil, err
	}
	if value, sum, err = encode(found); err == nil {
		// What cannot be kept is found again.
		_, _ = s.store.db.ExecContext(ctx, "INSERT OR REPLACE INTO payout_answer (book, question, version, value, sum) VALUES (?, ?, ?, ?, ?)",
			b.n, question, version, value, sum)
	}
	return found, err
}
