//go:build linux

package hidden_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"awning/tui/hidden"
)

// terminal is a pseudo-terminal with a person at its other end.
type terminal struct {
	person, program *os.File

	mu    sync.Mutex
	shown bytes.Buffer
	read  chan struct{}
}

func open(t *testing.T) *terminal {
	t.Helper()
	person, program, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{person: person, program: program, read: make(chan struct{})}
	go func() {
		defer close(x.read)
		b := make([]byte, 1024)
		for {
			n, rerr := person.Read(b)
			x.mu.Lock()
			x.shown.Write(b[:n])
			x.mu.Unlock()
			if rerr != nil {
				return
			}
		}
	}()
	return x
}

// close returns all that was shown.
func (x *terminal) close() string {
	x.program.Close()
	<-x.read // a terminal without a program ends
	x.person.Close()
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.shown.String()
}

// echoes reports whether the terminal shows what is typed.
func (x *terminal) echoes(t *testing.T) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(x.program.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

// eager types the answer as soon as the question begins to appear.
type eager struct {
	t    *testing.T
	x    *terminal
	says string
	once sync.Once
}

func (e *eager) Write(b []byte) (int, error) {
	e.once.Do(func() {
		if e.x.echoes(e.t) {
			e.t.Error("the question appears while the terminal shows what is typed")
		}
		io.WriteString(e.x.person, e.says)
	})
	return e.x.program.Write(b)
}

func TestAsk(t *testing.T) {
	t.Parallel()
	x := open(t)
	got, err := hidden.Ask(t.Context(), x.program, &eager{t: t, x: x, says: "correct horse\r"}, "Passphrase: ")
	if err != nil || got.Reveal() != "correct horse" {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
	if !x.echoes(t) {
		t.Error("the terminal stays silent")
	}
	if shown := x.close(); strings.Contains(shown, "horse") || !strings.Contains(shown, "Passphrase: ") {
		t.Errorf("shown: %q", shown)
	}
}

// Whoever gives up gets the terminal back as it was, at once.
func TestAsk_cancelled(t *testing.T) {
	t.Parallel()
	x := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := hidden.Ask(ctx, x.program, x.program, "Passphrase: "); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("err %v, want the context's", err)
	}
	if !x.echoes(t) {
		t.Error("the terminal stays silent")
	}
	io.WriteString(x.person, "\r") // ends the read that nobody waits for
	x.close()
}

// Ctrl+D answers nothing.
func TestAsk_nothing(t *testing.T) {
	t.Parallel()
	x := open(t)
	got, err := hidden.Ask(t.Context(), x.program, &eager{t: t, x: x, says: "\x04"}, "Passphrase: ")
	if !errors.Is(err, io.EOF) || !got.Empty() {
		t.Errorf("got %q, %v; want the end", got.Reveal(), err)
	}
	x.close()
}

func TestAsk_noTerminal(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	var out bytes.Buffer
	if _, err := hidden.Ask(t.Context(), r, &out, "Passphrase: "); err == nil || out.Len() > 0 {
		t.Errorf("err %v, said %q; want a refusal and no question", err, out.String())
	}
}
