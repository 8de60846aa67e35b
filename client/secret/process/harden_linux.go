package process

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// Harden forbids core dumps, and other programs of the same user to read this
// process's memory and first environment. Programs started from it may be looked
// into again, but dump no core either. A part that fails does not keep the rest
// from being done.
func Harden() error {
	var errs []error
	// The limit alone would not do: the kernel ignores it where cores go into a
	// program instead of a file.
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		errs = append(errs, fmt.Errorf("keep other programs from looking into this one: %w", err))
	}
	return errors.Join(append(errs, noCores())...)
}
