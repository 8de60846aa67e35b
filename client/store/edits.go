package store

import (
	"context"
	"database/sql"
	"fmt"

	"awning/model"
)

// EditedElsewhereError says that edits would replace others that their author has
// not seen. Nothing was replaced.
type EditedElsewhereError struct{ Clashes []model.Clash }

// Error says who made the edit that is there.
func (e *EditedElsewhereError) Error() string {
	there := e.Clashes[0].Theirs
	more := ""
	if n := len(e.Clashes) - 1; n > 0 {
		more = fmt.Sprintf(", and so were %d more places", n)
	}
	return fmt.Sprintf("%s was edited at %q in another console (on %s, process %d) at %s%s",
		there.Key, there.Path, there.By.Host, there.By.PID, there.At.Format("2006-01-02 15:04"), more)
}

// Hint says what to do next.
func (e *EditedElsewhereError) Hint() string { return "look at both edits and keep one of them" }

// EditedElsewhere lists the edits, for those who know the error by what it can do.
func (e *EditedElsewhereError) EditedElsewhere() []model.Clash { return e.Clashes }

// DamagedEditsError says that some edits cannot be read. Those that can be come
// along with it.
type DamagedEditsError struct{ Count int }

// Error says how many there are.
func (e *DamagedEditsError) Error() string {
	return fmt.Sprintf("%d unsaved edits in the local store are damaged and cannot be read", e.Count)
}

// Hint says what to do next.
func (e *DamagedEditsError) Hint() string {
	return "start again: the damaged file is moved aside, and what is whole is taken over"
}

