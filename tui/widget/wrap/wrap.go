// Package wrap breaks text into lines of a width counted in cells. It returns
// places in the text rather than pieces of it, so that a caller can still tell
// which part of a value stands on which line: to mark the words that differ, or
// to put a cursor there.
//
// Text must be clean: it has passed through sanitize and holds no escape
// sequences. Widths are those of x/ansi, as everywhere on the screen.
package wrap

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Span is one line of a text: its bytes from Start up to End, without the line
// break or the space the line was broken at. The next line's Start may
// therefore lie beyond this one's End.
type Span struct{ Start, End int }

// Spans breaks s into lines of at most width cells, after a space if there is
// one, within a word if there is none. A text always has at least one line,
// and a character wider than width has a line of its own.
func Spans(s string, width int) []Span {
	width = max(width, 1)
	var spans []Span
	for start := 0; ; {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			return line(spans, s, start, len(s), width)
		}
		spans = line(spans, s, start, start+end, width)
		start += end + 1
	}
}

// Lines breaks s as [Spans] does and returns the lines themselves.
func Lines(s string, width int) []string {
	spans := Spans(s, width)
	out := make([]string, len(spans))
	for i, p := range spans {
		out[i] = s[p.Start:p.End]
	}
	return out
}

// line appends the spans of one line of the text, which has no line breaks.
func line(spans []Span, s string, start, end, width int) []Span {
	if end-start <= width && isASCII(s[start:end]) {
		return append(spans, Span{start, end})
	}
	cells, gap := 0, -1 // gap: just after the last space or wide character
	for i := start; i < end; {
		n, w := Cluster(s[i:end])
		for cells+w > width && i > start && s[i] != ' ' {
			if gap <= start {
				gap = i
			}
			spans = append(spans, Span{start, start + len(strings.TrimRight(s[start:gap], " "))})
			start, gap = gap, -1
			cells = ansi.StringWidth(s[start:i])
		}
		cells += w
		i += n
		if s[i-n] == ' ' || w > 1 {
			gap = i
		}
	}
	last := end
	for last > start && cells > width && s[last-1] == ' ' {
		last--
		cells--
	}
	return append(spans, Span{start, last})
}

// Cluster returns how many bytes and cells the first character of s takes,
// combining marks and joined emoji included. s must not be empty.
func Cluster(s string) (bytes, cells int) {
	if s[0] < 0x80 && (len(s) == 1 || s[1] < 0x80) {
		if s[0] < 0x20 || s[0] == 0x7f {
			return 1, 0
		}
		return 1, 1
	}
	_, cells, bytes, _ = ansi.GraphemeWidth.DecodeSequenceInString(s, 0, nil)
	return max(bytes, 1), cells
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
