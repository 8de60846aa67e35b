package sandbox

import (
	"encoding/json"

	"awning/client/sandbox/ordered"
)

// categoryMap is a list with one object per category, in which the second name
// is made from the first value, as the map that the other APIs have.
func categoryMap(name string) member {
	const one, two = "categoryL1", "categoryL2-"
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			out := new(ordered.Object)
			for _, el := range elements(o, name) {
				key := el.TextOf(one)
				sub, ok := el.Get(two + key)
				if !ok {
					sub = json.RawMessage("[]")
				}
				out.Set(key, sub)
			}
			return sortedMembers(out)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			list := []*ordered.Object{}
			for key, sub := range object(value).All() {
				list = append(list, newObject(one, key, two+key, sub))
			}
			items(name).set(o, ordered.Value(list))
		},
	}
}

// standardContract is the Graph words for using Microsoft's contract or not.
func standardContract() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			return ordered.Value(o.TextOf("termsConditions") == "standardMicrosoft")
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			o.SetText("termsConditions", map[bool]string{true: "standardMicrosoft", false: "custom"}[value != nil])
		},
	}
}
