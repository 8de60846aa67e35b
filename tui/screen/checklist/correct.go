package checklist

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// faults are what stands in the way of a row, a line or more each, in words.
func (s *Screen) faults(i checklist.Item) []string {
	st := s.d.Styles
	var out []string
	for _, f := range i.Faults {
		out = append(out, s.wrapped(st.Bad, st.Marks.Failed+" ", sanitize.Line(f.Err.Error()))...)
	}
	return out
}

// cannotCorrect says why there is nothing to correct in the row under the
// cursor.
func (s *Screen) cannotCorrect() string {
	t := s.d.Text.Checklist
	i, ok := s.table.Selected()
	switch {
	case !ok:
		return t.NoSectionHere
	case len(i.Faults) == 0:
		return fmt.Sprintf(t.NoFaults, s.label(i))
	}
	return ""
}

// correct opens the first field that stands in the way of the row under the
// cursor. What was changed there is read again on the way back.
func (s *Screen) correct() tea.Cmd {
	i, _ := s.table.Selected()
	s.away = true
	return ui.Go(s.nav.Field(s.offer, i.Faults[0]))
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
