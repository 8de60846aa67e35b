package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"awning/model/payout"
)

// book is what is known of one identity's payouts. The zero value is one that was never
// begun.
type book struct {
	n, version        int64
	slots             int64 // the places of lines; that of the next one
	earnings, dropped int
	source            payout.Source
	refreshed         int64
}

// key is the key of the line in a slot, or of the sheet with a number.
func (b book) key(n int64) int64 { return b.n<<32 | n }

// first and last are the bounds of the book's keys.
func (b book) first() int64 { return b.key(0) }
func (b book) last() int64  { return b.key(maxSlots - 1) }

// sheets is how many sheets the lines fill.
func (b book) sheets() int64 { return (b.slots + sheetLines - 1) / sheetLines }

// maxSlots is more lines than anybody has. Beyond it there is only damage.
const maxSlots = 1 << 24

// book returns the identity's book.
func (s *Seat) book(ctx context.Context, q querier) (book, error) {
	var b book
	err := q.QueryRowContext(ctx,
		"SELECT n, version, earnings, dropped, source, refreshed_at FROM payout_book WHERE identity = ?", s.identity).
		Scan(&b.n, &b.version, &b.earnings, &b.dropped, &b.source, &b.refreshed)
	if noRows(err) {
		return book{}, nil
	}
	if err != nil {
		return book{}, err
	}
	var last sql.NullInt64
	if err = q.QueryRowContext(ctx, "SELECT max(n) FROM earning WHERE n BETWEEN ? AND ?", b.first(), b.last()).Scan(&last); last.Valid {
		b.slots = last.Int64 - b.first() + 1
	}
	return b, err
}

// begun returns the identity's book, which is begun if there is none.
func (s *Seat) begun(ctx context.Context, tx *sql.Tx) (book, error) {
	b, err := s.book(ctx, tx)
	if err != nil || b.n != 0 {
		return b, err
	}
	if _, err = tx.ExecContext(ctx,
		"INSERT INTO payout_book (identity, version, earnings, dropped, dropped_at, source, refreshed_at) VALUES (?, 0, 0, 0, 0, '', 0)", s.identity); err != nil {
		return book{}, err
	}
	return s.book(ctx, tx)
}

// PayoutState returns how much is stored, and how fresh it is; its profile is for the
// caller to say. Exports are those not done. Where damaged rows had to be dropped, the
// time is zero, as if there had never been a complete refresh, and the problem says so.
func (s *Seat) PayoutState(ctx context.Context) (payout.State, error) {
	st, err := s.payoutState(ctx)
	if err != nil {
		return payout.State{}, fmt.Errorf("read the state of the payouts: %w", s.explainPayout(ctx, err))
	}
	return st, nil
}

func (s *Seat) payoutState(ctx context.Context) (payout.State, error) {
	b, err := s.book(ctx, s.store.db)
	if err != nil {
		return payout.State{}, err
	}
	st := payout.State{Source: b.source, Earnings: b.earnings}
	if b.refreshed != 0 {
		st.At = time.Unix(0, b.refreshed)
	}
	if b.dropped > 0 {
		st.Problem = fmt.Sprintf("%d damaged rows of the local store had to be dropped: what is shown is incomplete", b.dropped)
		st.Hint = "refresh the payouts, which brings them back"
	}
	if st.Exports, err = s.openExports(ctx); err != nil || b.n == 0 {
		return st, err
	}
	for query, into := range map[string]*int{
		"SELECT count(*) FROM payout_row WHERE book = ? AND kind = 'payment'": &st.Payments,
		"SELECT count(*) FROM payout_row WHERE book = ? AND kind = 'order'":   &st.Orders,
	} {
		if err = s.store.db.QueryRowContext(ctx, query, b.n).Scan(into); err != nil {
			return payout.State{}, err
		}
	}
	return st, nil
}

// Refreshed notes as of when all is, and where it came from. Rows that were dropped later
// than that are still missed.
func (s *Seat) Refreshed(ctx context.Context, at time.Time, source payout.Source) error {
	err := s.store.transact(ctx, func(tx *sql.Tx) error {
		b, terr := s.begun(ctx, tx)
		if terr != nil {
			return terr
		}
		_, terr = tx.ExecContext(ctx,
			"UPDATE payout_book SET refreshed_at = ?1, source = ?2, dropped = 0 WHERE n = ?3 AND (dropped = 0 OR dropped_at <= ?1)",
			at.UnixNano(), source, b.n)
		return terr
	})
	if err != nil {
		return fmt.Errorf("note the refresh of the payouts: %w", err)
	}
	return nil
}

// explainPayout is [explain] for what reads the tables of payouts. Those are too large
// to be looked over at each start: damage to them has the next one look at all.
func (s *Seat) explainPayout(ctx context.Context, err error) error {
	if primaryCode(err) == codeCorrupt {
		// A file that takes no mark shows its damage anyway.
		_, _ = s.store.db.ExecContext(ctx, "UPDATE payout_doubt SET damaged = 1")
	}
	return explain(err)
}

// soonChecked is how many pages of the file are looked over in no time.
const soonChecked = 4096

// lookOver checks that the file is whole. A large one is so because of the payouts, which
// can be read again: of those nothing is looked at, unless they were found damaged.
func (s *Store) lookOver(ctx context.Context) error {
	var pages, version int
	for pragma, into := range map[string]*int{"PRAGMA page_count": &pages, "PRAGMA user_version": &version} {
		if err := s.db.QueryRowContext(ctx, pragma).Scan(into); err != nil {
			return err
		}
	}
	doubt := true
	if pages > soonChecked && version == schemaVersion {
		if err := s.db.QueryRowContext(ctx, "SELECT damaged FROM payout_doubt").Scan(&doubt); err != nil {
			return err
		}
	}
	if doubt {
		return s.lookAtAll(ctx, version)
	}
	rows, err := s.db.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table'
		AND name NOT IN ('earning', 'earning_sheet', 'earning_search', 'payout_word', 'payout_row')`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var name string
		if err = rows.Scan(&name); err != nil {
			return err
		}
		tables = append(tables, name)
	}
	if err = errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, name := range tables {
		if err = s.check(ctx, "SELECT quick_check FROM pragma_quick_check(?)", name); err != nil {
			return err
		}
	}
	return nil
}

// lookAtAll checks all of the file, and takes the doubt away if it is whole.
func (s *Store) lookAtAll(ctx context.Context, version int) error {
	err := s.check(ctx, "PRAGMA quick_check(1)")
	if err == nil && version == schemaVersion {
		_, err = s.db.ExecContext(ctx, "UPDATE payout_doubt SET damaged = 0 WHERE damaged")
	}
	return err
}

func (s *Store) check(ctx context.Context, query string, args ...any) error {
	var verdict string
	err := s.db.QueryRowContext(ctx, query, args...).Scan(&verdict)
	if err == nil && verdict != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, verdict)
	}
	return err
}
