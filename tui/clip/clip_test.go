package clip_test

import (
	"errors"
	"strings"
	"testing"

	"awning/tui/clip"
)

func TestSequence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		tmux bool
		want string
	}{
		"plain":        {"harbor-backup", false, "\x1b]52;c;aGFyYm9yLWJhY2t1cA==\x1b\\"},
		"tmux":         {"harbor-backup", true, "\x1bPtmux;\x1b\x1b]52;c;aGFyYm9yLWJhY2t1cA==\x1b\x1b\\\x1b\\"},
		"other script": {"日除け", false, "\x1b]52;c;5pel6Zmk44GR\x1b\\"},
		"harmful":      {"a\x1b\\b\x07", false, "\x1b]52;c;YRtcYgc=\x1b\\"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := clip.Sequence(c.text, c.tmux); err != nil || got != c.want {
				t.Errorf("Sequence(%q, %v) = %q, %v; want %q", c.text, c.tmux, got, err, c.want)
			}
		})
	}
}

// What is just short enough goes, what is longer is refused with both sizes.
func TestSequence_limit(t *testing.T) {
	t.Parallel()
	const fits = clip.MaxEncoded / 4 * 3
	if _, err := clip.Sequence(strings.Repeat("x", fits), false); err != nil {
		t.Errorf("%d bytes were refused: %v", fits, err)
	}
	_, err := clip.Sequence(strings.Repeat("x", fits+1), false)
	if tooLong, ok := errors.AsType[*clip.TooLongError](err); !ok || tooLong.Encoded <= clip.MaxEncoded {
		t.Errorf("one more byte: error %v", err)
	}
}
