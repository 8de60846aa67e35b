package client

import (
	"encoding/json"
	"iter"
	"strings"

	"awning/model/raw"
	"awning/model/secrets"
)

// The service gives files as addresses with a signature in the query that is new
// at each read. Documents show them without: the signature opens the file to anybody,
// and two reads of the same draft would differ. On the way back each address gets
// the signature that it has at that moment.

// withoutSignatures takes the query off every signed address.
func withoutSignatures(doc []byte) (json.RawMessage, error) {
	root, err := raw.Parse(doc)
	if err != nil {
		return nil, err
	}
	p := raw.NewPatch(root)
	for _, n := range texts(root) {
		if secrets.Signed(n.Text()) {
			p.Replace(n, raw.Quote(unsignedAddress(n.Text())))
		}
	}
	return p.Bytes()
}

// withSignatures puts the addresses of a fresh document in the place of those in an edited one that
// are the same but for the query, in members of the same name. One with a query of its own is
// new, and stays.
func withSignatures(edited []byte, fresh *raw.Node) (json.RawMessage, error) {
	type file struct{ member, address string }
	known := map[file]json.RawMessage{}
	for member, n := range texts(fresh) {
		if text := n.Text(); secrets.Signed(text) {
			known[file{member, unsignedAddress(text)}] = n.Raw()
		}
	}
	root, err := raw.Parse(edited)
	if err != nil {
		return nil, err
	}
	p := raw.NewPatch(root)
	for member, n := range texts(root) {
		if address, ok := known[file{member, n.Text()}]; ok {
			p.Replace(n, address)
		}
	}
	return p.Bytes()
}

func unsignedAddress(s string) string {
	before, _, _ := strings.Cut(s, "?")
	return before
}

// texts walks all texts of a document, each with the name of the member it is
// in.
func texts(n *raw.Node) iter.Seq2[string, *raw.Node] {
	return func(yield func(string, *raw.Node) bool) { walkTexts("", n, yield) }
}

func walkTexts(name string, n *raw.Node, yield func(string, *raw.Node) bool) bool {
	if n.Kind == raw.String && !yield(name, n) {
		return false
	}
	for i := range n.Items {
		if !walkTexts(name, &n.Items[i], yield) {
			return false
		}
	}
	for i := range n.Members {
		if !walkTexts(n.Members[i].Name, &n.Members[i].Value, yield) {
			return false
		}
	}
	return true
}
