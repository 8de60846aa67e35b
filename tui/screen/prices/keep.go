package prices

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// How long the local store may take, for one edit more than a moment, and how
// often it is asked what other consoles did.
const (
	storeTimeout = 10 * time.Second
	editTimeout  = 100 * time.Millisecond
	pollEvery    = 2 * time.Second
)

// Edits keeps what is edited until it is saved.
type Edits interface {
	// Edits are the unsaved edits of an offer, those of other consoles included.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
	// KeepEdit writes edits down and returns them as kept. They are on disk when
	// it returns without an error. If another console has put another edit there,
	// that one stays, and the error has a method EditedElsewhere() that returns both.
	KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error)
	// DiscardEdits ends edits; what was discarded can be had again for 14 days.
	DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error
	// SaveSection sends the unsaved edits of one document and returns it as read
	// back. If others changed it meanwhile nothing is sent and the error is
	// a [*client.ConflictError].
	SaveSection(ctx context.Context, o model.Offer, k model.SectionKey) (model.Document, error)
}

// clashing is an error that says that another console edited the same place.
type clashing interface {
	error
	EditedElsewhere() []model.Clash
}

// desk is what is known of unsaved edits in the local store. Each price is an
// edit of its own there, unless it has no place in the document yet.
type desk struct {
	known  bool              // the store was read
	edits  []model.FieldEdit // of this plan's pricing, as the store has them
	moved  bool              // the store has others than the book shows
	behind bool              // the book has moved on while it was being kept
	late   bool              // the draft was read again while it was being kept
	send   bool              // save as soon as all is kept
	unread bool              // it could not be read the last time
	failed error             // the store could not keep it
	load   ui.Latest[[]model.FieldEdit]
	keep   ui.Latest[kept]
}

// kept is what the store has now.
type kept struct{ edits []model.FieldEdit }

// put takes edits as the store keeps them; those that were to be kept and are
// not among them have ended.
func (k *kept) put(asked, made []model.FieldEdit) {
	drop := func(e model.FieldEdit) bool { return slices.ContainsFunc(asked, e.Same) }
	k.edits = append(slices.DeleteFunc(k.edits, drop), made...)
}

