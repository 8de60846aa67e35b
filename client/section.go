package client

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"awning/model"
	"awning/model/compare"
	"awning/model/merge"
	"awning/model/raw"
)

// SaveSection saves all unsaved edits of one document of the draft, of whichever console
// they are, and returns the document as read back. The draft is read first;
// if it is no longer what the edits were made on, nothing is sent, and the error is
// a [*ConflictError] with both sides merged. Edits end when their save is
// confirmed, and with no error but a [*ThirdValueError] or one of the local store
// has anything been saved.
func (m *Market) SaveSection(ctx context.Context, o model.Offer, key model.SectionKey) (model.Document, error) {
	s, err := m.section(ctx, o, key)
	if err != nil {
		return model.Document{}, err
	}
	merged, err := s.merge()
	if err != nil {
		return model.Document{}, err
	}
	if merged.asks() {
		return model.Document{}, s.conflict(merged)
	}
	return s.send(ctx, merged.raw)
}

// Resolve saves a section after somebody has looked at a conflict: with what the
// others changed, and each conflict settled by a choice. If section or edits
// have moved on since, the error is another [*ConflictError], and nothing was sent. An
// edit that was not chosen is discarded, and can be restored.
func (m *Market) Resolve(ctx context.Context, c *ConflictError, choices ...merge.Choice) (model.Document, error) {
	s, err := m.section(ctx, c.Offer, c.Key)
	if err != nil {
		return model.Document{}, err
	}
	same, err := alike(s.t, s.now, c.Theirs)
	if err != nil {
		return model.Document{}, err
	}
	if !same || !slices.EqualFunc(s.edits, c.Edits, func(a, b model.FieldEdit) bool { return a.Rev == b.Rev }) {
		merged, errMerge := s.merge()
		if errMerge != nil {
			return model.Document{}, errMerge
		}
		return model.Document{}, s.conflict(merged)
	}
	merged, err := s.mergeWith(choices)
	if err != nil {
		return model.Document{}, err
	}
	return s.send(ctx, merged.raw)
}

// sectionSave is the save of one document's edits at work.
type sectionSave struct {
	m     *Market
	t     target
	now   model.Document // the draft as it is
	edits []model.FieldEdit
}

// section reads a section as it is now, and its edits.
func (m *Market) section(ctx context.Context, o model.Offer, key model.SectionKey) (*sectionSave, error) {
	t, err := m.target(o)
	if err != nil {
		return nil, err
	}
	edits, err := m.Edits(ctx, o)
	if err != nil {
		return nil, err // some of them cannot be read: to save the others would hide that
	}
	edits = slices.DeleteFunc(edits, func(e model.FieldEdit) bool { return e.Key != key })
	if len(edits) == 0 {
		return nil, &StateError{Offer: o.ID, Text: key.String() + " has no unsaved edits", Next: "edit it first"}
	}
	last := edits[len(edits)-1].Base
	api, err := m.api(t, editing(t, key))
	if err != nil {
		return nil, err
	}
	if api != last.Dialect {
		return nil, &StateError{
			Offer: o.ID, Text: fmt.Sprintf("%s was edited as read through the API %s, and would be saved through another", key, last.Dialect),
			Next: fmt.Sprintf("save it with --api %s, or discard the edits and make them again", last.Dialect),
		}
	}
	d, err := m.dialect(t, editing(t, key))
	if err != nil {
		return nil, err
	}
	now, err := d.reread(ctx, t, last)
	if err != nil {
		return nil, err
	}
	return &sectionSave{m: m, t: t, now: now, edits: edits}, nil
}

// merged is what became of edits and the draft as it is.
type merged struct {
	raw       []byte
	conflicts []merge.Conflict
	taken     []model.Change
}

// asks reports whether somebody has to look at it before it is sent.
func (m merged) asks() bool { return len(m.conflicts)+len(m.taken) > 0 }

func (s *sectionSave) conflict(m merged) error {
	return &ConflictError{
		Offer: s.t.Offer, Key: s.now.Key, Theirs: s.now, Edits: s.edits, Conflicts: m.conflicts, Taken: m.taken,
	}
}

// merge merges with every conflict going to the edits, and says what comes
// from elsewhere.
func (s *sectionSave) merge() (merged, error) {
	var out merged
	raw, err := s.fold(func(r merge.Result) []merge.Choice {
		out.conflicts = append(out.conflicts, r.Conflicts...)
		mine := make([]merge.Choice, len(r.Conflicts))
		for i, c := range r.Conflicts {
			mine[i] = merge.Choice{Pointer: c.Pointer, Take: merge.Mine}
		}
		return mine
	})
	if err != nil {
		return merged{}, err
	}
	out.raw = raw
	out.taken, err = s.taken(raw)
	return out, err
}

