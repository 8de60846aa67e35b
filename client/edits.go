package client

import (
	"context"
	"errors"
	"slices"
	"sync"

	"awning/model"
	"awning/model/raw"
)

// KeepEdit writes edits of one offer down and returns them as they are kept.
// They are on disk when KeepEdit returns: a screen shows an edit as taken after that,
// not before. Edits that hold a secret are in memory only, and marked so.
//
// An edit names by its Rev the one it replaces, as its author last saw it. If
// another console has put a different one there, that one stays, the new
// one is set aside, and the error is a [*store.EditedElsewhereError]. An edit that brings
// back what its base has ends the one it replaces, and is not among the
// returned. Base must be read from the draft, and the section one that can be
// changed.
func (m *Market) KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error) {
	if len(edits) == 0 {
		return nil, nil
	}
	t, err := m.target(edits[0].Offer)
	if err != nil {
		return nil, err
	}
	var stored, secret, void []model.FieldEdit
	for _, e := range edits {
		if e.Offer.Profile != t.Profile || e.Offer.Product != t.Product {
			return nil, errors.New("edits of several offers cannot be kept at once")
		}
		if err = writable(t, e.Base); err != nil {
			return nil, err
		}
		if e.Old, _, err = raw.Get(e.Base.Raw, raw.Pointer(e.Path)); err != nil {
			return nil, err
		}
		switch hides, errHides := holdsSecret(t.kind, e); {
		case errHides != nil:
			return nil, errHides
		case meansSame(e.Old, e.New):
			void = append(void, e)
		case hides:
			secret = append(secret, e)
		default:
			stored = append(stored, e)
		}
	}
	if err = m.DiscardEdits(ctx, void...); err != nil {
		return nil, err
	}
	kept, err := m.keepStored(ctx, t, stored)
	if err != nil {
		return kept, err
	}
	volatile, err := m.keepVolatile(ctx, t, secret)
	return append(kept, volatile...), err
}

// keepStored keeps edits on disk, without the secrets of their documents.
func (m *Market) keepStored(ctx context.Context, t target, edits []model.FieldEdit) ([]model.FieldEdit, error) {
	if len(edits) == 0 {
		return nil, nil
	}
	for i := range edits {
		e := &edits[i]
		base, err := withoutSecrets(t.kind, e.Base)
		if err != nil {
			return nil, err
		}
		base.Sealed = e.Base.Sealed
		e.Base = base
		if e.Old, _, err = raw.Get(base.Raw, raw.Pointer(e.Path)); err != nil {
			return nil, err
		}
	}
	kept, err := t.seat.store.KeepEdit(ctx, edits...)
	if err == nil {
		m.volatile.drop(edits) // a secret that was typed before is taken back
	}
	return kept, err
}

// keepVolatile keeps edits in memory.
func (m *Market) keepVolatile(ctx context.Context, t target, edits []model.FieldEdit) ([]model.FieldEdit, error) {
	var onDisk []model.FieldEdit
	for _, e := range edits {
		if e.Rev > 0 {
			onDisk = append(onDisk, e)
		}
	}
	if err := t.seat.store.Discard(ctx, onDisk...); err != nil {
		return nil, err
	}
	for i := range edits {
		e := &edits[i]
		e.At, e.By, e.BaseHash, e.Volatile = m.o.Now(), m.o.Store.Process(), e.Base.Hash(), true
	}
	return m.volatile.put(edits), nil
}

// Edits returns the unsaved edits of an offer, of all consoles, in the order in
// which they were made; secrets of this console come last.
func (m *Market) Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error) {
	t, err := m.target(o)
	if err != nil {
		return nil, err
	}
	edits, err := t.seat.store.Edits(ctx, o.Product)
	for i := range edits {
		edits[i].Offer.Profile = t.Profile // profiles may be renamed; the identity stays
	}
	return append(edits, m.volatile.of(func(e model.FieldEdit) bool {
		return e.Offer.Profile == o.Profile && e.Offer.Product == o.Product
	})...), err
}

// AllEdits returns the unsaved edits of all offers: what a start of the console
// offers to go on with. Nothing of them is ever sent by itself.
func (m *Market) AllEdits(ctx context.Context) ([]model.FieldEdit, error) {
	all, err := m.eachSeat(func(s *seat) ([]model.FieldEdit, error) { return s.store.EditsAll(ctx) })
	return append(all, m.volatile.of(func(model.FieldEdit) bool { return true })...), err
}

// DiscardEdits ends edits that are not wanted: of a field, a section, or all
// that [Market.Edits] returned. They can be restored for 14 days, but for
// secrets. If another console has changed one meanwhile nothing is discarded
// and the error is a [*store.EditedElsewhereError].
func (m *Market) DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error {
	return m.bySeat(edits, func(s *seat, stored []model.FieldEdit) error {
		return s.store.Discard(ctx, stored...)
	})
}

