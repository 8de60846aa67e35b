package sandbox

import (
	"encoding/json"
	"strings"

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

// sortedMembers is an object with its members by name.
func sortedMembers(o *ordered.Object) json.RawMessage { return plainJSON(o.Bytes()) }

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

// leadWords are the destinations of leads: own word to the Graph API's.
func leadWords() map[string]string {
	return map[string]string{
		"None": "none", "Blob": "blob", "CRM": "dynamics", "HttpsEndpoint": "httpsEndpoint", "Marketo": "marketo",
		"SalesForce": "salesforce", "Table": "table",
	}
}

// leadWord is where leads go.
func leadWord(name string) member {
	known := words(name, leadWords())
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if word := known.get(o); word != nil {
				return word
			}
			return plain(name).get(o)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				value = ordered.Text("none")
			}
			o.Set(name, value)
			known.set(o, value)
		},
	}
}

// leadsV1 is the v1 form of a lead destination that another API chose: none,
// or the type with what the two have under the same names.
func leadsV1(graph *ordered.Object) json.RawMessage {
	word := graph.TextOf("leadDestination")
	for kind, w := range leadTypes() {
		if w == word {
			out := newObject("resourceType", kind)
			settings, _ := graph.Get(word + "LeadConfiguration")
			for name, value := range object(settings).All() {
				out.Set(name, value)
			}
			return out.Bytes()
		}
	}
	return nil
}

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
