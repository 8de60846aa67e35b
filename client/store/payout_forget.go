package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ForgetEarnings forgets the lines that are gone, by their ids in small letters and the days
// they were earned on, and returns how many they were. After a kill some of them are left; the
// next call forgets those.
func (s *Seat) ForgetEarnings(ctx context.Context, gone func(id string, earned time.Time) bool) (int, error) {
	n, err := s.forgetEarnings(ctx, gone)
	if err != nil {
		return n, fmt.Errorf("forget earnings: %w", s.explainPayout(ctx, err))
	}
	return n, nil
}

func (s *Seat) forgetEarnings(ctx context.Context, gone func(string, time.Time) bool) (n int, err error) {
	l, err := s.ledger(ctx)
	if err != nil {
		return 0, err
	}
	rows, err := s.store.db.QueryContext(ctx, "SELECT n, id FROM earning WHERE book = ?", l.book.n)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var slots []int64
	for rows.Next() {
		var key int64
		var id string
		if err = rows.Scan(&key, &id); err != nil {
			return 0, err
		}
		slot := key - l.book.first()
		if slot < int64(l.slots()) && gone(id, time.Unix(l.dates[slot], 0).UTC()) {
			slots = append(slots, slot)
		}
	}
	if err = errors.Join(rows.Err(), rows.Close()); err != nil {
		return 0, err
	}
	s.store.ledgers.forget(l.book.n)
	for some := range slices.Chunk(slots, importBatch) {
		if err = s.empty(ctx, some, (*sheets).deleteLines); err != nil {
			return n, err
		}
		n += len(some)
	}
	return n, nil
}