// KeepEdit writes edits down and returns them as they are kept, with their Rev.
// They are on disk when KeepEdit returns, all of them or, with any error but the
// following, none. An edit replaces the one of the same place that its Rev names; if
// another is there, that one stays, the new edit is set aside (it is
// among the discarded ones), and the error is an [*EditedElsewhereError]. Who has seen
// both keeps his own by naming the Rev of the other. An edit whose
// predecessor has ended meanwhile is kept as a new one.
//
// The caller sees to it that no part of an edit holds a secret.
func (s *Seat) KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error) {
	rows, err := s.newRows(edits)
	if err != nil {
		return nil, err
	}
	var theirs []*editRow
	err = s.commit(ctx, func(tx *sql.Tx) error {
		theirs = make([]*editRow, len(rows)) // of these rows, those that are in the way
		for i := range rows {
			there, terr := s.openAt(ctx, tx, edits[i])
			if terr == nil && there != nil && there.rev != edits[i].Rev {
				theirs[i] = there
				terr = s.setAside(ctx, tx, &rows[i])
			} else if terr == nil && there != nil {
				rows[i].origin = there.root()
				terr = s.replace(ctx, tx, there)
			}
			if terr == nil {
				terr = rows[i].insert(ctx, tx)
			}
			if terr != nil {
				return terr
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("keep %d edits: %w", len(edits), err)
	}
	return outcome(rows, theirs)
}

func (s *Seat) newRows(edits []model.FieldEdit) ([]editRow, error) {
	rows := make([]editRow, len(edits))
	for i, e := range edits {
		if e.Offer.Product == "" || e.Key.Section == "" {
			return nil, fmt.Errorf("keep an edit: product %q and section %q must be known", e.Offer.Product, e.Key)
		}
		e.BaseHash, e.By, e.At = e.Base.Hash(), s.store.process, s.store.now()
		var err error
		if rows[i], err = newEditRow(s.identity, e); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// outcome is what became of rows: kept, or set aside for the sake of others.
func outcome(rows []editRow, theirs []*editRow) ([]model.FieldEdit, error) {
	kept := make([]model.FieldEdit, 0, len(rows))
	var clashes []model.Clash
	for i := range rows {
		mine, err := rows[i].edit()
		if err != nil {
			return kept, err
		}
		if theirs[i] == nil {
			kept = append(kept, mine)
			continue
		}
		there, err := theirs[i].edit()
		if err != nil {
			return kept, err
		}
		clashes = append(clashes, model.Clash{Mine: mine, Theirs: there})
	}
	if len(clashes) > 0 {
		return kept, &EditedElsewhereError{Clashes: clashes}
	}
	return kept, nil
}

// replace ends an edit that another takes the place of. The last one of another
// console remains among the discarded.
func (s *Seat) replace(ctx context.Context, tx *sql.Tx, there *editRow) error {
	if there.by.Run == s.store.process.Run {
		_, err := tx.ExecContext(ctx, "DELETE FROM edit WHERE rev = ?", there.rev)
		return err
	}
	if err := forget(ctx, tx, there, stateReplaced, ""); err != nil {
		return err
	}
	return s.end(ctx, tx, there, stateReplaced)
}

// setAside makes a row one that was not taken. It replaces the one that this
// console set aside before: it is what was typed further.
func (s *Seat) setAside(ctx context.Context, tx *sql.Tx, row *editRow) error {
	row.state, row.endedAt = stateAside, s.store.now().UnixNano()
	return forget(ctx, tx, row, stateAside, row.by.Run)
}

// forget removes the ended edits of a row's place that are in some state, and of
// some run if one is named.
func forget(ctx context.Context, tx *sql.Tx, row *editRow, state, run string) error {
	_, err := tx.ExecContext(ctx, `
		DELETE FROM edit WHERE identity = ? AND product = ? AND section = ? AND path = ? AND state = ? AND ? IN ('', run)`,
		row.identity, row.product, row.section, row.path, state, run)
	return err
}

// openAt is the unsaved edit of the place that an edit is of; nil if there is
// none.
func (s *Seat) openAt(ctx context.Context, tx *sql.Tx, e model.FieldEdit) (*editRow, error) {
	rows, err := editRows(ctx, tx, "WHERE identity = ? AND product = ? AND section = ? AND path = ? AND state = 'open'",
		s.identity, string(e.Offer.Product), e.Key.String(), e.Path)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	_, err = rows[0].edit() // a damaged one must not be given a new sum
	return &rows[0], err
}

// Edits returns the unsaved edits of a product, in the order in which they were
// made. With a [*DamagedEditsError] come those that are whole.
func (s *Seat) Edits(ctx context.Context, p model.ProductID) ([]model.FieldEdit, error) {
	return s.edits(ctx, "WHERE identity = ? AND product = ? AND state = ?", s.identity, string(p), stateOpen)
}

// EditsAll is [Seat.Edits] for all products.
func (s *Seat) EditsAll(ctx context.Context) ([]model.FieldEdit, error) {
	return s.edits(ctx, "WHERE identity = ? AND state = ?", s.identity, stateOpen)
}

func (s *Seat) edits(ctx context.Context, where string, args ...any) ([]model.FieldEdit, error) {
	rows, err := editRows(ctx, s.store.db, where+" ORDER BY rev", args...)
	if err != nil {
		return nil, fmt.Errorf("read the unsaved edits: %w", explain(err))
	}
	all := make([]model.FieldEdit, 0, len(rows))
	for i := range rows {
		e, err := rows[i].edit()
		if err == nil {
			all = append(all, e)
		}
	}
	if damaged := len(rows) - len(all); damaged > 0 {
		return all, &DamagedEditsError{Count: damaged}
	}
	return all, nil
}

// Saved ends edits after their save is confirmed; now is the document as read
// back. What was typed on top of one of them while it was saved is from then on
// based on what was saved.
func (s *Seat) Saved(ctx context.Context, edits []model.FieldEdit, now model.Document) error {
	err := s.commit(ctx, func(tx *sql.Tx) error {
		for _, e := range edits {
			there, terr := s.openAt(ctx, tx, e)
			switch {
			case terr != nil:
				return terr
			case there == nil:
			case there.rev == e.Rev:
				_, terr = tx.ExecContext(ctx, "DELETE FROM edit WHERE rev = ?", e.Rev)
			case there.root() == e.Origin || there.root() == e.Rev:
				terr = s.rebase(ctx, tx, there, e, now)
			}
			if terr != nil {
				return terr
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write down that edits were saved: %w", err)
	}
	return nil
}

// rebase puts an edit on the document that holds the edit before it.
func (s *Seat) rebase(ctx context.Context, tx *sql.Tx, there *editRow, saved model.FieldEdit, now model.Document) error {
	e, err := there.edit()
	if err != nil {
		return err
	}
	e.Base, e.BaseHash, e.Old = now, now.Hash(), saved.New
	row, err := newEditRow(s.identity, e)
	if err != nil {
		return err
	}
	row.rev, row.origin = there.rev, there.origin
	if _, err = tx.ExecContext(ctx, "DELETE FROM edit WHERE rev = ?", there.rev); err != nil {
		return err
	}
	return row.insert(ctx, tx)
}

// commit is a transaction that leaves nothing in the write-ahead log: whatever
// becomes of that file, the edits are in the database itself.
func (s *Seat) commit(ctx context.Context, f func(*sql.Tx) error) error {
	err := s.store.transact(ctx, func(tx *sql.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return s.purge(ctx, tx)
	})
	if err == nil {
		// If another console is reading just now, the log is emptied by the next one.
		_, _ = s.store.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return err
}
