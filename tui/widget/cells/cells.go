// Package cells lays text out by cells, the squares of the terminal. A cell is
// what x/ansi says it is: a Japanese character takes two, a combining mark
// none. Text may be styled; what is cut keeps its escape sequences whole.
package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is how many cells one line takes.
func Width(s string) int {
	if ascii(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// Cut shortens s to at most width cells; what was cut off is replaced by the tail.
func Cut(s string, width int, tail string) string {
	if width <= 0 {
		return ""
	}
	if len(s) <= width && ascii(s) {
		return s
	}
	return ansi.Truncate(s, width, tail)
}

// Fit makes s exactly width cells: cut with the tail, or filled with spaces on
// the right.
func Fit(s string, width int, tail string) string {
	s = Cut(s, width, tail)
	return s + Blank(width-Width(s))
}

// FitRight is [Fit] with the spaces on the left, as numbers want it.
func FitRight(s string, width int, tail string) string {
	s = Cut(s, width, tail)
	return Blank(width-Width(s)) + s
}

// Ends puts left at the beginning and right at the end of a line of width
// cells. If both do not fit, left is cut.
func Ends(left, right string, width int, tail string) string {
	room := width - Width(right)
	if right != "" {
		room -= 2
	}
	if room < 1 {
		return Fit(left, width, tail)
	}
	left = Cut(left, room, tail)
	return left + Blank(width-Width(left)-Width(right)) + right
}

// Blank is n spaces; none if n is negative.
func Blank(n int) string { return strings.Repeat(" ", max(n, 0)) }

// Box makes lines exactly height lines of exactly width cells, cutting and
// filling as needed.
func Box(lines []string, width, height int, tail string) []string {
	out := make([]string, max(height, 0))
	for i := range out {
		if i < len(lines) {
			out[i] = Fit(lines[i], width, tail)
			continue
		}
		out[i] = Blank(width)
	}
	return out
}

// Beside puts two blocks of lines side by side, the left one width cells wide,
// with gap between them. It is as tall as the taller one.
func Beside(left, right []string, width int, gap, tail string) []string {
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		out[i] = Fit(l, width, tail) + gap + r
	}
	return out
}

// Over draws a block of lines onto a page, its upper left corner at x, y. The
// page must hold it.
func Over(page, block []string, x, y int) []string {
	out := append([]string(nil), page...)
	for i, line := range block {
		if y+i < 0 || y+i >= len(out) {
			continue
		}
		under, w := out[y+i], Width(line)
		left := ansi.Truncate(under, x, "")
		left += Blank(x - Width(left))
		right := tailFrom(under, x+w)
		out[y+i] = left + line + right
	}
	return out
}

// tailFrom is what a line shows from a cell on. Where a wide character straddles
// the edge, its right half becomes a space.
func tailFrom(s string, x int) string {
	want := max(Width(s)-x, 0)
	for skip := x; ; skip++ {
		if rest := ansi.TruncateLeft(s, skip, ""); Width(rest) <= want {
			return Blank(want-Width(rest)) + rest
		}
	}
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
