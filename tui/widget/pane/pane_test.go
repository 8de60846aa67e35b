package pane_test

import (
	"strings"
	"testing"

	"awning/tui/widget/pane"
)

func TestPane(t *testing.T) {
	t.Parallel()
	p := pane.New("…")
	p.SetSize(4, 2)
	p.SetLines([]string{"one", "two", "three", "日除け"})
	steps := []struct {
		name         string
		do           func()
		want         string
		above, below int
	}{
		{"start", func() {}, "one \ntwo ", 0, 2},
		{"down", func() { p.Move(1) }, "two \nthr…", 1, 1},
		{"not beyond the end", func() { p.Move(9) }, "thr…\n日… ", 2, 0},
		{"page up", func() { p.Page(-1) }, "two \nthr…", 1, 1},
		{"not beyond the beginning", func() { p.Page(-9) }, "one \ntwo ", 0, 2},
		{"less text", func() { p.Move(2); p.SetLines([]string{"one"}) }, "one \n    ", 0, 0},
		{"no room", func() { p.SetSize(4, 0) }, "", 0, 1},
	}
	for _, s := range steps {
		s.do()
		if got := p.View(); got != s.want {
			t.Errorf("%s: %q, want %q", s.name, strings.Split(got, "\n"), strings.Split(s.want, "\n"))
		}
		if p.Above() != s.above || p.Below() != s.below {
			t.Errorf("%s: %d above and %d below, want %d and %d", s.name, p.Above(), p.Below(), s.above, s.below)
		}
	}
}
