package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"awning/model"
)

// noted is the step to version 3 of the schema: what the services do not keep
// from one publish to the next.
const noted = `
-- The notes for certification that went with the last publish of a product, or
-- will go with the next.
CREATE TABLE note (
	identity TEXT NOT NULL,
	product  TEXT NOT NULL,
	text     TEXT NOT NULL,
	kept_at  INTEGER NOT NULL, -- Unix nanoseconds
	sum      BLOB NOT NULL,    -- of text
	PRIMARY KEY (identity, product)
) STRICT;
`

// Notes returns the notes for certification kept for a product; empty if there
// are none, or if they are damaged.
func (s *Seat) Notes(ctx context.Context, p model.ProductID) (string, error) {
	var text string
	var sum []byte
	err := s.store.db.QueryRowContext(ctx,
		"SELECT text, sum FROM note WHERE identity = ? AND product = ?", s.identity, p).Scan(&text, &sum)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("read the notes for certification: %w", explain(err))
	case !valid(sum, []byte(text)):
		return "", nil
	}
	return text, nil
}

// KeepNotes replaces the notes for certification of a product. They are on disk
// when it returns. Empty ones are forgotten.
func (s *Seat) KeepNotes(ctx context.Context, p model.ProductID, text string) error {
	var err error
	if text == "" {
		_, err = s.change(ctx, "DELETE FROM note WHERE identity = ? AND product = ?", s.identity, p)
	} else {
		_, err = s.change(ctx, "INSERT OR REPLACE INTO note (identity, product, text, kept_at, sum) VALUES (?, ?, ?, ?, ?)",
			s.identity, p, text, s.store.now().UnixNano(), checksum([]byte(text)))
	}
	if err != nil {
		return fmt.Errorf("keep the notes for certification: %w", err)
	}
	return nil
}
