package raw

import "bytes"

// Equal reports whether two documents mean the same: the order of members, the
// spelling of numbers and texts, and white space do not count. An absent
// member and an empty one are different here.
func Equal(a, b []byte) (bool, error) {
	x, err := Parse(a)
	if err != nil {
		return false, err
	}
	y, err := Parse(b)
	if err != nil {
		return false, err
	}
	return x.Equal(y), nil
}

// Equal is [Equal] for values that are parsed already.
func (n *Node) Equal(m *Node) bool {
	if n.Kind != m.Kind {
		return false
	}
	switch n.Kind {
	case Object:
		return equalMembers(n, m)
	case Array:
		if len(n.Items) != len(m.Items) {
			return false
		}
		for i := range n.Items {
			if !n.Items[i].Equal(&m.Items[i]) {
				return false
			}
		}
		return true
	case String:
		return equalTexts(n, m)
	case Number:
		return bytes.Equal(n.Raw(), m.Raw()) || equalNumbers(string(n.Raw()), string(m.Raw()))
	case Bool:
		return bytes.Equal(n.Raw(), m.Raw())
	case Null:
	}
	return true
}

// equalTexts decodes texts only if one is written with escapes.
func equalTexts(n, m *Node) bool {
	a, b := n.Raw(), m.Raw()
	if bytes.IndexByte(a, '\\') < 0 && bytes.IndexByte(b, '\\') < 0 {
		return bytes.Equal(a, b)
	}
	return n.Text() == m.Text()
}

func equalMembers(n, m *Node) bool {
	if len(n.Members) != len(m.Members) {
		return false
	}
	find := m.Member
	if len(m.Members) > small {
		index := make(map[string]*Node, len(m.Members))
		for i := range m.Members {
			index[m.Members[i].Name] = &m.Members[i].Value
		}
		find = func(name string) *Node { return index[name] }
	}
	for i := range n.Members {
		other := find(n.Members[i].Name)
		if other == nil || !n.Members[i].Value.Equal(other) {
			return false
		}
	}
	return true
}
