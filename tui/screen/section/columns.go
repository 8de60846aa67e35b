package section

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// columns say how the fields are listed.
func (s *Screen) columns() table.Options[rowID, row] {
	t, st := s.d.Text.Section, s.d.Styles
	return table.Options[rowID, row]{
		Styles: st,
		Key:    func(r row) rowID { return r.id },
		Columns: []table.Column[row]{
			{ID: "field", Title: t.Field, Min: 16, Cell: func(r row) string { return r.label }},
			{
				ID: "value", Title: t.Value, Min: 12, Rank: 1, Cell: s.line, Plain: s.uncut,
				Style: func(r row) lipgloss.Style {
					if r.edit != nil {
						return st.Edited
					}
					if empty(r.value) {
						return st.Dim
					}
					return st.Text
				},
			},
			{ID: "limit", Title: t.Limit, Right: true, Rank: 4, Cell: s.limit, Style: s.stateLook},
			{ID: "state", Title: t.State, Rank: 2, Cell: s.state, Style: s.stateLook},
			{ID: "differs", Title: t.Differs, Rank: 3, Cell: s.against, Style: s.againstLook},
		},
	}
}

// line is a row's value on one line. It is cut well beyond what any window
// shows, so that one long text does not set the width of the column.
func (s *Screen) line(r row) string {
	const widest = 60
	return cells.Cut(s.uncut(r), widest, s.d.Styles.Marks.Ellipsis)
}

// uncut is line with nothing cut.
func (s *Screen) uncut(r row) string {
	switch {
	case empty(r.value):
		return s.d.Text.Words.NotSet
	case r.hidden:
		return s.d.Text.Words.Hidden
	}
	return show.Line(s.d.Text.Words, r.field, r.value)
}

// limit is how long the value is and may be.
func (s *Screen) limit(r row) string {
	t := s.d.Text.Section
	switch {
	case r.field == nil || r.field.Secret || !measured(r.field.Kind):
		return ""
	case r.field.Max > 0:
		return fmt.Sprintf(t.LimitOf, r.length(), r.field.Max)
	case r.field.Min > 0:
		return fmt.Sprintf(t.AtLeast, r.length(), r.field.Min)
	}
	return ""
}

// measured reports whether a kind's limits are lengths.
func measured(k catalog.Kind) bool {
	switch k {
	case catalog.Number, catalog.Money, catalog.Flag, catalog.Pick, catalog.Date, catalog.File:
		return false
	default:
		return true
	}
}

// state says in a word what to know about a value.
func (s *Screen) state(r row) string {
	t := s.d.Text.Section
	switch {
	case r.edit != nil && r.broken != nil:
		return s.d.Styles.Marks.Changed + s.d.Styles.Marks.Failed + " " + t.Invalid
	case r.edit != nil && len(r.refused) > 0:
		return s.d.Styles.Marks.Changed + s.d.Styles.Marks.Failed + " " + t.RefusedState
	case len(r.refused) > 0:
		return s.d.Styles.Marks.Failed + " " + t.RefusedState
	case r.edit != nil:
		return s.d.Styles.Marks.Changed + " " + t.Unsaved
	case r.field == nil:
		return ""
	case r.missing():
		return s.d.Styles.Marks.Failed + " " + t.Missing
	case r.broken != nil:
		return s.d.Styles.Marks.Failed + " " + t.Invalid
	case s.locked(r) != "" && r.field.Frozen != "":
		return t.Fixed
	case r.field.Required:
		return t.Required
	}
	return ""
}

func (s *Screen) stateLook(r row) lipgloss.Style {
	switch {
	case r.broken != nil, len(r.refused) > 0:
		return s.d.Styles.Bad
	case r.edit != nil:
		return s.d.Styles.Edited
	}
	return s.d.Styles.Dim
}

// differing lists the environments that hold another value than the draft.
// Those that hold nothing at all are not among them.
func (s *Screen) differing(r row) []model.Environment {
	var out []model.Environment
	for _, env := range []model.Environment{model.Preview, model.Live} {
		if differs, known := r.differs(env); known && differs && !s.loader.Of(env).Missing() {
			out = append(out, env)
		}
	}
	return out
}

// against says which environments hold another value.
func (s *Screen) against(r row) string {
	t, w := s.d.Text.Section, s.d.Text.Words
	var names []string
	for _, env := range s.differing(r) {
		names = append(names, w.Environments[env])
	}
	preview, live := s.loader.Of(model.Preview), s.loader.Of(model.Live)
	switch {
	case len(names) > 0:
		return s.d.Styles.Marks.Changed + " " + strings.Join(names, ", ")
	case preview.Missing() && live.Missing():
		return t.NeverPublished
	case preview.Known && live.Known:
		return t.Same
	}
	return ""
}

func (s *Screen) againstLook(r row) lipgloss.Style {
	if len(s.differing(r)) > 0 {
		return s.d.Styles.Edited
	}
	return s.d.Styles.Dim
}
