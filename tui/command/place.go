package command

import (
	"context"
	"encoding/json"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/tui/show"
)

// place is what a path names: a document, and a field of it, a member the
// catalogue does not know, or the whole.
type place struct {
	path    string // as typed
	doc     model.Document
	section *catalog.Section // nil if the catalogue does not know it
	field   *catalog.Field   // nil if the path names the whole section
}

// place finds what a path names in contents: what the catalogue knows
// ("listing.summary", "plans/basic/pricing.price", "listing./hints/rank"), or
// else a document it does not know and a place in it, written the same.
func (s *subject) place(path string, c model.Contents) (place, error) {
	var unknown error
	if s.kind != nil {
		key, field, err := s.kind.Resolve(path)
		if err == nil {
			return s.catalogued(place{path: path, field: field}, key, c)
		}
		unknown = err
	}
	doc, rest, ok := longest(c.Documents, path)
	if !ok {
		t := &s.text.Command.Usage
		if unknown != nil {
			return place{}, &Error{Exit: WrongUsage, Text: unknown.Error(), Next: sprintf(t.ListPaths, s.offer.ID), Cause: unknown}
		}
		return place{}, wrong(sprintf(t.UnknownPath, path, s.offer.ID), sprintf(t.ListPaths, s.offer.ID))
	}
	p := place{path: path, doc: doc}
	if rest != "" {
		p.field = &catalog.Field{ID: rest, Label: path, Pointer: rest, Kind: catalog.JSON}
	}
	return p, nil
}

// catalogued completes a place the catalogue knows with its document.
func (s *subject) catalogued(p place, key model.SectionKey, c model.Contents) (place, error) {
	t := &s.text.Command
	if key.Plan != "" {
		if _, ok := c.Plan(key.Plan); !ok {
			ids := make([]string, len(c.Plans))
			for i, plan := range c.Plans {
				ids[i] = string(plan.ID)
			}
			return p, wrong(sprintf(t.Usage.NoPlan, s.offer.ID, key.Plan), sprintf(t.Usage.PlansAre, strings.Join(ids, ", ")))
		}
	}
	p.section, _ = s.kind.Section(key)
	doc, ok := c.Find(key)
	if !ok {
		return p, failed(sprintf(t.Fail.NoSection, s.offer.ID, key, c.Env), "")
	}
	p.doc = doc
	return p, nil
}

// longest is the document whose key is the longest beginning of a path, and
// the rest of the path without its dot: "" or a pointer.
func longest(docs []model.Document, path string) (model.Document, string, bool) {
	var (
		best model.Document
		rest string
		ok   bool
	)
	for _, d := range docs {
		after, found := strings.CutPrefix(path, d.Key.String())
		if found && (after == "" || strings.HasPrefix(after, "./")) && (!ok || len(after) <= len(rest)) {
			best, rest, ok = d, strings.TrimPrefix(after, "."), true
		}
	}
	return best, rest, ok
}

// contents reads one environment, and says so if there is nothing.
func (s *subject) contents(ctx context.Context, env model.Environment) (model.Contents, error) {
	c, err := s.market.Contents(ctx, s.offer, env)
	if err != nil {
		return c, err
	}
	t := &s.text.Command.Result
	if !c.Exists {
		return c, failed(sprintf(t.Absent, s.offer.ID, env), "")
	}
	if c.Approximate {
		s.notef(t.Approximate, env)
	}
	return c, nil
}

// value is a field with what it holds.
type value struct {
	ValueJSON

	field *catalog.Field // nil for what the catalogue does not know
}

// values are all fields of a document: the catalogue's in its order, then
// what it does not know.
func (s *subject) values(d model.Document, subtype string) ([]value, error) {
	var (
		out     []value
		section *catalog.Section
	)
	if s.kind != nil {
		section, _ = s.kind.Section(d.Key)
	}
	shown, err := hide(d, section, none())
	if err != nil {
		return nil, err
	}
	if section != nil {
		for _, f := range section.FieldsFor(subtype) {
			applies, errApplies := f.Applies(d.Raw)
			if errApplies != nil {
				return nil, errApplies
			}
			if !applies {
				continue
			}
			v, errValue := fieldValue(d, shown, f)
			if errValue != nil {
				return nil, errValue
			}
			out = append(out, v)
		}
	}
	same := d
	all, err := compare.Documents(section, &d, &same, true)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if c.Field == "" {
			out = append(out, value{ValueJSON: ValueJSON{
				Path: d.Key.String() + "." + c.Path, Label: show.Label(c, s.view().styles.Marks.Crumb), Kind: string(catalog.JSON),
				Value: shownValue(c.Left, c.Secret), Secret: c.Secret, Set: true,
			}})
		}
	}
	return out, nil
}

// fieldValue is one field of a document. shown is the document without its
// secrets: a field that is none may hold some.
func fieldValue(d model.Document, shown json.RawMessage, f *catalog.Field) (value, error) {
	v := value{field: f, ValueJSON: ValueJSON{
		Path: d.Key.String() + "." + f.ID, Label: f.Label, Kind: string(f.Kind), Secret: f.Secret,
	}}
	var err error
	if _, v.Set, err = f.Get(d.Raw); err != nil {
		return v, err
	}
	found, _, err := f.Get(shown)
	v.Value = shownValue(found, f.Secret)
	return v, err
}

// shownValue is the value for JSON output: nothing for a secret.
func shownValue(v json.RawMessage, secret bool) json.RawMessage {
	if secret {
		return nil
	}
	return v
}
