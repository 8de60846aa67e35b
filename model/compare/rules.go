package compare

import (
	"encoding/json"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// How a list's items are told apart, where it is not by their members.
const (
	wholeSet   = "." // plain values in no order
	byPosition = "#"
)

// Rules say what counts as a difference in documents of one section, and what
// to call the places in them. Patterns are pointers with "*" for any item, as
// in [catalog.Section.Lists].
type Rules struct {
	fields []catalog.Field
	lists  map[string]string
	labels map[string]string
	noise  map[string]bool
}

// RulesOf are the rules for a section; nil is one the catalogue does not know.
func RulesOf(s *catalog.Section) *Rules { return rulesOf(s, "") }

func rulesOf(s *catalog.Section, d model.Dialect) *Rules {
	r := &Rules{noise: map[string]bool{}}
	noise := catalog.Noise(d)
	if s != nil {
		r.fields, r.lists, r.labels, noise = s.Fields, s.Lists, s.Labels, s.Noise
	}
	for _, place := range noise {
		r.noise[place] = true
	}
	return r
}

// Listing is how the items of a list are told apart.
type Listing int

// The ways.
const (
	Whole    Listing = iota // they are not: the list is one value
	Set                     // plain values in no order
	Keyed                   // objects known by the values of some members
	Position                // the position is all there is
)

// Listing says how the items of the list at a pattern are told apart.
func (r *Rules) Listing(pattern string) Listing {
	switch r.lists[pattern] {
	case "":
		return Whole
	case wholeSet:
		return Set
	case byPosition:
		return Position
	}
	return Keyed
}

// Keys are the values by which an item of the keyed list at a pattern is known;
// none if it lacks the members.
func (r *Rules) Keys(pattern string, item *raw.Node) []raw.Key {
	return keysOf(item, r.keys(pattern))
}

// Noise reports whether a place is never compared.
func (r *Rules) Noise(pattern string) bool { return r.noise[pattern] }

// Same reports whether two values at a pattern mean the same, by the rules of
// the place: nil is an absent value, an empty one counts as absent.
func (r *Rules) Same(pattern string, left, right *raw.Node) bool {
	return r.same(pattern, pair{left, right})
}

// Name is what a place is called: the id of the field it lies in, if the
// catalogue knows one, its label, and whether its values, which may be nil, are
// secret. The field is given where the place is the field itself under another
// path.
func (r *Rules) Name(at raw.Pointer, field *catalog.Field, values ...*raw.Node) (id, label string, secret bool, err error) {
	steps, err := at.Steps()
	if err != nil {
		return "", "", false, err
	}
	p := place{}
	for _, s := range steps {
		switch {
		case r.isKeyed(p.pattern):
			p = p.item(matched{keys: s.Keys, index: max(s.Index, 0)}, r.labels)
		case p.isTable():
			p = p.entry(s.Name)
		default:
			p = p.member(s.Name)
		}
		for i := range r.fields {
			if f := &r.fields[i]; f.Pointer == string(p.path) {
				p.field, p.label, p.trail = f, f.Label, f.Label
			}
		}
	}
	if field != nil {
		return field.ID, field.Label, field.Secret || p.secret(values...), nil
	}
	if p.field != nil {
		id = p.field.ID
	}
	return id, p.name(r.labels), p.secret(values...), nil
}

// Mask is a value as it may be shown: a secret one only says that it is there.
func Mask(n *raw.Node, secret bool) json.RawMessage { return value(n, secret) }

// isKeyed reports whether a place is a list whose items are compared one by one.
func (r *Rules) isKeyed(at string) bool {
	l := r.Listing(at)
	return l == Keyed || l == Position
}

// keys are the names of the members by which the items of a list are known.
func (r *Rules) keys(pattern string) []string {
	if r.Listing(pattern) != Keyed {
		return nil
	}
	return strings.Split(r.lists[pattern], "+")
}

// same reports whether both sides mean the same, by the rules of the place.
func (r *Rules) same(pattern string, p pair) bool {
	p = p.bare()
	switch {
	case r.noise[pattern] || p.either() == nil:
		return true
	case p.left == nil || p.right == nil || p.left.Kind != p.right.Kind:
		return false
	case p.left.Kind == raw.Object:
		for _, name := range names(p) {
			if !r.same(string(raw.Pointer(pattern).Child(name)), p.member(name)) {
				return false
			}
		}
		return true
	case p.left.Kind == raw.Array:
		return r.sameItems(pattern, p)
	}
	return p.left.Equal(p.right)
}

func (r *Rules) sameItems(pattern string, p pair) bool {
	switch {
	case r.lists[pattern] == wholeSet:
		return sameSet(p)
	case len(p.left.Items) != len(p.right.Items):
		return false
	}
	for _, m := range match(p, r.keys(pattern)) {
		if !r.same(pattern+"/*", m.sides) {
			return false
		}
	}
	return true
}

// sameSet compares two lists of plain values without regard to order and repetition.
func sameSet(p pair) bool {
	set := func(n *raw.Node) map[string]bool {
		out := make(map[string]bool, len(n.Items))
		for i := range n.Items {
			out[n.Items[i].Plain()] = true
		}
		return out
	}
	left, right := set(p.left), set(p.right)
	if len(left) != len(right) {
		return false
	}
	for v := range left {
		if !right[v] {
			return false
		}
	}
	return true
}
