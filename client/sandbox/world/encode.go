package world

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// encode writes a document as the service does: members in the order of the
// struct, markup not escaped.
func encode(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("world: encode %T: %v", v, err))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// with returns a copy of an object with one more member at its end.
func with(doc json.RawMessage, member string, value json.RawMessage) json.RawMessage {
	out := bytes.Clone(bytes.TrimSuffix(doc, []byte("}")))
	if len(out) > 1 {
		out = append(out, ',')
	}
	out = append(out, encode(member)...)
	out = append(out, ':')
	out = append(out, encode(value)...)
	return append(out, '}')
}

// list is never nil, so that an empty one is written as [] and not as null.
func list[T any](v ...T) []T {
	if v == nil {
		return []T{}
	}
	return v
}
