package checklist

import (
	"errors"
	"fmt"
	"slices"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
)

// Build makes the checklist of an offer. Base is what was published last: the
// preview if it is newer than live, else live; one that does not exist makes this
// a first publish. The rows come in the catalogue's order, then plan by plan;
// forced rows are selected, no others. A nil type is one the catalogue does
// not know: its sections all travel.
func Build(t *catalog.Type, draft, base model.Contents, standing model.Standing) ([]Item, error) {
	if !base.Exists && (standing.Preview != nil || standing.Live != nil) {
		return nil, errors.New("the offer was published before, but what was published is not known: load it and try again")
	}
	draft.Exists = true
	changes, err := compare.Contents(t, base, draft, false)
	if err != nil {
		return nil, fmt.Errorf("comparing the draft with what was published: %w", err)
	}
	b := builder{t: t, draft: draft, base: base, running: standing.Running != nil, counted: map[level][]catalog.Counted{}}
	for _, r := range b.rows() {
		if err := b.complete(r); err != nil {
			return nil, err
		}
	}
	b.across()
	for i := range changes {
		r := b.rowOf(changes[i].Key)
		r.Changes = append(r.Changes, changes[i])
		b.moving = b.moving || r.travel != catalog.Outside
	}
	items := make([]Item, len(b.list))
	for i, r := range b.list {
		b.rule(r)
		items[i] = r.Item
	}
	return items, nil
}

// row is an item in the making.
type row struct {
	Item

	section *catalog.Section // nil if the catalogue does not know it
	travel  catalog.Travel
	newPlan bool
	removed bool // a plan that the draft has no longer
}

type builder struct {
	t           *catalog.Type
	draft, base model.Contents
	running     bool
	moving      bool // something a submission would carry has changed
	list        []*row
	counted     map[level][]catalog.Counted // the draft's documents, parsed
}

// level is a section of the offer, or one that each plan has.
type level struct {
	section model.SectionID
	plan    bool
}

// rows makes the rows: each section that has a document on either side, or
// must have one.
func (b *builder) rows() []*row {
	b.rowsOf(model.Plan{}, false)
	for _, p := range b.draft.Plans {
		_, old := b.base.Plan(p.ID)
		b.rowsOf(p, b.base.Exists && !old)
	}
	if b.base.Exists {
		for _, p := range b.base.Plans {
			if _, kept := b.draft.Plan(p.ID); !kept {
				b.list = append(b.list, &row{
					Item:   Item{Key: model.SectionKey{Plan: p.ID, Section: "setup"}, Label: planName(p)},
					travel: catalog.Always, removed: true,
				})
			}
		}
	}
	for _, c := range []model.Contents{b.base, b.draft} {
		for i := range c.Documents {
			b.rowOf(c.Documents[i].Key)
		}
	}
	return b.list
}

// rowsOf makes the rows of the offer (a plan without an id) or of one plan.
func (b *builder) rowsOf(p model.Plan, newPlan bool) {
	if b.t == nil {
		return
	}
	for _, s := range b.t.SectionsFor(p.ID != "", p.Subtype) {
		k := model.SectionKey{Plan: p.ID, Section: s.ID}
		if s.With != "" || !s.Required && !b.has(k) {
			continue
		}
		r := &row{Item: Item{Key: k, Label: s.Label}, section: s, travel: s.Travel, newPlan: newPlan}
		if p.ID != "" {
			r.Label = planName(p) + " › " + s.Label
		}
		for i := range b.t.Sections {
			if o := &b.t.Sections[i]; o.With == s.ID && o.Plan == s.Plan {
				r.Carries = append(r.Carries, o.ID)
			}
		}
		b.list = append(b.list, r)
	}
}

// has reports whether a section, or one it carries, has a document on either side.
func (b *builder) has(k model.SectionKey) bool {
	for _, c := range []model.Contents{b.draft, b.base} {
		for i := range c.Documents {
			if b.home(c.Documents[i].Key) == k {
				return true
			}
		}
	}
	return false
}

// home is the section whose row shows a document.
func (b *builder) home(k model.SectionKey) model.SectionKey {
	k = k.Whole()
	if b.t != nil {
		if s, ok := b.t.Section(k); ok && s.With != "" {
			k.Section = s.With
		}
	}
	return k
}

// rowOf returns the row of a document, made if there is none: the catalogue
// does not know the section.
func (b *builder) rowOf(k model.SectionKey) *row {
	k = b.home(k)
	i := slices.IndexFunc(b.list, func(r *row) bool { return r.Key == k || r.removed && r.Key.Plan == k.Plan })
	if i >= 0 {
		return b.list[i]
	}
	r := &row{Item: Item{Key: k, Label: k.Section.Words()}, travel: catalog.Outside}
	if k.Plan != "" {
		p, known := b.draft.Plan(k.Plan)
		if !known {
			p, _ = b.base.Plan(k.Plan)
		}
		r.Label = planName(p) + " › " + r.Label
	}
	if b.t == nil || b.t.Dialect == model.Graph || len(b.t.Sections) == 0 {
		r.travel = catalog.Together
	}
	b.list = append(b.list, r)
	return r
}

func planName(p model.Plan) string {
	if p.Alias != "" {
		return p.Alias
	}
	return string(p.ID)
}
