package section

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
	"awning/model/raw"
	"awning/model/secrets"
	"awning/tui/sanitize"
)

// rowID tells rows apart across reads.
type rowID struct {
	key  model.SectionKey
	path string
}

// row is one field of a document, or a member the catalogue does not know.
type row struct {
	id      rowID
	group   string
	label   string
	field   *catalog.Field // nil if the catalogue does not know it
	doc     *raw.Node      // the document it is in, with what is not saved yet
	dialect model.Dialect
	value   json.RawMessage  // with what is not saved yet
	saved   json.RawMessage  // what the draft has
	edit    *model.FieldEdit // what is not saved yet; nil if nothing is
	// others are the field's values in preview and live; an environment that is not known
	// yet is missing.
	others  map[model.Environment]json.RawMessage
	broken  error    // the rule the value breaks
	doubt   error    // one it breaks that the documentation is not sure of
	refused []string // what the service had against the value; clean
	hidden  bool     // the catalogue does not know it, and it looks like a secret
}

// rows lists what the draft holds, document by document: the fields the
// catalogue knows, then what else is there.
func (s *Screen) rows() []row {
	draft := s.loader.Of(model.Draft)
	sec, _ := s.t.Section(s.key)
	if sec == nil {
		sec = &catalog.Section{ID: s.key.Section}
	}
	var rows []row
	for _, d := range draft.Documents {
		if d.Key != s.key && (s.key.Item != "" || d.Key.Whole() != s.key.Whole()) {
			continue
		}
		saved, err := raw.Parse(d.Raw)
		if err != nil {
			rows = append(rows, row{id: rowID{d.Key, ""}, label: sanitize.Line(d.Key.String()), value: d.Raw, saved: d.Raw})
			continue
		}
		root := s.edited(d, saved)
		plan, _ := draft.Plan(d.Key.Plan)
		all := append(s.known(d, root, sec.FieldsFor(plan.Subtype)), s.unknown(d, root, sec)...)
		for i := range all {
			all[i].saved = at(saved, all[i].id.path)
			if e, ok := s.desk.edited(all[i].id); ok {
				all[i].edit = &e
				all[i].broken = cmp.Or(all[i].broken, s.mistyped(all[i]))
			}
		}
		rows = append(append(rows, all...), s.astray(d.Key, root, all)...)
	}
	for i := range rows {
		r := &rows[i]
		r.refused = s.desk.refusals.of(*r)
		r.hidden = r.field == nil && slices.ContainsFunc(
			[]json.RawMessage{r.value, r.saved, r.others[model.Preview], r.others[model.Live]},
			func(v json.RawMessage) bool { return secrets.Hidden(r.id.path, v) },
		)
	}
	return rows
}

// mistyped is what is wrong with JSON that is none: what was typed for a member
// without a field is kept as a text then, which must not take the place of a
// number, an object or a list.
func (s *Screen) mistyped(r row) error {
	was, now := parsed(r.saved), parsed(r.value)
	if r.field != nil || now.Kind != raw.String || was.Kind == raw.String || was.Kind == raw.Null {
		return nil
	}
	if _, err := raw.Parse([]byte(now.Text())); err != nil {
		return fmt.Errorf(s.d.Text.Section.NotJSON, err)
	}
	return nil
}

// parsed is a value taken apart; an absent one is null.
func parsed(v json.RawMessage) *raw.Node {
	if n, err := raw.Parse(v); err == nil {
		return n
	}
	return &raw.Node{}
}

// astray are the unsaved edits of a document that no row shows: of members taken
// out, and of places that are gone or do not apply.
func (s *Screen) astray(k model.SectionKey, root *raw.Node, rows []row) []row {
	var out []row
	for _, e := range s.desk.edits {
		id := rowID{e.Key, e.Path}
		if e.Key != k || slices.ContainsFunc(rows, func(r row) bool { return r.id == id }) {
			continue
		}
		out = append(out, row{
			id: id, group: s.d.Text.Section.Astray, label: sanitize.Line(strings.TrimPrefix(e.Path, "/")),
			value: at(root, e.Path), saved: e.Old, edit: &e, others: s.others(k, e.Path),
		})
	}
	return out
}

// edited is a document with its unsaved edits. One that cannot be made in it any
// more, because its place is gone, is passed over: saving it will tell.
func (s *Screen) edited(d model.Document, saved *raw.Node) *raw.Node {
	doc := d.Raw
	for _, e := range s.desk.edits {
		if e.Key != d.Key {
			continue
		}
		if out, err := e.Apply(doc); err == nil {
			doc = out
		}
	}
	if root, err := raw.Parse(doc); err == nil {
		return root
	}
	return saved
}

