package diffview

import (
	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
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
