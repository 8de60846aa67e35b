package plans

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/raw"
)

// Reason says why a field is not taken over from another plan.
type Reason string

// The reasons.
const (
	ReasonOwn    Reason = "own"    // each plan has its own, as its id and its name
	ReasonFixed  Reason = "fixed"  // it was published, and cannot be changed any more
	ReasonSecret Reason = "secret" // secrets are typed, not copied
	ReasonUnmet  Reason = "unmet"  // the plan has it only with something that is not taken over
)

// imagesID is the catalogue's id of the image versions of a virtual machine. New
// ones may come, but none that was published changes or goes.
const imagesID = "images"

// Left is a field in which two plans differ and go on to differ.
type Left struct {
	Key    model.SectionKey
	Field  *catalog.Field
	Reason Reason
}

// Copy is what makes a section of one plan like that of another.
type Copy struct {
	// Edits set the places that differ, Drop are unsaved edits inside of them,
	// which end.
	Edits, Drop []model.FieldEdit
	// Changes are what becomes different by that, as a comparison tells it.
	Changes []model.Change
	Left    []Left
	// Result is the document with all that is unsaved, the edits included.
	Result model.Document
}

// Sides are two plans' documents of one section of the draft, as it was read.
type Sides struct {
	From, To model.Document
	// Edits are what is unsaved of the offer. Both sides are taken with them.
	Edits []model.FieldEdit
	// Subtype is the kind of the plan that is changed; Published that it was in
	// preview or live.
	Subtype   string
	Published bool
}

// Section finds what makes a section of one plan like that of another, field
// by field: what the catalogue does not describe stays as it is.
func Section(o model.Offer, s *catalog.Section, x Sides) (Copy, error) {
	from, err := x.From.Edited(x.Edits)
	if err != nil {
		return Copy{}, err
	}
	to, err := x.To.Edited(x.Edits)
	if err != nil {
		return Copy{}, err
	}
	var out Copy
	result := to // with what is taken over so far: later fields depend on earlier ones
	for _, f := range s.FieldsFor(x.Subtype) {
		if within(s, f, x.Subtype) || f.Frozen == catalog.FrozenCreate && !own(s, f) {
			continue
		}
		if err = out.field(o, s, f, x, from, result); err != nil {
			return Copy{}, err
		}
		if result, err = to.Edited(out.Edits); err != nil {
			return Copy{}, err
		}
	}
	out.Result = result
	out.Changes, err = compare.Documents(s, &to, &result, false)
	return out, err
}

// field adds one field, if it differs: to what is taken over, or to what is left.
func (c *Copy) field(o model.Offer, s *catalog.Section, f *catalog.Field, x Sides, from, to model.Document) error {
	if has, err := f.Applies(from.Raw); err != nil || !has {
		return err
	}
	mine, _, err := f.Get(to.Raw)
	if err != nil {
		return err
	}
	theirs, found, err := f.Get(from.Raw)
	if err != nil || alike(mine, theirs) {
		return err
	}
	why, err := kept(s, f, x, from.Raw, to.Raw)
	switch {
	case err != nil:
		return err
	case why != "":
		c.Left = append(c.Left, Left{x.To.Key, f, why})
		return nil
	case !found:
		theirs = nil
	}
	c.take(o, f, x, theirs)
	return nil
}

// kept says why a field is not taken over, or "".
func kept(s *catalog.Section, f *catalog.Field, x Sides, from, to json.RawMessage) (Reason, error) {
	switch {
	case own(s, f):
		return ReasonOwn, nil
	case f.Secret:
		return ReasonSecret, nil
	}
	if has, err := f.Applies(to); err != nil || !has {
		return ReasonUnmet, err
	}
	switch {
	case !x.Published:
		return "", nil
	case f.Frozen == catalog.FrozenPublish || s.ID == "technical" && f.ID == imagesID:
		return ReasonFixed, nil
	}
	// What lies inside of it may be fixed, as the term of a price.
	for _, inner := range s.FieldsFor(x.Subtype) {
		if inner.Frozen != catalog.FrozenPublish || !strings.HasPrefix(inner.Pointer, f.Pointer+"/") {
			continue
		}
		theirs, _, err := inner.Get(from)
		if err != nil {
			return "", err
		}
		mine, _, err := inner.Get(to)
		if err != nil || !alike(mine, theirs) {
			return ReasonFixed, err
		}
	}
	return "", nil
}

// take adds one field.
func (c *Copy) take(o model.Offer, f *catalog.Field, x Sides, theirs json.RawMessage) {
	e := model.FieldEdit{Offer: o, Key: x.To.Key, Path: f.Pointer, New: theirs, Base: x.To, BaseHash: x.To.Hash()}
	for _, old := range x.Edits {
		switch {
		case old.Same(e):
			e.Rev = old.Rev
		case old.Key == e.Key && strings.HasPrefix(old.Path, e.Path+"/"):
			c.Drop = append(c.Drop, old)
		}
	}
	c.Edits = append(c.Edits, e)
}

// within reports whether a field lies inside another one, with which it is
// taken over.
func within(s *catalog.Section, f *catalog.Field, subtype string) bool {
	return slices.ContainsFunc(s.FieldsFor(subtype), func(other *catalog.Field) bool {
		return strings.HasPrefix(f.Pointer, other.Pointer+"/")
	})
}

// own reports whether each plan has a field of its own: what tells plans apart,
// where they stand, and what depends on which of them it is.
func own(s *catalog.Section, f *catalog.Field) bool {
	return slices.Contains(map[model.SectionID][]string{
		"setup":     {"id", "alias", "type", "state", "lifecycle", rankID, "base-plan"},
		"listing":   {"name"},
		"technical": {"base-plan", "reuse", "skus"},
	}[s.ID], f.ID)
}

// alike reports whether two values are, but for JSON's spelling. Nothing and
// empty are the same.
func alike(a, b json.RawMessage) bool {
	if empty(a) || empty(b) {
		return empty(a) == empty(b)
	}
	same, err := raw.Equal(a, b)
	return err == nil && same
}

func empty(v json.RawMessage) bool {
	if v == nil {
		return true
	}
	n, err := raw.Parse(v)
	return err == nil && n.Empty()
}
