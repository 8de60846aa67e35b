package store

import (
	"context"
	"database/sql"
	"fmt"
)

// schemaVersion is the newest version of the schema, kept in the file's
// user_version. Version n is made from version n-1 by the n-th step.
const schemaVersion = 5

// steps returns the statements that lead from each version to the next. Steps
// are never changed once released, only added.
func steps() []string {
	return []string{`
-- What was read from the services, and when (Unix nanoseconds).
CREATE TABLE cache (
	identity TEXT NOT NULL,
	kind     TEXT NOT NULL, -- offers, standing, contents
	key      TEXT NOT NULL,
	read_at  INTEGER NOT NULL,
	value    BLOB NOT NULL, -- JSON
	sum      BLOB NOT NULL, -- of value
	PRIMARY KEY (identity, kind, key)
) STRICT;

-- The documents of a "contents" row, in order, raw as the service sent them.
CREATE TABLE document (
	identity TEXT NOT NULL,
	kind     TEXT NOT NULL,
	key      TEXT NOT NULL,
	position INTEGER NOT NULL,
	value    BLOB NOT NULL, -- JSON, all but the raw text
	raw      BLOB,          -- NULL: none
	sum      BLOB NOT NULL, -- of value and raw
	PRIMARY KEY (identity, kind, key, position),
	FOREIGN KEY (identity, kind, key) REFERENCES cache ON DELETE CASCADE
) STRICT;

-- Long-running operations: written before anything is sent, closed by an outcome.
CREATE TABLE operation (
	identity TEXT NOT NULL,
	id       TEXT NOT NULL,
	verb     TEXT NOT NULL,
	product  TEXT NOT NULL,
	outcome  TEXT NOT NULL, -- empty while open
	begun_at INTEGER NOT NULL,
	ended_at INTEGER,
	value    BLOB NOT NULL, -- JSON
	sum      BLOB NOT NULL,
	PRIMARY KEY (identity, id)
) STRICT;
CREATE UNIQUE INDEX operation_open ON operation (identity, verb, product) WHERE outcome = '';
`, unsaved, noted, standpoint, payouts}
}

// migrate brings the schema up to date, in one transaction.
func (s *Store) migrate(ctx context.Context) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		switch {
		case version == schemaVersion:
			return nil
		case version > schemaVersion || version < 0:
			return &NewerError{Version: version, Known: schemaVersion}
		}
		for _, step := range steps()[version:schemaVersion] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("bring the schema up to date: %w", err)
			}
		}
		// A pragma takes no parameter; the version is a constant.
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
		return err
	})
}
