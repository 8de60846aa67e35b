// Package files writes and reads the files a person names: exported tables and
// imported ones. A file that is there already is never overwritten, and a file
// that is there is whole: it is written under another name first.
package files

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// MaxSize is how large a file may be to be read, in bytes: far more than any
// table, far less than would hurt.
const MaxSize = 16 << 20

// ExistsError says that a file is there already.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string {
	return e.Path + " is there already and is not overwritten; choose another name"
}

// Write makes a new file, readable by its owner only, and returns its path. If
// it fails there is no file, or the one that was there: then the error is an
// [ExistsError].
func Write(path string, data []byte) (string, error) {
	return WriteFrom(path, false, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// WriteFrom is [Write] with what fill writes, of any size. With replace, a file that
// is there is replaced once the new one is whole.
func WriteFrom(path string, replace bool, fill func(io.Writer) error) (string, error) {
	path, err := resolve(path)
	if err != nil {
		return "", err
	}
	switch info, errStat := os.Lstat(path); {
	case errStat != nil:
	case !replace || !info.Mode().IsRegular():
		return "", &ExistsError{path}
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".awning-*")
	if err != nil {
		return "", plain("write", path, err)
	}
	defer os.Remove(tmp.Name()) // a second name by then, or none, if all went well
	buffered := bufio.NewWriter(tmp)
	if err = fill(buffered); err != nil {
		return "", errors.Join(plain("write", path, err), tmp.Close())
	}
	if err = errors.Join(buffered.Flush(), tmp.Sync(), tmp.Close()); err == nil {
		err = publish(tmp.Name(), path, replace)
	}
	if err != nil {
		return "", plain("write", path, err)
	}
	return path, nil
}

// publish gives a finished file its name, unless somebody took it meanwhile and it
// is not to be replaced: a link refuses where a rename would replace. Where there are
// no links the name is taken by an empty file first.
func publish(tmp, path string, replace bool) error {
	if replace {
		return os.Rename(tmp, path)
	}
	err := os.Link(tmp, path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return &ExistsError{path}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &ExistsError{path}
	}
	if err != nil {
		return err
	}
	if err = errors.Join(f.Close(), os.Rename(tmp, path)); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Read returns what is in a file of at most [MaxSize] bytes.
func Read(path string) ([]byte, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, plain("read", path, err)
	}
	if !info.Mode().IsRegular() { // a pipe would wait for ever
		return nil, fmt.Errorf("cannot read %s: it is not a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, plain("read", path, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, plain("read", path, err)
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("cannot read %s: it is larger than %d MB", path, MaxSize>>20)
	}
	return data, nil
}

// resolve makes a path absolute; "~" at its beginning is the home folder.
func resolve(path string) (string, error) {
	path = strings.TrimSpace(path)
	if path == "" {
		return "", errors.New("no file is named; type a path")
	}
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("~ means nothing here: %w; type the whole path", err)
		}
		path = home + rest
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot find %s: %w", path, err)
	}
	return abs, nil
}

// plain words an error of the file system: the path once, and what went wrong.
func plain(doing, path string, err error) error {
	if _, ok := errors.AsType[*ExistsError](err); ok {
		return err
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("cannot %s %s: %w", doing, path, err)
}
