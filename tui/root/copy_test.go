package root_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"awning/tui/tuitest"
	"awning/tui/ui"
)

// shelf is a screen with something to copy.
type shelf struct {
	page

	what, text string
}

func (s *shelf) Copied() (what, text string) { return s.what, s.text }

func TestCopy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		wrote string
		shows string
	}{
		"id":       {"harbor-backup", "\x1b]52;c;aGFyYm9yLWJhY2t1cA==\x1b\\", "✓ the offer id went to your terminal's clipboard by OSC 52, 13 characters"},
		"nothing":  {"", "", "there is nothing here that can be copied"},
		"too long": {strings.Repeat("x", 60_000), "", "it takes 80000 bytes encoded, and a terminal accepts 74994; write it to a file instead"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var out strings.Builder
				s := &shelf{page: page{name: "list"}, what: "the offer id", text: c.text}
				d := start(t, tuitest.Options{Width: 120, Height: 24, Terminal: &out}, s)
				d.Press("y").Shows(c.shows)
				if out.String() != c.wrote {
					t.Errorf("the terminal got %q, want %q", out.String(), c.wrote)
				}
			})
		})
	}
}

// broken is a terminal whose line is gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestCopy_messageOfAnyScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start(t, tuitest.Options{}, &page{name: "list"}).Send(ui.Copy{What: "the id", Text: "a"}).Shows("there is no terminal to copy to")
		start(t, tuitest.Options{Terminal: broken{}}, &page{name: "list"}).Send(ui.Copy{What: "the id", Text: "a"}).Shows("could not copy the id: broken pipe")
	})
}

func TestCopy_isNoKeyWhereNothingCanBeCopied(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &page{name: "list"}
		start(t, tuitest.Options{}, p).Press("y").Press("?").Type("copy").Shows("No key matches")
		if p.typed != "y" {
			t.Errorf("the screen got %q, want y", p.typed)
		}
	})
}
