package compare

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/diffview"
	"awning/tui/widget/table"
)

// outlineWidth is how many cells the list of sections takes, the line beside it
// included, where it leaves the values room enough.
const outlineWidth = 38

// entry is one section that has something to show.
type entry struct {
	key model.SectionKey
	n   int // fields that show
}

// outline makes the list of sections beside the values.
func (s *Screen) outline() *table.Table[model.SectionKey, entry] {
	st := s.d.Styles
	return table.New(table.Options[model.SectionKey, entry]{
		Styles: st, NoHead: true,
		Key: func(e entry) model.SectionKey { return e.key },
		Group: func(e entry) string {
			if e.key.Plan == "" {
				return ""
			}
			return sanitize.ID(string(e.key.Plan))
		},
		Columns: []table.Column[entry]{
			{ID: "section", Min: 8, Cell: func(e entry) string {
				plan := sanitize.ID(string(e.key.Plan)) + " " + st.Marks.Crumb + " " // it stands above
				return strings.TrimPrefix(show.Section(s.t, e.key, st.Marks.Crumb), plan)
			}},
			{ID: "fields", Right: true, Cell: func(e entry) string { return strconv.Itoa(e.n) }, Style: func(entry) lipgloss.Style { return st.Dim }},
		},
	})
}

// sections lists the sections of what shows, in its order.
func sections(changes []model.Change) []entry {
	var out []entry
	for _, c := range changes {
		if k := c.Key.Whole(); len(out) == 0 || out[len(out)-1].key != k {
			out = append(out, entry{key: k})
		}
		out[len(out)-1].n++
	}
	return out
}

// outlined reports whether the list of sections stands beside the values.
func (s *Screen) outlined() bool {
	room := diffview.SideBySide
	if s.abreast() {
		room = diffview.Abreast
	}
	_, all := s.list.Len()
	return all > 1 && s.width >= room+outlineWidth
}

// body draws the values, and the list of sections beside them where there is room.
func (s *Screen) body(values []string) []string {
	if !s.outlined() {
		return values
	}
	st := s.d.Styles
	const gap = 3
	lines := cells.Box(s.list.Lines(), outlineWidth-gap, len(values), st.Marks.Ellipsis)
	return cells.Beside(lines, values, outlineWidth-gap, " "+st.Line.Render(st.Marks.Vertical)+" ", st.Marks.Ellipsis)
}

// jump moves between the values and the list of sections.
func (s *Screen) jump() tea.Cmd {
	s.inList = !s.inList
	return nil
}

func (s *Screen) noList() string {
	if !s.outlined() {
		return s.d.Text.Compare.NoList
	}
	return ""
}

// cursor are the keys that move: through the values, or through the list of sections,
// with the values following.
func (s *Screen) cursor() []ui.Action {
	if !s.inList {
		return s.view.Actions("compare", s.d.Text.Moves)
	}
	rows := s.list.Actions("compare", s.d.Text.Moves)
	for i := range rows {
		move := rows[i].Do
		rows[i].Do = func() tea.Cmd {
			cmd := move()
			if e, ok := s.list.Selected(); ok {
				s.view.GoTo(e.key)
			}
			return cmd
		}
	}
	return rows
}

// follow puts the list's cursor on the section of the field under the cursor.
func (s *Screen) follow() {
	s.inList = s.inList && s.outlined()
	if c, ok := s.view.Current(); ok {
		s.list.Select(c.Key.Whole())
	}
}
