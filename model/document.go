package model

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SectionID names a section in the catalogue's words: "listing", "properties",
// "preview-audience". Plan sections have names of their own level: the
// "listing" of a plan and the "listing" of the offer differ in their
// [SectionKey].
type SectionID string

// Words is the id put as words, for sections that have no label: "Quantum
// target" for "quantum-target".
func (s SectionID) Words() string {
	first, size := utf8.DecodeRuneInString(string(s))
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(string(s[size:]), "-", " ")
}

// SectionKey says which section of an offer: an offer-level one (Plan is
// empty) or one of a plan. Item tells several documents of one section apart,
// as the images of a listing; it is empty for all others.
type SectionKey struct {
	Plan    PlanID
	Section SectionID
	Item    string
}

// String is the section's path as the command line writes it: "listing",
// "plans/basic/pricing", "assets:logo-large/1".
func (k SectionKey) String() string {
	s := string(k.Section)
	if k.Item != "" {
		s += ":" + k.Item
	}
	if k.Plan != "" {
		return "plans/" + string(k.Plan) + "/" + s
	}
	return s
}

// Whole is the key without its item: the unit that is published.
func (k SectionKey) Whole() SectionKey { return SectionKey{Plan: k.Plan, Section: k.Section} }

// ParseSectionKey reads what [SectionKey.String] writes. It does not know
// which sections exist: that is the catalogue's business.
func ParseSectionKey(s string) (SectionKey, bool) {
	var k SectionKey
	if rest, found := strings.CutPrefix(s, "plans/"); found {
		plan, section, ok := strings.Cut(rest, "/")
		if !ok || plan == "" {
			return SectionKey{}, false
		}
		k.Plan, s = PlanID(plan), section
	}
	section, item, _ := strings.Cut(s, ":")
	if section == "" {
		return SectionKey{}, false
	}
	k.Section, k.Item = SectionID(section), item
	return k, true
}

// CompareKeys orders sections: the offer's own first, then plan by plan.
func CompareKeys(a, b SectionKey) int {
	return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Section, b.Section), cmp.Compare(a.Item, b.Item))
}

// Document is a section's content in one environment: the raw JSON object the
// service sent, unknown members kept, and what is needed to send it back.
type Document struct {
	Key     SectionKey
	Env     Environment
	Dialect Dialect
	Raw     json.RawMessage
	// ETag is the version the service gave, opaque, exactly as received; empty
	// where the API has none.
	ETag string
	// Ref is the service's own name of the document: a durable id in Graph, an
	// entity id in v1. Opaque.
	Ref string
	// Instance is the module instance of API v1 the document was read from,
	// the name under which it is published; empty elsewhere. Opaque.
	Instance string
	// Sealed says the service shows it but takes no change to it through the API
	// it was read from.
	Sealed bool
}

// Contents is everything an offer holds in one environment.
type Contents struct {
	Env       Environment
	Plans     []Plan
	Documents []Document
	// Exists is false if the offer has nothing there, as live before the first
	// go-live.
	Exists bool
	// Approximate is true if the API has no way to ask for this environment and
	// the answer was put together from a submission's parts.
	Approximate bool
	Submission  SubmissionID // the submission it came with, if the API told
}

// Find returns the document of a section.
func (c Contents) Find(k SectionKey) (Document, bool) {
	i := slices.IndexFunc(c.Documents, func(d Document) bool { return d.Key == k })
	if i < 0 {
		return Document{}, false
	}
	return c.Documents[i], true
}

// Plan returns a plan by the id its publisher gave it.
func (c Contents) Plan(id PlanID) (Plan, bool) {
	i := slices.IndexFunc(c.Plans, func(p Plan) bool { return p.ID == id })
	if i < 0 {
		return Plan{}, false
	}
	return c.Plans[i], true
}

// Edit is a change to one document, ready to be saved: what it was based on
// and what it shall become. Raw must be a whole document: the services delete
// what a write leaves out.
type Edit struct {
	Base Document
	Raw  json.RawMessage
}
