package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"awning/model"
)

// DiscardedFor is how long a discarded edit can be restored.
const DiscardedFor = 14 * 24 * time.Hour

// ErrNotKept says that a discarded edit is no longer there.
var ErrNotKept = errors.New("no longer kept")

// Discard ends edits that are not wanted, all of them or none. They can be restored
// for [DiscardedFor]. An edit that has ended already is passed over; if another edit
// has taken the place of one, which the caller has not seen, the error is
// an [*EditedElsewhereError].
func (s *Seat) Discard(ctx context.Context, edits ...model.FieldEdit) error {
	err := s.commit(ctx, func(tx *sql.Tx) error {
		for _, e := range edits {
			there, terr := s.openAt(ctx, tx, e)
			switch {
			case terr != nil:
				return terr
			case there == nil:
				continue
			case there.rev != e.Rev:
				return clash(there, e)
			}
			if terr = s.end(ctx, tx, there, stateDiscarded); terr != nil {
				return terr
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("discard edits: %w", err)
	}
	return nil
}

func (s *Seat) end(ctx context.Context, tx *sql.Tx, there *editRow, state string) error {
	there.state, there.endedAt = state, s.store.now().UnixNano()
	return there.update(ctx, tx)
}

func clash(there *editRow, mine model.FieldEdit) error {
	theirs, err := there.edit()
	if err != nil {
		return err
	}
	return &EditedElsewhereError{Clashes: []model.Clash{{Mine: mine, Theirs: theirs}}}
}

// Discarded returns the edits that were discarded or set aside and can be restored, the
// newest first.
func (s *Seat) Discarded(ctx context.Context) ([]model.FieldEdit, error) {
	all, err := s.edits(ctx, "WHERE identity = ? AND state <> ? AND ended_at >= ?", s.identity, stateOpen, s.oldest())
	slices.SortStableFunc(all, func(a, b model.FieldEdit) int { return b.Ended.Compare(a.Ended) })
	return all, err
}

// Restore makes discarded edits unsaved ones again, all of them or none. If
// another edit is at the place of one, the error is an [*EditedElsewhereError].
func (s *Seat) Restore(ctx context.Context, edits ...model.FieldEdit) error {
	err := s.commit(ctx, func(tx *sql.Tx) error {
		for _, e := range edits {
			rows, terr := editRows(ctx, tx, "WHERE identity = ? AND rev = ?", s.identity, e.Rev)
			if terr != nil {
				return terr
			}
			if len(rows) == 0 {
				return ErrNotKept
			}
			if _, terr = rows[0].edit(); terr != nil {
				return terr
			}
			there, terr := s.openAt(ctx, tx, e)
			switch {
			case terr != nil:
				return terr
			case there != nil && there.rev == e.Rev:
				continue
			case there != nil:
				return clash(there, e)
			}
			rows[0].state, rows[0].endedAt = stateOpen, 0
			if terr = rows[0].update(ctx, tx); terr != nil {
				return terr
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("restore edits: %w", err)
	}
	return nil
}

func (s *Seat) oldest() int64 { return s.store.now().Add(-DiscardedFor).UnixNano() }

// purge forgets what was discarded long ago, and documents no edit is based on.
func (s *Seat) purge(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM edit WHERE state <> ? AND ended_at < ?", stateOpen, s.oldest()); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		DELETE FROM edit_base WHERE (identity, product, section, hash) NOT IN
			(SELECT identity, product, section, base_hash FROM edit)`)
	return err
}
