package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"awning/model"
)

// standpoint is the step to version 4 of the schema: what identities may do, and where
// people last worked.
const standpoint = `
-- What an identity was found to be allowed to do.
CREATE TABLE ability (
	identity  TEXT NOT NULL PRIMARY KEY,
	probed_at INTEGER NOT NULL, -- Unix nanoseconds
	value     BLOB NOT NULL,    -- JSON
	sum       BLOB NOT NULL     -- of value
) STRICT;

-- The part of the marketplace that was last chosen to work on with an identity.
CREATE TABLE choice (
	identity  TEXT NOT NULL PRIMARY KEY,
	chosen_at INTEGER NOT NULL, -- Unix nanoseconds
	value     BLOB NOT NULL,    -- JSON
	sum       BLOB NOT NULL     -- of value
) STRICT;
`

// Abilities returns what the identity was last found to be allowed to do, with the time of
// the probes; the zero value if there were none, or if the row is damaged: the services know
// better.
func (s *Seat) Abilities(ctx context.Context) (model.Capabilities, error) {
	var found model.Capabilities
	_, err := s.standpoint(ctx, "SELECT probed_at, value, sum FROM ability WHERE identity = ?", &found)
	if err != nil {
		return model.Capabilities{}, fmt.Errorf("read what the identity may do: %w", err)
	}
	return found, nil
}

// KeepAbilities replaces what the identity was found to be allowed to do. Findings older
// than those that are kept, of a slower console, are dropped.
func (s *Seat) KeepAbilities(ctx context.Context, c model.Capabilities) error {
	value, sum, err := encode(c)
	if err == nil {
		_, err = s.change(ctx, "INSERT INTO ability (identity, probed_at, value, sum) VALUES (?, ?, ?, ?) "+
			"ON CONFLICT (identity) DO UPDATE SET probed_at = excluded.probed_at, value = excluded.value, sum = excluded.sum "+
			"WHERE excluded.probed_at >= probed_at OR probed_at > ?",
			s.identity, c.At.UnixNano(), value, sum, s.store.now().UnixNano()) // times to come are a wrong clock's
	}
	if err != nil {
		return fmt.Errorf("keep what the identity may do: %w", err)
	}
	return nil
}

// Choice returns the part of the marketplace that was last chosen with the identity, and
// when; the zero time if none ever was, or if the row is damaged.
func (s *Seat) Choice(ctx context.Context) (model.Scope, time.Time, error) {
	var chosen model.Scope
	at, err := s.standpoint(ctx, "SELECT chosen_at, value, sum FROM choice WHERE identity = ?", &chosen)
	if err != nil {
		return model.Scope{}, time.Time{}, fmt.Errorf("read the last choice: %w", err)
	}
	return chosen, at, nil
}

// KeepChoice replaces the part of the marketplace that was last chosen with the identity.
func (s *Seat) KeepChoice(ctx context.Context, chosen model.Scope) error {
	value, sum, err := encode(chosen)
	if err == nil {
		_, err = s.change(ctx, "INSERT OR REPLACE INTO choice (identity, chosen_at, value, sum) VALUES (?, ?, ?, ?)",
			s.identity, s.store.now().UnixNano(), value, sum)
	}
	if err != nil {
		return fmt.Errorf("keep the choice: %w", err)
	}
	return nil
}

// standpoint reads the one row of the identity. A damaged one is as good as none.
func (s *Seat) standpoint(ctx context.Context, query string, into any) (time.Time, error) {
	var at int64
	var value, sum []byte
	err := s.store.db.QueryRowContext(ctx, query, s.identity).Scan(&at, &value, &sum)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return time.Time{}, nil
	case err != nil:
		return time.Time{}, explain(err)
	}
	if intact := decode(value, sum, into) == nil; !intact {
		return time.Time{}, nil
	}
	return time.Unix(0, at), nil
}