// DiscardedEdits returns what can be restored, the newest first.
func (m *Market) DiscardedEdits(ctx context.Context) ([]model.FieldEdit, error) {
	all, err := m.eachSeat(func(s *seat) ([]model.FieldEdit, error) { return s.store.Discarded(ctx) })
	slices.SortStableFunc(all, func(a, b model.FieldEdit) int { return b.Ended.Compare(a.Ended) })
	return all, err
}

// RestoreEdits makes discarded edits unsaved ones again. If another edit is
// at the place of one, nothing is restored and the error is
// a [*store.EditedElsewhereError].
func (m *Market) RestoreEdits(ctx context.Context, edits ...model.FieldEdit) error {
	return m.bySeat(edits, func(s *seat, stored []model.FieldEdit) error {
		return s.store.Restore(ctx, stored...)
	})
}

// EditsVersion is a number that changes whenever another console has stored
// something. A screen that shows edits asks about once a second.
func (m *Market) EditsVersion(ctx context.Context) (int64, error) { return m.o.Store.Version(ctx) }

// Editing tells other consoles that a section is open for editing here. It is to
// be said again every [store.BeatEvery].
func (m *Market) Editing(ctx context.Context, o model.Offer, key model.SectionKey) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	return t.seat.store.Editing(ctx, o.Product, key)
}

// EndEditing tells other consoles that a section is no longer open here.
func (m *Market) EndEditing(ctx context.Context, o model.Offer, key model.SectionKey) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	return t.seat.store.EndEditing(ctx, o.Product, key)
}

// Editors returns the other consoles that have sections of an offer open for
// editing.
func (m *Market) Editors(ctx context.Context, o model.Offer) ([]model.Editor, error) {
	t, err := m.target(o)
	if err != nil {
		return nil, err
	}
	return t.seat.store.Editors(ctx, o.Product)
}

// eachSeat asks all seats. What can be read comes along with the error.
func (m *Market) eachSeat(ask func(*seat) ([]model.FieldEdit, error)) ([]model.FieldEdit, error) {
	var all []model.FieldEdit
	var errs []error
	for _, s := range m.identities() {
		edits, err := ask(s)
		for i := range edits {
			edits[i].Offer.Profile = s.Who.Name
		}
		all, errs = append(all, edits...), append(errs, err)
	}
	return all, errors.Join(errs...)
}

// bySeat does something with the stored edits of each seat; volatile ones end.
func (m *Market) bySeat(edits []model.FieldEdit, do func(*seat, []model.FieldEdit) error) error {
	for len(edits) > 0 {
		t, err := m.target(edits[0].Offer)
		if err != nil {
			return err
		}
		var here, stored, rest []model.FieldEdit
		for _, e := range edits {
			switch {
			case e.Offer.Profile != t.Profile:
				rest = append(rest, e)
			case e.Rev > 0:
				stored = append(stored, e)
				fallthrough
			default:
				here = append(here, e)
			}
		}
		if len(stored) > 0 {
			if err = do(t.seat, stored); err != nil {
				return err
			}
		}
		m.volatile.end(here)
		edits = rest
	}
	return nil
}

// volatile are the edits that hold secrets.
type volatile struct {
	mu    sync.Mutex
	last  int64
	edits []model.FieldEdit
}

// put keeps edits, each in the place of the one before it, and gives them
// numbers below zero, so that no stored edit has the same.
func (v *volatile) put(edits []model.FieldEdit) []model.FieldEdit {
	v.drop(edits)
	v.mu.Lock()
	defer v.mu.Unlock()
	for i := range edits {
		v.last--
		edits[i].Rev = v.last
	}
	v.edits = append(v.edits, edits...)
	return edits
}

// drop ends what there is at the places of some edits.
func (v *volatile) drop(edits []model.FieldEdit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.edits = slices.DeleteFunc(v.edits, func(e model.FieldEdit) bool { return slices.ContainsFunc(edits, e.Same) })
}

// end ends edits, but not what was typed after them.
func (v *volatile) end(edits []model.FieldEdit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.edits = slices.DeleteFunc(v.edits, func(e model.FieldEdit) bool {
		return slices.ContainsFunc(edits, func(done model.FieldEdit) bool { return done.Rev == e.Rev })
	})
}

// forget ends all edits of a profile.
func (v *volatile) forget(p model.ProfileName) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.edits = slices.DeleteFunc(v.edits, func(e model.FieldEdit) bool { return e.Offer.Profile == p })
}

func (v *volatile) of(wanted func(model.FieldEdit) bool) []model.FieldEdit {
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []model.FieldEdit
	for _, e := range v.edits {
		if wanted(e) {
			out = append(out, e)
		}
	}
	return out
}
