package sandbox

import (
	"strings"

	"awning/client/sandbox/world"
)

// durableID is a document's name in the Graph API, the same in every
// environment: "price-and-availability-plan/P/V".
func durableID(p *product, t resourceType, k sectionKey) string {
	head := t.Name + "/" + p.ID
	switch k.Name {
	case world.Property:
		return head + "/public/main"
	case world.Listing, sectionDriveListing:
		return head + "/public/main/default/" + k.language()
	case sectionTrailer:
		return head + "/public/main/default/" + k.Key
	case world.Asset:
		return head + "/public/main/default/" + k.language() + "/" + strings.TrimPrefix(k.Key, k.language()+"/")
	case world.PlanListing:
		return head + "/public/main/" + k.Plan + "/" + k.language()
	default:
	}
	if k.Plan != "" {
		return head + "/" + k.Plan
	}
	return head
}

// parsed is a durable id taken apart.
type parsed struct {
	Type    resourceType
	Product string
	Key     sectionKey
	Tail    string // what follows the product, as written
}

// parseID takes a durable id apart. It does not look whether it exists.
func parseID(id string) (parsed, bool) {
	name, rest, _ := strings.Cut(id, "/")
	t, ok := resourceNamed(name)
	product, tail, _ := strings.Cut(rest, "/")
	if !ok || product == "" {
		return parsed{}, false
	}
	out := parsed{Type: t, Product: product, Tail: tail, Key: sectionKey{Name: t.Section}}
	switch {
	case t.Name == resourceSubmission:
		return out, true
	case t.Section == world.Property:
		return out, tail == "public/main"
	case t.Section == sectionTrailer:
		number, fits := strings.CutPrefix(tail, "public/main/default/")
		out.Key.Key = number
		return out, fits && number != "" && !strings.Contains(number, "/")
	case t.Section == world.Listing, t.Section == world.Asset, t.Section == world.PlanListing, t.Section == sectionDriveListing:
		return out, out.languageTail()
	case t.Plan:
		out.Key.Plan = tail
		return out, tail != "" && !strings.Contains(tail, "/")
	}
	return out, tail == ""
}

// languageTail reads the tails that name a language: "public/main", then
// "default" or a plan, the language, and what tells images apart.
func (id *parsed) languageTail() bool {
	rest, ok := strings.CutPrefix(id.Tail, "public/main/")
	owner, rest, more := strings.Cut(rest, "/")
	if !ok || !more {
		return false
	}
	lang, item, _ := strings.Cut(rest, "/")
	if lang == "" || (item != "") != (id.Type.Section == world.Asset) {
		return false
	}
	if id.Type.Section == world.PlanListing {
		id.Key.Plan = owner
	} else if owner != "default" {
		return false
	}
	if lang == defaultLanguage {
		id.Key.Key = item
	} else {
		id.Key.Key = strings.TrimSuffix(lang+"/"+item, "/")
	}
	return true
}

// languageKey is what tells the listing of an image's language from others.
func languageKey(k sectionKey) string {
	if k.language() == defaultLanguage {
		return ""
	}
	return k.language()
}
