package catalog

import (
	"slices"

	"awning/model"
)

// Travel says how a section takes part in a submission
// (learn.microsoft.com/partner-center/marketplace-offers/review-publish-offer).
type Travel string

// The ways of taking part.
const (
	Selectable Travel = "selectable" // the publisher chooses, once it was published with the whole offer
	Always     Travel = "always"     // part of every submission
	WithPlans  Travel = "with-plans" // part of every submission, because all plans travel together
	Together   Travel = "together"   // part of every submission, because the API takes few sections singly
	Outside    Travel = "outside"    // never part of one: takes effect when saved
)

// Section is one page of the portal: the unit of editing, comparing and publishing.
type Section struct {
	ID    model.SectionID `json:"id"`
	Label string          `json:"label"`
	Help  string          `json:"help"`
	// Plan is true for sections that each plan has.
	Plan bool `json:"plan"`
	// Subtypes are the kinds of plans that have it; empty for all.
	Subtypes []string `json:"subtypes"`
	Travel   Travel   `json:"travel"`
	// With is the section in whose row of a checklist this one is shown and
	// with which it is published; empty for most.
	With model.SectionID `json:"with"`
	// Resource is the Graph resource type, without version; Module the module
	// of the submission API. Empty where the section has none.
	Resource string `json:"resource"`
	Module   string `json:"module"`
	// Required is true if an offer cannot be published without its document.
	Required bool    `json:"required"`
	Fields   []Field `json:"fields"`
	// Tallies limit how many documents of the section an offer has.
	Tallies []Tally `json:"tallies"`
	// Lists says how the items of lists are told apart, by the list's pointer,
	// in which "*" stands for any item: the name of the member that is the
	// key, several joined by "+", "." for a set of plain values, or "#" if the
	// position is all there is.
	Lists map[string]string `json:"lists"`
	// Labels names members of list items and other places that are no fields,
	// by pointer as in Lists.
	Labels map[string]string `json:"labels"`
	// Noise are places never compared, by pointer as in Lists: what the service sets
	// afresh on each read, and what says where a document lies rather than what
	// it holds.
	Noise []string `json:"noise"`
}

// Field returns a field by its id.
func (s *Section) Field(id string) (*Field, bool) {
	for i := range s.Fields {
		if s.Fields[i].ID == id {
			return &s.Fields[i], true
		}
	}
	return nil, false
}

// FieldsFor lists the fields a plan of some subtype has. An empty subtype
// stands for any, as for offer sections.
func (s *Section) FieldsFor(subtype string) []*Field {
	var out []*Field
	for i := range s.Fields {
		if f := &s.Fields[i]; contains(f.Subtypes, subtype) {
			out = append(out, f)
		}
	}
	return out
}

// Noise lists the places no comparison of documents of a dialect looks at,
// whatever their section: identity, version, the service's remarks, and the
// addresses of files, which it signs afresh on each read.
func Noise(d model.Dialect) []string {
	common := []string{"/id", "/@odata.etag", "/resourceName", "/validations"}
	switch d {
	case model.Graph:
		return slices.Concat(common, []string{"/$schema", "/target", "/kind", "/product", "/plan", "/listing", "/url"})
	case model.V1:
		return slices.Concat(common, []string{"/resourceType", "/validationItems", "/fileSasUri"})
	case model.CPP:
	}
	return common
}
