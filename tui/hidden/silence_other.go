//go:build !(aix || darwin || dragonfly || freebsd || linux || netbsd || openbsd || solaris)

package hidden

import (
	"os"

	"golang.org/x/term"
)

// silence leaves it to the read to show nothing.
func silence(int) error { return nil }

func readLine(terminal *os.File) ([]byte, error) { return term.ReadPassword(int(terminal.Fd())) }
