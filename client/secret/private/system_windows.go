//go:build windows

package private

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// foreign reports whether a file belongs to somebody else. On Windows the user's
// own folders are closed to others by their access lists.
func foreign(fs.FileInfo) bool { return false }

// TryLock takes the lock of a file if it is free. The system gives it back when
// the file is closed, or its process ends.
func TryLock(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// release gives a lock back at once: children do not inherit the file.
func release(f *os.File) error { return f.Close() }

// syncDir does nothing: the system keeps the names in a folder by a journal.
func syncDir(string) error { return nil }
