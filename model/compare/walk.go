package compare

import (
	"slices"

	"awning/model/raw"
)

// walk reports the differences at a place and below.
func (d *diff) walk(at place, p pair) {
	b := p.bare()
	if d.noise[at.pattern] || d.noise[string(at.path)] || b.either() == nil || d.skip(p) {
		return
	}
	switch {
	case b.both(raw.Array) && d.isKeyed(at.pattern):
		d.items(at, b)
	case !b.both(raw.Object):
		d.report(at, p)
	case at.isTable() && b.whole():
		for _, name := range names(b) {
			d.walk(at.entry(name), b.member(name))
		}
	case at.path == "" || b.whole() || d.touched(b.either()):
		d.members(at, b, nil)
	default: // added or removed as one
		d.report(at, p)
	}
}

// skip reports whether a place was reported as a field.
func (d *diff) skip(p pair) bool {
	return p.left != nil && d.done[p.left] || p.right != nil && d.done[p.right]
}

// touched reports whether a value, or one within it, was reported as a field.
func (d *diff) touched(n *raw.Node) bool {
	if d.done[n] {
		return true
	}
	for i := range n.Members {
		if d.touched(&n.Members[i].Value) {
			return true
		}
	}
	for i := range n.Items {
		if d.touched(&n.Items[i]) {
			return true
		}
	}
	return false
}

// members goes on to each member of two objects, but for the keys by which
// they were matched.
func (d *diff) members(at place, p pair, keys []string) {
	for _, name := range names(p) {
		if next := p.member(name); !slices.Contains(keys, name) && (d.all || !next.equal()) {
			d.walk(at.member(name), next)
		}
	}
}

// names lists the members of both objects, in the left one's order first.
func names(p pair) []string {
	out := make([]string, 0, len(p.either().Members))
	if p.left != nil {
		for i := range p.left.Members {
			out = append(out, p.left.Members[i].Name)
		}
	}
	if p.right != nil {
		for i := range p.right.Members {
			if m := p.right.Members[i].Name; p.left == nil || p.left.Member(m) == nil {
				out = append(out, m)
			}
		}
	}
	return out
}

// items goes on to each item of two lists: item against item of the same key.
func (d *diff) items(at place, p pair) {
	keys := d.keys(at.pattern)
	for _, m := range match(p, keys) {
		b := m.sides.bare()
		if d.skip(m.sides) || b.either() == nil || !d.all && b.equal() {
			continue
		}
		next := at.item(m, d.labels)
		switch {
		case b.both(raw.Object) && (b.whole() || d.touched(b.either())):
			d.members(next, b, keys)
		default:
			d.report(next, m.sides)
		}
	}
}
