package checklist

import (
	"fmt"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/show"
	"awning/tui/widget/cells"
)

// row is what is said of the section under the cursor: what it lacks and what
// changed.
func (s *Screen) row(i checklist.Item) []string {
	t, st := s.d.Text.Checklist, s.d.Styles
	var out []string
	out = append(out, s.faults(i)...)
	if len(i.Changes) == 0 {
		return append(out, s.wrapped(st.Dim, lead, t.NoChanges)...)
	}
	room := s.aboutRoom() - len(out)
	for n, c := range i.Changes {
		if n == room-1 && len(i.Changes) > room {
			return append(out, lead+st.Dim.Render(fmt.Sprintf(t.More, len(i.Changes)-n)))
		}
		out = append(out, s.change(i, c))
	}
	return out
}

// aboutRoom is how many lines there are for what is said of one row.
func (s *Screen) aboutRoom() int {
	return s.height - len(s.head()) - len(s.summary()) - len(s.table.Lines()) - 1
}

// change is one change on one line: its kind, the field, and the new value.
func (s *Screen) change(i checklist.Item, c model.Change) string {
	st, w := s.d.Styles, s.d.Text.Words
	label := show.Label(c, st.Marks.Crumb)
	if c.Key.Whole() != i.Key {
		label = show.Section(s.t, c.Key, st.Marks.Crumb) + " " + st.Marks.Crumb + " " + label
	}
	value := func(v []byte) string {
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
	const most = 30
	line := value(c.Right)
	if c.Kind == model.Removed || c.Kind == model.Edited {
		line = cells.Cut(value(c.Left), most, st.Marks.Ellipsis) + " " + st.Marks.Arrow + " " + line
	}
	looks := map[model.ChangeKind]lipgloss.Style{model.Added: st.Added, model.Removed: st.Removed, model.Edited: st.Edited}
	look, ok := looks[c.Kind]
	if !ok {
		look = st.Text
	}
	return lead + look.Render(c.Kind.Mark()+" "+label) + st.Dim.Render("  "+line)
}

// count says how many changes there are.
func (s *Screen) count(n int) string {
	t := s.d.Text.Checklist
	switch n {
	case 0:
		return ""
	case 1:
		return t.Change
	}
	return fmt.Sprintf(t.ManyChanges, n)
}
