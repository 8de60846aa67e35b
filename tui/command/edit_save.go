package command

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/merge"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// elsewhere is what a save fails with if the document is no longer what it was
// based on.
type elsewhere interface {
	error
	Elsewhere() model.Document
}

// changes are what another content of a document means, by the comparison's rules.
func (e *editing) changes(from, to json.RawMessage) ([]model.Change, error) {
	left, right := e.doc, e.doc
	left.Raw, right.Raw = from, to
	return compare.Documents(e.section, &left, &right, false)
}

// allowed refuses a document that breaks a rule it did not break before, or
// that changes what can no longer be changed.
func (e *editing) allowed(mine json.RawMessage) error {
	changes, err := e.changes(e.doc.Raw, mine)
	if err != nil {
		return err
	}
	var found []error
	for _, c := range changes {
		f := show.Field(e.kind, c)
		if f == nil {
			continue
		}
		if refused := e.fixed(e.placeOf(f), e.was); refused != nil {
			found = append(found, refused)
		}
	}
	before, err := e.faultsIn(e.doc.Raw)
	if err != nil {
		return err
	}
	after, err := e.faultsIn(mine)
	if err != nil {
		return err
	}
	for _, broken := range after {
		if !slices.ContainsFunc(before, func(old error) bool { return old.Error() == broken.Error() }) {
			found = append(found, broken)
		}
	}
	switch len(found) {
	case 0:
		return nil
	case 1:
		return found[0]
	}
	for _, err := range found {
		e.complain(err)
	}
	return &Error{Exit: e.exit(found[0]), Text: sprintf(e.text.Command.Edit.Broken, len(found)), Cause: errors.Join(found...)}
}

// faultsIn are the rules of the catalogue that a content of the document breaks.
func (e *editing) faultsIn(doc json.RawMessage) ([]error, error) {
	if e.section == nil {
		return nil, nil
	}
	var out []error
	for _, f := range e.section.FieldsFor(e.subtype) {
		applies, err := f.Applies(doc)
		if err != nil {
			return nil, err
		}
		if !applies {
			continue
		}
		v, _, err := f.Get(doc)
		if err != nil {
			return nil, err
		}
		at := e.placeOf(f)
		if broken := f.Check(v); broken != nil {
			out = append(out, e.rejected(at.path, broken))
		} else if broken = e.kept(at, v, e.was); broken != nil {
			out = append(out, broken)
		}
	}
	return out, nil
}

// placeOf is a field of the document that is edited.
func (e *editing) placeOf(f *catalog.Field) place {
	return place{path: e.doc.Key.String() + "." + f.ID, doc: e.doc, section: e.section, field: f}
}

// save sends the document and tells what changed by it. What somebody else changed
// meanwhile is kept: it is brought together with what was typed, and asked
// about, unless both changed the same.
func (e *editing) save(ctx context.Context, mine json.RawMessage) error {
	changes, err := e.changes(e.doc.Raw, mine)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return e.unchanged()
	}
	back, err := e.market.Save(ctx, e.offer, model.Edit{Base: e.doc, Raw: mine})
	if moved, ok := errors.AsType[elsewhere](err); ok {
		return e.together(ctx, mine, moved)
	}
	if err != nil {
		return err
	}
	return e.saved(mine, back)
}

// together saves what was typed on top of what somebody else made of the document.
func (e *editing) together(ctx context.Context, mine json.RawMessage, moved elsewhere) error {
	t := &e.text.Command.Edit
	theirs := moved.Elsewhere()
	e.sayf(t.Elsewhere, e.sectionLabel(e.doc.Key))
	changes, err := e.changes(e.doc.Raw, theirs.Raw)
	if err != nil {
		return err
	}
	for _, c := range changes {
		e.sayf("  %s %s", c.Kind.Mark(), e.labelled(c))
	}
	r, err := merge.Documents(e.section, e.doc.Raw, mine, theirs.Raw)
	if err != nil {
		return err
	}
	for _, c := range r.Conflicts {
		e.conflict(c)
	}
	switch {
	case len(r.Conflicts) > 0:
		return moved
	case !e.yes && !e.opt.Asks:
		return &Error{Exit: e.exit(moved), Text: moved.Error(), Next: t.AddYes, Cause: moved}
	}
	e.doc = theirs
	if err = e.allowed(r.Raw); err != nil {
		return err
	}
	if e.confirm(ctx, e.yes, t.Merge) != nil {
		return moved
	}
	return e.save(ctx, r.Raw)
}

// conflict says what both sides made of one place.
func (e *editing) conflict(c merge.Conflict) {
	t := &e.text.Command.Edit
	e.sayf(t.Both, sanitize.Line(c.Label))
	f := show.Field(e.kind, model.Change{Key: e.doc.Key, Field: c.Field, Path: string(c.Pointer)})
	for _, side := range []struct {
		words string
		value json.RawMessage
	}{{t.Base, c.Base}, {t.Mine, c.Mine}, {t.Theirs, c.Theirs}} {
		line := e.text.Words.NotSet
		switch {
		case c.Secret:
			line = e.text.Words.Hidden
		case side.value != nil:
			line = show.Line(e.text.Words, f, side.value)
		}
		e.sayf(side.words, line)
	}
}

// saved prints what was saved, as it was read back.
func (e *editing) saved(mine json.RawMessage, back model.Document) error {
	key := e.doc.Key
	e.notef(e.text.Command.Result.Saved, e.sectionLabel(key), key)
	changes, err := e.changes(e.doc.Raw, back.Raw)
	if err != nil {
		return err
	}
	out := SetJSON{Offer: string(e.offer.ID), Changes: []SetChangeJSON{}, Saved: []string{key.String()}}
	rows := e.changeTable()
	for _, c := range changes {
		out.Changes = append(out.Changes, SetChangeJSON{
			Path: e.pathOf(c), Label: c.Label, Old: shownValue(c.Left, c.Secret), New: shownValue(c.Right, c.Secret),
		})
		sides := e.apart(e.side(c, c.Left), e.side(c, c.Right))
		rows.rows = append(rows.rows, []cell{
			{text: e.pathOf(c)}, {text: sides[0], raw: sideRaw(c, c.Left)}, {text: sides[1], raw: sideRaw(c, c.Right)},
		})
	}
	if err = e.output(out, rows); err != nil {
		return err
	}
	other, err := e.changes(mine, back.Raw)
	if err != nil || len(other) == 0 {
		return err
	}
	return failed(sprintf(e.text.Command.Edit.KeptOther, e.pathOf(other[0])), "")
}

// pathOf is how a changed place is named on a command line.
func (s *subject) pathOf(c model.Change) string {
	if f := show.Field(s.kind, c); f != nil && f.Pointer == c.Path {
		return c.Key.String() + "." + f.ID
	}
	return c.Key.String() + "." + c.Path
}

// labelled is the name of a changed place.
func (s *subject) labelled(c model.Change) string {
	return show.Label(c, s.view().styles.Marks.Crumb)
}
