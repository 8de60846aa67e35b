package compare

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// Row is one field in three environments: the change from the left one to the
// right one, and what the middle one holds. It is Edited too if only the middle
// one differs, and Unchanged if all three hold the same.
type Row struct {
	model.Change

	Middle json.RawMessage // nil if the middle document has no such value
}

// Three compares all of an offer in three environments. The rows are those of
// [Contents] from left to right; what the middle one alone holds stands beside
// its neighbours there. For all and the errors see [Documents].
func Three(t *catalog.Type, left, middle, right model.Contents, all bool) ([]Row, error) {
	whole, err := Contents(t, left, right, true)
	if err != nil {
		return nil, err
	}
	first, err := Contents(t, left, middle, true)
	if err != nil {
		return nil, err
	}
	second, err := Contents(t, middle, right, true)
	if err != nil {
		return nil, err
	}
	m := merger{middle: middle, near: map[spot]near{}, known: map[spot]bool{}}
	for _, c := range first {
		m.near[at(c)] = near{c.Right, c.Kind != model.Unchanged}
	}
	for _, c := range second {
		m.near[at(c)] = near{c.Left, m.near[at(c)].moved || c.Kind != model.Unchanged}
	}
	for _, c := range whole {
		m.known[at(c)] = true
	}
	return m.rows(whole, first, all)
}

// spot tells places of an offer apart.
type spot struct {
	key  model.SectionKey
	path string
}

func at(c model.Change) spot { return spot{c.Key, c.Path} }

// near is what the comparisons with the middle one taught of a place: what it
// holds, and whether one of its neighbours holds something else.
type near struct {
	value json.RawMessage
	moved bool
}

// merger joins the three comparisons.
type merger struct {
	middle model.Contents
	near   map[spot]near
	known  map[spot]bool // places in the comparison of left and right
}

// rows are whole, from left to right, with what only the middle one has behind
// what it follows in first, from left to middle.
func (m merger) rows(whole, first []model.Change, all bool) ([]Row, error) {
	alone := map[spot][]model.Change{}
	var before spot
	for _, c := range first {
		switch {
		case m.known[at(c)]:
			before = at(c)
		case !m.covered(c):
			c.Kind, c.Right = model.Edited, nil
			alone[before] = append(alone[before], c)
		}
	}
	out := make([]Row, 0, len(whole))
	add := func(c model.Change) error {
		n, err := m.of(c)
		if err != nil {
			return err
		}
		if c.Kind == model.Unchanged && n.moved {
			c.Kind = model.Edited
		}
		if all || c.Kind != model.Unchanged {
			out = append(out, Row{Change: c, Middle: n.value})
		}
		return nil
	}
	for _, c := range slices.Concat(alone[spot{}], whole) {
		for _, one := range slices.Concat([]model.Change{c}, alone[at(c)]) {
			if err := add(one); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// covered reports whether a place lies within one of the whole comparison, or
// one of that lies within it.
func (m merger) covered(c model.Change) bool {
	for p := c.Path; p != ""; p = p[:strings.LastIndexByte(p, '/')] {
		if m.known[spot{c.Key, p}] {
			return true
		}
	}
	for s := range m.known {
		if s.key == c.Key && strings.HasPrefix(s.path, c.Path+"/") {
			return true
		}
	}
	return false
}

// of is what the middle one holds at a place. Where the comparisons with it
// report another place, above or below, the document is asked.
func (m merger) of(c model.Change) (near, error) {
	if n, ok := m.near[at(c)]; ok {
		return n, nil
	}
	d := document(m.middle, c.Key)
	if d == nil {
		return near{moved: c.Left != nil}, nil
	}
	v, found, err := raw.Get(d.Raw, raw.Pointer(c.Path))
	if err != nil || !found {
		return near{moved: c.Left != nil}, err
	}
	if c.Secret {
		return near{value: raw.Quote(mask)}, nil
	}
	if c.Left == nil {
		return near{v, true}, nil
	}
	same, err := raw.Equal(c.Left, v)
	return near{v, !same}, err
}
