package conflict

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// panelHeight is how many lines the three values have, their rule included: half
// of the window, but for the head, two headings and a few places.
func (s *Screen) panelHeight() int {
	const places, least = 5, 3
	if s.whole && s.box == nil {
		return s.height - len(s.head())
	}
	return max(min(s.height/2, s.height-len(s.head())-places), least)
}

// layout divides the window between the places and the panel below them.
func (s *Screen) layout() {
	if s.width == 0 {
		return
	}
	below := s.panelHeight()
	s.table.SetSize(s.width, max(s.height-len(s.head())-below, 0))
	if s.box != nil {
		s.box.SetSize(s.width-2*len(lead), max(below-1-len(s.wrong()), 1))
		return
	}
	s.detail.SetSize(s.width, below-1)
	r, ok := s.table.Selected()
	if !ok {
		s.detail.SetLines(nil)
		return
	}
	s.detail.SetLines(s.sides(r))
}

// View draws the places and, of the one under the cursor, all three values.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := s.head()
	below := s.panelHeight()
	lines = append(lines, cells.Box(s.table.Lines(), s.width, s.height-below-len(lines), tail)...)
	r, _ := s.table.Selected()
	if s.box == nil {
		lines = append(lines, s.rule(r.label))
		lines = append(lines, strings.Split(s.detail.View(), "\n")...)
		return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
	}
	lines = append(lines, s.rule(fmt.Sprintf(s.d.Text.Conflict.Edit, r.label)))
	for l := range strings.SplitSeq(s.box.View(), "\n") {
		lines = append(lines, lead+l)
	}
	return strings.Join(cells.Box(append(lines, s.wrong()...), s.width, s.height, tail), "\n")
}

// head says what is to be done, and how much is open.
func (s *Screen) head() []string {
	t, st := s.d.Text.Conflict, s.d.Styles
	words := fmt.Sprintf(t.Head, len(s.c.Conflicts)-len(s.choices), len(s.c.Conflicts), len(s.c.Taken))
	switch {
	case s.save.Busy():
		words = t.Saving
	case len(s.c.Conflicts) == 0:
		words = fmt.Sprintf(t.HeadTaken, len(s.c.Taken))
	}
	return s.wrapped(st.Text, words)
}

// sides are what a place was, and is on both sides.
func (s *Screen) sides(r row) []string {
	t, st := s.d.Text.Conflict, s.d.Styles
	var out []string
	part := func(title string, look lipgloss.Style, text string) {
		out = append(out, lead+st.Heading.Render(title))
		for _, l := range s.wrapped(look, text) {
			out = append(out, lead+l)
		}
	}
	if !r.id.taken {
		part(t.Base, st.Dim, s.block(r, r.base))
	}
	part(t.MineLong, st.Text, s.block(r, r.mine))
	part(t.TheirsLong, st.Text, s.block(r, r.theirs))
	if c, ok := s.choices[r.id.place]; ok && !r.id.taken && c.Take == "edited" {
		part(t.TypedLong, st.Text, s.block(r, c.Value))
	}
	return out
}

func (s *Screen) wrong() []string {
	if s.problem == "" {
		return nil
	}
	return s.wrapped(s.d.Styles.Bad, s.d.Styles.Marks.Failed+" "+s.problem)
}

// rule is the line that begins the panel.
func (s *Screen) rule(title string) string {
	st := s.d.Styles
	left := st.Line.Render(strings.Repeat(st.Marks.Rule, 2)) + " " + st.Title.Render(title) + " "
	left = cells.Cut(left, s.width, st.Marks.Ellipsis)
	return left + st.Line.Render(strings.Repeat(st.Marks.Rule, max(s.width-cells.Width(left), 0)))
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	const indent = 3
	out := wrap.Lines(words, max(s.width-indent*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
