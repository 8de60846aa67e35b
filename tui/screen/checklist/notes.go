package checklist

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/textbox"
)

// storeTimeout ends what the local store does not answer.
const storeTimeout = 10 * time.Second

// noted is what reading the notes of earlier publishes, or keeping them, brought.
type noted struct {
	text string
	kept bool // they were written, not read
}

// recall reads the notes kept for this offer.
func (s *Screen) recall() tea.Cmd {
	api, o := s.api, s.offer
	return s.noting.Start(s.ctx(), storeTimeout, func(ctx context.Context) (noted, error) {
		text, err := api.Notes(ctx, o)
		return noted{text: text}, err
	})
}

func (s *Screen) editNotes() tea.Cmd {
	s.box = textbox.New(s.d.Styles)
	s.box.SetValue(s.notes)
	s.layout()
	return nil
}

// keepNotes writes the notes to the store. They count as taken, and the box
// closes, once they are there.
func (s *Screen) keepNotes() tea.Cmd {
	api, o, text := s.api, s.offer, s.box.Value()
	return s.noting.Start(s.ctx(), storeTimeout, func(ctx context.Context) (noted, error) {
		return noted{text: text, kept: true}, api.KeepNotes(ctx, o, text)
	})
}

// recalled takes what was read or kept.
func (s *Screen) recalled(n noted, err error) tea.Cmd {
	t := s.d.Text.Checklist
	switch {
	case ui.Cancelled(err):
		return nil
	case err != nil && n.kept:
		return ui.Fail(s.d.Text, t.KeepingNotes, err)
	case err != nil:
		return ui.Fail(s.d.Text, t.ReadingNotes, err)
	}
	s.notes = n.text
	if n.kept {
		s.box = nil
	}
	s.layout()
	return nil
}

// dropNotes closes the notes and asks first if something would be lost.
func (s *Screen) dropNotes() tea.Cmd {
	if s.box.Value() == s.notes {
		s.box = nil
		return nil
	}
	t := s.d.Text.Section
	return ui.Confirm(ui.Question{
		Title: t.Discard, Yes: t.DiscardYes, No: t.DiscardNo,
		Do: func() tea.Cmd {
			s.box = nil
			return nil
		},
	})
}

// writing takes a key while the notes are open.
func (s *Screen) writing(msg tea.KeyMsg) tea.Cmd {
	if cmd, ok := ui.Dispatch(msg, s.Actions()); ok {
		return cmd
	}
	s.box.Update(msg)
	return nil
}
