package plans

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/contents"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// storeTimeout ends the wait for the local store.
const storeTimeout = 10 * time.Second

// remember asks the store what is unsaved.
func (s *Screen) remember() tea.Cmd {
	api, o := s.api, s.offer
	return s.recall.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		return api.Edits(ctx, o)
	})
}

// stored takes what is unsaved, or what moving a plan has made so.
func (s *Screen) stored(r ui.Result[[]model.FieldEdit]) tea.Cmd {
	moved := s.move.Accept(r)
	if !moved && !s.recall.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		doing := s.d.Text.Plans.DoingRead
		if moved {
			doing = s.d.Text.Plans.DoingMove
		}
		return tea.Batch(ui.Fail(s.d.Text, s.doing(doing), r.Err), s.learned())
	}
	s.edits = r.Val
	return s.learned()
}

func (s *Screen) doing(format string) string {
	return fmt.Sprintf(format, sanitize.ID(string(s.offer.ID)))
}

// learned lays the rows out again, and goes on looking for the pages of a new
// plan.
func (s *Screen) learned() tea.Cmd {
	rows, err := s.layRows()
	s.rows.SetRows(rows)
	s.resort()
	if s.at != "" && s.rows.Select(s.at) {
		s.at = ""
	}
	cmds := []tea.Cmd{s.awaitPages(rows)}
	if err != nil {
		cmds = append(cmds, ui.Fail(s.d.Text, s.doing(s.d.Text.Plans.DoingRead), err))
	}
	for _, env := range model.Environments() {
		if side := s.loader.Of(env); side.Err != nil && !side.Busy {
			cmds = append(cmds, ui.Fail(s.d.Text, s.doing(s.d.Text.Plans.DoingRead), side.Err))
			break
		}
	}
	return tea.Batch(cmds...)
}

// resort has the table sort again by what it sorts by.
func (s *Screen) resort() {
	column, reverse := s.rows.Sorted()
	s.rows.Sort(column, reverse)
	s.SetSize(s.width, s.height)
}

// awaitPages reads again while pages of a new plan are missing.
func (s *Screen) awaitPages(rows []row) tea.Cmd {
	if s.fresh == "" || s.loader.Of(model.Draft).Busy {
		return nil
	}
	for _, r := range rows {
		if r.plan.ID == s.fresh && r.whole() {
			s.fresh = ""
			return nil
		}
	}
	if s.looks++; s.looks > lookMost {
		s.fresh = ""
		return nil
	}
	return tea.Tick(lookEvery, func(time.Time) tea.Msg { return again{s} })
}

// whole reports whether all pages of a plan are there.
func (r row) whole() bool {
	for _, p := range r.pages {
		if !p.there {
			return false
		}
	}
	return true
}

// ready reports whether what may be done to plans can be told: all environments
// were read from the service.
func (s *Screen) ready() bool {
	for _, env := range model.Environments() {
		if !s.loader.Of(env).Fresh {
			return false
		}
	}
	return true
}

// draft is what is known of the draft.
func (s *Screen) draft() contents.Side { return s.loader.Of(model.Draft) }
