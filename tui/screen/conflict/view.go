package conflict

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// panelHeight is how many lines the three values have, their rule included: half
// of the window, but for the head, two headings and a few places.
func (s *Screen) panelHeight() int {
	const places, least = 5, 3
	half := min(s.height/2, s.height-len(s.head())-places)
	return max(half, s.height-len(s.head())-s.listHeight(), least)
}

// listHeight is how many lines all places take, with their headings and a blank
// line at the end.
func (s *Screen) listHeight() int {
	const columns, heading = 1, 2
	n := columns + len(s.c.Conflicts) + len(s.c.Taken)
	for _, rows := range []int{len(s.c.Conflicts), len(s.c.Taken)} {
		if rows > 0 {
			n += heading
		}
	}
	return n
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
	if r.id != s.told {
		s.detail.Move(-s.detail.Above())
	}
	s.detail.SetLines(s.panel(r))
	s.told = r.id
}

// View draws the places and, of the one under the cursor, all three values.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := s.head()
	below := s.panelHeight()
	lines = append(lines, cells.Box(s.table.Lines(), s.width, s.height-below-len(lines), tail)...)
	r, _ := s.table.Selected()
	if s.box == nil {
		title := r.label
		if s.below {
			title = s.d.Styles.Marks.Cursor + " " + title
		}
		lines = append(lines, s.rule(title))
		lines = append(lines, s.detail.Lines(s.more)...)
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
	open, taken := len(s.c.Conflicts)-len(s.choices), len(s.c.Taken)
	switch {
	case s.save.Busy():
		return s.wrapped(st.Text, t.Saving)
	case len(s.c.Conflicts) == 0:
		return s.wrapped(st.Text, text.Count(taken, t.HeadTakenOne, t.HeadTaken))
	}
	words := text.Count(open, t.HeadOne, t.Head)
	if open == 0 {
		words = t.HeadSettled
	}
	if taken > 0 {
		words += " " + text.Count(taken, t.ComesOne, t.ComeMany)
	}
	return s.wrapped(st.Text, words+" "+t.NothingSent)
}

// more says how many lines of the values are out of sight below.
func (s *Screen) more(n int) string {
	words := fmt.Sprintf(s.d.Text.Conflict.MoreLines, n)
	if s.below {
		words = fmt.Sprintf(s.d.Text.Shell.MoreBelow, n)
	}
	return lead + s.d.Styles.Dim.Render(words)
}

// panel lays out the values of a place: beside each other where there is room,
// else one below the other.
func (s *Screen) panel(r row) []string {
	const abreast, between = 100, 3
	st, sides := s.d.Styles, s.sides(r)
	if s.width < abreast {
		var out []string
		for _, x := range sides {
			out = append(out, s.value(r, x, s.width-len(lead))...)
		}
		return indented(out)
	}
	gap := " " + st.Line.Render(st.Marks.Vertical) + " "
	width := (s.width - len(lead) - between*(len(sides)-1)) / len(sides)
	out := s.value(r, sides[0], width)
	wide := width
	for _, x := range sides[1:] {
		out = cells.Beside(out, s.value(r, x, width), wide, gap, st.Marks.Ellipsis)
		wide += between + width
	}
	return indented(out)
}

func indented(lines []string) []string {
	for i := range lines {
		lines[i] = lead + lines[i]
	}
	return lines
}

// value is one value under its title.
func (s *Screen) value(r row, x side, width int) []string {
	st := s.d.Styles
	look := st.Text
	if x.past {
		look = st.Dim
	}
	out := []string{st.Heading.Render(cells.Cut(x.title, width, st.Marks.Ellipsis))}
	for _, l := range wrap.Lines(s.block(r, x.value), max(width-len(lead), 1)) {
		out = append(out, lead+look.Render(l))
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
