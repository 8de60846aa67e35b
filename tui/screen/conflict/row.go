package conflict

import (
	"encoding/json"
	"slices"

	"github.com/charmbracelet/lipgloss"

	"awning/model/catalog"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// rowID tells rows apart: conflicts first, then what comes along.
type rowID struct {
	taken bool
	place int
}

// row is one place that both changed, or that others changed.
type row struct {
	id                 rowID
	label              string
	field              *catalog.Field // nil if the catalogue does not know it
	base, mine, theirs json.RawMessage
	secret             bool
}

func (s *Screen) refresh() {
	var rows []row
	for i, c := range s.c.Conflicts {
		f := s.field(c.Field)
		label := sanitize.Line(c.Label)
		if label == "" {
			label = sanitize.Line(string(c.Pointer))
		}
		rows = append(rows, row{
			id: rowID{false, i}, label: label, field: f, base: c.Base, mine: c.Mine, theirs: c.Theirs, secret: c.Secret,
		})
	}
	for i, c := range s.c.Taken {
		f := s.field(c.Field)
		rows = append(rows, row{
			id: rowID{true, i}, label: show.Label(c, s.d.Styles.Marks.Crumb), field: f,
			mine: c.Left, theirs: c.Right, secret: f != nil && f.Secret,
		})
	}
	s.table.SetRows(rows)
	s.layout()
}

func (s *Screen) field(id string) *catalog.Field {
	if s.t == nil || id == "" {
		return nil
	}
	sec, ok := s.t.Section(s.c.Key)
	if !ok {
		return nil
	}
	f, _ := sec.Field(id)
	return f
}

func (s *Screen) columns() table.Options[rowID, row] {
	t, st := s.d.Text.Conflict, s.d.Styles
	return table.Options[rowID, row]{
		Styles: st,
		Key:    func(r row) rowID { return r.id },
		Group: func(r row) string {
			if r.id.taken {
				return t.ComesAlong
			}
			return t.BothChanged
		},
		Columns: []table.Column[row]{
			{ID: "field", Title: t.Field, Min: 16, Cell: func(r row) string { return r.label }},
			{ID: "choice", Title: t.Choice, Cell: s.choice, Style: s.choiceLook},
			{ID: "mine", Title: t.Mine, Min: 10, Rank: 1, Cell: func(r row) string { return s.line(r, r.mine) }},
			{ID: "theirs", Title: t.Theirs, Min: 10, Rank: 1, Cell: func(r row) string { return s.line(r, r.theirs) }},
		},
	}
}

// choice is how a place is settled, behind a mark.
func (s *Screen) choice(r row) string {
	mark := s.d.Styles.Marks.Yes
	if !s.settled(r) {
		mark = s.d.Styles.Marks.Failed
	}
	return mark + " " + s.chosen(r)
}

// chosen says in words how a place is settled.
func (s *Screen) chosen(r row) string {
	t := s.d.Text.Conflict
	if r.id.taken {
		return t.TakeTheirs
	}
	switch s.choices[r.id.place].Take {
	case merge.Mine:
		return t.TakeMine
	case merge.Theirs:
		return t.TakeTheirs
	case merge.Edited:
		return t.TakeTyped
	}
	return t.Open
}

func (s *Screen) settled(r row) bool {
	_, ok := s.choices[r.id.place]
	return ok || r.id.taken
}

// typedFor is the choice of a place for which a value was typed.
func (s *Screen) typedFor(r row) (merge.Choice, bool) {
	c := s.choices[r.id.place]
	return c, !r.id.taken && c.Take == merge.Edited
}

func (s *Screen) choiceLook(r row) lipgloss.Style {
	if !s.settled(r) {
		return s.d.Styles.Bad
	}
	return s.d.Styles.Good
}

// line is a value on one line, cut beyond what any window shows.
func (s *Screen) line(r row, v json.RawMessage) string {
	const widest = 60
	w := s.d.Text.Words
	if r.secret {
		return w.Hidden
	}
	if empty(v) {
		return w.NotSet
	}
	return cells.Cut(show.Line(w, s.of(r, v), v), widest, s.d.Styles.Marks.Ellipsis)
}

// block is the whole of a value.
func (s *Screen) block(r row, v json.RawMessage) string {
	w := s.d.Text.Words
	switch {
	case r.secret:
		return w.Hidden
	case empty(v):
		return w.NotSet
	}
	return show.Block(w, s.of(r, v), v)
}

// of is the field a value is of; nil for a part of one, which is shown as it is.
func (s *Screen) of(r row, v json.RawMessage) *catalog.Field {
	if r.field == nil || r.id.taken {
		return r.field
	}
	if p := string(s.c.Conflicts[r.id.place].Pointer); p != r.field.Pointer {
		return nil
	}
	if n, err := raw.Parse(v); err != nil || n.Kind == raw.Object && !slices.Contains([]catalog.Kind{catalog.Matrix, catalog.JSON}, r.field.Kind) {
		return nil
	}
	return r.field
}

func empty(v json.RawMessage) bool {
	if v == nil {
		return true
	}
	n, err := raw.Parse(v)
	return err == nil && n.Empty()
}
