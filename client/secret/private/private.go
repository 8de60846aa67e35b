// Package private keeps files for the user alone: in a folder that nobody else can
// reach, written whole or not at all, and locked between processes.
package private

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	dirMode  = 0o700
	fileMode = 0o600
)

// Dir makes a folder, with those above it, and refuses one that somebody else could
// have put there.
func Dir(path string) error {
	if err := os.MkdirAll(path, dirMode); err != nil {
		return err
	}
	return own(path, fs.FileMode.IsDir, dirMode)
}

// Check says what is wrong with a folder, as [Dir] would, without making it: one that
// is not there yet is no error.
func Check(path string) error {
	err := own(path, fs.FileMode.IsDir, dirMode)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// File checks that there is a file of the user's own, no link, and takes away what
// others may do with it: [fs.ErrNotExist] if there is none.
func File(path string) error { return own(path, fs.FileMode.IsRegular, fileMode) }

// Read returns what is in a file of at most limit bytes: [fs.ErrNotExist] if there
// is none, a [*TooLargeError] if it is longer. What is no file of the user's own is
// refused.
func Read(path string, limit int64) ([]byte, error) {
	if err := File(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path) // #nosec G304 -- in a folder of the user's own
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, &TooLargeError{Path: path, Limit: limit}
	}
	return data, nil
}

// TooLargeError says that a file is longer than any it should be.
type TooLargeError struct {
	Path  string
	Limit int64 // bytes
}

// Error names the file and the limit.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s is longer than %d bytes", e.Path, e.Limit)
}

// The marks in the names of the files beside one, for [RemoveBeside].
const (
	Unfinished = ".new-"     // [Write] was killed
	Damaged    = ".damaged-" // [MoveAside]
)

// Write replaces a file, or makes it. Whatever happens, afterwards it is the old one
// or the new one, whole.
func Write(path string, data []byte) error {
	dir := filepath.Dir(path)
	if err := File(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	tmp, err := os.CreateTemp(dir, filepath.Base(path)+Unfinished+"*") // 0600 by itself
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return syncDir(dir)
}

// Remove removes a file; one that is not there is no error.
func Remove(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(err, syncDir(filepath.Dir(path)))
}

// MoveAside renames a file to the first free name of "NAME.damaged-1" to
// "NAME.damaged-9", and returns that. When all are taken the ninth is replaced.
func MoveAside(path string) (string, error) {
	const most = 9
	for n := 1; ; n++ {
		aside := path + Damaged + strconv.Itoa(n)
		if _, err := os.Lstat(aside); err == nil && n < most {
			continue
		}
		if err := os.Rename(path, aside); err != nil {
			return "", err
		}
		return aside, syncDir(filepath.Dir(path))
	}
}

// RemoveBeside removes what was left beside a file under its name and one of the marks.
func RemoveBeside(path string, marks ...string) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	errs := []error{err}
	for _, entry := range entries {
		left := func(mark string) bool { return strings.HasPrefix(entry.Name(), filepath.Base(path)+mark) }
		if slices.ContainsFunc(marks, left) {
			errs = append(errs, Remove(filepath.Join(filepath.Dir(path), entry.Name())))
		}
	}
	return errors.Join(errs...)
}

// own checks that a file is of the right kind, no link, and the user's own, and
// takes away what others may do with it.
func own(name string, kind func(fs.FileMode) bool, mode fs.FileMode) error {
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link, which is refused: remove it", name)
	case !kind(info.Mode()):
		return fmt.Errorf("%s is not what it should be (%s): remove it", name, info.Mode().Type())
	case foreign(info):
		return fmt.Errorf("%s belongs to another user, which is refused: remove it, or set XDG_STATE_HOME to a directory of your own", name)
	case info.Mode().Perm()&^mode != 0:
		return os.Chmod(name, info.Mode().Perm()&mode)
	}
	return nil
}
