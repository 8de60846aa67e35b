package offers

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/text"
	"awning/tui/ui"
)

// recount reads which offers have unsaved edits on this machine.
func (s *Screen) recount() tea.Cmd {
	return s.edits.Start(s.ctx(), storeTimeout, s.api.AllEdits)
}

// counted marks the offers with unsaved edits. The first time it says that
// there are some: they may be of a console that ended before they were saved.
func (s *Screen) counted(r ui.Result[[]model.FieldEdit]) tea.Cmd {
	if !s.edits.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	t := s.d.Text
	if r.Err != nil {
		return ui.Fail(t, t.Offers.ReadEdits, r.Err)
	}
	first := s.unsaved == nil
	s.unsaved = map[model.ProductID]int{}
	for _, e := range r.Val {
		if s.o.Scope.Covers(e.Offer) {
			s.unsaved[e.Offer.Product]++
		}
	}
	var changed []*row
	for _, x := range s.rows.All() {
		if n := s.unsaved[x.offer.Product]; n != x.unsaved {
			next := *x
			next.unsaved = n
			changed = append(changed, &next)
		}
	}
	s.rows.Put(changed...)
	if n := len(s.unsaved); first && n > 0 {
		return ui.Notify(ui.Notice{
			Level: ui.Info, Text: text.Count(n, t.Offers.UnsavedOne, t.Offers.UnsavedMany),
			Hint: fmt.Sprintf(t.Offers.UnsavedHint, s.d.Styles.Marks.Changed),
		})
	}
	return nil
}

// unsavedMark marks an offer with unsaved edits.
func (s *Screen) unsavedMark(r *row) string {
	if r.unsaved == 0 {
		return ""
	}
	return s.d.Styles.Marks.Changed
}

// unsavedWord says in words what [Screen.unsavedMark] does in a mark.
func (s *Screen) unsavedWord(r *row) string {
	if r.unsaved == 0 {
		return ""
	}
	return text.Count(r.unsaved, s.d.Text.Offers.EditsOne, s.d.Text.Offers.EditsMany)
}
