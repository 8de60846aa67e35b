package compare

import (
	"slices"
	"strings"
	"unicode"

	"awning/model/catalog"
	"awning/model/raw"
	"awning/model/secrets"
)

// pair is one place in both documents; nil where a side has nothing.
type pair struct{ left, right *raw.Node }

// either is the side that is there, the left one if both are.
func (p pair) either() *raw.Node {
	if p.left != nil {
		return p.left
	}
	return p.right
}

// bare is the pair with empty values taken as absent.
func (p pair) bare() pair {
	if p.left != nil && p.left.Empty() {
		p.left = nil
	}
	if p.right != nil && p.right.Empty() {
		p.right = nil
	}
	return p
}

// whole reports whether both sides are there.
func (p pair) whole() bool { return p.left != nil && p.right != nil }

// both reports whether all that is there is of one kind.
func (p pair) both(k raw.Kind) bool {
	return (p.left == nil || p.left.Kind == k) && (p.right == nil || p.right.Kind == k) && p.either() != nil
}

// equal reports whether both sides are there and the same but for their spelling: a
// difference is in none of their places then.
func (p pair) equal() bool { return p.whole() && p.left.Equal(p.right) }

func (p pair) member(name string) pair {
	var m pair
	if p.left != nil {
		m.left = p.left.Member(name)
	}
	if p.right != nil {
		m.right = p.right.Member(name)
	}
	return m
}

func follow(n *raw.Node, steps []raw.Step) *raw.Node {
	if n == nil {
		return nil
	}
	return n.Follow(steps)
}

// place says where the comparison stands.
type place struct {
	path    raw.Pointer    // with the items' own keys
	pattern string         // with "*" for items, as the catalogue writes it
	field   *catalog.Field // the field it lies in, if any
	label   string         // of the field or list item it lies in
	trail   string         // the label, and the members on the way from there
	last    string         // the member's name
}

// member is the place of a member. A member that has a label of its own does
// not need the names of the objects around it.
func (at place) member(name string) place {
	next := at
	next.path = at.path.Child(name)
	next.pattern = string(raw.Pointer(at.pattern).Child(name))
	next.last = name
	if at.label != "" {
		next.trail = at.trail + " › " + words(name)
	}
	return next
}

// isTable reports whether the place is a table: an object whose members are
// rows of one kind.
func (at place) isTable() bool {
	return at.field != nil && at.field.Kind == catalog.Matrix && string(at.path) == at.field.Pointer
}

// entry is the place of a table's row.
func (at place) entry(name string) place {
	next := at.member(name)
	next.pattern = at.pattern + "/*"
	next.label = at.label + " › " + name
	next.trail = next.label
	return next
}

// item is the place of a list's item. One of its keys may have a label that
// says more than the keys' values.
func (at place) item(m matched, labels map[string]string) place {
	next := at
	next.path = m.path(at.path)
	next.pattern = at.pattern + "/*"
	name := m.name()
	for _, k := range m.keys {
		if l := labels[string(raw.Pointer(at.pattern).Keyed(k))]; l != "" && m.again == 0 {
			name = l
		}
	}
	next.label = at.name(labels) + " › " + name
	next.trail = next.label
	return next
}

// name is what to call the place: by the catalogue's label, by its members'
// names within something that has a label, else by its path.
func (at place) name(labels map[string]string) string {
	if at.field != nil && string(at.path) == at.field.Pointer {
		return at.field.Label
	}
	own := labels[string(at.path)]
	if own == "" {
		own = labels[at.pattern]
	}
	switch {
	case own == "" && at.label == "":
		return string(at.path)
	case own == "":
		return at.trail
	case at.label == "":
		return own
	}
	return at.label + " › " + own
}

// secret reports whether the values of the place must not be shown.
func (at place) secret(values ...*raw.Node) bool {
	return at.field != nil && at.field.Secret ||
		slices.ContainsFunc(values, func(n *raw.Node) bool { return n != nil && len(secrets.Within(at.last, n)) > 0 })
}

// pattern is a field's pointer with "*" for items.
func pattern(pointer string) string {
	parts := strings.Split(pointer, "/")
	for i, part := range parts {
		if strings.Contains(part, "=") || part != "" && strings.Trim(part, "0123456789") == "" {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, "/")
}

// words spells a member's name as words: "portRange" is "Port range".
func words(name string) string {
	var b strings.Builder
	var before rune
	for i, r := range name {
		switch {
		case i == 0:
			b.WriteRune(unicode.ToUpper(r))
		case unicode.IsUpper(r) && !unicode.IsUpper(before):
			b.WriteRune(' ')
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}
