//go:build aix || darwin || dragonfly || freebsd || linux || netbsd || openbsd || solaris

package hidden

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// silence has the terminal show nothing of what is typed, and hand it over line by
// line.
func silence(fd int) error {
	t, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return err
	}
	t.Lflag &^= unix.ECHO
	t.Lflag |= unix.ICANON | unix.ISIG
	t.Iflag |= unix.ICRNL
	return unix.IoctlSetTermios(fd, setTermios, t)
}

// readLine reads a line of a silent terminal, up to what a terminal keeps of one.
func readLine(terminal *os.File) ([]byte, error) {
	const longest = 4096
	line := make([]byte, 0, longest)
	for len(line) < longest {
		one := line[len(line) : len(line)+1]
		n, err := terminal.Read(one)
		switch {
		case n > 0 && one[0] == '\n':
			return line, nil
		case n > 0:
			line = line[:len(line)+1]
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		case err != nil:
			return nil, err
		}
	}
	return nil, errors.New("the line is too long")
}
