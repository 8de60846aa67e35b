package orders

import (
	"fmt"
	"strings"

	"awning/themes"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/wrap"
)

// foot is a text below a table: a blank line, and as much of it as there is room for. No line
// is broken at an unbroken space.
func foot(st themes.Styles, words string, width int) []string {
	out := []string{""}
	for _, line := range wrap.Lines(words, max(width, 1)) {
		out = append(out, st.Dim.Render(strings.ReplaceAll(line, unbroken, plain)))
	}
	return out[:min(len(out), footLines)]
}

// charged are amounts in several currencies, which are never added.
func charged(t *text.Texts, sums show.Sums) string {
	return strings.Join(sums.Texts(), t.Shell.And)
}

// brief is the first of several amounts, and how many more there are.
func brief(t *text.Texts, sums show.Sums) string {
	if len(sums) < 2 {
		return charged(t, sums)
	}
	return fmt.Sprintf(t.Orders.More, show.Money(sums[0]), len(sums)-1)
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
