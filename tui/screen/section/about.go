package section

import (
	"fmt"
	"strings"

	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/htmlview"
)

// about is what the panel says of a row: what it is for, its whole value, the
// rule it breaks, and what preview and live hold instead.
func (s *Screen) about(r row) []string {
	t, st := s.d.Text.Section, s.d.Styles
	var out []string
	if r.field == nil {
		out = s.wrapped(st.Dim, t.NoHelp)
	} else if help := s.wants(r.field); help != "" {
		out = s.wrapped(st.Dim, help)
	}
	if r.doubt != nil {
		out = append(out, s.wrapped(st.Warn, st.Marks.Changed+" "+s.doubt(r))...)
	}
	if r.broken != nil {
		out = append(out, s.wrapped(st.Bad, st.Marks.Failed+" "+sanitize.Line(r.broken.Error()))...)
	}
	for _, message := range r.refused {
		out = append(out, s.wrapped(st.Bad, st.Marks.Failed+" "+fmt.Sprintf(t.RefusedField, message))...)
	}
	if s.show == rendered {
		for _, l := range htmlview.Lines(st, plain(r.value), max(s.width-2*len(lead), 1)) {
			out = append(out, lead+l)
		}
		return out
	}
	out = append(out, s.wrapped(st.Text, s.block(r, r.value))...)
	if r.edit != nil {
		out = append(out, s.wrapped(st.Edited, st.Marks.Changed+" "+s.unsaved(r))...)
	}
	for _, l := range s.elsewhere(r) {
		out = append(out, s.wrapped(st.Edited, st.Marks.Changed+" "+l)...)
	}
	return out
}

// unsaved says since when and where a value waits to be saved, and what the
// draft has.
func (s *Screen) unsaved(r row) string {
	t, e := s.d.Text.Section, r.edit
	since := s.d.Text.Words.Time(e.At, s.d.Now())
	if s.alive(e.By) {
		return fmt.Sprintf(t.UnsavedThere, sanitize.Line(e.By.Host), e.By.PID, since, s.block(r, r.saved))
	}
	return fmt.Sprintf(t.UnsavedSince, since, s.block(r, r.saved))
}

// elsewhere is what preview and live hold where they differ, in one line if
// they hold the same.
func (s *Screen) elsewhere(r row) []string {
	t, w := s.d.Text.Section, s.d.Text.Words
	var names, values []string
	for _, env := range s.differing(r) {
		names, values = append(names, w.Environments[env]), append(values, s.block(r, r.others[env]))
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

// wants is help with what the catalogue asks of a value beyond its kind and limit. What
// it will look like needs no rules beside it.
func (s *Screen) wants(f *catalog.Field) string {
	help := s.help(f)
	if all := f.Rules(); len(all) > 0 && s.show != rendered {
		rules := fmt.Sprintf(s.d.Text.Section.Rules, sanitize.Line(strings.Join(all, "; ")))
		help = strings.TrimSpace(help + " " + rules)
	}
	return help
}

// doubt says which rule a value breaks that the documentation is not sure of.
func (s *Screen) doubt(r row) string {
	return fmt.Sprintf(s.d.Text.Words.Doubt, sanitize.Line(r.doubt.Error()))
}

// block is the whole of one of a row's values.
func (s *Screen) block(r row, v []byte) string {
	w := s.d.Text.Words
	switch n, err := raw.Parse(v); {
	case v == nil || err == nil && n.Empty():
		return w.NotSet
	case r.hidden:
		return w.Hidden
	}
	return show.Block(w, r.field, v)
}
