package catalog

import (
	"slices"
	"strings"

	"awning/model"
)

// Type is one kind of offer.
type Type struct {
	ID    model.OfferType `json:"id"`
	Label string          `json:"label"`
	// Short is the label for narrow columns.
	Short string `json:"short"`
	Help  string `json:"help"`
	// Dialect is the API whose words the sections' documents are written in:
	// the one that can read and publish this type.
	Dialect model.Dialect `json:"dialect"`
	// Names are the APIs' words for the type; an API that does not serve the
	// type, or whose word is not known, has none.
	Names map[model.API]string `json:"names"`
	// Plans is true if offers of the type may have plans.
	Plans bool `json:"plans"`
	// Subtypes are the kinds of plans, where plans differ in kind.
	Subtypes []Choice  `json:"subtypes"`
	Flow     Flow      `json:"flow"`
	Sections []Section `json:"sections"`
}

// Flow is what the documentation tells of a type's way to the store, as a help
// to expectation only: the steps to show are those the service reports.
type Flow struct {
	// Order says when certification comes; empty if it is not documented.
	Order FlowOrder `json:"order"`
	Steps []Stage   `json:"steps"`
}

// FlowOrder is where certification stands in relation to the publisher's sign-off.
type FlowOrder string

// The orders seen. In the first, going live starts the certification, which may take
// days; in the second, only the distribution is left.
const (
	CertifiesAfterSignoff  FlowOrder = "signoff-first"
	CertifiesBeforePreview FlowOrder = "certification-first"
)

// Stage is one step and the time the portal says it takes.
type Stage struct {
	Name     string `json:"name"`
	Duration string `json:"duration"`
}

// Section returns the section of a key, whatever its plan and item.
func (t *Type) Section(k model.SectionKey) (*Section, bool) {
	return t.first(func(s *Section) bool { return s.ID == k.Section && s.Plan == (k.Plan != "") })
}

// SectionsFor lists the sections of the offer (plan is false) or of a plan of
// some subtype, in the portal's order. An empty subtype stands for any.
func (t *Type) SectionsFor(plan bool, subtype string) []*Section {
	var out []*Section
	for i := range t.Sections {
		s := &t.Sections[i]
		if s.Plan == plan && contains(s.Subtypes, subtype) {
			out = append(out, s)
		}
	}
	return out
}

// ByResource returns the section a Graph resource type belongs to, as
// "price-and-availability-plan".
func (t *Type) ByResource(resource string) (*Section, bool) {
	return t.first(func(s *Section) bool { return s.Resource != "" && strings.EqualFold(s.Resource, resource) })
}

// ByModule returns the section a module of the submission API belongs to, as "Availability",
// on offer or plan level.
func (t *Type) ByModule(module string, plan bool) (*Section, bool) {
	return t.first(func(s *Section) bool {
		return s.Plan == plan && s.Module != "" && strings.EqualFold(s.Module, module)
	})
}

func (t *Type) first(ok func(*Section) bool) (*Section, bool) {
	for i := range t.Sections {
		if ok(&t.Sections[i]) {
			return &t.Sections[i], true
		}
	}
	return nil, false
}

// contains reports whether something meant for these subtypes is meant for one of
// them; an empty list is meant for all, an empty subtype is served by any.
func contains(subtypes []string, one string) bool {
	return len(subtypes) == 0 || one == "" || slices.Contains(subtypes, one)
}
