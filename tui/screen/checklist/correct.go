package checklist

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// faults are what stands in the way of a row, and below it what may, a line or
// more each, in words.
func (s *Screen) faults(i checklist.Item) []string {
	st := s.d.Styles
	var out []string
	for _, f := range i.Faults {
		out = append(out, s.wrapped(st.Bad, st.Marks.Failed+" ", sanitize.Line(f.Err.Error()))...)
	}
	for _, f := range i.Doubts {
		out = append(out, s.wrapped(st.Warn, st.Marks.Changed+" ", s.doubt(f))...)
	}
	return out
}

// doubt says which rule a value breaks that the documentation is not sure of.
func (s *Screen) doubt(f checklist.Fault) string {
	return fmt.Sprintf(s.d.Text.Words.Doubt, sanitize.Line(f.Err.Error()))
}

// cannotCorrect says why there is nothing to correct in the row under the
// cursor.
func (s *Screen) cannotCorrect() string {
	t := s.d.Text.Checklist
	i, ok := s.table.Selected()
	switch {
	case !ok:
		return t.NoSectionHere
	case len(i.Faults)+len(i.Doubts) == 0:
		return fmt.Sprintf(t.NoFaults, s.label(i))
	}
	return ""
}

// correct opens the first field that stands in the way of the row under the
// cursor, or may. What was changed there is read again on the way back.
func (s *Screen) correct() tea.Cmd {
	i, _ := s.table.Selected()
	s.away = true
	return ui.Go(s.nav.Field(s.offer, slices.Concat(i.Faults, i.Doubts)[0]))
}

// Resume counts the unsaved edits again, and reads the draft if it may have been
// changed.
func (s *Screen) Resume() tea.Cmd {
	if !s.away {
		return s.recount()
	}
	s.away = false
	return s.reload()
}