// recall reads what is unsaved.
func (s *Screen) recall() tea.Cmd {
	if s.desk.load.Busy() || s.desk.keep.Busy() {
		return nil
	}
	api, o := s.api, s.offer
	return s.desk.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		return api.Edits(ctx, o)
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

// polled asks the store again, or tries again to keep what it could not.
func (s *Screen) polled() tea.Cmd {
	if s.desk.failed != nil && s.book != nil {
		return tea.Batch(s.keep(), s.poll())
	}
	return tea.Batch(s.recall(), s.poll())
}

// recalled takes what is unsaved. What was kept before, or by another console,
// is shown and can be undone.
func (s *Screen) recalled(edits []model.FieldEdit, err error) tea.Cmd {
	d := &s.desk
	if ui.Cancelled(err) || d.keep.Busy() || d.failed != nil { // what is here is newer
		return nil
	}
	first := !d.known
	d.known = true
	if err != nil {
		said := d.unread
		d.unread = true
		if said {
			return nil
		}
		return ui.Fail(s.d.Text, s.d.Text.Prices.ReadEdits, err)
	}
	first, d.unread = first || d.unread, false
	edits = slices.DeleteFunc(edits, func(e model.FieldEdit) bool { return e.Key != s.key })
	same := slices.EqualFunc(edits, d.edits, func(a, b model.FieldEdit) bool { return a.Rev == b.Rev })
	d.edits, d.moved = edits, d.moved || !same
	return s.show(first)
}

// show puts the edits of the store into the book, once both are there. first
// says that they are of before.
func (s *Screen) show(first bool) tea.Cmd {
	t := s.d.Text.Prices
	if s.book == nil || !s.desk.moved || !s.desk.known || s.save.Busy() {
		return nil
	}
	s.desk.moved = false
	n, err := s.book.restore(s.t, s.desk.edits)
	s.refresh()
	switch {
	case err != nil:
		return ui.Fail(s.d.Text, t.ReadEdits, err)
	case n == 0:
		return nil
	case !first:
		return ui.Notify(ui.Notice{Level: ui.Info, Text: count(n, t.JoinedOne, t.Joined)})
	}
	return ui.Notify(ui.Notice{Level: ui.Info, Text: count(s.book.edits(), t.RestoredOne, t.Restored)})
}

// keep has the store hold the prices as they are now: those that changed, each
// for itself. One at a time: what comes meanwhile is kept next.
func (s *Screen) keep() tea.Cmd {
	if s.desk.keep.Busy() {
		s.desk.behind = true
		return nil
	}
	s.desk.behind = false
	all := kept{slices.Clone(s.desk.edits)}
	fresh, gone, err := s.book.plan(s.t, s.offer, all.edits)
	if err != nil || len(fresh)+len(gone) == 0 {
		return s.kept(all, err)
	}
	api := s.api
	timeout := storeTimeout + time.Duration(len(fresh))*editTimeout
	// What was typed is written down whether or not the screen is left meanwhile.
	return s.desk.keep.Start(context.WithoutCancel(s.ctx()), timeout, func(ctx context.Context) (kept, error) {
		if len(fresh) > 0 { // first, so that at no moment a price is in no edit
			made, errKeep := api.KeepEdit(ctx, fresh...)
			if errKeep != nil {
				all.put(made, made)
				return all, errKeep
			}
			all.put(fresh, made)
		}
		if len(gone) == 0 {
			return all, nil
		}
		errGone := api.DiscardEdits(ctx, gone...)
		if errGone == nil {
			all.put(gone, nil)
		}
		return all, errGone
	})
}

// kept takes how it ended. What could not be kept is still here.
func (s *Screen) kept(k kept, err error) tea.Cmd {
	d := &s.desk
	d.edits = k.edits
	if clash, ok := errors.AsType[clashing](err); ok {
		return s.clashed(clash.EditedElsewhere())
	}
	said := d.failed != nil && !d.send
	d.failed = err
	if err != nil {
		d.send = false
		if said { // it is tried again and again; the head says it all the time
			return nil
		}
		return ui.Fail(s.d.Text, s.d.Text.Prices.KeepPrices, err)
	}
	if d.late {
		d.late = false
		s.read()
	}
	switch {
	case d.behind:
		return s.keep()
	case d.send:
		d.send = false
		return s.send()
	}
	return nil
}

// clashed takes that another console edited the same places meanwhile: theirs
// stand, and what was typed here beside them is kept with them.
func (s *Screen) clashed(clashes []model.Clash) tea.Cmd {
	t, d := s.d.Text.Prices, &s.desk
	d.failed, d.send = nil, false
	all := kept{d.edits}
	for _, c := range clashes {
		all.put([]model.FieldEdit{c.Mine}, []model.FieldEdit{c.Theirs})
	}
	d.edits = all.edits
	n, lost, err := s.book.join(s.t, d.edits, clashes)
	if err != nil {
		d.failed = err
		return ui.Fail(s.d.Text, t.KeepPrices, err)
	}
	s.refresh()
	by := clashes[0].Theirs.By
	words := fmt.Sprintf(t.Beside, sanitize.Line(by.Host), by.PID)
	if len(lost) > 0 {
		words = fmt.Sprintf(t.SetAside, s.book.place(lost[0]), s.book.money(s.book.now.At(lost[0].Row, lost[0].Col)), sanitize.Line(by.Host), by.PID)
	}
	said := ui.Notify(ui.Notice{Level: ui.Info, Text: words})
	if n == 0 && !d.behind {
		return said
	}
	return tea.Batch(s.keep(), said)
}

// unkept reports whether edits would be lost by leaving.
func (s *Screen) unkept() bool {
	return s.dirty() && (s.desk.failed != nil || s.desk.keep.Busy())
}

// others words what else of the section is unsaved; empty if nothing is.
func (s *Screen) others() string {
	t := s.d.Text.Prices
	_, others := split(s.t, s.desk.edits)
	if len(others) == 0 {
		return ""
	}
	return count(len(others), t.OthersOne, t.Others)
}
