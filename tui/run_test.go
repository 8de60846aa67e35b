package tui_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/creack/pty"

	"awning/tui"
	"awning/tui/tuitest/shop"
)

// screen is a terminal that answers nothing and keeps what was written to it.
type screen struct {
	t        *testing.T
	ptm, tty *os.File
	mu       sync.Mutex
	seen     bytes.Buffer
	news     chan struct{}
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	ptm, tty, err := pty.Open()
	if err != nil {
		t.Fatalf("a test of the console needs a pseudo-terminal: %v", err)
	}
	if err = pty.Setsize(ptm, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, ptm: ptm, tty: tty, news: make(chan struct{}, 1)}
	t.Cleanup(func() {
		_ = tty.Close()
		_ = ptm.Close()
	})
	go func() {
		buf := make([]byte, 4096)
		for {
			n, errRead := ptm.Read(buf)
			if errRead != nil {
				return
			}
			s.mu.Lock()
			s.seen.Write(buf[:n])
			s.mu.Unlock()
			select {
			case s.news <- struct{}{}:
			default:
			}
		}
	}()
	return s
}

// waits until a text was written.
func (s *screen) waits(text string) {
	s.t.Helper()
	late := time.After(10 * time.Second)
	for {
		if bytes.Contains(s.bytes(), []byte(text)) {
			return
		}
		select {
		case <-s.news:
		case <-late:
			s.t.Fatalf("%q was not written within 10 s; what was: %q", text, s.bytes())
		}
	}
}

func (s *screen) bytes() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.seen.Bytes())
}

// run runs the console on the screen.
func (s *screen) run(ctx context.Context, o tui.Options) <-chan error {
	o.In, o.Out = s.tty, s.tty
	done := make(chan error, 1)
	go func() { done <- tui.Run(ctx, o) }()
	return done
}

func (s *screen) ends(done <-chan error, within time.Duration) error {
	s.t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(within):
		s.t.Fatalf("the console did not end within %v", within)
		return nil
	}
}

// queries are what a terminal would answer to: colours, cursor, attributes,
// version, modes.
func queries() *regexp.Regexp {
	return regexp.MustCompile(`\x1b\](?:4;\d+|1[0-9]);\?|\x1b\[[>=?]?[0-9;]*[cn]|\x1b\[>[0-9;]*q|\x1b\[\?[0-9;]*\$p|\x1bP\+q|\x1b\[1[4-8]t|\x1bZ`)
}

func TestRun_onATerminalThatAnswersNothing(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	began := time.Now()
	done := s.run(t.Context(), options(t, nil))
	s.waits("harbor-backup")
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the first frame took %v", took)
	}
	if _, err := s.ptm.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	if err := s.ends(done, 5*time.Second); err != nil {
		t.Errorf("Run: %v", err)
	}
	s.waits("\x1b[?1049l")
	if q := queries().Find(s.bytes()); q != nil {
		t.Errorf("the terminal was asked %q", q)
	}
	for _, mode := range []string{"\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h", "\x1b[?1006h"} {
		if bytes.Contains(s.bytes(), []byte(mode)) {
			t.Errorf("the mouse was turned on: %q", mode)
		}
	}
}

// Somebody without a profile who wants to try the sandbox leaves the console with
// that wish.
func TestRun_theSandboxIsChosen(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	o, w := options(t, nil), newTown()
	w.accounts = nil
	o.Market, o.Desk = w, shop.NewReception()
	done := s.run(t.Context(), o)
	s.waits("Welcome to Awning")
	if _, err := s.ptm.WriteString("t"); err != nil {
		t.Fatal(err)
	}
	if err := s.ends(done, 5*time.Second); !errors.Is(err, tui.ErrSandbox) {
		t.Errorf("Run: %v, want %v", err, tui.ErrSandbox)
	}
}

// A hang-up arrives as the end of the context: the terminal is restored and the
// console is gone within a second.
func TestRun_endsWithItsContext(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := s.run(ctx, options(t, nil))
	s.waits("harbor-backup")
	cancel()
	if err := s.ends(done, time.Second); err != nil {
		t.Errorf("Run: %v", err)
	}
	s.waits("\x1b[?25h")
}

// A line that dropped is the end of the input: no process stays behind.
func TestRun_endsWithItsInput(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	o := options(t, nil)
	o.In, o.Out = r, io.Discard
	done := make(chan error, 1)
	go func() { done <- tui.Run(t.Context(), o) }()
	if _, err := w.Write([]byte("j")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("Run: %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the console goes on without input")
	}
}

// A panic in a screen leaves a report and a restored terminal.
func TestRun_aFaultLeavesAReport(t *testing.T) {
	t.Parallel()
	s := newScreen(t)
	o := options(t, nil)
	o.Reports = filepath.Join(t.TempDir(), "reports")
	var broken atomic.Bool
	o.Now = func() time.Time { // every frame with an age on it asks for the time
		if broken.Load() {
			panic("no clock, by the token eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.e30.c2ln")
		}
		return time.Now()
	}
	done := s.run(t.Context(), o)
	s.waits("harbor-backup")
	broken.Store(true)
	if _, err := s.ptm.WriteString("s"); err != nil {
		t.Fatal(err)
	}
	err := s.ends(done, 10*time.Second)
	if err == nil {
		t.Fatal("no error")
	}
	files, errGlob := filepath.Glob(filepath.Join(o.Reports, "fault-*.txt"))
	if errGlob != nil || len(files) != 1 {
		t.Fatalf("reports: %v, %v; the error was %v", files, errGlob, err)
	}
	report, errRead := os.ReadFile(files[0])
	if errRead != nil || !bytes.Contains(report, []byte("no clock, by the token [left out]")) || !bytes.Contains(report, []byte("goroutine")) {
		t.Errorf("report: %s, %v", report, errRead)
	}
	if want := "a fault in Awning itself; see " + files[0]; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
	s.waits("\x1b[?1049l")
}
