package checklist

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// layout divides the window between the rows, what is said of the one under
// the cursor, and the summary.
func (s *Screen) layout() {
	if s.width == 0 {
		return
	}
	room := s.height - len(s.head())
	if s.box != nil {
		s.table.SetSize(s.width, max(room-s.notesHeight(), 0))
		s.box.SetSize(s.width-2*len(lead), s.notesHeight()-3)
		return
	}
	const least = 4 // lines that are worth their rule
	room -= len(s.summary())
	list := min(s.listHeight(), max(room*3/5, least))
	i, ok := s.table.Selected()
	if s.aboutHeight = room - list; s.aboutHeight < least || !ok {
		s.aboutHeight, s.below, list = 0, false, room
	}
	s.table.SetSize(s.width, list)
	s.about.SetSize(s.width, s.aboutHeight-1)
	if ok {
		if i.Key != s.told {
			s.about.Move(-s.about.Above())
		}
		s.about.SetLines(s.row(i))
		s.told = i.Key
	}
}

// listHeight is how many lines all rows take, with what stands above them.
func (s *Screen) listHeight() int {
	const head, heading = 1, 2
	rows := s.table.Shown()
	n := head + len(rows)
	if len(rows) > 0 && group(rows[len(rows)-1]) == 1 {
		n += heading
	}
	return n
}

// notesHeight is how many lines the notes have while they are written.
func (s *Screen) notesHeight() int { return max(min(12, s.height-6), 5) }

// View draws the head, the rows, what is said of one, and the summary.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := s.head()
	i, ok := s.table.Selected()
	switch {
	case s.items == nil:
		lines = append(append(lines, ""), s.nothing()...)
	case s.box != nil:
		lines = append(lines, s.table.Lines()...)
		lines = append(cells.Box(lines, s.width, s.height-s.notesHeight(), tail), s.writer()...)
	default:
		lines = append(lines, s.table.Lines()...)
		if !ok {
			lines = append(lines, s.wrapped(s.d.Styles.Text, lead, s.d.Text.Checklist.NothingChanged)...)
		} else if s.aboutHeight > 0 {
			lines = append(lines, s.panel(i)...)
		}
		lines = append(cells.Box(lines, s.width, s.height-len(s.summary()), tail), s.summary()...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
}

// head says with what the draft is compared, and what stands in the way.
func (s *Screen) head() []string {
	t, st, w := s.d.Text.Checklist, s.d.Styles, s.d.Text.Words
	left, age := "", ""
	if s.items != nil {
		left = t.First
		if s.base != "" {
			left = fmt.Sprintf(t.Base, w.Environments[s.base])
		}
		if n := s.quiet(); n > 0 {
			left += ". " + text.Count(n, t.UnchangedOne, t.Unchanged)
		}
	}
	switch draft := s.loader.Of(model.Draft); {
	case s.sending:
		age = t.Sending
	case s.loader.Busy() || s.standing.Busy():
		age = t.Busy
	case draft.Known:
		age = fmt.Sprintf(t.Age, w.Age(s.d.Now().Sub(draft.Read)))
	}
	lines := []string{cells.Ends(lead+st.Dim.Render(left), st.Dim.Render(age), s.width, st.Marks.Ellipsis)}
	if words := s.unsaved(); words != "" {
		lines = append(lines, s.wrapped(st.Warn, st.Marks.Changed+" ", words+t.Goes)...)
	}
	if len(s.moved) > 0 {
		names := make([]string, len(s.moved))
		for i, k := range s.moved {
			names[i] = show.Section(s.t, k, st.Marks.Crumb)
		}
		lines = append(lines, s.wrapped(st.Warn, st.Marks.Failed+" ", fmt.Sprintf(t.Moved, join(names)))...)
	}
	if err := s.failure(); err != nil {
		lines = append(lines, s.wrapped(st.Bad, st.Marks.Failed+" ", fmt.Sprintf(t.ReadFailed, sanitize.Line(err.Error())))...)
	}
	if s.problem != nil {
		lines = append(lines, s.wrapped(st.Bad, st.Marks.Failed+" ", fmt.Sprintf(t.Cannot, sanitize.Line(s.problem.Error())))...)
	}
	return lines
}

// failure is the read that failed last, if any.
func (s *Screen) failure() error {
	for _, err := range []error{s.failed, s.loader.Of(model.Draft).Err, s.loader.Of(s.base).Err} {
		if err != nil {
			return err
		}
	}
	return nil
}

// quiet is how many sections have nothing new.
func (s *Screen) quiet() int {
	n := 0
	for _, i := range s.items {
		if i.Rule == checklist.RuleNothing {
			n++
		}
	}
	return n
}

// nothing says why there are no rows yet.
func (s *Screen) nothing() []string {
	switch {
	case s.failure() != nil:
		return s.wrapped(s.d.Styles.Text, lead, s.d.Text.Shell.TryAgain)
	case s.problem != nil:
		return nil
	}
	return s.wrapped(s.d.Styles.Dim, lead, s.d.Text.Checklist.Reading)
}

// rule is the line that begins a panel.
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

// wrapped breaks words into lines behind a first line's lead.
func (s *Screen) wrapped(look lipgloss.Style, first, words string) []string {
	n := cells.Width(first)
	out := wrap.Lines(words, max(s.width-n-1, 1))
	for i, l := range out {
		before := cells.Blank(n)
		if i == 0 {
			before = first
		}
		out[i] = look.Render(before + l)
	}
	return out
}
