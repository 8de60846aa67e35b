package world

import (
	"maps"
	"slices"
	"strings"
)

// revision counts how far an offer has moved on from its oldest version in the
// world.
type revision int

const (
	oldest  revision = iota // what was published first
	newer                   // with the changes of the newest submission
	current                 // with the changes nobody has published yet
)

// change is one edit between two revisions of a blueprint.
type change struct {
	Field string // summary, description, keywords, appVersion, plan.price...
	Plan  string // id of the plan, for plan fields
	Key   string // which of several: a core size
	To    string
}

// at returns the blueprint as it stood at a revision. The original is not
// touched.
func (b *blueprint) at(r revision) *blueprint {
	c := *b
	c.Plans = nil
	for i := range b.Plans {
		if b.Plans[i].Since <= r {
			c.Plans = append(c.Plans, b.Plans[i])
		}
	}
	if r >= newer {
		c.apply(b.Newer)
	}
	if r >= current {
		c.apply(b.Unpublished)
	}
	return &c
}

// same reports whether nothing was changed between two revisions.
func (b *blueprint) same(older, later revision) bool {
	if older > later {
		older, later = later, older
	}
	if older < newer && later >= newer && len(b.Newer) > 0 {
		return false
	}
	if older < current && later >= current && len(b.Unpublished) > 0 {
		return false
	}
	return !slices.ContainsFunc(b.Plans, func(p planSpec) bool { return p.Since > older && p.Since <= later })
}

func (b *blueprint) apply(cs []change) {
	for _, c := range cs {
		if rest, ok := strings.CutPrefix(c.Field, "plan."); ok {
			i := slices.IndexFunc(b.Plans, func(p planSpec) bool { return p.ID == c.Plan })
			b.Plans[i].apply(rest, c)
			continue
		}
		switch c.Field {
		case "summary":
			b.Summary = c.To
		case "description":
			b.Text = append(slices.Clone(b.Text), c.To)
		case "keywords":
			b.Keywords = strings.Split(c.To, ", ")
		case "appVersion":
			b.AppVersion = c.To
		default:
			panic("world: no such field in a change: " + c.Field)
		}
	}
}

func (p *planSpec) apply(field string, c change) {
	switch field {
	case "price":
		p.Price = c.To
	case "version":
		p.Version = c.To
	case "summary":
		p.Summary = c.To
	case "core":
		core := *p.Core
		core.Sizes = maps.Clone(core.Sizes)
		if c.Key == "" {
			core.Price = c.To
		} else {
			core.Sizes[c.Key] = c.To
		}
		p.Core = &core
	default:
		panic("world: no such field in a change of a plan: " + field)
	}
}
