package section

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// How often the store is asked whether other consoles did something, and after
// how many of these looks it is read whatever it says, and told that this
// console is still here.
const (
	pollEvery = 2 * time.Second
	beatEvery = 4
)

// Others is what consoles on one store tell each other.
type Others interface {
	// EditsVersion changes whenever another console has stored something.
	EditsVersion(ctx context.Context) (int64, error)
	// Editing tells other consoles that a section is being edited here. It is to
	// be said again every ten seconds.
	Editing(ctx context.Context, o model.Offer, k model.SectionKey) error
	// EndEditing takes that back.
	EndEditing(ctx context.Context, o model.Offer, k model.SectionKey) error
	// Editors are the other consoles that edit sections of an offer.
	Editors(ctx context.Context, o model.Offer) ([]model.Editor, error)
}

// others is what this console knows of the others, and they of it.
type others struct {
	version int64 // of the store, when it was read
	looks   int   // how often it was asked
	told    bool  // they know that this section is being edited here
}

// known is what was read from the store.
type known struct {
	edits   []model.FieldEdit
	editors []model.Editor
	version int64
	same    bool // nobody stored anything since; nothing was read
}

// reread asks the store what is unsaved.
func (s *Screen) reread() tea.Cmd { return s.ask(false) }

// glance is reread if another console stored something, or if it is time again:
// one that was killed stores nothing.
func (s *Screen) glance() tea.Cmd {
	return s.ask(s.desk.read && s.desk.failed == nil && s.desk.others.looks%beatEvery != 0)
}

func (s *Screen) ask(cheap bool) tea.Cmd {
	if s.desk.load.Busy() || len(s.desk.queue) > 0 {
		return nil
	}
	api, o, k, was := s.api, s.offer, s.key.Whole(), &s.desk.others
	here := s.editor != nil || len(s.desk.edits) > 0
	tell := func(context.Context) error { return nil }
	switch {
	case here && (!was.told || was.looks%beatEvery == 0):
		tell = func(ctx context.Context) error { return api.Editing(ctx, o, k) }
	case was.told && !here:
		tell = func(ctx context.Context) error { return api.EndEditing(ctx, o, k) }
	}
	was.told = here
	was.looks++
	since := was.version
	return s.desk.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (known, error) {
		// The version first: what is stored between the two is seen next time.
		version, err := api.EditsVersion(ctx)
		if err == nil {
			err = tell(ctx)
		}
		if err == nil && cheap && version == since {
			return known{same: true}, nil
		}
		edits, errEdits := api.Edits(ctx, o)
		if err != nil || errEdits != nil {
			return known{edits: edits}, errors.Join(errEdits, err)
		}
		editors, err := api.Editors(ctx, o)
		return known{edits: edits, editors: editors, version: version}, err
	})
}

// polled is time to ask the store again.
type polled struct{ of *Screen }

func (s *Screen) poll() tea.Cmd {
	if s.ctx().Err() != nil {
		return nil
	}
	return tea.Tick(pollEvery, func(time.Time) tea.Msg { return polled{s} })
}

// gone waits until the screen is left, and tells other consoles.
func (s *Screen) gone() tea.Cmd {
	ctx, api, o, k := s.ctx(), s.api, s.offer, s.key.Whole()
	return func() tea.Msg {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeTimeout)
		defer cancel()
		_ = api.EndEditing(end, o, k) // else it is forgotten by itself, half a minute later
		return nil
	}
}

// learned takes what the store said. The first time, edits of before are
// offered: they are shown, and nothing becomes of them by itself.
func (s *Screen) learned(k known, err error) {
	d := &s.desk
	if ui.Cancelled(err) || k.same || len(d.queue) > 0 { // what is being kept is newer
		return
	}
	d.failed = err
	if err != nil && k.edits == nil {
		return
	}
	if err == nil {
		d.others.version = k.version
	}
	d.edits = slices.DeleteFunc(k.edits, func(e model.FieldEdit) bool { return !s.ours(e.Key) })
	d.editors = slices.DeleteFunc(k.editors, func(e model.Editor) bool { return e.Key.Whole() != s.key.Whole() })
	d.offered = d.offered && len(d.edits) > 0
	if !d.read {
		d.read = true
		d.offered = slices.ContainsFunc(d.edits, func(e model.FieldEdit) bool { return !s.alive(e.By) })
	}
	s.refresh()
}

// alive reports whether another console that made an edit has this section open.
func (s *Screen) alive(p model.Process) bool {
	return slices.ContainsFunc(s.desk.editors, func(e model.Editor) bool { return e.By == p })
}
