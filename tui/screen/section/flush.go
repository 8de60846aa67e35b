package section

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// flushTimeout is how long the end of the console waits for the store.
const flushTimeout = 900 * time.Millisecond

// Flush keeps what is typed and waits to be kept: the console ends.
func (s *Screen) Flush() tea.Cmd {
	var all keeping
	for i, k := range s.desk.queue {
		if !k.drop && (i > 0 || !s.desk.keep.Busy()) {
			all.changes = append(all.changes, k.changes...)
		}
	}
	if e := s.editor; e != nil && e.entry.typed() != e.held {
		v, _ := e.value()
		all.changes = append(all.changes, change{id: e.row.id, from: e.before, to: v})
	}
	if len(all.changes) == 0 {
		return nil
	}
	keep, _, err := s.plan(all)
	if err != nil || len(keep) == 0 {
		return nil
	}
	api, base := s.api, context.WithoutCancel(s.ctx())
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(base, flushTimeout)
		defer cancel()
		_, failed := api.KeepEdit(ctx, keep...)
		return failed
	}
}
