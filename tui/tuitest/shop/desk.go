package shop

import (
	"context"
	"slices"
	"time"

	"awning/client"
	"awning/client/store"
	"awning/model"
	"awning/model/merge"
)

// Unsaved are the edits that are kept and not saved.
func (s *Shop) Unsaved() []model.FieldEdit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.unsaved)
}

// Leave makes edits as another console leaves them.
func (s *Shop) Leave(by model.Process, edits ...model.FieldEdit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(by, edits)
}

// Edits answers what is kept and not saved.
func (s *Shop) Edits(ctx context.Context, _ model.Offer) ([]model.FieldEdit, error) {
	if err := s.failure(ctx, "Edits"); err != nil {
		return nil, err
	}
	return s.Unsaved(), nil
}

// AllEdits answers the unsaved edits of all offers.
func (s *Shop) AllEdits(ctx context.Context) ([]model.FieldEdit, error) {
	return s.Edits(ctx, model.Offer{})
}

// KeepEdit keeps edits in memory. As the store does it refuses those that would replace
// others that their author has not seen.
func (s *Shop) KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error) {
	if err := s.failure(ctx, "KeepEdit"); err != nil {
		return nil, err
	}
	if s.StoreDelay > 0 {
		<-time.After(s.StoreDelay)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var clashes []model.Clash
	seen := slices.DeleteFunc(slices.Clone(edits), func(e model.FieldEdit) bool {
		i := slices.IndexFunc(s.unsaved, e.Same)
		if i < 0 || s.unsaved[i].Rev == e.Rev {
			return false
		}
		clashes = append(clashes, model.Clash{Mine: e, Theirs: s.unsaved[i]})
		return true
	})
	kept := s.keep(model.Process{Host: "here", PID: 1, Run: "here"}, seen)
	if len(clashes) > 0 {
		return kept, &store.EditedElsewhereError{Clashes: clashes}
	}
	return kept, nil
}

func (s *Shop) keep(by model.Process, edits []model.FieldEdit) []model.FieldEdit {
	edits = slices.Clone(edits)
	for i := range edits {
		e := &edits[i]
		s.rev++
		e.Rev, e.By, e.At = s.rev, by, time.Now()
		s.unsaved = append(slices.DeleteFunc(s.unsaved, e.Same), *e)
	}
	return edits
}

// DiscardEdits ends edits.
func (s *Shop) DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error {
	if err := s.failure(ctx, "DiscardEdits"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range edits {
		s.unsaved = slices.DeleteFunc(s.unsaved, e.Same)
		e.Ended = time.Now()
		s.shelf = append([]model.FieldEdit{e}, s.shelf...)
	}
	return nil
}

// DiscardedEdits answers what was discarded, the newest first.
func (s *Shop) DiscardedEdits(ctx context.Context) ([]model.FieldEdit, error) {
	if err := s.failure(ctx, "DiscardedEdits"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.shelf), nil
}

// RestoreEdits makes discarded edits unsaved again.
func (s *Shop) RestoreEdits(ctx context.Context, edits ...model.FieldEdit) error {
	if err := s.failure(ctx, "RestoreEdits"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range edits {
		s.shelf = slices.DeleteFunc(s.shelf, func(o model.FieldEdit) bool { return o.Rev == e.Rev })
		e.Ended = time.Time{}
		s.unsaved = append(s.unsaved, e)
	}
	return nil
}

// EditsVersion changes with what is unsaved and who else is there.
func (s *Shop) EditsVersion(ctx context.Context) (int64, error) {
	if err := s.failure(ctx, "EditsVersion"); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rev + int64(len(s.Elsewhere))<<32, nil
}

// Editing takes that a section is edited here.
func (s *Shop) Editing(_ context.Context, _ model.Offer, k model.SectionKey) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.open, k) {
		s.open = append(s.open, k)
	}
	return nil
}

// EndEditing takes that it no longer is.
func (s *Shop) EndEditing(_ context.Context, _ model.Offer, k model.SectionKey) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o model.SectionKey) bool { return o == k })
	return nil
}

// Open are the sections that are edited here, as other consoles know it.
func (s *Shop) Open() []model.SectionKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.open)
}

// Editors answers who else edits sections: what Elsewhere says.
func (s *Shop) Editors(context.Context, model.Offer) ([]model.Editor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.Elsewhere), nil
}

// SaveSection saves the edits of one document.
func (s *Shop) SaveSection(ctx context.Context, o model.Offer, k model.SectionKey) (model.Document, error) {
	base, _ := s.Now[model.Draft].Find(k)
	edits := s.Unsaved()
	after, err := base.Edited(edits)
	if err != nil {
		return model.Document{}, err
	}
	d, err := s.Save(ctx, o, model.Edit{Base: base, Raw: after.Raw})
	if err != nil {
		return d, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unsaved = slices.DeleteFunc(s.unsaved, func(e model.FieldEdit) bool { return e.Key == k })
	return d, nil
}

// Resolve takes choices.
func (s *Shop) Resolve(ctx context.Context, c *client.ConflictError, choices ...merge.Choice) (model.Document, error) {
	s.note("Resolve " + c.Key.String())
	if err := s.answer(ctx, "Resolve"); err != nil {
		return model.Document{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chosen = append(s.chosen, choices)
	s.unsaved = slices.DeleteFunc(s.unsaved, func(e model.FieldEdit) bool { return e.Key == c.Key })
	return c.Theirs, nil
}

// Chosen are the choices conflicts were resolved with.
func (s *Shop) Chosen() [][]merge.Choice {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.chosen)
}

// failure is what a call of the local store answers; it takes no time.
func (s *Shop) failure(ctx context.Context, call string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Errors[call]
}
