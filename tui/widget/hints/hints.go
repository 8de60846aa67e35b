// Package hints draws the one line of keys at the bottom of the screen. It
// never overflows: what does not fit is left out, whole hints at a time.
package hints

import (
	"strings"

	"awning/themes"
	"awning/tui/widget/cells"
)

// Hint is one key and what it does.
type Hint struct{ Key, Help string }

// gap stands between hints.
const gap = "   "

// Line draws the hints in at most width cells. The last ones given as always
// stand at the end whatever else is left out: the key that shows all keys.
func Line(s themes.Styles, hints, always []Hint, width int) string {
	tail := ""
	for i := range always {
		if line := join(s, always[i:]); cells.Width(line) <= width {
			tail = line
			break
		}
	}
	line := tail
	for i := range hints {
		next := join(s, hints[:i+1])
		if tail != "" {
			next += gap + tail
		}
		if cells.Width(next) > width {
			break
		}
		line = next
	}
	return line
}

func join(s themes.Styles, hints []Hint) string {
	parts := make([]string, len(hints))
	for i, h := range hints {
		parts[i] = s.Key.Render(h.Key) + " " + s.Hint.Render(h.Help)
	}
	return strings.Join(parts, gap)
}
