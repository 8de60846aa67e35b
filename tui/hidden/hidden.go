// Package hidden asks on a terminal for what must not be seen: passwords,
// passphrases, client secrets.
package hidden

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"awning/client/secret"
)

// Ask puts a question to the person at a terminal and returns what is typed, which
// is not shown, not even what is typed while the question is being written. The end
// of ctx ends the wait at once; the terminal is as it was before in any case.
func Ask(ctx context.Context, terminal *os.File, out io.Writer, question string) (secret.String, error) {
	fd := int(terminal.Fd())
	before, err := term.GetState(fd)
	if err == nil {
		err = silence(fd)
	}
	if err != nil {
		return secret.String{}, fmt.Errorf("the terminal cannot be asked: %w", err)
	}
	if _, err = io.WriteString(out, question); err != nil {
		return secret.String{}, errors.Join(fmt.Errorf("the terminal cannot be asked: %w", err), term.Restore(fd, before))
	}
	typed, err := read(ctx, terminal)
	_, ended := io.WriteString(out, "\n") // Enter was not shown either
	return typed, errors.Join(err, ended, term.Restore(fd, before))
}

// answer is what came of reading a line.
type answer struct {
	typed secret.String
	err   error
}

// read reads a line without showing it. A read that nobody waits for any more goes
// on: a terminal gives up nothing before Enter.
func read(ctx context.Context, terminal *os.File) (secret.String, error) {
	got := make(chan answer, 1)
	go func() {
		typed, err := readLine(terminal)
		got <- answer{secret.New(string(typed)), err}
		clear(typed)
	}()
	select {
	case a := <-got:
		return a.typed, a.err
	case <-ctx.Done():
		return secret.String{}, ctx.Err()
	}
}
