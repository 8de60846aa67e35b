package prices

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// saveTimeout ends a save that gets no answer. It reads, writes and reads back.
const saveTimeout = 3 * time.Minute

// elsewhere is what a save answers if somebody else changed the document.
type elsewhere interface {
	error
	Elsewhere() model.Document
}

// commit saves the edited prices; nothing else of the document changes but what
// else of this section is unsaved.
func (s *Screen) commit() tea.Cmd {
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

// saved takes the answer to a save. A failed one keeps every edit.
func (s *Screen) saved(d model.Document, err error) tea.Cmd {
	t := s.d.Text.Prices
	if err == nil {
		n := s.book.edits()
		s.loader.Put(d)
		s.book, s.desk.edits = nil, nil
		s.read()
		return ui.Notify(ui.Notice{Level: ui.Good, Text: count(n, t.SavedOne, t.Saved)})
	}
	if other, ok := errors.AsType[elsewhere](err); ok {
		theirs := other.Elsewhere()
		s.theirs = &theirs
		s.layout()
		return ui.Notify(ui.Notice{Level: ui.Bad, Text: t.Elsewhere})
	}
	return ui.Fail(s.d.Text, t.SavePrices, err)
}

// rebase takes the other version as the base and makes the edits on it again.
func (s *Screen) rebase() tea.Cmd {
	t := s.d.Text.Prices
	if err := s.book.rebase(s.t, *s.theirs); err != nil {
		return ui.Fail(s.d.Text, t.SavePrices, err)
	}
	s.loader.Put(*s.theirs)
	s.theirs = nil
	s.refresh()
	return tea.Batch(s.keep(), ui.Notify(ui.Notice{Level: ui.Info, Text: t.Rebased}))
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
