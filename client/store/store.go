package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Notice says what happened to a damaged file, in a sentence; empty if all is
// well.
type Notice string

// Store is the open database.
type Store struct {
	db  *sql.DB
	now func() time.Time
}

// Open opens the database at path, and makes it if there is none. A damaged
// file is moved aside, and the notice says where to.
func Open(_ context.Context, _ string, _ func() time.Time) (*Store, Notice, error) {
	return nil, "", errors.New("not yet")
}

// OpenMemory opens a database that lives no longer than the program.
func OpenMemory(_ context.Context, _ func() time.Time) (*Store, error) {
	return nil, errors.New("not yet")
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// For returns the part of the store that belongs to an identity.
func (s *Store) For(identity string) *Seat { return &Seat{store: s, identity: identity} }

// Seat is one identity's part of the store. It is safe for use by several
// goroutines at once.
type Seat struct {
	store    *Store
	identity string
}
