package prices

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// panelLines is how many lines the panel below the grid has, its rule included.
const panelLines = 5

// flagLines is how many lines the panel below the list of flags has, its rule
// included.
const flagLines = 3

// layout divides the window between the grid and the panel below it.
func (s *Screen) layout() {
	if s.width == 0 {
		return
	}
	s.grid.SetSize(s.width, max(s.height-s.panelHeight()-1, 0))
	s.flags.SetSize(s.width, max(s.height-flagLines-2, 0))
}

func (s *Screen) panelHeight() int {
	room := s.height - 1
	if s.prompt != nil {
		return max(min(s.prompt.height(), room-4), min(room, panelLines))
	}
	return max(min(panelLines, room-4), 1)
}

// View draws the head, the grid and the panel; or the list of flags.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := []string{s.head()}
	switch {
	case s.book == nil:
		lines = append(append(lines, ""), s.wrapped(s.d.Styles.Text, s.why)...)
	case s.listed:
		lines = append(lines, s.list()...)
	default:
		below := s.panelHeight()
		lines = append(lines, cells.Box(s.grid.Lines(), s.width, s.height-below-1, tail)...)
		lines = append(lines, s.panel(below)...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
}

// list is the list of flags, with the whole of the one under the cursor below.
func (s *Screen) list() []string {
	t, st := s.d.Text.Prices, s.d.Styles
	lines := []string{s.rule(t.FlagsTitle, "")}
	f, ok := s.flags.Selected()
	if !ok {
		return append(lines, s.wrapped(st.Text, t.NoFlags)...)
	}
	lines = append(lines, cells.Box(s.flags.Lines(), s.width, s.height-flagLines-2, st.Marks.Ellipsis)...)
	return append(append(lines, s.rule(f.place, f.change)), s.wrapped(st.Text, f.words)...)
}

// head is the line above the grid: how much there is, what was edited, and how
// old the draft is.
func (s *Screen) head() string {
	t, st := s.d.Text.Prices, s.d.Styles
	draft := s.loader.Of(model.Draft)
	age := ""
	switch {
	case s.save.Busy():
		age = t.Saving
	case s.loader.Busy():
		age = t.Busy
	case draft.Known:
		age = fmt.Sprintf(t.Age, s.d.Text.Words.Age(s.d.Now().Sub(draft.Read)))
	}
	var parts []string
	add := func(words string) { parts = append(parts, words) }
	if s.book != nil {
		add(st.Text.Render(fmt.Sprintf(t.Facts, s.book.Rows(), s.book.Cols())))
		if n := s.book.edits(); n > 0 {
			add(st.Edited.Render(st.Marks.Changed + " " + count(n, t.EditsOne, t.Edits)))
		}
		if s.desk.failed != nil {
			add(st.Bad.Render(t.NotKept))
		}
		if s.desk.unread {
			add(st.Bad.Render(t.NotRead))
		}
		if n := len(s.book.stray); n > 0 {
			add(st.Bad.Render(count(n, t.StrayOne, t.Stray)))
		}
		if others := s.others(); others != "" {
			add(st.Edited.Render(others))
		}
		if n := s.book.wrong(); n > 0 {
			add(st.Bad.Render(st.Marks.Failed + " " + count(n, t.FlagsOne, t.Flags)))
		}
	}
	if draft.Err != nil {
		parts = []string{st.Bad.Render(fmt.Sprintf(t.ReadFailed, sanitize.Line(draft.Err.Error())))}
	}
	return cells.Ends(lead+strings.Join(parts, "   "), st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}

// panel says all about the cell under the cursor, or holds the prompt.
func (s *Screen) panel(height int) []string {
	t := s.d.Text.Prices
	var lines []string
	if p := s.prompt; p != nil {
		lines = append(lines, s.rule(p.title, ""))
		for _, l := range p.lines(s.width-2*len(lead), height-1) {
			lines = append(lines, lead+l)
		}
		return lines
	}
	right := ""
	if first, last, all := s.grid.Columns(); first > 1 || last < all {
		right = fmt.Sprintf(t.Shown, first, last, all)
	}
	if n := s.grid.Range().Size(); s.grid.Ranged() && n > 1 {
		right = strings.TrimSpace(fmt.Sprintf(t.Chosen, n) + "  " + right)
	}
	at, ok := s.grid.Cursor()
	if !ok {
		return []string{s.rule("", right)}
	}
	return append([]string{s.rule(s.book.place(at), right)}, s.about(at)...)
}

// rule is the line that begins the panel.
func (s *Screen) rule(title, right string) string {
	st := s.d.Styles
	if right != "" {
		right = " " + st.Dim.Render(right) + " " + st.Line.Render(strings.Repeat(st.Marks.Rule, 2))
	}
	left := st.Line.Render(strings.Repeat(st.Marks.Rule, 2)) + " " + st.Title.Render(title) + " "
	room := s.width - cells.Width(right)
	left = cells.Cut(left, room, st.Marks.Ellipsis)
	return left + st.Line.Render(strings.Repeat(st.Marks.Rule, max(room-cells.Width(left), 0))) + right
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
