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
func match(p pair, keys []string) []matched {
	var out []matched
	at := map[string]int{}
	add := func(n *raw.Node, left bool) {
		seen := map[string]int{}
		for i := range n.Items {
			m := matched{index: i, keys: keysOf(&n.Items[i], keys)}
			id := identity(m.keys, i)
			m.again = seen[id]
			seen[id]++
			id += "\x00" + strconv.Itoa(m.again)
			if left {
				m.sides.left = &n.Items[i]
				at[id] = len(out)
				out = append(out, m)
				continue
			}
			if j, ok := at[id]; ok {
				out[j].sides.right = &n.Items[i]
				continue
			}
			m.sides.right = &n.Items[i]
			out = append(out, m)
		}
	}
	if p.left != nil {
		add(p.left, true)
	}
	if p.right != nil {
		add(p.right, false)
	}
	return out
}

// keysOf returns the members of an item it is known by.
func keysOf(item *raw.Node, names []string) []raw.Key {
	var out []raw.Key
	for _, name := range names {
		if v := item.Member(name); v != nil && !v.Empty() && v.Kind != raw.Object && v.Kind != raw.Array {
			out = append(out, raw.Key{Name: name, Value: v.Plain()})
		}
	}
	return out
}

// identity is the keys as one text, or the position if there are none.
func identity(keys []raw.Key, index int) string {
	if len(keys) == 0 {
		return "\x01" + strconv.Itoa(index)
	}
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(k.Name)
		b.WriteByte('\x00')
		b.WriteString(k.Value)
		b.WriteByte('\x00')
	}
	return b.String()
}