// known are the fields the catalogue names, whether the document has them or
// not.
func (s *Screen) known(d model.Document, root *raw.Node, fields []*catalog.Field) []row {
	var rows []row
	for _, f := range fields {
		if !f.AppliesTo(root) {
			continue
		}
		r := row{
			id: rowID{d.Key, f.Pointer}, group: sanitize.Line(d.Key.Item), label: f.Label, field: f, doc: root, dialect: d.Dialect,
			value: at(root, f.Pointer), others: s.others(d.Key, f.Pointer),
		}
		if r.broken = f.Check(r.value); r.broken == nil {
			r.broken = r.kept(r.value)
		}
		if n, err := root.Find(raw.Pointer(f.Pointer)); err == nil && r.broken == nil {
			r.doubt = f.Doubt(n)
		}
		rows = append(rows, r)
	}
	return rows
}

// others are the values at a place of a document in preview and live.
func (s *Screen) others(k model.SectionKey, pointer string) map[model.Environment]json.RawMessage {
	out := map[model.Environment]json.RawMessage{}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		side := s.loader.Of(env)
		if !side.Known {
			continue
		}
		out[env] = nil
		d, ok := side.Find(k)
		if !ok {
			continue
		}
		if v, found, err := raw.Get(d.Raw, raw.Pointer(pointer)); err == nil && found {
			out[env] = v
		}
	}
	return out
}

// at is the value a pointer leads to, or nil.
func at(root *raw.Node, pointer string) json.RawMessage {
	n, err := root.Find(raw.Pointer(pointer))
	if err != nil || n == nil {
		return nil
	}
	return n.Raw()
}

// unknown are the members no field covers, each with its whole value. What the
// service adds to every document is left out.
func (s *Screen) unknown(d model.Document, root *raw.Node, sec *catalog.Section) []row {
	noise := slices.Concat(catalog.Noise(d.Dialect), sec.Noise)
	var rows []row
	var walk func(n *raw.Node, path string)
	walk = func(n *raw.Node, path string) {
		for i := range n.Members {
			m := &n.Members[i]
			here := path + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(m.Name)
			switch cover(sec, here) {
			case covered:
				continue
			case partly:
				if m.Value.Kind == raw.Object {
					walk(&m.Value, here)
				}
				continue
			case foreign:
			}
			if slices.Contains(noise, here) {
				continue
			}
			group := s.d.Text.Section.Unknown
			if d.Key.Item != "" {
				group = sanitize.Line(d.Key.Item) + ": " + group
			}
			rows = append(rows, row{
				id: rowID{d.Key, here}, group: group,
				label: sanitize.Line(strings.TrimPrefix(here, "/")), value: m.Value.Raw(),
				others: s.others(d.Key, here),
			})
		}
	}
	walk(root, "")
	return rows
}

// coverage is how much of a value fields cover.
type coverage int

const (
	foreign coverage = iota // no field lies there
	partly                  // fields lie deeper
	covered                 // a field is all of it, or lies above
)

func cover(sec *catalog.Section, path string) coverage {
	best := foreign
	for i := range sec.Fields {
		p := sec.Fields[i].Pointer
		switch {
		case p == path || strings.HasPrefix(path, p+"/"):
			return covered
		case strings.HasPrefix(p, path+"/"):
			best = partly
		}
	}
	return best
}

// differs reports whether an environment is known to hold another value. Empty
// and absent are the same.
func (r row) differs(env model.Environment) (differs, known bool) {
	other, known := r.others[env]
	if !known {
		return false, false
	}
	if empty(other) || empty(r.value) {
		return empty(other) != empty(r.value), true
	}
	same, err := raw.Equal(other, r.value)
	return err != nil || !same, true
}

func empty(v json.RawMessage) bool {
	if v == nil {
		return true
	}
	n, err := raw.Parse(v)
	return err == nil && n.Empty()
}

// kept returns the rule that a value breaks by giving up what preview or live
// have, or nil.
func (r row) kept(v json.RawMessage) error {
	if r.field == nil {
		return nil
	}
	return checklist.Kept(r.field, v, r.others[model.Preview], r.others[model.Live])
}

// missing reports whether a required value is not there.
func (r row) missing() bool {
	e, ok := errors.AsType[*catalog.RuleError](r.broken)
	return ok && e.Rule == catalog.RuleRequired
}

// length is the value's measure against the field's limits: characters of a text, items
// of a list.
func (r row) length() int {
	n, err := raw.Parse(r.value)
	switch {
	case r.value == nil || err != nil:
		return 0
	case n.Kind == raw.Array:
		return len(n.Items)
	}
	return utf8.RuneCountInString(n.Text())
}
