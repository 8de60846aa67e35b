package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"awning/model"
)

// MakeVersion1 makes a file as the first version of the schema had it, with a
// list of one offer called "a" in it.
func MakeVersion1(ctx context.Context, path string) error {
	if err := prepare(path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	value, sum, err := encode([]model.Offer{{ID: "a"}})
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, steps()[0]+"; PRAGMA user_version = 1; PRAGMA journal_mode = WAL; "+
		"INSERT INTO cache VALUES ('one', 'offers', 'all', 7, ?, ?)", value, sum)
	return errors.Join(err, db.Close())
}

// Damage overwrites the value of each row of a table.
func Damage(ctx context.Context, s *Store, table string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE "+table+" SET value = ?", []byte(`{"Probes":[]}`))
	return err
}

// LimitPages is a disk that takes so many more pages than are in use, and returns
// how many are.
func LimitPages(ctx context.Context, s *Store, more int) error {
	var used int
	if err := s.db.QueryRowContext(ctx, "PRAGMA page_count").Scan(&used); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", used+more))
	return err
}

// ForgetFigures has the figures of earnings read again.
func ForgetFigures(s *Store) {
	s.ledgers.mu.Lock()
	defer s.ledgers.mu.Unlock()
	clear(s.ledgers.all)
}

// DamageWords changes every third of the texts that earnings share.
func DamageWords(ctx context.Context, s *Store) error {
	_, err := s.db.ExecContext(ctx, "UPDATE payout_word SET name = name || 'x', text = text || 'x' WHERE n % 3 = 0")
	return err
}

// LoseWords takes every third of the texts that earnings share away.
func LoseWords(ctx context.Context, s *Store) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM payout_word WHERE n % 3 = 0")
	return err
}

// Dump is all that is stored of payouts.
func Dump(ctx context.Context, s *Store) (string, error) {
	var all strings.Builder
	for _, table := range []string{
		"payout_book", "earning", "earning_sheet", "earning_search", "payout_word", "payout_row", "payout_export", "payout_answer",
	} {
		rows, err := s.db.QueryContext(ctx, "SELECT * FROM "+table+" ORDER BY 1, 2, 3")
		if err != nil {
			return "", err
		}
		columns, err := rows.Columns()
		for err == nil && rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			err = rows.Scan(values...)
			for _, v := range values {
				fmt.Fprintf(&all, "%v|", *v.(*any))
			}
		}
		if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
			return "", err
		}
	}
	return all.String(), nil
}

// KeptTexts is how many bytes of the texts of lines are in memory.
func KeptTexts(s *Store) int {
	s.ledgers.mu.Lock()
	defer s.ledgers.mu.Unlock()
	size := 0
	for _, l := range s.ledgers.all {
		l.searchTexts.mu.Lock()
		size += l.searchTexts.size
		l.searchTexts.mu.Unlock()
	}
	return size
}
