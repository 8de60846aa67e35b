package raw

import (
	"encoding/json"
	"fmt"
)

// Get returns the value at a place as it is written, and whether there is one.
// A place below something that is not there is not there either; the error is
// about the document or the pointer only.
func Get(doc []byte, at Pointer) (json.RawMessage, bool, error) {
	root, err := Parse(doc)
	if err != nil {
		return nil, false, err
	}
	n, err := root.Find(at)
	if err != nil || n == nil {
		return nil, false, err
	}
	return n.Raw(), true, nil
}

// Find is [Get] within a parsed document: nil if there is no such place.
func (n *Node) Find(at Pointer) (*Node, error) {
	steps, err := at.Steps()
	if err != nil {
		return nil, err
	}
	return n.Follow(steps), nil
}

// Follow is [Node.Find] for a pointer taken apart before.
func (n *Node) Follow(steps []Step) *Node {
	for _, s := range steps {
		if n = n.child(s); n == nil {
			return nil
		}
	}
	return n
}

func (n *Node) child(s Step) *Node {
	switch n.Kind {
	case Object:
		return n.Member(s.Name)
	case Array:
		if i := n.position(s); i >= 0 {
			return &n.Items[i]
		}
	case Null, Bool, Number, String:
	}
	return nil
}

// position is where the item of a step stands in an array; -1 if there is none.
func (n *Node) position(s Step) int {
	if s.Index >= 0 && s.Index < len(n.Items) {
		return s.Index
	}
	if len(s.Keys) == 0 {
		return -1
	}
	for i := range n.Items {
		if n.Items[i].Matches(s.Keys) {
			return i
		}
	}
	return -1
}

// Matches reports whether an object has members with all of these values.
func (n *Node) Matches(keys []Key) bool {
	for _, k := range keys {
		m := n.Member(k.Name)
		if m == nil || !m.is(k.Value) {
			return false
		}
	}
	return true
}

func (n *Node) is(value string) bool {
	switch n.Kind {
	case String:
		return n.Text() == value
	case Number:
		return equalNumbers(string(n.Raw()), value)
	case Bool, Null:
		return string(n.Raw()) == value
	case Array, Object:
	}
	return false
}

// typeError is the refusal to go on below a value that holds nothing.
func typeError(at Pointer, s Step, n *Node) error {
	return fmt.Errorf("%q cannot be reached: %q would lie within %s", string(at), s.Name, n.Kind)
}
