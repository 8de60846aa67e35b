package raw

import (
	"encoding/json"
	"strings"
)

// Kind is what a JSON value is.
type Kind uint8

// The kinds of JSON values.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String is the kind as an error message names it.
func (k Kind) String() string {
	switch k {
	case Bool:
		return "a truth value"
	case Number:
		return "a number"
	case String:
		return "a text"
	case Array:
		return "a list"
	case Object:
		return "an object"
	case Null:
	}
	return "null"
}

// Node is one value of a parsed document. It shares the document's bytes.
type Node struct {
	Kind Kind
	// Start and End are the value's place in the document: src[Start:End].
	Start, End int
	Members    []Member // of an object, in the order they are written
	Items      []Node   // of an array

	src []byte
}

// Member is one name and value of an object.
type Member struct {
	Name  string // decoded
	Start int    // where the quoted name begins in the document
	Value Node
}

// Raw is the value as it is written.
func (n *Node) Raw() json.RawMessage { return json.RawMessage(n.src[n.Start:n.End:n.End]) }

// Text is a text's content, decoded; empty for anything else. A half of a
// surrogate pair, which some services produce by cutting texts short, comes
// out as three bytes that are not valid UTF-8, so that it stays different from
// every proper character.
func (n *Node) Text() string {
	if n.Kind != String {
		return ""
	}
	return unquote(n.src[n.Start:n.End])
}

// Plain is a text's content, decoded, and anything else as it is written.
func (n *Node) Plain() string {
	if n.Kind == String {
		return n.Text()
	}
	return string(n.Raw())
}

// Member returns a member's value, or nil if n is no object or has no such member.
func (n *Node) Member(name string) *Node {
	for i := range n.Members {
		if n.Members[i].Name == name {
			return &n.Members[i].Value
		}
	}
	return nil
}

// Empty reports whether the value says nothing: null, "", [], {}, or an object
// of empty members. The services send any of these, or leave the member out,
// for the same thing.
func (n *Node) Empty() bool {
	switch n.Kind {
	case Null:
		return true
	case String:
		return n.End-n.Start == len(`""`)
	case Array:
		return len(n.Items) == 0
	case Object:
		for i := range n.Members {
			if !n.Members[i].Value.Empty() {
				return false
			}
		}
		return true
	case Bool, Number:
	}
	return false
}

// Quote writes a text as a JSON value, changing as few characters as JSON allows.
func Quote(s string) json.RawMessage {
	const hex = "0123456789abcdef"
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4&0xf], hex[r&0xf])
		default:
			b = append(b, string(r)...)
		}
	}
	return append(b, '"')
}
