//go:build unix

package private

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// foreign reports whether a file belongs to somebody else.
func foreign(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(stat.Uid) != os.Getuid()
}

// TryLock takes the lock of a file if it is free. The system gives it back when
// the file is closed, or its process ends.
func TryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// release gives a lock back at once. Closing the file alone would leave it with a
// child process that is just being started, which has the file open, too.
func release(f *os.File) error {
	return errors.Join(unix.Flock(int(f.Fd()), unix.LOCK_UN), f.Close())
}

// syncDir makes the names in a folder last through a power cut.
func syncDir(path string) error {
	dir, err := os.Open(path) // #nosec G304 -- a folder of the user's own
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
