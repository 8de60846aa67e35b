package world

import (
	"bytes"
	"slices"
	"time"
)

// author writes the offers of one world.
type author struct {
	seed   int64
	now    time.Time
	traits map[string]trait
	houses map[string]house
	ids    submissionIDs
}

func newAuthor(seed int64, now time.Time) *author {
	return &author{seed: seed, now: now, traits: traits(), houses: houses(), ids: submissionIDs{}}
}

// guid is an id that is the same wherever in the world the path is named.
func (a *author) guid(path ...string) string { return guid(a.seed, path...) }

// page is one revision of an offer while its documents are written.
type page struct {
	*blueprint
	house

	author *author
	trait  trait
}

// guid is an id of something that belongs to the offer.
func (p *page) guid(path ...string) string {
	return p.author.guid(append([]string{p.Publisher, p.ID}, path...)...)
}

func (a *author) page(b *blueprint, r revision) *page {
	return &page{blueprint: b.at(r), house: a.houses[b.Publisher], author: a, trait: a.traits[b.Type]}
}

// offer writes an offer with all its environments and history.
func (a *author) offer(b *blueprint) Offer {
	p := a.page(b, current)
	o := Offer{
		Product: p.guid("product"), ID: b.ID, Alias: b.Alias, Publisher: b.Publisher, Type: b.Type, State: b.State,
		TestOffer: b.Publisher == "fjordlabs-test", NotMigrated: b.NotMoved,
		Created:  a.ago(200+int(roll(a.seed, 900, b.Publisher, b.ID, "created")), "created", b.ID),
		Sections: p.sections(),
	}
	for i := range p.Plans {
		s := &p.Plans[i]
		o.Plans = append(o.Plans, Plan{GUID: p.planID(s), ID: s.ID, Alias: s.Name, Subtype: s.Subtype})
	}
	preview, live := b.standing(p.trait.certFirst)
	a.place(o.Sections, b, preview, func(s *Section, c *Content) { s.Preview = c })
	a.place(o.Sections, b, live, func(s *Section, c *Content) { s.Live = c })
	o.Submissions = a.history(b, p.trait.certFirst, live != nil)
	return o
}

// planID is the service's own id of a plan.
func (p *page) planID(s *planSpec) string { return p.guid("plan", s.ID) }

// place fills one environment of the sections from a revision; nil leaves it
// empty. Content that did not change is shared with the draft. Revisions only
// ever add sections, so the draft has all of them.
func (a *author) place(draft []Section, b *blueprint, r *revision, put func(*Section, *Content)) {
	switch {
	case r == nil:
		return
	case b.same(*r, current):
		for i := range draft {
			put(&draft[i], draft[i].Draft)
		}
		return
	}
	for _, old := range a.page(b, *r).sections() {
		i := slices.IndexFunc(draft, func(s Section) bool {
			return s.Name == old.Name && s.Plan == old.Plan && s.Key == old.Key
		})
		content := old.Draft
		if c := draft[i].Draft; bytes.Equal(c.V1, content.V1) && bytes.Equal(c.Graph, content.Graph) {
			content = c
		}
		put(&draft[i], content)
	}
}

// sections writes all sections of a revision, as drafts, in the order of the
// portal's pages.
func (p *page) sections() []Section {
	var out []Section
	add := func(applies bool, name SectionName, plan *planSpec, write func() *Content) {
		if !applies || slices.Contains(p.Without, name) {
			return
		}
		content := write()
		if content == nil {
			return
		}
		s := Section{Name: name, Draft: content}
		id := ""
		if plan != nil {
			s.Plan, id = p.planID(plan), plan.ID
		}
		p.addExtras(content, name, id)
		out = append(out, s)
	}
	add(true, Setup, nil, p.setup)
	add(true, Property, nil, p.property)
	add(true, Listing, nil, p.listing)
	out = append(out, p.assets()...)
	add(true, Audience, nil, p.audience)
	add(p.trait.offerTech, Package, nil, p.offerTech)
	add(p.trait.reseller, Reseller, nil, p.reseller)
	add(true, Leads, nil, p.leads)
	add(p.trait.testDrive, TestDrive, nil, p.testDrive)
	add(p.trait.extraDocs, Supplemental, nil, p.supplemental)
	for i := range p.Plans {
		s := &p.Plans[i]
		add(true, PlanSetup, s, func() *Content { return p.planSetup(s) })
		add(true, PlanListing, s, func() *Content { return p.planListing(s) })
		add(true, PlanAvail, s, func() *Content { return p.planAvailability(s) })
		add(true, PlanPackage, s, func() *Content { return p.planTech(s) })
	}
	return out
}

// addExtras puts the members that nobody documented into a document.
func (p *page) addExtras(c *Content, name SectionName, plan string) {
	for _, x := range p.Extras {
		if x.Section != name || x.Plan != plan {
			continue
		}
		doc := &c.V1
		if x.Dialect == "graph" {
			doc = &c.Graph
		}
		*doc = with(*doc, x.Member, x.Value)
	}
}

// UndocumentedMembers names the members that some documents of every world
// carry although no documentation has them. A client must keep them when it
// writes a document back, and a validator must take them out first.
func UndocumentedMembers() []string {
	return []string{"billingProfileHint", "merchandisingTags", "securityScanSummary", "storefrontHints", "taxonomyRevision"}
}
