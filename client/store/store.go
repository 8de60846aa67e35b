package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"modernc.org/sqlite" // also registers the driver "sqlite"

	"awning/model"
)

// Notice says what happened to a damaged file, in a sentence; empty if all is
// well.
type Notice string

// Store is the open database. It is safe for use by several goroutines at once,
// and the file by several processes.
type Store struct {
	db      *sql.DB
	now     func() time.Time
	process model.Process
	ledgers ledgers
}

// Process is the run of the program that the store's edits are signed with.
func (s *Store) Process() model.Process { return s.process }

// thisProcess names this opening of the store: two in one program are told apart
// as two programs are.
func thisProcess() model.Process {
	host, err := os.Hostname()
	if err != nil {
		host = "an unnamed host"
	}
	return model.Process{Host: host, PID: os.Getpid(), Run: rand.Text()}
}

// OpenMemory opens a database that lives no longer than the program.
func OpenMemory(ctx context.Context, now func() time.Time) (*Store, error) {
	return connect(ctx, "file::memory:?"+settings, now)
}

// Close closes the database. What was stored is on disk already.
func (s *Store) Close() error { return s.db.Close() }

// For returns the part of the store that belongs to an identity.
func (s *Store) For(identity string) *Seat { return &Seat{store: s, identity: identity} }

// Seat is one identity's part of the store. It is safe for use by several
// goroutines at once.
type Seat struct {
	store    *Store
	identity string
}

// errDamagedRow says that a row is not what was stored.
var errDamagedRow = errors.New("a row of the store is damaged")

// encode returns a value as JSON, and the sum that tells later whether the row is
// still what was stored: SQLite itself keeps none.
func encode(v any) (value, sum []byte, err error) {
	value, err = json.Marshal(v)
	if err != nil {
		return nil, nil, fmt.Errorf("store a %T: %w", v, err)
	}
	return value, checksum(value), nil
}

func decode(value, sum []byte, into any) error {
	if !valid(sum, value) {
		return errDamagedRow
	}
	if err := json.Unmarshal(value, into); err != nil {
		return fmt.Errorf("%w: %w", errDamagedRow, err)
	}
	return nil
}

func checksum(parts ...[]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		n := len(p)
		// A hash never fails to take bytes.
		_, _ = fmt.Fprintf(h, "%d:", n)
		_, _ = h.Write(p)
	}
	return h.Sum(nil)
}

func valid(sum []byte, parts ...[]byte) bool {
	return string(sum) == string(checksum(parts...))
}

// transact runs f in a transaction that other writers wait for.
func (s *Store) transact(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	if err = f(tx); err != nil {
		// The transaction is gone either way; the first error says why.
		_ = tx.Rollback()
		return explain(err)
	}
	return explain(tx.Commit())
}

// The result codes of SQLite that are told apart; see sqlite.org/rescode.html.
const (
	codeError   = 1
	codeBusy    = 5
	codeLocked  = 6
	codeIO      = 10
	codeCorrupt = 11
	codeFull    = 13
	codeNotADB  = 26
)

func primaryCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// explain puts what SQLite says into words that help.
func explain(err error) error {
	switch primaryCode(err) {
	case codeBusy, codeLocked:
		return fmt.Errorf("the local store is in use by another Awning, try again: %w", err)
	case codeFull:
		return fmt.Errorf("the disk is full, nothing was stored: make room, then try again: %w", err)
	case codeIO:
		return fmt.Errorf("the disk does not take or give what it should, look after it and try again: %w", err)
	case codeCorrupt, codeNotADB:
		return fmt.Errorf("the local store is damaged, start again to have it replaced: %w", err)
	}
	return err
}
