package compare

import (
	"strconv"
	"strings"

	"awning/model/raw"
)

// matched is one item of a list in both documents.
type matched struct {
	sides pair
	keys  []raw.Key // what it was matched by; empty if by position
	index int       // its position, in the left list if it is there
	again int       // how many items with the same keys come before it
}

// path names the item by its keys if they lead to it, else by its position.
func (m matched) path(list raw.Pointer) raw.Pointer {
	if len(m.keys) == 0 || m.again > 0 {
		return list.Item(m.index)
	}
	return list.Keyed(m.keys...)
}

// name is what to call the item: the values of its keys, or its number counted
// from one.
func (m matched) name() string {
	var parts []string
	for _, k := range m.keys {
		if k.Value != "" && k.Value != "true" && k.Value != "false" {
			parts = append(parts, k.Value)
		}
	}
	if len(parts) == 0 {
		return strconv.Itoa(m.index + 1)
	}
	name := strings.Join(parts, " ")
	if m.again > 0 {
		name += " (" + strconv.Itoa(m.again+1) + ")"
	}
	return name
}

// match pairs the items of two lists by the values of some members; items
// that have none of them, and all items if there are no members to go by, by
// their position. The left list's items come first, in its order.
func match(p pair, names []string) []matched {
	w := matching{names: names, seats: map[string]*seat{}}
	if p.left != nil {
		w.out = make([]matched, 0, len(p.left.Items))
		w.keys = make([]raw.Key, 0, len(p.left.Items)*len(names))
		for i := range p.left.Items {
			m, s := w.item(&p.left.Items[i], i)
			m.again = len(s.left)
			s.left = append(s.left, len(w.out))
			m.sides.left = &p.left.Items[i]
			w.out = append(w.out, m)
		}
	}
	if p.right != nil {
		for i := range p.right.Items {
			m, s := w.item(&p.right.Items[i], i)
			m.again = s.right
			s.right++
			if m.again < len(s.left) {
				w.out[s.left[m.again]].sides.right = &p.right.Items[i]
				continue
			}
			m.sides.right = &p.right.Items[i]
			w.out = append(w.out, m)
		}
	}
	return w.out
}

// matching is the work of pairing the items of two lists.
type matching struct {
	names []string
	out   []matched
	keys  []raw.Key        // of all items, one after another
	seats map[string]*seat // by identity
	id    []byte           // the identity at hand
}

// seat is where the items of one identity are.
type seat struct {
	left  []int // of the left list: their places among what is matched
	right int   // how many the right list had so far
}

// item reads the keys of an item, and finds the seat of its identity.
func (w *matching) item(n *raw.Node, index int) (matched, *seat) {
	from := len(w.keys)
	w.keys = appendKeys(w.keys, n, w.names)
	m := matched{index: index, keys: w.keys[from:len(w.keys):len(w.keys)]}
	w.id = appendIdentity(w.id[:0], m.keys, index)
	s, ok := w.seats[string(w.id)]
	if !ok {
		s = &seat{}
		w.seats[string(w.id)] = s
	}
	return m, s
}

// keysOf returns the members of an item it is known by.
func keysOf(item *raw.Node, names []string) []raw.Key { return appendKeys(nil, item, names) }

func appendKeys(out []raw.Key, item *raw.Node, names []string) []raw.Key {
	for _, name := range names {
		if v := item.Member(name); v != nil && !v.Empty() && v.Kind != raw.Object && v.Kind != raw.Array {
			out = append(out, raw.Key{Name: name, Value: v.Plain()})
		}
	}
	return out
}

// appendIdentity writes the keys as one text, or the position if there are none.
func appendIdentity(out []byte, keys []raw.Key, index int) []byte {
	if len(keys) == 0 {
		return strconv.AppendInt(append(out, 1), int64(index), 10)
	}
	for _, k := range keys {
		out = append(append(out, k.Name...), 0)
		out = append(append(out, k.Value...), 0)
	}
	return out
}
