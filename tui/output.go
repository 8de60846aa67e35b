package tui

import (
	"io"
	"os"
	"sync"
)

// oneAtATime makes an output take each write whole, whoever writes: frames come
// from Bubble Tea, what is copied from a command. A file does so by itself, and
// must stay one for Bubble Tea to find the terminal in it.
func oneAtATime(out io.Writer) io.Writer {
	if _, ok := out.(*os.File); ok || out == nil {
		return out
	}
	return &turns{out: out}
}

type turns struct {
	mu  sync.Mutex
	out io.Writer
}

func (t *turns) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.out.Write(p)
}
