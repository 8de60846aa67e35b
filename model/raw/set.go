package raw

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Set writes a value at a place and leaves every other byte alone. What is
// missing on the way is made: an item that its keys name (with these keys as
// its members), a list where the next step is a key, "0" or "-", an object
// otherwise; a null on the way counts as missing. A value that is there
// already, spelled the same, changes nothing. The result does not share doc's
// memory.
func Set(doc []byte, at Pointer, value []byte) (json.RawMessage, error) {
	root, steps, err := open(doc, at)
	if err != nil {
		return nil, err
	}
	v, err := Parse(value)
	if err != nil {
		return nil, fmt.Errorf("the new value of %q is %w", string(at), err)
	}
	out, err := write(doc, root, at, steps, v.Raw())
	if err != nil {
		return nil, err
	}
	if _, err := Parse(out); err != nil { // it has grown beyond the limits
		return nil, fmt.Errorf("with a new value at %q the document is %w", string(at), err)
	}
	return out, nil
}

func write(doc []byte, n *Node, at Pointer, steps []Step, fresh []byte) (json.RawMessage, error) {
	for i, s := range steps {
		if n.Kind == Null {
			return splice(doc, n.Start, n.End, build(steps[i:], fresh)), nil
		}
		if n.Kind != Object && n.Kind != Array {
			return nil, typeError(at, s, n)
		}
		child := n.child(s)
		if child == nil {
			return insert(doc, n, at, steps[i:], fresh)
		}
		n = child
	}
	return splice(doc, n.Start, n.End, fresh), nil
}

// Delete takes a member or an item out, with its comma, and leaves every other
// byte alone. What is not there need not be deleted: the document comes back
// as it was.
func Delete(doc []byte, at Pointer) (json.RawMessage, error) {
	root, steps, err := open(doc, at)
	if err != nil {
		return nil, err
	}
	if len(steps) == 0 {
		return nil, errors.New("the whole document cannot be deleted from itself")
	}
	last := len(steps) - 1
	parent := root.Follow(steps[:last])
	if parent == nil || parent.child(steps[last]) == nil {
		return bytes.Clone(doc), nil
	}
	var spans []span
	var i int
	if parent.Kind == Object {
		spans = memberSpans(parent)
		i = slices.IndexFunc(parent.Members, func(m Member) bool { return m.Name == steps[last].Name })
	} else {
		spans = itemSpans(parent)
		i = parent.position(steps[last])
	}
	switch {
	case i > 0:
		return splice(doc, spans[i-1].end, spans[i].end, nil), nil
	case len(spans) > 1:
		return splice(doc, spans[0].start, spans[1].start, nil), nil
	}
	return splice(doc, spans[0].start, spans[0].end, nil), nil
}

func open(doc []byte, at Pointer) (*Node, []Step, error) {
	steps, err := at.Steps()
	if err != nil {
		return nil, nil, err
	}
	root, err := Parse(doc)
	return root, steps, err
}

// span is the place of a member (name and value) or an item.
type span struct{ start, end int }

func memberSpans(n *Node) []span {
	out := make([]span, len(n.Members))
	for i := range n.Members {
		out[i] = span{n.Members[i].Start, n.Members[i].Value.End}
	}
	return out
}

func itemSpans(n *Node) []span {
	out := make([]span, len(n.Items))
	for i := range n.Items {
		out[i] = span{n.Items[i].Start, n.Items[i].End}
	}
	return out
}

// insert puts a new last member or item into n, spaced like the one before it.
func insert(doc []byte, n *Node, at Pointer, steps []Step, value []byte) (json.RawMessage, error) {
	s := steps[0]
	var fresh []byte
	var spans []span
	if n.Kind == Object {
		fresh = append(Quote(s.Name), colon(doc, n)...)
		fresh = append(fresh, build(steps[1:], value)...)
		spans = memberSpans(n)
	} else {
		if !s.Last && s.Index != len(n.Items) && len(s.Keys) == 0 {
			return nil, fmt.Errorf("%q cannot be reached: the list has %d items and none at %q", string(at), len(n.Items), s.Name)
		}
		fresh = item(steps, value)
		spans = itemSpans(n)
	}
	if len(spans) == 0 {
		return splice(doc, n.Start+1, n.Start+1, fresh), nil
	}
	end := spans[len(spans)-1].end
	return splice(doc, end, end, slices.Concat([]byte{','}, indent(doc, spans), fresh)), nil
}

// colon is the colon of the first member, with the space around it.
func colon(doc []byte, n *Node) []byte {
	if len(n.Members) == 0 {
		return []byte{':'}
	}
	m := n.Members[0]
	p := parser{src: doc, at: m.Start}
	if err := p.text(); err != nil {
		return []byte{':'}
	}
	return doc[p.at:m.Value.Start]
}

// build is a value with everything that must be made around it.
func build(steps []Step, value []byte) []byte {
	if len(steps) == 0 {
		return value
	}
	s := steps[0]
	if len(s.Keys) > 0 || s.Index == 0 || s.Last {
		return slices.Concat([]byte{'['}, item(steps, value), []byte{']'})
	}
	return slices.Concat([]byte{'{'}, Quote(s.Name), []byte{':'}, build(steps[1:], value), []byte{'}'})
}

// item is a new item of a list: what the rest of the steps lead to, with the
// keys of the first as its members. If the value is the item itself, it is
// taken as it is.
func item(steps []Step, value []byte) []byte {
	s := steps[0]
	if len(s.Keys) == 0 || len(steps) == 1 {
		return build(steps[1:], value)
	}
	out := []byte{'{'}
	for _, k := range s.Keys {
		if k.Name == steps[1].Name {
			continue // the value that is being set takes its place
		}
		out = slices.Concat(out, Quote(k.Name), []byte{':'}, keyValue(k.Value), []byte{','})
	}
	rest := build(steps[1:], value)
	if rest[0] != '{' { // the item is a list itself and can have no keys
		return rest
	}
	return append(out, rest[1:]...)
}

// keyValue writes a key's value: the two truth values as such, all others as texts.
func keyValue(v string) []byte {
	if v == "true" || v == "false" {
		return []byte(v)
	}
	return Quote(v)
}

func splice(doc []byte, start, end int, fresh []byte) json.RawMessage {
	return slices.Concat(doc[:start], fresh, doc[end:])
}
