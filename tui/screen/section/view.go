package section

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// columns say how the fields are listed.
func (s *Screen) columns() table.Options[rowID, row] {
	t, st := s.d.Text.Section, s.d.Styles
	return table.Options[rowID, row]{
		Styles: st,
		Key:    func(r row) rowID { return r.id },
		Columns: []table.Column[row]{
			{ID: "field", Title: t.Field, Min: 21, Cell: func(r row) string { return r.label }},
			{
				ID: "value", Title: t.Value, Min: 18, Rank: 1, Cell: s.line,
				Style: func(r row) lipgloss.Style {
					if empty(r.value) {
						return st.Dim
					}
					return st.Text
				},
			},
			{ID: "limit", Title: t.Limit, Right: true, Rank: 3, Cell: s.limit, Style: s.stateLook},
			{ID: "state", Title: t.State, Rank: 2, Cell: s.state, Style: s.stateLook},
			{ID: "differs", Title: t.Differs, Rank: 2, Cell: s.against, Style: s.againstLook},
		},
	}
}

// line is a row's value on one line. It is cut well beyond what any window
// shows, so that one long text does not set the width of the column.
func (s *Screen) line(r row) string {
	const widest = 60
	if empty(r.value) {
		return s.d.Text.Words.NotSet
	}
	return cells.Cut(show.Line(s.d.Text.Words, r.field, r.value), widest, s.d.Styles.Marks.Ellipsis)
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
	if r.broken != nil {
		return s.d.Styles.Bad
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
	case r.field == nil:
		return ""
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

// layout divides the window between the fields and the panel below them.
func (s *Screen) layout() {
	if s.width == 0 {
		return
	}
	below := s.panelHeight()
	s.table.SetSize(s.width, max(s.height-below-1, 0))
	if s.editor != nil {
		s.editor.setSize(s.width-2*len(lead), below-1)
		return
	}
	r, ok := s.table.Selected()
	s.detail.SetSize(s.width, below-1)
	if !ok {
		s.detail.SetLines(nil)
		return
	}
	s.detail.SetLines(s.about(r))
}

// panelHeight is how many lines the panel below the fields has, its rule
// included.
func (s *Screen) panelHeight() int {
	room := s.height - 1
	switch {
	case s.whole:
		return room
	case s.editor != nil:
		return max(min(s.editor.height(), room-4), min(room, 5))
	}
	return max(min(room/3, 14), min(room, 5))
}

// View draws the head, the fields and the panel.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := []string{s.head()}
	r, ok := s.table.Selected()
	if !ok {
		lines = append(append(lines, ""), s.nothing()...)
		return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
	}
	below := s.panelHeight()
	lines = append(lines, cells.Box(s.table.Lines(), s.width, s.height-below-1, tail)...)
	if s.editor != nil {
		lines = append(lines, s.rule(s.editor.title(), s.editor.counter()))
		for _, l := range s.editor.lines() {
			lines = append(lines, lead+l)
		}
	} else {
		more := s.limit(r)
		if n := s.detail.Above() + s.detail.Below(); n > 0 && !s.whole {
			more = fmt.Sprintf(s.d.Text.Section.MoreLines, n)
		}
		lines = append(lines, s.rule(r.label, more))
		lines = append(lines, strings.Split(s.detail.View(), "\n")...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
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
	var fields, broken int
	differ := map[model.Environment]int{}
	for _, r := range s.table.Shown() {
		if r.field == nil {
			continue
		}
		fields++
		if r.broken != nil {
			broken++
		}
		for _, env := range s.differing(r) {
			differ[env]++
		}
	}
	if fields == 0 {
		return ""
	}
	parts := []string{fmt.Sprintf(t.Fields, fields)}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		if n := differ[env]; n > 0 {
			parts = append(parts, fmt.Sprintf(t.DifferFrom, n, s.d.Text.Words.Environments[env]))
		}
	}
	if broken > 0 {
		parts = append(parts, fmt.Sprintf(t.ToCorrect, broken))
	}
	return strings.Join(parts, ", ")
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

// about is what the panel says of a row: what it is for, its whole value, the
// rule it breaks, and what preview and live hold instead.
func (s *Screen) about(r row) []string {
	t, st := s.d.Text.Section, s.d.Styles
	var out []string
	if r.field == nil {
		out = s.wrapped(st.Dim, t.NoHelp)
	} else if help := s.help(r.field); help != "" {
		out = s.wrapped(st.Dim, help)
	}
	if r.broken != nil {
		out = append(out, s.wrapped(st.Bad, st.Marks.Failed+" "+sanitize.Line(r.broken.Error()))...)
	}
	out = append(out, s.wrapped(st.Text, s.block(r.field, r.value))...)
	for _, l := range s.elsewhere(r) {
		out = append(out, s.wrapped(st.Edited, st.Marks.Changed+" "+l)...)
	}
	return out
}

// elsewhere is what preview and live hold where they differ, in one line if
// they hold the same.
func (s *Screen) elsewhere(r row) []string {
	t, w := s.d.Text.Section, s.d.Text.Words
	var names, values []string
	for _, env := range s.differing(r) {
		names, values = append(names, w.Environments[env]), append(values, s.block(r.field, r.others[env]))
	}
	if len(values) == 2 && values[0] == values[1] {
		return []string{fmt.Sprintf(t.In, fmt.Sprintf(w.And, names[0], names[1]), values[0])}
	}
	for i := range values {
		values[i] = fmt.Sprintf(t.In, names[i], values[i])
	}
	return values
}

// help is the catalogue's word on a field, its unit included.
func (s *Screen) help(f *catalog.Field) string {
	help := f.Help
	if f.Unit != "" && !strings.Contains(help, f.Unit) {
		help = strings.TrimSpace(help + " " + f.Unit + ".")
	}
	return help
}

// block is the whole of a value.
func (s *Screen) block(f *catalog.Field, v []byte) string {
	if n, err := raw.Parse(v); v == nil || err == nil && n.Empty() {
		return s.d.Text.Words.NotSet
	}
	return show.Block(s.d.Text.Words, f, v)
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
