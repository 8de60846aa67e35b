package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
)

// audit looks whether all edits that were stored are there and whole. What is
// wrong with other tables shows when they are read, and costs a new look at the
// services; an edit that is gone is gone.
func (s *Store) audit(ctx context.Context) error {
	var verdict string
	var tally, there int
	for query, into := range map[string]any{
		"PRAGMA integrity_check('edit')":                          &verdict,
		"SELECT n FROM edit_tally":                                &tally,
		"SELECT count(*) FROM (SELECT rev FROM edit NOT INDEXED)": &there,
	} {
		if err := s.db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return err
		}
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, verdict)
	}
	rows, err := editRows(ctx, s.db, "NOT INDEXED")
	if err != nil {
		return err
	}
	for i := range rows {
		if _, err = rows[i].edit(); err == nil {
			there--
		}
	}
	if tally != len(rows) || there != 0 {
		return fmt.Errorf("%w: of %d unsaved edits %d are whole", errDamaged, tally, len(rows)-there)
	}
	return nil
}

// salvaged says what became of the edits of a damaged file.
type salvaged struct {
	taken  int
	stored int // how many there were; -1: not known
}

// String says it in a sentence.
func (r salvaged) String() string {
	switch {
	case r.stored < 0 && r.taken == 0:
		return "if there were unsaved edits, they could not be taken over"
	case r.stored < 0:
		return fmt.Sprintf("%d unsaved edits were taken over; there may have been more", r.taken)
	case r.stored == 0 && r.taken == 0:
		return "it held no unsaved edits"
	case r.taken >= r.stored:
		return fmt.Sprintf("all %d unsaved edits were taken over", r.taken)
	}
	return fmt.Sprintf("%d of %d unsaved edits were taken over, the others are damaged", r.taken, r.stored)
}

// salvage takes over, from a damaged file, whatever edits are whole. It only
// reads the file.
func (s *Store) salvage(ctx context.Context, damaged string) (salvaged, error) {
	found := salvaged{stored: -1}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: damaged}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return found, err
	}
	defer db.Close()
	rows := wholeRows(ctx, db)
	if err = db.QueryRowContext(ctx, "SELECT n FROM edit_tally").Scan(&found.stored); err != nil {
		found.stored = -1
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		taken := 0
		for i := range rows {
			if rows[i].insert(ctx, tx) == nil { // what the new file does not take is counted as lost
				taken++
			}
		}
		found.taken = taken
		return nil
	})
	return found, err
}

// wholeRows reads the edits that can be read, from either end of the table: a
// damaged page ends the reading.
func wholeRows(ctx context.Context, db *sql.DB) []editRow {
	var whole []editRow
	seen := map[int64]bool{}
	for _, order := range []string{"rev", "rev DESC"} {
		rows, err := db.QueryContext(ctx, editColumns+"NOT INDEXED ORDER BY "+order)
		if err != nil {
			continue
		}
		for rows.Next() {
			r, err := scanEdit(rows)
			if err != nil || seen[r.rev] || !r.findBase(ctx, db) {
				continue
			}
			seen[r.rev] = true
			whole = append(whole, r)
		}
		// That the reading ended early is no news: the file is damaged.
		_ = errors.Join(rows.Err(), rows.Close())
	}
	return whole
}

// findBase reads the document of a row, without the help of an index, and
// reports whether row and document are whole.
func (r *editRow) findBase(ctx context.Context, db *sql.DB) bool {
	err := db.QueryRowContext(ctx,
		"SELECT value, raw, sum FROM edit_base NOT INDEXED WHERE (identity, product, section, hash) = (?, ?, ?, ?)",
		r.identity, r.product, r.section, r.hash).Scan(&r.base.value, &r.base.raw, &r.base.sum)
	if err != nil {
		return false
	}
	_, err = r.edit()
	return err == nil
}
