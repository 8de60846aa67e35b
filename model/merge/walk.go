package merge

import (
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/raw"
)

// merger walks over three documents at once and collects what to do to theirs.
type merger struct {
	rules     *compare.Rules
	fields    map[*raw.Node]*catalog.Field // the values that are a field's
	edits     []edit
	open      []clash
	conflicts []Conflict
	err       error // the first; the walk goes on to its end
}

// values are the three values of one place; nil where a side has none.
type values struct{ base, mine, theirs *raw.Node }

// all reports whether both sides are of a kind, and began from it or from nothing.
func (v values) all(k raw.Kind) bool {
	return v.mine != nil && v.mine.Kind == k && v.theirs != nil && v.theirs.Kind == k &&
		(v.base == nil || v.base.Kind == k || v.base.Kind == raw.Null)
}

// member is the place of a member in all three.
func (v values) member(name string) values {
	var out values
	if v.base != nil {
		out.base = v.base.Member(name)
	}
	out.mine, out.theirs = v.mine.Member(name), v.theirs.Member(name)
	return out
}

// place is where the walk stands.
type place struct {
	path    raw.Pointer
	pattern string // with "*" for items
	spot    spot
}

// find notes which values of a document are fields.
func (m *merger) find(s *catalog.Section, root *raw.Node) error {
	if s == nil {
		return nil
	}
	for i := range s.Fields {
		n, err := root.Find(raw.Pointer(s.Fields[i].Pointer))
		if err != nil {
			return err
		}
		if n != nil {
			m.fields[n] = &s.Fields[i]
		}
	}
	return nil
}

func (m *merger) field(v values) *catalog.Field {
	for _, n := range []*raw.Node{v.theirs, v.mine, v.base} {
		if f := m.fields[n]; f != nil {
			return f
		}
	}
	return nil
}

// walk merges a place and what lies below it.
func (m *merger) walk(at place, v values) {
	switch {
	case m.rules.Noise(at.pattern) || m.rules.Same(at.pattern, v.base, v.mine):
	case v.all(raw.Object):
		m.members(at, v)
	case v.all(raw.Array) && m.list(at, v):
	default:
		m.leaf(at, v)
	}
}

// leaf merges a value that is not taken apart and that mine changed.
func (m *merger) leaf(at place, v values) {
	switch {
	case m.rules.Same(at.pattern, v.base, v.theirs):
		m.take(at, v.mine)
	case m.rules.Same(at.pattern, v.mine, v.theirs):
	case m.text(at, v):
	default:
		m.conflict(m.narrow(at, v))
	}
}

func (m *merger) take(at place, mine *raw.Node) {
	m.edits = append(m.edits, edit{at.spot, written(mine)})
}

// written is a value as it is written; nil if there is none.
func written(n *raw.Node) []byte {
	if n == nil {
		return nil
	}
	return n.Raw()
}

func (m *merger) conflict(at place, v values) {
	id, label, secret, err := m.rules.Name(at.path, m.field(v), v.base, v.mine, v.theirs)
	if err != nil && m.err == nil {
		m.err = err
	}
	m.open = append(m.open, clash{at.spot, written(v.mine)})
	m.conflicts = append(m.conflicts, Conflict{
		Field: id, Label: label, Pointer: at.path, Secret: secret,
		Base: compare.Mask(v.base, secret), Mine: compare.Mask(v.mine, secret), Theirs: compare.Mask(v.theirs, secret),
	})
}

// members goes on to the members of three objects: theirs in their order, then
// those that only mine has.
func (m *merger) members(at place, v values) {
	step := func(name string) {
		next := place{path: at.path.Child(name), pattern: string(raw.Pointer(at.pattern).Child(name))}
		sides := v.member(name)
		next.spot = spot{sides.theirs, v.theirs, name}
		m.walk(next, sides)
	}
	for i := range v.theirs.Members {
		step(v.theirs.Members[i].Name)
	}
	for i := range v.mine.Members {
		if name := v.mine.Members[i].Name; v.theirs.Member(name) == nil {
			step(name)
		}
	}
}
