package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The kinds of rows that are few.
const (
	kindRowPayment = "payment"
	kindRowOrder   = "order"
	kindRowUsage   = "usage"
)

// keyed is a row that is to be stored. Rows of one key replace each other from one import
// to the next; within one import they are told apart by their content.
type keyed struct {
	key        string
	at         time.Time
	value, sum []byte
}

// keyedRow is the row of a value whose key is made of some parts.
func keyedRow(v any, at time.Time, parts ...string) (keyed, error) {
	value, sum, err := encode(v)
	return keyed{strings.Join(parts, "\n"), at, value, sum}, err
}

// span is the days an import is complete for; zero times have no end.
type span struct{ from, to time.Time }

// holds reports whether a row of a day would have been in the import. Rows without a
// day are.
func (s span) holds(at int64) bool {
	if at == 0 {
		return true
	}
	day := time.Unix(at, 0)
	return !day.Before(s.from) && (s.to.IsZero() || day.Before(s.to.AddDate(0, 0, 1)))
}

// replaceRows stores rows of a kind in the place of those of the span; nil: in the place of
// none.
func (s *Seat) replaceRows(ctx context.Context, kind string, rows []keyed, complete *span, also func(*sql.Tx) error) (Imported, error) {
	var done Imported
	err := s.store.transact(ctx, func(tx *sql.Tx) error {
		b, err := s.begun(ctx, tx)
		if err != nil {
			return err
		}
		old, err := sumsOf(ctx, tx, b, kind)
		if err != nil {
			return err
		}
		done, err = putRows(ctx, tx, b, kind, rows, old)
		if err != nil {
			return err
		}
		for key, row := range old {
			if complete == nil || row.seen || !complete.holds(row.at) {
				continue
			}
			if _, err = tx.ExecContext(ctx, "DELETE FROM payout_row WHERE book = ? AND kind = ? AND key = ?", b.n, kind, key); err != nil {
				return err
			}
		}
		return also(tx)
	})
	return done, err
}

// storedSum is what is known of a stored row.
type storedSum struct {
	sum  string
	at   int64
	seen bool
}

func sumsOf(ctx context.Context, tx *sql.Tx, b book, kind string) (map[string]*storedSum, error) {
	rows, err := tx.QueryContext(ctx, "SELECT key, at, sum FROM payout_row WHERE book = ? AND kind = ?", b.n, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]*storedSum{}
	for rows.Next() {
		var key string
		var row storedSum
		if err = rows.Scan(&key, &row.at, &row.sum); err != nil {
			return nil, err
		}
		all[key] = &row
	}
	return all, rows.Err()
}

func putRows(ctx context.Context, tx *sql.Tx, b book, kind string, rows []keyed, old map[string]*storedSum) (Imported, error) {
	var done Imported
	fresh := map[string]string{} // the sums of this import
	for _, r := range rows {
		key := r.key
		for i := 2; fresh[key] != "" && fresh[key] != string(r.sum); i++ {
			key = fmt.Sprintf("%s\n#%d", r.key, i)
		}
		done.Rows++
		again := fresh[key] != ""
		fresh[key] = string(r.sum)
		there := old[key]
		if there != nil {
			there.seen = true
		}
		switch {
		case again || there != nil && there.sum == string(r.sum):
			continue
		case there == nil:
			done.New++
		default:
			done.Changed++
		}
		at := int64(0)
		if !r.at.IsZero() {
			at = r.at.Unix()
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO payout_row (book, kind, key, at, value, sum) VALUES (?, ?, ?, ?, ?, ?)",
			b.n, kind, key, at, r.value, r.sum); err != nil {
			return done, err
		}
	}
	return done, nil
}

// rowsOf reads all rows of a kind. Damaged ones are dropped: the service has them.
func rowsOf[T any](ctx context.Context, s *Seat, kind string) ([]T, error) {
	b, err := s.book(ctx, s.store.db)
	if err != nil || b.n == 0 {
		return nil, err
	}
	rows, err := s.store.db.QueryContext(ctx, "SELECT key, value, sum FROM payout_row WHERE book = ? AND kind = ? ORDER BY key", b.n, kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	var damaged []string
	for rows.Next() {
		var key string
		var value, sum []byte
		if err = rows.Scan(&key, &value, &sum); err != nil {
			return nil, err
		}
		var one T
		if decode(value, sum, &one) == nil {
			all = append(all, one)
		} else {
			damaged = append(damaged, key)
		}
	}
	if err = errors.Join(rows.Err(), rows.Close()); err != nil || len(damaged) == 0 {
		return all, err
	}
	return all, s.store.transact(ctx, func(tx *sql.Tx) error {
		for _, key := range damaged {
			if _, terr := tx.ExecContext(ctx, "DELETE FROM payout_row WHERE book = ? AND kind = ? AND key = ?", b.n, kind, key); terr != nil {
				return terr
			}
		}
		return missed(ctx, tx, b, len(damaged), s.store.now())
	})
}
