package section

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
)

// flushTimeout is how long the end of the console waits for the store.
const flushTimeout = 900 * time.Millisecond

// Flush keeps what is typed and waits to be kept, and tells other consoles that
// this one edits no more: the console ends.
func (s *Screen) Flush() tea.Cmd {
	var running *flight
	ours := true // nobody else writes the first of the queue
	if s.desk.keep.Busy() {
		if ours = s.desk.flight.begin(); !ours {
			running = s.desk.flight
		}
	}
	waiting, draft, edits := s.waiting(ours), s.loader.Of(model.Draft), slices.Clone(s.desk.edits)
	if len(waiting.changes) == 0 && !s.desk.others.told && running == nil {
		return nil
	}
	api, base, o, k := s.api, context.WithoutCancel(s.ctx()), s.offer, s.key.Whole()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(base, flushTimeout)
		defer cancel()
		if running != nil { // it must not come after what is newer
			edits = running.wait(ctx).upon(edits)
		}
		keep, _, err := plan(o, draft, edits, waiting)
		if err == nil {
			_, err = api.KeepEdit(ctx, keep...)
		}
		return errors.Join(err, api.EndEditing(ctx, o, k))
	}
}

// waiting are the changes that the store does not have yet; first says whether the first
// of the queue is among them, or on its way.
func (s *Screen) waiting(first bool) keeping {
	var all keeping
	for i, k := range s.desk.queue {
		if !k.drop && (i > 0 || first) {
			all.changes = append(all.changes, k.changes...)
		}
	}
	if e := s.editor; e != nil && e.entry.typed() != e.held {
		v, _ := e.value()
		all.changes = append(all.changes, change{id: e.row.id, from: e.before, to: v})
	}
	return all
}
