package section

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/text"
	"awning/tui/ui"
)

// saveTimeout ends a save that gets no answer. It reads, writes and reads back,
// for each document.
const saveTimeout = 5 * time.Minute

// saved is what became of a save: the documents that were saved, up to the one
// that was not.
type saved struct{ documents []model.Document }

// save sends everything unsaved of this section. What is being typed is kept
// first.
func (s *Screen) save() tea.Cmd {
	if s.editor == nil {
		return s.send()
	}
	return s.leave(func(err error) tea.Cmd {
		if err != nil || s.editor != nil {
			return nil
		}
		if why := s.cannotSave(); why != "" {
			return ui.Notify(ui.Notice{Level: ui.Info, Text: why})
		}
		return s.send()
	})
}

// cannotSave refuses to send what the service would refuse, and goes there.
func (s *Screen) cannotSave() string {
	t := s.d.Text.Section
	switch {
	case s.sending.Busy():
		return t.StillSaving
	case len(s.desk.edits) == 0:
		return t.NothingToSave
	case s.desk.offered:
		return t.OfferFirst
	case !s.loader.Of(model.Draft).Fresh:
		return t.LockedStale
	}
	for _, r := range s.table.Shown() {
		if r.edit != nil && r.broken != nil {
			return fmt.Sprintf(t.CorrectFirst, r.broken)
		}
	}
	return ""
}

func (s *Screen) send() tea.Cmd {
	var keys []model.SectionKey
	for _, e := range s.desk.edits {
		if !slices.Contains(keys, e.Key) {
			keys = append(keys, e.Key)
		}
	}
	s.desk.refusals = refusals{}
	s.refresh()
	api, o := s.api, s.offer
	// Once sent, a write is seen through to its answer, whatever is pressed.
	return s.sending.Start(context.WithoutCancel(s.ctx()), saveTimeout, func(ctx context.Context) (saved, error) {
		var out saved
		for _, k := range keys {
			d, err := api.SaveSection(ctx, o, k)
			if err != nil {
				return out, err
			}
			out.documents = append(out.documents, d)
		}
		return out, nil
	})
}

// sent takes the answer to a save. What was not saved stays unsaved.
func (s *Screen) sent(a saved, err error) tea.Cmd {
	t := s.d.Text.Section
	n := 0
	for _, d := range a.documents {
		s.loader.Put(d)
		before := len(s.desk.edits)
		s.desk.edits = slices.DeleteFunc(s.desk.edits, func(e model.FieldEdit) bool { return e.Key == d.Key })
		n += before - len(s.desk.edits)
	}
	s.refresh()
	again := s.reread() // what was typed while it was saved is unsaved
	if conflict, ok := errors.AsType[*client.ConflictError](err); ok {
		s.stale = true
		return tea.Batch(again, ui.Go(s.nav.Conflict(conflict)))
	}
	if refused, ok := errors.AsType[*client.RefusedError](err); ok {
		s.refused(refused)
	}
	if err != nil {
		again = tea.Batch(again, s.loader.Start(s.ctx(), model.Draft))
		return tea.Batch(again, ui.Fail(s.d.Text, fmt.Sprintf(t.SaveDoing, s.Title()), err))
	}
	return tea.Batch(again, ui.Notify(ui.Notice{Level: ui.Good, Text: text.Count(n, t.SavedOne, t.SavedSome)}))
}

// Resume reads again what another screen may have changed.
func (s *Screen) Resume() tea.Cmd {
	if s.stale {
		s.stale = false
		return tea.Batch(s.reread(), s.loader.Start(s.ctx(), model.Draft))
	}
	return s.reread()
}
