package section

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// layout divides the window between the fields and the panel below them.
func (s *Screen) layout() {
	if s.width == 0 {
		return
	}
	below := s.panelHeight()
	s.table.SetSize(s.width, max(s.height-len(s.top())-below, 0))
	switch {
	case s.editor != nil:
		s.editor.setSize(s.width-2*len(lead), below-1)
		return
	case s.copying != nil:
		s.copying.SetSize(s.width, below-1)
		return
	}
	r, ok := s.table.Selected()
	s.detail.SetSize(s.width, below-1)
	if r.id != s.told {
		s.told = r.id
		s.detail.Move(-1 << 20)
	}
	if !ok {
		s.detail.SetLines(nil)
		return
	}
	s.detail.SetLines(s.about(r))
}

// panelHeight is how many lines the panel below the fields has, its rule
// included.
func (s *Screen) panelHeight() int {
	room := s.height - len(s.top())
	switch {
	case s.editor != nil && s.editor.entry.height() >= boxHeight: // a long text may have what the fields leave
		return max(min(max(s.editor.height(), room-s.fieldLines()), room-4), min(room, 5))
	case s.editor != nil:
		return max(min(s.editor.height(), room-4), min(room, 5))
	case s.show != fields:
		return room
	}
	return max(min(room/4, 10), min(room, 6))
}

// fieldLines is how many lines the fields take where there is room for all: head,
// groups and a free line included.
func (s *Screen) fieldLines() int {
	n, group := 2, ""
	for _, r := range s.table.Shown() {
		if r.group != group {
			group = r.group
			n += 2
		}
		n++
	}
	return n
}

// View draws the head, the fields and the panel.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := s.top()
	r, ok := s.table.Selected()
	if !ok {
		lines = append(append(lines, ""), s.nothing()...)
		return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
	}
	below := s.panelHeight()
	lines = append(lines, cells.Box(s.table.Lines(), s.width, s.height-below-len(lines), tail)...)
	lines = append(lines, s.panel(r)...)
	return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
}

// panel is what stands below the fields: the editor, a question, or more of the
// field under the cursor.
func (s *Screen) panel(r row) []string {
	t := s.d.Text.Section
	var lines []string
	switch {
	case s.editor != nil:
		lines = append(lines, s.rule(s.editor.title(), s.editor.counter()))
		for _, l := range s.editor.lines() {
			lines = append(lines, lead+l)
		}
		return lines
	case s.copying != nil:
		return append(append(lines, s.rule(t.CopyTitle, "")), s.copying.Lines()...)
	}
	more := s.limit(r)
	if n := s.detail.Above() + s.detail.Below(); n > 0 && s.show == fields {
		more = text.Count(n, t.MoreLine, t.MoreLines)
	}
	title := r.label
	if s.show == rendered {
		title = fmt.Sprintf(t.PreviewOf, r.label)
	}
	if s.below && s.show == fields {
		title = s.d.Styles.Marks.Cursor + " " + title
	}
	lines = append(lines, s.rule(title, more))
	return append(lines, strings.Split(s.detail.View(), "\n")...)
}

// top is the head and what must not be overlooked.
func (s *Screen) top() []string {
	t, w, d := s.d.Text.Section, s.d.Text.Words, &s.desk
	st := s.d.Styles
	lines := []string{s.head()}
	if d.failed != nil {
		lines = append(lines, s.wrapped(st.Bad, st.Marks.Failed+" "+fmt.Sprintf(t.StoreFailed, sanitize.Line(d.failed.Error())))...)
	}
	if d.offered {
		lines = append(lines, s.wrapped(st.Warn, st.Marks.Changed+" "+fmt.Sprintf(t.Offer, len(d.edits), w.Time(d.edits[0].At, s.d.Now())))...)
	}
	lines = append(lines, s.refusedPage()...)
	for _, e := range d.editors {
		lines = append(lines, s.wrapped(st.Warn, st.Marks.Changed+" "+fmt.Sprintf(t.AlsoEdited, sanitize.Line(e.By.Host), e.By.PID, w.Time(e.Since, s.d.Now())))...)
	}
	return lines
}

// head is the line above the fields: what section this is and how old.
func (s *Screen) head() string {
	t, st := s.d.Text.Section, s.d.Styles
	draft := s.loader.Of(model.Draft)
	age := ""
	switch {
	case s.loader.Busy():
		age = t.Busy
	case draft.Known:
		age = fmt.Sprintf(t.Age, s.d.Text.Words.Age(s.d.Now().Sub(draft.Read)))
	}
	left := lead + st.Text.Render(s.summary())
	if draft.Err != nil {
		left = lead + st.Bad.Render(fmt.Sprintf(t.ReadFailed, sanitize.Line(draft.Err.Error())))
	}
	return cells.Ends(left, st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}

// summary counts the fields, those that differ and those that need correcting.
func (s *Screen) summary() string {
	t := s.d.Text.Section
	var count, broken int
	differ := map[model.Environment]int{}
	for _, r := range s.table.Shown() {
		if r.field != nil {
			count++
		}
		if r.broken != nil || len(r.refused) > 0 {
			broken++
		}
		for _, env := range s.differing(r) {
			differ[env]++
		}
	}
	if count == 0 && len(s.desk.edits) == 0 {
		if _, all := s.table.Len(); all > 0 {
			return t.NotInCatalogue
		}
		return ""
	}
	var parts []string
	switch n := len(s.desk.edits); {
	case s.sending.Busy():
		parts = append(parts, t.Saving)
	case n > 0:
		parts = append(parts, text.Count(n, t.OneUnsaved, t.SomeUnsaved))
	}
	parts = append(parts, text.Count(count, t.OneField, t.Fields))
	parts = append(parts, s.apart(differ)...)
	if broken > 0 {
		parts = append(parts, fmt.Sprintf(t.ToCorrect, broken))
	}
	return strings.Join(parts, ", ")
}

// apart says how many fields differ from preview and from live: at once, if it is
// the same number.
func (s *Screen) apart(differ map[model.Environment]int) []string {
	t, w := s.d.Text.Section, s.d.Text.Words
	say := func(n int, where string) string {
		if n == 1 {
			return fmt.Sprintf(t.DiffersFrom, n, where)
		}
		return fmt.Sprintf(t.DifferFrom, n, where)
	}
	if n := differ[model.Preview]; n > 0 && n == differ[model.Live] {
		return []string{say(n, fmt.Sprintf(w.And, w.Environments[model.Preview], w.Environments[model.Live]))}
	}
	var out []string
	for _, env := range []model.Environment{model.Preview, model.Live} {
		if n := differ[env]; n > 0 {
			out = append(out, say(n, w.Environments[env]))
		}
	}
	return out
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

// nothing says in words why no field is shown.
func (s *Screen) nothing() []string {
	t, draft := s.d.Text.Section, s.loader.Of(model.Draft)
	words := t.NoDocument
	switch {
	case !draft.Known && draft.Err == nil:
		words = t.Reading
	case !draft.Known:
		words = s.d.Text.Shell.TryAgain
	}
	return s.wrapped(s.d.Styles.Text, words)
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
