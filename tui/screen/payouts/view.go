package payouts

import (
	"fmt"
	"strings"

	"awning/tui/outlook"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// The shape of the page: how far in the three answers stand; how many months are shown in any
// case; from which width on something stands beside the months, and what part they keep.
const (
	answersIn   = 14
	leastMonths = 5
	besideFrom  = 150
	asideIn     = 4
)

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.above()
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.body(s.height-len(lines))...)
	} else if words := s.empty(); words != "" {
		for _, line := range wrap.Lines(words, max(s.width-2, 1)) {
			lines = append(lines, "  "+st.Dim.Render(line))
		}
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// body is the table of months, and what else there is room for: beside it in a wide window,
// else below it.
func (s *Screen) body(height int) []string {
	st, table := s.d.Styles, s.rows.Lines()
	if width := s.tableWidth(); s.wide() {
		gap := cells.Blank(asideIn)
		return cells.Beside(table, s.aside(s.width-width-asideIn, height), width, gap, st.Marks.Ellipsis)
	}
	if left := height - len(table) - 1; left > 0 {
		return append(append(table, ""), s.offerLines(s.width, left)...)
	}
	return table
}

// tableWidth is how many cells the months have.
func (s *Screen) tableWidth() int {
	const of, part = 5, 3
	if !s.wide() {
		return s.width
	}
	return s.width * part / of
}

// wide reports whether there is room beside the months.
func (s *Screen) wide() bool { return s.width >= besideFrom }

// empty says why there is no month.
func (s *Screen) empty() string {
	t := s.d.Text.Payouts
	switch {
	case !s.read:
		return t.Reading
	case outlook.EverRead(s.view):
		return t.Empty
	case s.refresh.Busy(): // which is told above
		return ""
	case len(s.view.States) == 0 && s.nav.SignIn != nil:
		return t.NobodyKey
	case len(s.view.States) == 0:
		return t.Nobody
	case s.troubled() != nil: // which is told above
		return ""
	}
	return t.Never
}

// draw gives the table what room is left, and its bars what the other columns leave of it.
func (s *Screen) draw() {
	rows, _ := s.rows.Len()
	height := max(s.height-len(s.above()), 1)
	if !s.wide() { // what it does not need is for what stands below
		height = min(height, rows+1)
	}
	s.rows.SetSize(s.tableWidth(), height)
	const part = 5 // of the table: for so much, columns that are there for room to spare go
	s.bars = min(max(s.rows.Room(barID), s.tableWidth()/part, barLeast), barMax)
	s.rows.SetRows(s.rows.All())
}

// above is all that stands above the table.
func (s *Screen) above() []string {
	st := s.d.Styles
	var lines []string
	for _, l := range outlook.Lines(s.d.Text, s.view) {
		look := st.Text
		if l.Warn {
			look = st.Warn
		}
		words := cells.Cut(l.Fit(s.width-answersIn), max(s.width-answersIn, 1), st.Marks.Ellipsis)
		lines = append(lines, st.Dim.Render(cells.Fit(l.Label, answersIn, ""))+look.Render(words))
	}
	rows, _ := s.rows.Len()
	const heads = 3 // a blank line, the heading, the head of the table
	room := s.height - len(lines) - heads - min(rows, leastMonths)
	lines = append(append(lines, s.told(s.news(), room)...), "")
	if rows == 0 {
		return lines
	}
	return append(lines, s.headLine())
}

// headLine says what the table shows, what its marks mean, and how old it is.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Payouts
	age := ""
	if at := outlook.Oldest(s.view.States); !at.IsZero() {
		age = fmt.Sprintf(t.Aged, s.d.Text.Words.Time(at, s.d.Now()))
	}
	left := st.Heading.Render(t.Heading)
	if legend := "  " + s.legend(); cells.Width(left+legend+age) < s.width { // else there is no room for bars
		left += legend
	}
	return cells.Ends(left, st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}
