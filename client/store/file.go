package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"awning/client/secret/private"
)

const fileMode = 0o600

// companions are the names of the files SQLite and [Open] keep beside the
// database.
func companions(path string) []string {
	return []string{path + "-wal", path + "-shm", path + "-journal"}
}

// prepare makes the directory and an empty file, readable by the user alone, and
// refuses what somebody else could have put there.
func prepare(path string) error {
	dir := filepath.Dir(path)
	if err := private.Dir(dir); err != nil {
		return err
	}
	if err := create(path); err != nil {
		return err
	}
	for _, name := range append(companions(path), path, path+".lock") {
		err := private.File(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func create(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode) // #nosec G304 -- the user's own choice
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// moveAside renames a damaged database and its companions, and returns the new
// name of the database.
func moveAside(path string, now time.Time) (string, error) {
	aside := path + ".damaged-" + now.UTC().Format("20060102T150405.000Z")
	if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("move the damaged file aside: %s is there already", aside)
	}
	if err := os.Rename(path, aside); err != nil {
		return "", fmt.Errorf("move the damaged file aside: %w", err)
	}
	for i, name := range companions(path) {
		err := os.Rename(name, companions(aside)[i])
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("move the damaged file aside: %w", err)
		}
	}
	return aside, nil
}

// lock lets one process at a time open the database: two that find the same
// damage must not both move a file aside. It waits for the other as long as
// SQLite would. Closing the file gives the lock back.
func lock(ctx context.Context, name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, fileMode) // #nosec G304 -- beside the database
	if err != nil {
		return nil, err
	}
	const limit, step = 5 * time.Second, 20 * time.Millisecond
	tick := time.NewTicker(step)
	defer tick.Stop()
	for waited := time.Duration(0); ; waited += step {
		held, lerr := private.TryLock(f)
		switch {
		case lerr != nil:
			return nil, errors.Join(lerr, f.Close())
		case held:
			return f, nil
		case waited >= limit:
			return nil, errors.Join(errors.New("another Awning is opening it and does not finish; try again"), f.Close())
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		}
	}
}

// missing says that a database that was in use has no content, or is gone.
func missing(path string, held *os.File) error {
	mark, err := held.Stat()
	if err != nil {
		return err
	}
	file, err := os.Stat(path)
	if err != nil {
		return err
	}
	if mark.Size() > 0 && file.Size() == 0 {
		return fmt.Errorf("%w: all of it is gone", errDamaged)
	}
	return nil
}

// markUsed notes, in the file that is the lock, that the database was made.
func markUsed(held *os.File) error {
	info, err := held.Stat()
	if err != nil || info.Size() > 0 {
		return err
	}
	_, err = held.WriteString("in use\n")
	return err
}
