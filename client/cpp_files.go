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
	for n := range signedTexts(root) {
		p.Replace(n, raw.Quote(unsignedAddress(n.Text())))
	}
	return p.Bytes()
}

// withSignatures puts the addresses of a fresh document in the place of those in an edited one that
// are the same but for the query. One with a query of its own is new, and stays.
func withSignatures(edited []byte, fresh *raw.Node) (json.RawMessage, error) {
	known := map[string]json.RawMessage{}
	for n := range signedTexts(fresh) {
		known[unsignedAddress(n.Text())] = n.Raw()
	}
	root, err := raw.Parse(edited)
	if err != nil {
		return nil, err
	}
	p := raw.NewPatch(root)
	for n := range texts(root) {
		if address, ok := known[n.Text()]; ok {
			p.Replace(n, address)
		}
	}
	return p.Bytes()
}

func unsignedAddress(s string) string {
	before, _, _ := strings.Cut(s, "?")
	return before
}

func signedTexts(n *raw.Node) iter.Seq[*raw.Node] {
	return func(yield func(*raw.Node) bool) {
		for one := range texts(n) {
			if secrets.Signed(one.Text()) && !yield(one) {
				return
			}
		}
	}
}

// texts walks all texts of a document.
func texts(n *raw.Node) iter.Seq[*raw.Node] {
	return func(yield func(*raw.Node) bool) { walkTexts(n, yield) }
}

func walkTexts(n *raw.Node, yield func(*raw.Node) bool) bool {
	if n.Kind == raw.String && !yield(n) {
		return false
	}
	for i := range n.Items {
		if !walkTexts(&n.Items[i], yield) {
			return false
		}
	}
	for i := range n.Members {
		if !walkTexts(&n.Members[i].Value, yield) {
			return false
		}
	}
	return true
}
