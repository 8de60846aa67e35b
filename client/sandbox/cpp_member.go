package sandbox

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// read is a member's value in the common form; nil if it is not there, or if
// it says nothing.
func (m member) read(o *ordered.Object) json.RawMessage {
	if m.get == nil || o == nil {
		return nil
	}
	return present(m.get(o))
}

// write sets a member; nil empties it.
func (m member) write(o *ordered.Object, value json.RawMessage) {
	if m.set != nil && o != nil {
		m.set(o, value)
	}
}

// text is a string member. Where it was, it stays, empty.
func text(name string) member { return emptied(name, `""`) }

// items is an array member, likewise.
func items(name string) member { return emptied(name, "[]") }

// choice is a boolean member, of which false is as good as missing.
func choice(name string) member { return emptied(name, "false") }

func emptied(name, empty string) member {
	return member{
		get: plain(name).get,
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				if _, ok := o.Get(name); !ok {
					return
				}
				value = json.RawMessage(empty)
			}
			o.Set(name, value)
		},
	}
}

// within is a member of an object member.
func within(name string, inner member) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get(name)
			if !ok {
				return nil
			}
			return inner.get(object(raw))
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			raw, ok := o.Get(name)
			if !ok && value == nil {
				return
			}
			part := object(raw)
			inner.set(part, value)
			o.Set(name, part.Bytes())
		},
	}
}

// typedPart is a member of the element of one type in an array member.
func typedPart(list, kind, name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			els := elements(o, list)
			if i := typedIndex(els, kind); i >= 0 {
				value, _ := els[i].Get(name)
				return value
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			els := elements(o, list)
			el := newObject("type", kind)
			if i := typedIndex(els, kind); i >= 0 {
				el = els[i]
			} else if value == nil {
				return
			}
			text(name).set(el, value)
			place(o, list, kind, el)
		},
	}
}

// reads is a member that is only ever read here.
func reads(m member) member { return member{get: m.get} }

// wordList is an array of words, each API with its own; own word to common.
func wordList(name string, common map[string]string) member {
	own := map[string]string{}
	for word, shared := range common {
		own[shared] = word
	}
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, _ := o.Get(name)
			return translated(raw, common)
		},
		set: func(o *ordered.Object, value json.RawMessage) { items(name).set(o, translated(value, own)) },
	}
}

// translated is a list of words with those replaced that are known.
func translated(raw json.RawMessage, known map[string]string) json.RawMessage {
	var list []string
	if json.Unmarshal(raw, &list) != nil || list == nil {
		return nil
	}
	for i, word := range list {
		if to, ok := known[word]; ok {
			list[i] = to
		}
	}
	return ordered.Value(list)
}

// capital is a text member whose first letter is small in the common form and
// large in its own.
func capital(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			word := o.TextOf(name)
			if word == "" {
				return nil
			}
			return ordered.Text(strings.ToLower(word[:1]) + word[1:])
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			var word string
			if value != nil && json.Unmarshal(value, &word) == nil && word != "" {
				o.SetText(name, strings.ToUpper(word[:1])+word[1:])
				return
			}
			text(name).set(o, nil)
		},
	}
}

// ids is an array of objects as the ids they have. Writing keeps the rest of
// those that stay.
func ids(name, id string, fresh func(string) *ordered.Object) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			var out []string
			for _, el := range elements(o, name) {
				out = append(out, el.TextOf(id))
			}
			return ordered.Value(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			var want []string
			if value != nil && json.Unmarshal(value, &want) != nil {
				return
			}
			have := elements(o, name)
			out := make([]*ordered.Object, 0, len(want))
			for _, w := range want {
				el := fresh(w)
				if i := slices.IndexFunc(have, func(el *ordered.Object) bool { return el.TextOf(id) == w }); i >= 0 {
					el = have[i]
				}
				out = append(out, el)
			}
			setElements(o, name, out)
		},
	}
}

// respelt is an array of objects with other names for their members: pairs of
// the own name and the common one. Only elements of the kind are meant, if one
// is given.
func respelt(name, kind string, pairs ...[2]string) member {
	is := func(el *ordered.Object) bool { return kind == "" || el.TextOf("type") == kind }
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			var out []*ordered.Object
			for _, el := range elements(o, name) {
				if is(el) {
					out = append(out, renamed(el, pairs, 0))
				}
			}
			return ordered.Value(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			rest := slices.DeleteFunc(elements(o, name), is)
			if _, ok := o.Get(name); !ok && value == nil {
				return
			}
			for _, el := range objects(value) {
				own := renamed(el, pairs, 1)
				if kind != "" {
					own.SetFirst("type", ordered.Text(kind))
				}
				rest = append(rest, own)
			}
			setElements(o, name, rest)
		},
	}
}

// renamed takes the named members of an object over under their other names.
func renamed(from *ordered.Object, pairs [][2]string, side int) *ordered.Object {
	out := new(ordered.Object)
	for _, pair := range pairs {
		if value, ok := from.Get(pair[side]); ok {
			out.Set(pair[1-side], value)
		}
	}
	return out
}

// sortedMembers is an object with its members by name.
func sortedMembers(o *ordered.Object) json.RawMessage { return plainJSON(o.Bytes()) }

func orElse(value json.RawMessage, other string) json.RawMessage {
	if value == nil {
		return json.RawMessage(other)
	}
	return value
}

// choiceSet is [choice], but for false the member is made, too.
func choiceSet(name string) member {
	return member{
		get: plain(name).get,
		set: func(o *ordered.Object, value json.RawMessage) { o.Set(name, orElse(value, "false")) },
	}
}
