package section

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

// history is what was done on this screen, step by step. A step is undone by
// putting back the values that were there, whether they were saved meanwhile or
// not: then the undoing is an unsaved edit itself.
type history struct {
	past, future [][]change
}

// record adds a step. What was undone before it cannot be done again.
func (h *history) record(step []change) {
	step = slices.DeleteFunc(slices.Clone(step), func(c change) bool { return same(c.from, c.to) })
	if len(step) == 0 {
		return
	}
	h.past, h.future = append(h.past, step), nil
}

// undo puts back what the last step changed.
func (s *Screen) undo() tea.Cmd {
	h := &s.desk.history
	last := len(h.past) - 1
	step := h.past[last]
	back := make([]change, len(step))
	for i, c := range step {
		back[i] = change{id: c.id, from: c.to, to: c.from}
	}
	return s.put(keeping{changes: back, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		h.past, h.future = h.past[:last], append(h.future, step)
		return s.tell(s.d.Text.Section.Undone, step)
	}})
}

// redo does again what was undone last.
func (s *Screen) redo() tea.Cmd {
	h := &s.desk.history
	last := len(h.future) - 1
	step := h.future[last]
	return s.put(keeping{changes: step, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		h.past, h.future = append(h.past, step), h.future[:last]
		return s.tell(s.d.Text.Section.Redone, step)
	}})
}

// tell says what was done to which field, and goes there.
func (s *Screen) tell(words string, step []change) tea.Cmd {
	s.table.Select(step[0].id)
	s.layout()
	label := text.Count(len(step), s.d.Text.Section.OneField, s.d.Text.Section.Fields)
	if r, ok := s.table.Selected(); ok && len(step) == 1 {
		label = r.label
	}
	return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(words, label)})
}

func (s *Screen) notKept(err error) tea.Cmd {
	return ui.Fail(s.d.Text, s.d.Text.Section.KeepDoing, err)
}

func (s *Screen) cannotUndo() string {
	if len(s.desk.history.past) == 0 {
		return s.d.Text.Section.NothingToUndo
	}
	return ""
}

func (s *Screen) cannotRedo() string {
	if len(s.desk.history.future) == 0 {
		return s.d.Text.Section.NothingToRedo
	}
	return ""
}

// revert puts the value the draft has back into the field under the cursor.
func (s *Screen) revert() tea.Cmd {
	r, _ := s.table.Selected()
	step := []change{{id: r.id, from: r.value, to: r.saved}}
	return s.put(keeping{changes: step, record: true, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		return s.tell(s.d.Text.Section.Reverted, step)
	}})
}

func (s *Screen) cannotRevert() string {
	if r, ok := s.table.Selected(); !ok || r.edit == nil {
		return s.d.Text.Section.NothingToRevert
	}
	return ""
}

// discard asks, and then puts the whole section back to the draft.
func (s *Screen) discard() tea.Cmd {
	t := s.d.Text.Section
	n := len(s.desk.edits)
	return ui.Confirm(ui.Question{
		Title: text.Count(n, t.DiscardOne, t.DiscardAll), Body: []string{t.DiscardAllBody},
		Yes: t.DiscardAllYes, No: t.DiscardAllNo,
		Do: s.discardAll,
	})
}

func (s *Screen) discardAll() tea.Cmd {
	var step []change
	for _, e := range s.desk.edits {
		step = append(step, change{id: rowID{e.Key, e.Path}, from: e.New, to: e.Old})
	}
	// By name, not by value: an edit whose place is gone ends too.
	return s.put(keeping{changes: step, record: true, drop: true, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		s.desk.offered = false
		return ui.Notify(ui.Notice{Level: ui.Good, Text: text.Count(len(step), s.d.Text.Section.DiscardedOne, s.d.Text.Section.DiscardedAll)})
	}})
}

func (s *Screen) cannotDiscard() string {
	if len(s.desk.edits) == 0 {
		return s.d.Text.Section.NothingToDiscard
	}
	return ""
}
