package sandbox

import (
	"encoding/json"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// elements are the objects of an array member; others are passed over.
func elements(o *ordered.Object, name string) []*ordered.Object {
	raw, _ := o.Get(name)
	return objects(raw)
}

func objects(raw json.RawMessage) []*ordered.Object {
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	var out []*ordered.Object
	for _, item := range items {
		if el, err := ordered.Parse(item); err == nil {
			out = append(out, el)
		}
	}
	return out
}

func setElements(o *ordered.Object, name string, els []*ordered.Object) {
	if els == nil {
		els = []*ordered.Object{}
	}
	o.Set(name, ordered.Value(els))
}

// typedIndex finds the element of an array member by its type.
func typedIndex(els []*ordered.Object, kind string) int {
	return slices.IndexFunc(els, func(el *ordered.Object) bool { return el.TextOf("type") == kind })
}

// place puts a typed element into an array member, or takes it out.
func place(o *ordered.Object, name, kind string, el *ordered.Object) {
	els := elements(o, name)
	i := typedIndex(els, kind)
	switch {
	case i >= 0 && el == nil:
		els = slices.Delete(els, i, i+1)
	case i >= 0:
		els[i] = el
	case el != nil:
		els = append(els, el)
	}
	setElements(o, name, els)
}

// contact is one of listingContacts as the Graph contact object.
func contact(kind string) member {
	pairs := [][2]string{{"name", "name"}, {"email", "email"}, {"phone", "phone"}, {"uri", "url"}}
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			els := elements(o, "listingContacts")
			i := typedIndex(els, kind)
			if i < 0 {
				return nil
			}
			out := new(ordered.Object)
			for _, pair := range pairs {
				if value, ok := els[i].Get(pair[0]); ok {
					out.Set(pair[1], value)
				}
			}
			return out.Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				place(o, "listingContacts", kind, nil)
				return
			}
			from, el := object(value), new(ordered.Object)
			el.SetText("type", kind)
			for _, pair := range pairs {
				if v, ok := from.Get(pair[1]); ok {
					el.Set(pair[0], v)
				}
			}
			place(o, "listingContacts", kind, el)
		},
	}
}

// link is one of listingUris as the bare address.
func link(kind string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			els := elements(o, "listingUris")
			if i := typedIndex(els, kind); i >= 0 {
				value, _ := els[i].Get("uri")
				return value
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				place(o, "listingUris", kind, nil)
				return
			}
			els := elements(o, "listingUris")
			el := new(ordered.Object)
			if i := typedIndex(els, kind); i >= 0 {
				el = els[i]
			} else {
				el.SetText("type", kind)
			}
			el.Set("uri", value)
			place(o, "listingUris", kind, el)
		},
	}
}

// audience is a v1 list of {ID, description} as Graph audiences of one type.
func audience(name, kind string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			els := elements(o, name)
			if len(els) == 0 {
				return nil
			}
			out := make([]*ordered.Object, 0, len(els))
			for _, el := range els {
				item := new(ordered.Object)
				item.SetText("type", kind)
				item.SetText("id", el.TextOf("id"))
				item.SetText("label", el.TextOf("description"))
				out = append(out, item)
			}
			return ordered.Value(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			var out []*ordered.Object
			for _, el := range objects(value) {
				item := new(ordered.Object)
				item.SetText("ID", el.TextOf("id"))
				item.SetText("description", el.TextOf("label"))
				out = append(out, item)
			}
			setElements(o, name, out)
		},
	}
}

// typed is the part of a Graph audience list that has one type.
func typed(name, kind string) member {
	is := func(el *ordered.Object) bool { return el.TextOf("type") == kind }
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			var out []*ordered.Object
			for _, el := range elements(o, name) {
				if is(el) {
					out = append(out, el)
				}
			}
			if out == nil {
				return nil
			}
			return ordered.Value(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			rest := slices.DeleteFunc(elements(o, name), is)
			setElements(o, name, append(objects(value), rest...))
		},
	}
}

// marketStates is the v1 list of every market with its state, as the sorted
// codes of the enabled ones.
func marketStates() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			var codes []string
			for _, el := range elements(o, "marketStates") {
				if el.TextOf("state") == "Enabled" {
					codes = append(codes, strings.ToLower(el.TextOf("marketCode")))
				}
			}
			return sortedCodes(codes)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			var codes []string
			if value == nil || json.Unmarshal(value, &codes) != nil {
				return // all markets, or no list at all: the states stay
			}
			els := elements(o, "marketStates")
			for _, el := range els {
				code := strings.ToLower(el.TextOf("marketCode"))
				i := slices.Index(codes, code)
				switch on := el.TextOf("state") == "Enabled"; {
				case i >= 0 && !on:
					el.SetText("state", "Enabled")
				case i < 0 && on:
					el.SetText("state", "Disabled")
				}
				if i >= 0 {
					codes = slices.Delete(codes, i, i+1)
				}
			}
			for _, code := range codes {
				el := new(ordered.Object)
				el.SetText("marketCode", strings.ToUpper(code))
				el.SetText("state", "Enabled")
				els = append(els, el)
			}
			setElements(o, "marketStates", els)
		},
	}
}

// markets is the Graph list of market codes. Writing it makes the choice of
// markets a custom one.
func markets() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get("markets")
			var codes []string
			if !ok || json.Unmarshal(raw, &codes) != nil {
				return nil
			}
			return sortedCodes(codes)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				value = json.RawMessage("[]")
			}
			o.Set("markets", value)
			if _, ok := o.Get("customerMarkets"); ok {
				o.SetText("customerMarkets", "customMarkets")
			}
		},
	}
}

func sortedCodes(codes []string) json.RawMessage {
	if codes == nil {
		return nil
	}
	slices.Sort(codes)
	return ordered.Value(codes)
}
