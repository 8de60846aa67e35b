// Package ordered keeps JSON objects as the client wrote them: members in
// their order, numbers in their spelling, unknown members untouched.
//
// A round trip through map[string]any would sort the names and turn
// 1152921500000000042 into a float. A service that stores documents for others
// must do neither, so an [Object] is a list of names with raw values.
package ordered

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Object is one JSON object. The zero value is empty and ready to use; a nil
// *Object reads as empty.
type Object struct {
	members []member
}

type member struct {
	name  string
	value json.RawMessage
}

// New makes an object of names and values in turn.
func New(pairs ...any) *Object {
	o := new(Object)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			o.Set(name, Value(pairs[i+1]))
		}
	}
	return o
}

// Parse reads an object. Of a name given twice the last value wins, as in
// encoding/json. It fails if data is not exactly one JSON object.
func Parse(data []byte) (*Object, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	first, err := dec.Token()
	if err != nil {
		return nil, fmt.Errorf("reading a JSON object: %w", err)
	}
	if first != json.Delim('{') {
		return nil, errors.New("reading a JSON object: it is another kind of value")
	}
	o := new(Object)
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("reading a member name: %w", err)
		}
		name, ok := token.(string)
		if !ok {
			return nil, errors.New("reading a member name: it is not a string")
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, fmt.Errorf("reading member %q: %w", name, err)
		}
		o.Set(name, compact(value))
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("reading the end of a JSON object: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("reading a JSON object: more text follows it")
	}
	return o, nil
}

// compact drops white space between tokens and nothing else.
func compact(value json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, value) != nil {
		return value
	}
	return b.Bytes()
}

// Text is s as a JSON string, with <, > and & as they are.
func Text(s string) json.RawMessage { return Value(s) }

// Value is v as JSON, with <, > and & as they are. It is null for what JSON
// cannot say.
func Value(v any) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return json.RawMessage("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// Len is the number of members.
func (o *Object) Len() int {
	if o == nil {
		return 0
	}
	return len(o.members)
}

// Get returns the value of the member with exactly this name.
func (o *Object) Get(name string) (json.RawMessage, bool) {
	if i := o.index(name); i >= 0 {
		return o.members[i].value, true
	}
	return nil, false
}

// Fold returns the first member whose name matches without regard to case.
func (o *Object) Fold(name string) (json.RawMessage, bool) {
	if o == nil {
		return nil, false
	}
	for _, m := range o.members {
		if strings.EqualFold(m.name, name) {
			return m.value, true
		}
	}
	return nil, false
}

// TextOf returns the text of a string member, found without regard to case,
// and "" for a missing one or another kind of value.
func (o *Object) TextOf(name string) string {
	value, ok := o.Fold(name)
	if !ok {
		return ""
	}
	var s string
	if json.Unmarshal(value, &s) != nil {
		return ""
	}
	return s
}

// Set replaces the value of a member in its place, or appends the member.
func (o *Object) Set(name string, value json.RawMessage) {
	if i := o.index(name); i >= 0 {
		o.members[i].value = value
		return
	}
	o.members = append(o.members, member{name, value})
}

// SetText is [Object.Set] with a string.
func (o *Object) SetText(name, text string) { o.Set(name, Text(text)) }

// SetFirst puts a member before all others, replacing one of the same name.
func (o *Object) SetFirst(name string, value json.RawMessage) {
	o.Delete(name)
	o.members = slices.Insert(o.members, 0, member{name, value})
}

// Delete removes the member with exactly this name.
func (o *Object) Delete(name string) {
	if i := o.index(name); i >= 0 {
		o.members = slices.Delete(o.members, i, i+1)
	}
}

// DeleteFold removes every member whose name matches without regard to case.
func (o *Object) DeleteFold(name string) {
	o.members = slices.DeleteFunc(o.members, func(m member) bool { return strings.EqualFold(m.name, name) })
}

// Rename gives every member whose name matches without regard to case this
// very spelling, in its place.
func (o *Object) Rename(name string) {
	for i := range o.members {
		if strings.EqualFold(o.members[i].name, name) {
			o.members[i].name = name
		}
	}
}

// All yields the members in order.
func (o *Object) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		if o == nil {
			return
		}
		for _, m := range o.members {
			if !yield(m.name, m.value) {
				return
			}
		}
	}
}

// Bytes is the object as compact JSON.
func (o *Object) Bytes() json.RawMessage {
	var b bytes.Buffer
	b.WriteByte('{')
	for name, value := range o.All() {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.Write(Text(name))
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// MarshalJSON makes an Object usable inside other values.
func (o *Object) MarshalJSON() ([]byte, error) { return o.Bytes(), nil }

func (o *Object) index(name string) int {
	if o == nil {
		return -1
	}
	return slices.IndexFunc(o.members, func(m member) bool { return m.name == name })
}
