package sandbox

import (
	"encoding/json"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// upperCodes is a list of country codes in capitals.
func upperCodes(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get(name)
			var codes []string
			if !ok || json.Unmarshal(raw, &codes) != nil {
				return nil
			}
			for i := range codes {
				codes[i] = strings.ToLower(codes[i])
			}
			return sortedCodes(codes)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			o.Set(name, json.RawMessage(strings.ToUpper(string(orElse(value, "[]")))))
		},
	}
}

// hiddenWord is the Graph word for a plan that is not shown.
func hiddenWord() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage { return ordered.Value(o.TextOf("visibility") == "hidden") },
		set: func(o *ordered.Object, value json.RawMessage) {
			o.SetText("visibility", map[bool]string{true: "hidden", false: "visible"}[value != nil])
		},
	}
}

// restrictedAudience is who may see a private plan: nil for a public one, or
// an object with the list of Graph audiences. A list in a file is not read:
// who is in it stays unknown.
func restrictedAudience() member {
	const name = "restrictedAudience"
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			raw, ok := o.Get(name)
			if !ok || string(raw) == "null" {
				return nil
			}
			list := []*ordered.Object{}
			for _, el := range elements(object(raw), "manualEntries") {
				list = append(list, newObject("type", "subscription", "id", el.TextOf("id"), "label", el.TextOf("description")))
			}
			return newObject("audiences", list).Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				o.Delete(name)
				return
			}
			list := []*ordered.Object{}
			for _, el := range elements(object(value), "audiences") {
				entry := newObject("type", "subscriptionId", "id", el.TextOf("id"), "description", nil)
				if label := el.TextOf("label"); label != "" {
					entry.SetText("description", label)
				}
				list = append(list, entry)
			}
			o.Set(name, newObject("manualEntries", list).Bytes())
		},
	}
}

// privateAudience is the same of a v1 availability.
func privateAudience() member {
	list := audience("subscriptionAudiences", "subscription")
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if o.TextOf("visibility") != "Private" {
				return nil
			}
			return newObject("audiences", orElse(list.get(o), "[]")).Bytes()
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				o.SetText("visibility", "Public")
				list.set(o, nil)
				return
			}
			o.SetText("visibility", "Private")
			raw, _ := object(value).Get("audiences")
			list.set(o, raw)
		},
	}
}

func audienceRow(prefix string) row {
	return row{
		world.Audience, items(prefix + "allowedSubscriptions"),
		ids("subscriptionAudiences", "id", func(id string) *ordered.Object { return newObject("ID", id, "description", "") }),
		member{},
	}
}
