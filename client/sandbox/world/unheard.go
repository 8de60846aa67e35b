package world

import "encoding/json"

// Uncharted is a section that neither documentation nor any client knows; in
// the Graph API it is called quantum-target, the submission API v1 does not
// show it.
const Uncharted SectionName = "uncharted"

// UnheardType is the Graph API's word for the type of [Options.Unheard].
const UnheardType = "quantumWorkspace"

// unheard is an offer of a type that nobody has heard of, with a section and
// members to match: it is what the marketplace may add tomorrow.
func (a *author) unheard() Offer {
	var b struct {
		Offer   *blueprint
		Section json.RawMessage
	}
	read("unheard.json", &b)
	o := a.offer(b.Offer)
	c := &Content{Graph: b.Section}
	o.Sections = append(o.Sections, Section{Name: Uncharted, Draft: c, Preview: c, Live: c})
	return o
}
