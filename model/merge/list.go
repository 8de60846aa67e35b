package merge

import (
	"slices"
	"strings"

	"awning/model/compare"
	"awning/model/raw"
)

// list merges three lists item by item, if the catalogue tells their items apart and
// the items bear it out; else it does nothing and the list is one value.
func (m *merger) list(at place, v values) bool {
	switch m.rules.Listing(at.pattern) {
	case compare.Set:
		return m.set(v)
	case compare.Keyed:
		return m.keyed(at, v)
	case compare.Position:
		return m.positions(at, v)
	case compare.Whole:
	}
	return false
}

// set takes out of theirs what mine took out of base, and adds what mine added.
func (m *merger) set(v values) bool {
	has := func(list *raw.Node) map[string]bool {
		out := map[string]bool{}
		for _, i := range items(list) {
			out[i.Plain()] = true
		}
		return out
	}
	for _, list := range []*raw.Node{v.base, v.mine, v.theirs} {
		if slices.ContainsFunc(items(list), func(i *raw.Node) bool { return i.Kind == raw.Object || i.Kind == raw.Array }) {
			return false
		}
	}
	base, mine, theirs := has(v.base), has(v.mine), has(v.theirs)
	for _, i := range items(v.theirs) {
		if base[i.Plain()] && !mine[i.Plain()] {
			m.take(place{spot: spot{node: i, parent: v.theirs}}, nil)
		}
	}
	for _, i := range items(v.mine) {
		if p := i.Plain(); !base[p] && !theirs[p] {
			theirs[p] = true
			m.take(place{spot: spot{parent: v.theirs}}, i)
		}
	}
	return true
}

// keyed goes on to the items of three lists, matched by their keys: theirs in
// their order, then those that only mine has.
func (m *merger) keyed(at place, v values) bool {
	return m.matched(at, v, false) || m.matched(at, v, true)
}

func (m *merger) matched(at place, v values, closer bool) bool {
	base, okBase := m.known(at, v.base, closer)
	mine, okMine := m.known(at, v.mine, closer)
	theirs, okTheirs := m.known(at, v.theirs, closer)
	if !okBase || !okMine || !okTheirs {
		return false
	}
	step := func(id string) {
		next := place{at.path + raw.Pointer(id), at.pattern + "/*", spot{node: theirs[id], parent: v.theirs}}
		m.walk(next, values{base[id], mine[id], theirs[id]})
	}
	for _, i := range items(v.theirs) {
		step(m.id(at, i, closer))
	}
	for _, i := range items(v.mine) {
		if id := m.id(at, i, closer); theirs[id] == nil {
			step(id)
		}
	}
	return true
}

// known finds the items of a list by their identity; false if one has none, or
// two have the same.
func (m *merger) known(at place, list *raw.Node, closer bool) (map[string]*raw.Node, bool) {
	out := map[string]*raw.Node{}
	for _, i := range items(list) {
		id := m.id(at, i, closer)
		if id == "" || out[id] != nil {
			return nil, false
		}
		out[id] = i
	}
	return out, true
}

// id is an item's identity as the step of a pointer; empty if it has none.
func (m *merger) id(at place, item *raw.Node, closer bool) string {
	keys := m.identity(at, item, closer)
	if len(keys) == 0 {
		return ""
	}
	return string(raw.Pointer("").Keyed(keys...))
}

// identity is what an item is known by. Where that is not enough to tell items
// apart, a closer look takes the item's sets into account: of several prices in
// one currency each holds in other markets.
func (m *merger) identity(at place, item *raw.Node, closer bool) []raw.Key {
	keys := m.rules.Keys(at.pattern, item)
	if len(keys) == 0 || !closer {
		return keys
	}
	for i := range item.Members {
		n := &item.Members[i]
		if m.rules.Listing(string(raw.Pointer(at.pattern+"/*").Child(n.Name))) != compare.Set {
			continue
		}
		var held []string
		for _, v := range items(&n.Value) {
			held = append(held, v.Plain())
		}
		slices.Sort(held)
		keys = append(keys, raw.Key{Name: n.Name, Value: strings.Join(slices.Compact(held), " ")})
	}
	return keys
}

// positions merges item against item, each as a whole, and only if no side added
// or took away any: else one side's edit could end up in another item.
func (m *merger) positions(at place, v values) bool {
	if n := len(v.theirs.Items); v.base == nil || len(v.base.Items) != n || len(v.mine.Items) != n {
		return false
	}
	for i := range v.theirs.Items {
		next := place{at.path.Item(i), at.pattern + "/*", spot{node: &v.theirs.Items[i], parent: v.theirs}}
		sides := values{&v.base.Items[i], &v.mine.Items[i], &v.theirs.Items[i]}
		if !m.rules.Same(next.pattern, sides.base, sides.mine) {
			m.leaf(next, sides)
		}
	}
	return true
}

// items are the items of a list; none if there is no list.
func items(list *raw.Node) []*raw.Node {
	if list == nil {
		return nil
	}
	out := make([]*raw.Node, len(list.Items))
	for i := range list.Items {
		out[i] = &list.Items[i]
	}
	return out
}
