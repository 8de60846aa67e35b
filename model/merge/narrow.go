package merge

import "awning/model/raw"

// narrow goes from a value that both changed to the one place within it where
// they did: as long as the three differ in one member alone, everything around
// it is the same to all, and the conflict is about nothing else.
func (m *merger) narrow(at place, v values) (place, values) {
	for v.base != nil && v.base.Kind == raw.Object && v.all(raw.Object) {
		only, n := "", 0
		for name := range v.names() {
			sides := v.member(name)
			pattern := string(raw.Pointer(at.pattern).Child(name))
			if !m.rules.Same(pattern, sides.base, sides.mine) || !m.rules.Same(pattern, sides.base, sides.theirs) {
				only = name
				n++
			}
		}
		if n != 1 {
			break
		}
		sides := v.member(only)
		at = place{
			path: at.path.Child(only), pattern: string(raw.Pointer(at.pattern).Child(only)),
			spot: spot{sides.theirs, v.theirs, only},
		}
		v = sides
	}
	return at, v
}

// names are those of all members of the three objects.
func (v values) names() map[string]bool {
	out := map[string]bool{}
	for _, n := range []*raw.Node{v.base, v.mine, v.theirs} {
		for i := range n.Members {
			out[n.Members[i].Name] = true
		}
	}
	return out
}
