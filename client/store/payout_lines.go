package store

import (
	"context"
	"database/sql"
	"fmt"

	"awning/model/payout"
)

// Earnings returns the earnings a query asks for, the newest first, from offset on and at
// most limit of them; all if limit is 0. total is how many there are.
func (s *Seat) Earnings(ctx context.Context, q payout.Query, limit, offset int) (lines []payout.Earning, total int, err error) {
	lines, total, err = s.earnings(ctx, q, limit, offset)
	if err != nil {
		return nil, 0, fmt.Errorf("read the stored earnings: %w", s.explainPayout(ctx, err))
	}
	return lines, total, nil
}

func (s *Seat) earnings(ctx context.Context, q payout.Query, limit, offset int) ([]payout.Earning, int, error) {
	l, c, err := s.asked(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	lines, damaged, err := s.whole(ctx, l.book, l.page(c, limit, offset))
	if err == nil && len(damaged) > 0 {
		if err = s.drop(ctx, damaged); err == nil {
			return s.earnings(ctx, q, limit, offset) // with fewer lines each time
		}
	}
	return lines, c.lines, err
}

// page are the slots of some of the lines of a choice, the newest first.
func (l *ledger) page(c choice, limit, offset int) []uint32 {
	last := c.lines
	if limit > 0 && limit < last-offset {
		last = offset + limit
	}
	if offset >= last {
		return nil
	}
	slots, at := make([]uint32, 0, last-offset), 0
	for _, slot := range l.byDate() {
		if !c.slots.has(slot) {
			continue
		}
		if at >= offset {
			slots = append(slots, slot)
		}
		if at++; at == last {
			break
		}
	}
	return slots
}

// whole reads lines, and names the slots of those that are damaged.
func (s *Seat) whole(ctx context.Context, b book, slots []uint32) (lines []payout.Earning, damaged []int64, err error) {
	if len(slots) == 0 {
		return nil, nil, nil
	}
	read, err := s.store.db.PrepareContext(ctx, "SELECT value, sum FROM earning WHERE n = ?")
	if err != nil {
		return nil, nil, err
	}
	defer read.Close()
	lines = make([]payout.Earning, 0, len(slots))
	for _, slot := range slots {
		var value, sum []byte
		if err = read.QueryRowContext(ctx, b.key(int64(slot))).Scan(&value, &sum); err != nil && !noRows(err) {
			return nil, nil, err
		}
		var e earningRow
		if decode(value, sum, &e) != nil {
			damaged = append(damaged, int64(slot))
			continue
		}
		lines = append(lines, payout.Earning(e))
	}
	return lines, damaged, nil
}

// drop forgets damaged lines: the service has them.
func (s *Seat) drop(ctx context.Context, slots []int64) error {
	return s.empty(ctx, slots, (*sheets).dropLines)
}

// empty takes lines from their places, by one of the ways to delete them.
func (s *Seat) empty(ctx context.Context, slots []int64, remove func(*sheets, context.Context, []int64) error) error {
	return s.store.transact(ctx, func(tx *sql.Tx) error {
		b, err := s.book(ctx, tx)
		if err != nil {
			return err
		}
		changes := sheets{tx: tx, now: s.store.now, book: b}
		keys := make([]int64, len(slots))
		for i, slot := range slots {
			keys[i] = b.key(slot)
			if err = changes.put(ctx, slot, make(line, lineSize), nil); err != nil {
				return err
			}
		}
		if err = remove(&changes, ctx, keys); err != nil {
			return err
		}
		if err = changes.flush(ctx); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE payout_book SET version = version + 1 WHERE n = ?", b.n)
		return err
	})
}