// mergeWith merges with conflicts settled.
func (s *sectionSave) mergeWith(choices []merge.Choice) (merged, error) {
	used := 0
	raw, err := s.fold(func(r merge.Result) []merge.Choice {
		var out []merge.Choice
		for _, c := range choices {
			if slices.ContainsFunc(r.Conflicts, func(o merge.Conflict) bool { return o.Pointer == c.Pointer }) {
				out = append(out, c)
			}
		}
		used += len(out)
		return out
	})
	if err == nil && used < len(choices) {
		err = errors.New("a choice was made where there is no conflict: look at the conflicts again")
	}
	return merged{raw: raw}, err
}

// fold merges the edits into the draft: those made on one document together,
// after those made on documents before it.
func (s *sectionSave) fold(choose func(merge.Result) []merge.Choice) ([]byte, error) {
	section, _ := s.t.kind.Section(s.now.Key)
	out := s.now.Raw
	for _, group := range byBase(s.edits) {
		base, mine, err := s.sides(group)
		if err != nil {
			return nil, err
		}
		result, err := merge.Documents(section, base.Raw, mine.Raw, out)
		if err != nil {
			return nil, err
		}
		if out, err = result.Resolve(choose(result)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sides are the document some edits were made on, and what they make of it.
func (s *sectionSave) sides(edits []model.FieldEdit) (base, mine model.Document, err error) {
	if base, err = unsealed(s.t.kind, edits[0].Base, s.now); err != nil {
		return base, mine, err
	}
	mine, err = base.Edited(edits)
	return base, mine, err
}

// taken compares what the edits make of the newest document they were made on
// with what would be saved.
func (s *sectionSave) taken(raw []byte) ([]model.Change, error) {
	groups := byBase(s.edits)
	newest := groups[len(groups)-1]
	base, _, err := s.sides(newest)
	if err != nil {
		return nil, err
	}
	mine, err := base.Edited(s.edits)
	if err != nil {
		return nil, err
	}
	section, _ := s.t.kind.Section(s.now.Key)
	result := s.now
	result.Raw = raw
	return compare.Documents(section, &mine, &result, false)
}

// byBase groups edits by the document they were made on, the oldest first.
func byBase(edits []model.FieldEdit) [][]model.FieldEdit {
	var groups [][]model.FieldEdit
	for _, e := range edits {
		i := slices.IndexFunc(groups, func(g []model.FieldEdit) bool { return g[0].BaseHash == e.BaseHash })
		if i < 0 {
			groups = append(groups, []model.FieldEdit{e})
			continue
		}
		groups[i] = append(groups[i], e)
	}
	return groups
}

// send saves the merged document, if it is not there already, and ends the edits.
func (s *sectionSave) send(ctx context.Context, doc []byte) (model.Document, error) {
	there := s.now
	there.Raw = doc
	same, err := alike(s.t, s.now, there)
	if err != nil {
		return model.Document{}, err
	}
	found := s.now
	if !same {
		found, err = s.m.Save(ctx, s.t.Offer, model.Edit{Base: s.now, Raw: doc})
	}
	if moved, ok := errors.AsType[*ChangedElsewhereError](err); ok {
		s.now = moved.Theirs
		again, errMerge := s.merge()
		if errMerge != nil {
			return model.Document{}, errors.Join(err, errMerge)
		}
		return model.Document{}, s.conflict(again)
	}
	if err != nil {
		return model.Document{}, err
	}
	return found, s.end(ctx, doc, found)
}

// end ends the edits that a save is confirmed of.
func (s *sectionSave) end(ctx context.Context, sent []byte, found model.Document) error {
	whole := found
	whole.Raw = sent
	confirmed, err := alike(s.t, found, whole)
	if err != nil {
		return err
	}
	var saved, passed, third []model.FieldEdit
	for _, e := range s.edits {
		at := raw.Pointer(e.Path)
		went, _, errSent := raw.Get(sent, at)
		got, _, errFound := raw.Get(found.Raw, at)
		switch {
		case errSent != nil || errFound != nil:
			return errors.Join(errSent, errFound)
		case !confirmed && !saysSame(went, got):
			third = append(third, e)
		case saysSame(went, e.New):
			saved = append(saved, e)
		default:
			passed = append(passed, e)
		}
	}
	known, err := withoutSecrets(s.t.kind, found)
	if err != nil {
		return err
	}
	known.Sealed = found.Sealed
	err = errors.Join(s.t.seat.store.Saved(ctx, stored(saved), known), s.m.DiscardEdits(ctx, passed...))
	s.m.volatile.end(saved)
	if err != nil {
		return fmt.Errorf("%s was saved, but its edits are still kept as unsaved: %w", found.Key, err)
	}
	if len(third) > 0 {
		return &ThirdValueError{Offer: s.t.ID, Found: found, Edits: third}
	}
	return nil
}

// stored are the edits that are on disk.
func stored(edits []model.FieldEdit) []model.FieldEdit {
	return slices.DeleteFunc(slices.Clone(edits), func(e model.FieldEdit) bool { return e.Volatile })
}
