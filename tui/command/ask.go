package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
)

// lines reads what a person types, or a script sends, line by line. A read that
// nobody waits for any more goes on, and the next one gets what it brought: nothing
// typed is lost.
type lines struct {
	mu      sync.Mutex
	in      *bufio.Reader
	pending chan line // of the read under way; nil if there is none
}

// line is one line without its end, or why there is none.
type line struct {
	text string
	err  error
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReader(in)} }

// next returns the next line: [io.EOF] if there is none any more, and the
// context's error if that ended first.
func (l *lines) next(ctx context.Context) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-l.read():
		l.took()
		return got.text, got.err
	}
}

// took notes that what the read under way brought was taken.
func (l *lines) took() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending = nil
}

// read starts a read unless one is under way. Whoever takes what it brings must
// call [lines.took].
func (l *lines) read() <-chan line {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pending == nil {
		brought := make(chan line, 1)
		l.pending = brought
		go func() {
			text, err := l.in.ReadString('\n')
			if text != "" {
				err = nil
			}
			brought <- line{strings.TrimRight(text, "\r\n"), err}
		}()
	}
	return l.pending
}

// ask puts a question on standard error and reads a line. A context that ends
// ends the wait at once, too.
func (r *run) ask(ctx context.Context, question string) (string, error) {
	r.saying.Lock()
	_, _ = fmt.Fprint(r.opt.Err, question)
	r.saying.Unlock()
	answer, err := r.in.next(ctx)
	switch {
	case err == nil:
		return answer, nil
	case ctx.Err() != nil:
		r.sayf("")
		return "", ctx.Err()
	}
	r.sayf("")
	return "", failed(r.text.Command.Result.Declined, "")
}
