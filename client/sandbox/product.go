package sandbox

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// product is one offer with all the marketplace holds about it.
type product struct {
	ID        string // GUID, the same in both APIs
	Offer     string // the publisher's id
	Publisher string
	Tenant    string // directory tenant of the account it belongs to
	Type      string // in the Graph spelling
	Created   time.Time
	Changed   time.Time
	Stopped   bool // no longer sold
	Old       bool // not migrated: the Cloud Partner Portal API speaks its older form for it

	plans       []*plan
	branches    []*branch
	instances   map[string]*instance // every instance there ever was, by id
	submissions []*submission        // in the order they were made
	uploads     []*upload            // packages, in the order they were made
}

// plan is one way of buying an offer.
type plan struct {
	GUID    string
	ID      string
	Subtype string // Azure applications only: "solution-template", "managed-application"
	Ready   time.Time
}

// branch finds a branch; nil if there is none.
func (p *product) branch(k moduleKey) *branch {
	for _, b := range p.branches {
		if b.Key == k {
			return b
		}
	}
	return nil
}

// plan finds a plan of the draft by its GUID.
func (p *product) plan(guid string) *plan {
	for _, pl := range p.plans {
		if strings.EqualFold(pl.GUID, guid) {
			return pl
		}
	}
	return nil
}

// has reports whether a plan exists in an environment.
func (p *product) has(e env, plan string) bool {
	b := p.branch(moduleKey{modulePlan, plan})
	return b != nil && b.In[e] != nil
}

// doc finds a document in an environment; nil if it does not exist there.
func (p *product) doc(e env, k sectionKey) *document {
	b := p.branch(k.module())
	if b == nil {
		return nil
	}
	return b.In[e].doc(k)
}

// docs yields all documents of an environment.
func (p *product) docs(e env) iter.Seq[*document] {
	return func(yield func(*document) bool) {
		for _, b := range p.branches {
			if b.In[e] == nil {
				continue
			}
			for _, d := range b.In[e].Docs {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// in reports whether anything of the product exists in an environment.
func (p *product) in(e env) bool {
	return slices.ContainsFunc(p.branches, func(b *branch) bool { return b.In[e] != nil })
}

// touch notes that the draft was changed at a time. No two changes have the
// same time, so that a time tells which state of the draft somebody saw.
func (p *product) touch(at time.Time) {
	if !at.After(p.Changed) {
		at = p.Changed.Add(tick)
	}
	p.Changed = at
}

// tick is the finest difference of times that all the services can tell.
const tick = 100 * time.Nanosecond

// alias is the offer's internal name as the draft has it.
func (p *product) alias() string {
	return textOf(p.doc(draft, sectionKey{Name: sectionProduct}), "name")
}

// textOf reads a string member of a document's v1 form.
func textOf(d *document, name string) string {
	if d == nil {
		return ""
	}
	return object(d.V1).TextOf(name)
}

// object parses a stored document. What is stored was parsed before, so a
// failure can only mean that there is nothing: it reads as an empty object.
func object(raw json.RawMessage) *ordered.Object {
	o, err := ordered.Parse(raw)
	if err != nil {
		return new(ordered.Object)
	}
	return o
}
