package sandbox

import (
	"bytes"
	"encoding/json"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// member is one thing that both dialects know, read from and written to one of
// them in a common form: JSON, spelt as the Graph API spells it; nil if it is
// not there.
type member struct {
	get func(*ordered.Object) json.RawMessage
	set func(*ordered.Object, json.RawMessage)
}

// bridge pairs a member of the v1 document with its Graph counterpart.
type bridge struct{ v1, graph member }

// bridges is all that is carried from one dialect's document into the other's
// when one of them is edited. What is not here stays as it is.
func bridges(name world.SectionName) []bridge {
	switch name {
	case world.Listing:
		return listingBridges()
	case world.PlanListing:
		return []bridge{same("title", "name"), same("shortDescription", "summary"), same("description", "description")}
	case world.Setup:
		return []bridge{{
			v1:    words("sellingOption", map[string]string{"ListAndSell": "true", "ListingOnly": "false"}),
			graph: flag("sellThroughMicrosoft"),
		}}
	case world.PlanSetup:
		return []bridge{same("friendlyName", "alias")}
	case sectionProduct:
		return []bridge{same("name", "alias")}
	case world.Reseller:
		return []bridge{{
			v1: words("resellerChannelState", map[string]string{
				"Disabled": "notSet", "OptOut": "none", "PartialOptIn": "some", "Enabled": "all",
			}),
			graph: plain("resellerChannelState"),
		}}
	case world.Audience:
		return []bridge{{v1: audience("subscriptionAudiences", "subscription"), graph: typed("previewAudiences", "subscription")}}
	case world.PlanAvail:
		return availabilityBridges()
	case world.Asset:
		return []bridge{
			same("fileName", "fileName"), same("description", "description"), same("friendlyName", "friendlyName"),
			same("order", "displayOrder"),
		}
	default:
		return nil
	}
}

func listingBridges() []bridge {
	return []bridge{
		same("title", "title"),
		same("summary", "searchResultSummary"),
		same("shortDescription", "shortDescription"),
		same("description", "description"),
		same("keywords", "searchKeywords"),
		same("gettingStartedInstructions", "gettingStartedInstructions"),
		{v1: contact("CustomerSupport"), graph: plain("supportContact")},
		{v1: contact("Engineering"), graph: plain("engineeringContact")},
		{v1: contact("ChannelManager"), graph: plain("cloudSolutionProviderContact")},
		{v1: link("PrivacyUri"), graph: plain("privacyPolicyLink")},
		{v1: link("PublicCloudSupport"), graph: plain("globalSupportWebsite")},
	}
}

func availabilityBridges() []bridge {
	return []bridge{
		{v1: words("visibility", map[string]string{"Public": "public", "Private": "private"}), graph: plain("audience")},
		{v1: hidden(), graph: plain("visibility")},
		{v1: audience("subscriptionAudiences", "subscription"), graph: typed("privateAudiences", "subscription")},
		{v1: audience("tenantAudiences", "tenant"), graph: typed("privateAudiences", "tenant")},
		{v1: marketStates(), graph: markets()},
		{v1: openPrice(), graph: graphPrice()},
	}
}

// toGraph carries what an edit of the v1 document changed over to the Graph
// document. Members that did not change are left alone, so that a form the
// bridge would spell otherwise survives.
func toGraph(name world.SectionName, before, after, graph json.RawMessage) json.RawMessage {
	if graph == nil {
		return nil
	}
	return carry(name, before, after, graph, func(b bridge) (from, to member) { return b.v1, b.graph })
}

// toV1 is [toGraph] the other way round.
func toV1(name world.SectionName, before, after, v1 json.RawMessage) json.RawMessage {
	if v1 == nil {
		return nil
	}
	return carry(name, before, after, v1, func(b bridge) (from, to member) { return b.graph, b.v1 })
}

func carry(name world.SectionName, before, after, into json.RawMessage, way func(bridge) (from, to member)) json.RawMessage {
	was, is, out := object(before), object(after), object(into)
	changed := false
	for _, b := range bridges(name) {
		from, to := way(b)
		value := from.get(is)
		if sameJSON(from.get(was), value) {
			continue
		}
		changed = true
		to.set(out, value)
	}
	if !changed {
		return into
	}
	return out.Bytes()
}

// sameJSON compares two values without regard to white space and to how text
// is escaped; nil equals nil only.
func sameJSON(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || a != nil && b != nil && bytes.Equal(plainJSON(a), plainJSON(b))
}

// plainJSON is a value in one spelling of many; numbers keep theirs.
func plainJSON(raw json.RawMessage) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return raw
	}
	return ordered.Value(v)
}

// same is a member that differs by name only.
func same(v1, graph string) bridge { return bridge{v1: plain(v1), graph: plain(graph)} }

// plain is a member taken as it is.
func plain(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			value, _ := o.Get(name)
			return value
		},
		set: func(o *ordered.Object, value json.RawMessage) { setOrDelete(o, name, value) },
	}
}

func setOrDelete(o *ordered.Object, name string, value json.RawMessage) {
	if value == nil {
		o.Delete(name)
		return
	}
	o.Set(name, value)
}

// words is a string member with a vocabulary of its own; v1 words to common.
func words(name string, common map[string]string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if word, ok := common[o.TextOf(name)]; ok {
				return ordered.Text(word)
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			for own, word := range common {
				if bytes.Equal(value, ordered.Text(word)) {
					o.SetText(name, own)
				}
			}
		},
	}
}

// hidden is isHidden of a v1 availability as the Graph word for it.
func hidden() member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			switch value, ok := o.Get("isHidden"); {
			case !ok:
				return nil
			case string(value) == "true":
				return ordered.Text("hidden")
			default:
				return ordered.Text("visible")
			}
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			o.Set("isHidden", ordered.Value(string(value) == `"hidden"`))
		},
	}
}

// flag is a boolean member as the words "true" and "false".
func flag(name string) member {
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if value, ok := o.Get(name); ok {
				return ordered.Text(string(value))
			}
			return nil
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			o.Set(name, ordered.Value(string(value) == `"true"`))
		},
	}
}
