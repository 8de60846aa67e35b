package prices

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/prices"
	"awning/model/raw"
	"awning/tui/ui"
)

// storeTimeout ends the wait for the local store.
const storeTimeout = 10 * time.Second

// Edits keeps what is edited until it is saved.
type Edits interface {
	// Edits are the unsaved edits of an offer, those of other consoles included.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
	// KeepEdit writes edits down and returns them as kept. They are on disk when
	// it returns without an error.
	KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error)
	// DiscardEdits ends edits; what was discarded can be had again for 14 days.
	DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error
	// SaveSection sends the unsaved edits of one document and returns it as read
	// back. If others changed it meanwhile nothing is sent and the error has
	// a method Elsewhere() that returns their version.
	SaveSection(ctx context.Context, o model.Offer, k model.SectionKey) (model.Document, error)
}

// desk is what is known of unsaved edits in the local store. All prices of
// a plan are one edit there: that of the member they lie in.
type desk struct {
	known  bool              // the store was read
	edits  []model.FieldEdit // of this plan's pricing, as the store has them
	moved  bool              // the store has others than the book shows
	behind bool              // the book has moved on while it was being kept
	send   bool              // save as soon as all is kept
	failed error             // the store could not keep it
	load   ui.Latest[[]model.FieldEdit]
	keep   ui.Latest[kept]
}

// kept is what became of the edit: nothing, if the prices are the draft's again.
type kept struct{ edits []model.FieldEdit }

// recall reads what is unsaved.
func (s *Screen) recall() tea.Cmd {
	api, o := s.api, s.offer
	return s.desk.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		return api.Edits(ctx, o)
	})
}

// recalled takes what is unsaved. What was kept before, or by another console,
// is shown and can be undone.
func (s *Screen) recalled(edits []model.FieldEdit, err error) tea.Cmd {
	if ui.Cancelled(err) || s.desk.keep.Busy() { // what is being kept is newer
		return nil
	}
	s.desk.known = true
	if err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Prices.ReadEdits, err)
	}
	edits = slices.DeleteFunc(edits, func(e model.FieldEdit) bool { return e.Key != s.key })
	same := slices.EqualFunc(edits, s.desk.edits, func(a, b model.FieldEdit) bool { return a.Rev == b.Rev })
	s.desk.edits, s.desk.moved = edits, !same
	return s.show()
}

// show puts the edits of the store into the book, once both are there.
func (s *Screen) show() tea.Cmd {
	if s.book == nil || !s.desk.moved {
		return nil
	}
	s.desk.moved = false
	n, err := s.book.restore(s.t, s.desk.edits)
	if err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Prices.ReadEdits, err)
	}
	s.refresh()
	if n == 0 {
		return nil
	}
	t := s.d.Text.Prices
	return ui.Notify(ui.Notice{Level: ui.Info, Text: count(s.book.edits(), t.RestoredOne, t.Restored)})
}

// own is the edit of the prices, and how many others the section has.
func (s *Screen) own(place raw.Pointer) (edit model.FieldEdit, others int) {
	for _, e := range s.desk.edits {
		if e.Path == string(place) {
			edit = e
			continue
		}
		others++
	}
	return edit, others
}

// keep writes the prices as they are now to the local store, or ends the edit if
// they are those of the draft. One at a time: what comes meanwhile is kept next.
func (s *Screen) keep() tea.Cmd {
	if s.desk.keep.Busy() {
		s.desk.behind = true
		return nil
	}
	s.desk.behind = false
	e, err := s.edit()
	if err != nil {
		return s.kept(kept{}, err)
	}
	api, edits, revert := s.api, slices.Clone(s.desk.edits), s.book.edits() == 0
	i := slices.IndexFunc(edits, e.Same)
	// What was typed is written down whether or not the screen is left meanwhile.
	return s.desk.keep.Start(context.WithoutCancel(s.ctx()), storeTimeout, func(ctx context.Context) (kept, error) {
		if revert {
			if i < 0 {
				return kept{edits}, nil
			}
			gone := edits[i]
			return kept{slices.Delete(edits, i, i+1)}, api.DiscardEdits(ctx, gone)
		}
		fresh, errKeep := api.KeepEdit(ctx, e)
		if i >= 0 {
			edits = slices.Delete(edits, i, i+1)
		}
		return kept{append(edits, fresh...)}, errKeep
	})
}

// edit is the edit of all prices as the store keeps it.
func (s *Screen) edit() (model.FieldEdit, error) {
	place, err := prices.Place(s.t)
	if err != nil {
		return model.FieldEdit{}, err
	}
	doc, err := s.book.apply()
	if err != nil {
		return model.FieldEdit{}, err
	}
	value, _, err := raw.Get(doc, place)
	if err != nil {
		return model.FieldEdit{}, err
	}
	before, _ := s.own(place)
	return model.FieldEdit{
		Rev: before.Rev, Offer: s.offer, Key: s.key, Path: string(place), New: value, Base: s.book.doc, BaseHash: s.book.doc.Hash(),
	}, nil
}

// kept takes how it ended. What could not be kept is still here.
func (s *Screen) kept(k kept, err error) tea.Cmd {
	s.desk.failed = err
	if err != nil {
		s.desk.send = false
		return ui.Fail(s.d.Text, s.d.Text.Prices.KeepPrices, err)
	}
	s.desk.edits = k.edits
	switch {
	case s.desk.behind:
		return s.keep()
	case s.desk.send:
		s.desk.send = false
		return s.send()
	}
	return nil
}

// unkept reports whether edits would be lost by leaving.
func (s *Screen) unkept() bool {
	return s.dirty() && (s.desk.failed != nil || s.desk.keep.Busy())
}

// others words what else of the section is unsaved; empty if nothing is.
func (s *Screen) others() string {
	place, err := prices.Place(s.t)
	if err != nil {
		return ""
	}
	if _, n := s.own(place); n > 0 {
		return fmt.Sprintf(s.d.Text.Prices.Others, n)
	}
	return ""
}
