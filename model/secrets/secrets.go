// Package secrets tells which values of a document must be neither shown nor
// kept on disk although no field of the catalogue calls them secret: their name
// says so, or they are addresses that open what they name.
package secrets

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/model/raw"
)

// Named reports whether a member of this name holds a secret, if it holds a
// text.
func Named(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{
		"password", "secret", "connectionstring", "applicationkey", "accountkey", "accesskey", "sastoken", "sasuri",
	}, func(part string) bool { return strings.Contains(name, part) })
}

// Signed reports whether a text is an address that carries its own access
// rights.
func Signed(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "://") && (strings.Contains(text, "?sig=") || strings.Contains(text, "&sig="))
}

// Within lists the texts that are secret in the value of a member, by their
// places in it: the empty pointer is the value itself.
func Within(name string, n *raw.Node) []raw.Pointer { return within(nil, "", name, n) }

func within(out []raw.Pointer, at raw.Pointer, name string, n *raw.Node) []raw.Pointer {
	if n.Kind == raw.String && (Named(name) || Signed(n.Text())) {
		return append(out, at)
	}
	for i := range n.Items {
		out = within(out, at.Item(i), name, &n.Items[i])
	}
	for i := range n.Members {
		out = within(out, at.Child(n.Members[i].Name), n.Members[i].Name, &n.Members[i].Value)
	}
	return out
}

// Hidden reports whether a value at a path of a document is a secret or has one
// within. An absent or empty one has none.
func Hidden(path string, v json.RawMessage) bool {
	n, err := raw.Parse(v)
	if v == nil || err != nil || n.Empty() {
		return false
	}
	return len(Within(path[strings.LastIndexByte(path, '/')+1:], n)) > 0
}
