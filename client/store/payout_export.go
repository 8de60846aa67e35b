package store

import (
	"context"
	"database/sql"
	"fmt"

	"awning/model/payout"
)

// keptExports is how many exports that are done are remembered.
const keptExports = 50

// KeepExport remembers an export, or what became of it, by the id of its request. It is
// on disk when the method returns.
func (s *Seat) KeepExport(ctx context.Context, e payout.Export) error {
	value, sum, err := encode(e)
	if err == nil {
		err = s.store.transact(ctx, func(tx *sql.Tx) error {
			_, terr := tx.ExecContext(ctx,
				"INSERT OR REPLACE INTO payout_export (identity, request, id, done, asked_at, rows, value, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				s.identity, e.RequestID, e.ID, e.State == payout.ExportDone, e.Asked.UnixNano(), e.Rows, value, sum)
			if terr != nil {
				return terr
			}
			_, terr = tx.ExecContext(ctx, `
				DELETE FROM payout_export WHERE identity = ? AND done AND request NOT IN
					(SELECT request FROM payout_export WHERE identity = ? AND done ORDER BY asked_at DESC LIMIT ?)`,
				s.identity, s.identity, keptExports)
			return terr
		})
	}
	if err != nil {
		return fmt.Errorf("remember an export of %s: %w", e.Kind, err)
	}
	return nil
}

// ForgetExport forgets an export that nobody waits for any more.
func (s *Seat) ForgetExport(ctx context.Context, request string) error {
	if _, err := s.change(ctx, "DELETE FROM payout_export WHERE identity = ? AND request = ?", s.identity, request); err != nil {
		return fmt.Errorf("forget an export: %w", err)
	}
	return nil
}

// Exports returns the exports that are remembered, the newest first: all that are not
// done, and some that are. Damaged rows are left out.
func (s *Seat) Exports(ctx context.Context) ([]payout.Export, error) {
	all, err := s.exports(ctx, "WHERE identity = ? ORDER BY asked_at DESC, request", s.identity)
	if err != nil {
		return nil, fmt.Errorf("read the exports: %w", explain(err))
	}
	return all, nil
}

const exportColumns = "SELECT rows, value, sum FROM payout_export "

func (s *Seat) openExports(ctx context.Context) ([]payout.Export, error) {
	return s.exports(ctx, "WHERE identity = ? AND NOT done ORDER BY asked_at DESC, request", s.identity)
}

func (s *Seat) exports(ctx context.Context, where string, args ...any) ([]payout.Export, error) {
	rows, err := s.store.db.QueryContext(ctx, exportColumns+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []payout.Export
	for rows.Next() {
		var value, sum []byte
		var e payout.Export
		var read int
		if err = rows.Scan(&read, &value, &sum); err != nil {
			return nil, err
		}
		if decode(value, sum, &e) == nil { // the service gives up exports nobody fetches
			e.Rows = read
			all = append(all, e)
		}
	}
	return all, rows.Err()
}
