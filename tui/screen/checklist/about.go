package checklist

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
)

// row is what is said of the section under the cursor: what stands in its way, what
// of it is not saved yet, and what changed.
func (s *Screen) row(i checklist.Item) []string {
	t, st := s.d.Text.Checklist, s.d.Styles
	out := s.faults(i)
	if n := len(s.editsOf(i)); n > 0 {
		out = append(out, s.wrapped(st.Warn, st.Marks.Changed+" ", text.Count(n, t.UnsavedHere, t.ManyUnsavedHere))...)
	}
	if len(i.Changes) == 0 {
		return append(out, s.wrapped(st.Dim, lead, t.NoChanges)...)
	}
	for _, c := range i.Changes {
		out = append(out, s.change(i, c))
	}
	return out
}

// change is one change on one line: its kind, the field, and the new value.
func (s *Screen) change(i checklist.Item, c model.Change) string {
	const most = 30
	st := s.d.Styles
	looks := map[model.ChangeKind]lipgloss.Style{model.Added: st.Added, model.Removed: st.Removed, model.Edited: st.Edited}
	look, ok := looks[c.Kind]
	if !ok {
		look = st.Text
	}
	return lead + look.Render(c.Kind.Mark()+" "+s.fieldOf(i, c)) + st.Dim.Render("  "+s.values(c, most))
}

// fieldOf names the field of a change in a row, with its section if that is another.
func (s *Screen) fieldOf(i checklist.Item, c model.Change) string {
	crumb := s.d.Styles.Marks.Crumb
	label := show.Label(c, crumb)
	if c.Key.Whole() != i.Key {
		label = show.Section(s.t, c.Key, crumb) + " " + crumb + " " + label
	}
	return label
}

// values are a change's values on one line, from the old to the new one, of which
// the old one takes at most so many cells; zero cuts nothing.
func (s *Screen) values(c model.Change, most int) string {
	marks, line := s.d.Styles.Marks, s.one(c, c.Right)
	if c.Kind != model.Removed && c.Kind != model.Edited {
		return line
	}
	was := s.one(c, c.Left)
	if most > 0 {
		was = cells.Cut(was, most, marks.Ellipsis)
	}
	return was + " " + marks.Arrow + " " + line
}

func (s *Screen) one(c model.Change, v []byte) string {
	w := s.d.Text.Words
	switch {
	case c.Secret:
		return w.Hidden
	case v == nil:
		return w.NotSet
	}
	if line := show.Line(w, show.Field(s.t, c), v); line != "" {
		return line
	}
	return w.Empty
}

// count says how many changes there are.
func (s *Screen) count(n int) string {
	t := s.d.Text.Checklist
	if n == 0 {
		return ""
	}
	return text.Count(n, t.Change, t.ManyChanges)
}

// panel draws what is said of the row under the cursor, below a rule.
func (s *Screen) panel(i checklist.Item) []string {
	title := s.label(i)
	if s.below {
		title = s.d.Styles.Marks.Cursor + " " + title
	}
	return append([]string{s.rule(title, s.count(len(i.Changes)))}, s.about.Lines(func(n int) string {
		words := s.d.Text.Checklist.MoreLines
		if s.below {
			words = s.d.Text.Shell.MoreBelow
		}
		return lead + s.d.Styles.Dim.Render(fmt.Sprintf(words, n))
	})...)
}

// jump moves between the rows and what is said of one.
func (s *Screen) jump() tea.Cmd {
	s.below = !s.below
	return nil
}

func (s *Screen) noPanel() string {
	if s.aboutHeight == 0 {
		return s.d.Text.Checklist.NoPanel
	}
	return ""
}
