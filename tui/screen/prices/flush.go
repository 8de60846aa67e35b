package prices

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/prices"
	"awning/tui/ui"
)

// flushTimeout is how long the end of the console waits for the store.
const flushTimeout = 900 * time.Millisecond

// Flush keeps the price that is typed and not taken yet, and what waits to be
// kept: the console ends.
func (s *Screen) Flush() tea.Cmd {
	if s.book == nil {
		return nil
	}
	if p := s.prompt; p != nil && p.cell {
		at, _ := s.grid.Cursor()
		if price, err := prices.Parse(p.value()); err == nil && p.value() != p.before {
			_, _ = s.book.set(at, price) // what cannot be a price is none
		}
	}
	fresh, _, err := s.book.plan(s.t, s.offer, s.desk.edits)
	if err != nil || len(fresh) == 0 {
		return nil
	}
	api, base := s.api, context.WithoutCancel(s.ctx())
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(base, flushTimeout)
		defer cancel()
		_, failed := api.KeepEdit(ctx, fresh...)
		return failed
	}
}

var _ ui.Flusher = (*Screen)(nil)
