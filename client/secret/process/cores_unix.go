//go:build unix

package process

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// noCores sets the size that core dumps may have to nothing. Nothing raises it again
// in here, so the hard limit may stay: an editor's own choice is not ours.
func noCores() error {
	var limit unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_CORE, &limit)
	if err == nil {
		limit.Cur = 0
		err = unix.Setrlimit(unix.RLIMIT_CORE, &limit)
	}
	if err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	return nil
}
