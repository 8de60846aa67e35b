package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// settings are the connection's: what is committed is on disk, another writer is
// waited for, and transactions take the write lock at their beginning, so that
// none fails halfway because another was faster. As many kilobytes of a large file as
// an index of all payouts has are kept in memory once they were read.
const settings = "_pragma=busy_timeout(5000)&_pragma=cache_size(-32768)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)&_txlock=immediate"

// NewerError says that the file was written by a newer Awning. It was not
// touched.
type NewerError struct {
	Path           string
	Version, Known int
}

// Error says which versions meet.
func (e *NewerError) Error() string {
	return fmt.Sprintf("the local store %s has version %d, and this Awning knows versions up to %d; it was left as it is", e.Path, e.Version, e.Known)
}

// Hint says what to do next.
func (e *NewerError) Hint() string { return "use the newer Awning that wrote it" }

// Open opens the database at path, and makes it if there is none, for the user
// alone. A file that cannot be read as a database is moved aside, and the notice
// says where to. It refuses symbolic links and files of other users, and a
// database of a newer Awning with a [*NewerError].
func Open(ctx context.Context, path string, now func() time.Time) (*Store, Notice, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, "", fmt.Errorf("open the local store: %w", err)
	}
	s, notice, err := openFile(ctx, path, now)
	if err != nil {
		return nil, "", fmt.Errorf("open the local store %s: %w", path, err)
	}
	return s, notice, nil
}

func openFile(ctx context.Context, path string, now func() time.Time) (*Store, Notice, error) {
	if err := prepare(path); err != nil {
		return nil, "", err
	}
	held, err := lock(ctx, path+".lock")
	if err != nil {
		return nil, "", err
	}
	defer held.Close() // which gives the lock back
	s, err := openWhole(ctx, path, held, now)
	notice := Notice("")
	if errors.Is(err, errDamaged) {
		s, notice, err = openAnew(ctx, path, err, now)
	}
	if err != nil {
		return nil, "", err
	}
	if err = markUsed(held); err != nil {
		return nil, "", errors.Join(err, s.Close())
	}
	return s, notice, nil
}

// openWhole opens a database that is new, or all there.
func openWhole(ctx context.Context, path string, held *os.File, now func() time.Time) (*Store, error) {
	if err := missing(path, held); err != nil {
		return nil, err
	}
	return openIntact(ctx, path, now)
}

// openAnew moves a damaged file aside, begins a new one, and takes over what
// cannot be read again from anywhere.
func openAnew(ctx context.Context, path string, why error, now func() time.Time) (*Store, Notice, error) {
	aside, err := moveAside(path, now())
	if err != nil {
		return nil, "", err
	}
	if err = prepare(path); err != nil {
		return nil, "", err
	}
	s, err := openIntact(ctx, path, now)
	if err != nil {
		return nil, "", err
	}
	edits, err := s.salvage(ctx, aside)
	if err != nil {
		return nil, "", errors.Join(err, s.Close())
	}
	return s, Notice(fmt.Sprintf("the local store could not be read (%v); it was moved to %s and a new one was begun: %s; "+
		"lists are read again, and operations that were under way have to be looked up", why, aside, edits)), nil
}

// errDamaged says that a file is no database, or not a whole one.
var errDamaged = errors.New("damaged")

func openIntact(ctx context.Context, path string, now func() time.Time) (*Store, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	s, err := connect(ctx, "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+settings, now)
	if newer, ok := errors.AsType[*NewerError](err); ok {
		newer.Path = path
	}
	return s, err
}

// inspect looks at the file's header without SQLite, which could already change
// a file of a newer version by looking. The header is described at
// sqlite.org/fileformat.html.
func inspect(path string) error {
	f, err := os.Open(path) // #nosec G304 -- the user's own choice, checked by prepare
	if err != nil {
		return err
	}
	defer f.Close()
	const magic, versionAt = "SQLite format 3\x00", 60
	header := make([]byte, 100)
	n, err := io.ReadFull(f, header)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil // just made
	case errors.Is(err, io.ErrUnexpectedEOF), string(header[:len(magic)]) != magic:
		return fmt.Errorf("%w: it is not a database", errDamaged)
	case err != nil:
		return err
	}
	if v := int(binary.BigEndian.Uint32(header[versionAt:])); v > schemaVersion {
		return &NewerError{Path: path, Version: v, Known: schemaVersion}
	}
	return nil
}

// connect opens a database, checks that it is whole, and brings its schema up to
// date.
func connect(ctx context.Context, dsn string, now func() time.Time) (*Store, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	// One connection: a database in memory is its connection's own, and a file
	// is written by one at a time anyway.
	db.SetMaxOpenConns(1)
	s := &Store{db: db, now: now, process: thisProcess()}
	if err = s.begin(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *Store) begin(ctx context.Context) error {
	err := s.lookOver(ctx)
	if err == nil {
		err = s.migrate(ctx)
	}
	if err == nil {
		err = s.audit(ctx)
	}
	switch primaryCode(err) {
	case codeError, codeCorrupt, codeNotADB: // a table that is not as it was made is an error in plain SQL
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return explain(err)
}
