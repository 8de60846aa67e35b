package diffview

import (
	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// fit cuts or pads clean text to exactly width cells and shows that it was cut.
func (v *View) fit(s string, width int) string {
	return cells.Fit(s, width, v.o.Styles.Marks.Ellipsis)
}

// cut makes a styled line exactly width cells wide.
func cut(s string, width int) string { return cells.Fit(s, width, "") }

// at returns the ith line, or a blank one of that width.
func at(lines []string, i, width int) string {
	if i < len(lines) {
		return lines[i]
	}
	return cells.Blank(width)
}

// rendered styles text; an empty one costs no escape sequence.
func rendered(st lipgloss.Style, s string) string {
	if s == "" {
		return ""
	}
	return st.Render(s)
}

// differing returns the bytes of s between what it begins and what it ends
// with in common with other, widened to whole words.
func differing(s, other string) (from, to int) {
	if s == other {
		return 0, 0
	}
	head, tail := common(s, other)
	to = len(s)
	for i := 0; i < len(s); {
		if wordBegins(s, i) && i <= head {
			from = i
		}
		if wordEnds(s, i) && i >= max(len(s)-tail, from) {
			to = i
			break
		}
		n, _ := wrap.Cluster(s[i:])
		i += n
	}
	return from, max(from, to)
}

// common returns how many bytes two texts begin and end with in common,
// without counting any twice.
func common(a, b string) (head, tail int) {
	short := min(len(a), len(b))
	for head < short && a[head] == b[head] {
		head++
	}
	for tail < short-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}

// wordBegins and wordEnds say whether a word may begin or end before the ith
// byte. In scripts that set no spaces between words every character may.
func wordBegins(s string, i int) bool {
	return i == 0 || s[i-1] == ' ' || s[i-1] == '\n' || s[i] >= 0x80
}

func wordEnds(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\n' || s[i] >= 0x80
}
