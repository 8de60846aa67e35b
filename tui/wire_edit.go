package tui

import (
	"awning/client"
	"awning/model"
	rules "awning/model/checklist"
	"awning/tui/external"
	"awning/tui/screen/conflict"
	"awning/tui/screen/section"
	"awning/tui/ui"
)

func (w wiring) section(o model.Offer, k model.SectionKey) ui.Screen {
	return section.New(w.deps, w.market, w.fromSection(), w.kind(o), o, k)
}

// fromSection is where a section leads to.
func (w wiring) fromSection() section.Nav {
	return section.Nav{Compare: w.compare, Prices: w.prices, Conflict: w.conflict, Editor: external.New(w.env, w.exec)}
}

// conflict settles what two people changed in one section.
func (w wiring) conflict(c *client.ConflictError) ui.Screen {
	return conflict.New(w.deps, w.market, w.kind(c.Offer), c)
}

// field is the section of a change, with the cursor on what changed.
func (w wiring) field(o model.Offer, c model.Change) ui.Screen {
	return section.New(w.deps, w.market, w.fromSection(), w.kind(o), o, c.Key.Whole()).Focus(c.Key, c.Field, c.Path)
}

// fault is the section of something that stands in the way of a publish, with the
// cursor on its field.
func (w wiring) fault(o model.Offer, f rules.Fault) ui.Screen {
	return w.field(o, model.Change{Key: f.Key, Field: f.Field})
}
