package prices

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// saveTimeout ends a save that gets no answer. It reads, writes and reads back.
const saveTimeout = 3 * time.Minute

// commit saves the edited prices, once whoever pays them has been thought of;
// nothing else of the document changes but what else of this section is unsaved.
func (s *Screen) commit() tea.Cmd {
	if q, ok := s.question(); ok {
		return ui.Confirm(q)
	}
	return s.agreed()
}

// agreed saves what is kept; what is not yet is kept first.
func (s *Screen) agreed() tea.Cmd {
	if why := s.cannotSave(); why != "" {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: why})
	}
	if s.desk.keep.Busy() {
		s.desk.send = true
		return nil
	}
	if s.desk.failed != nil { // what is saved is what was kept
		s.desk.send = true
		return s.keep()
	}
	return s.send()
}

func (s *Screen) send() tea.Cmd {
	api, o, k := s.api, s.offer, s.key
	// Once sent, a write is seen through to its answer, whatever is pressed.
	return s.save.Start(context.WithoutCancel(s.ctx()), saveTimeout, func(ctx context.Context) (model.Document, error) {
		return api.SaveSection(ctx, o, k)
	})
}

// saved takes the answer to a save. A failed one keeps every edit; what others
// changed meanwhile is for the user to settle.
func (s *Screen) saved(d model.Document, err error) tea.Cmd {
	t := s.d.Text.Prices
	if err == nil {
		n := s.book.edits()
		s.loader.Put(d)
		s.book, s.desk.edits, s.desk.moved = nil, nil, false
		s.read()
		return tea.Batch(s.recall(), ui.Notify(ui.Notice{Level: ui.Good, Text: count(n, t.SavedOne, t.Saved)}))
	}
	s.read()
	if conflict, ok := errors.AsType[*client.ConflictError](err); ok {
		return ui.Go(s.nav.Conflict(s.named(conflict)))
	}
	return ui.Fail(s.d.Text, t.SavePrices, err)
}

// words are an error's, or those of several, fit for one line.
func (s *Screen) words(err error) string {
	return sanitize.Line(strings.ReplaceAll(err.Error(), "\n", "; "))
}

// count words a number: one, or many.
func count(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}
