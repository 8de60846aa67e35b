package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	rules "awning/model/checklist"
	"awning/tui/external"
	"awning/tui/root"
	"awning/tui/sanitize"
	"awning/tui/screen/cancel"
	"awning/tui/screen/checklist"
	"awning/tui/screen/compare"
	"awning/tui/screen/conflict"
	"awning/tui/screen/golive"
	"awning/tui/screen/offers"
	"awning/tui/screen/overview"
	"awning/tui/screen/picker"
	"awning/tui/screen/prices"
	"awning/tui/screen/progress"
	"awning/tui/screen/section"
	"awning/tui/ui"
)

// Market is everything the screens ask of the marketplace: the sum of what each
// asks for.
type Market interface {
	root.Watcher
	picker.API
	offers.API
	overview.API
	section.API
	conflict.API
	prices.API
	publishing
}

// publishing is what the screens around a publish ask of it.
type publishing interface {
	checklist.API
	progress.API
	golive.API
	cancel.API
}

// wiring makes the screens. It is the one place that knows them all: they reach
// each other through the functions it hands them.
type wiring struct {
	deps    ui.Deps
	market  Market
	catalog *catalog.Catalog
	env     func(string) string
}

// first is the screen the console opens with: the offers, if the flags leave no
// question where to work, else the question.
func (w wiring) first(o Options) ui.Screen {
	scope := model.Scope{Profile: o.Profile, Publisher: o.Publisher}
	if o.Account == "" && o.Publisher != "" {
		var where []string
		if o.Profile != "" {
			where = append(where, sanitize.ID(string(o.Profile)))
		}
		return w.offers(scope, append(where, sanitize.ID(string(o.Publisher))))
	}
	return picker.New(w.deps, w.market, picker.Nav{Offers: w.offers}, picker.Options{
		Profile: o.Profile, Account: o.Account, Publisher: o.Publisher,
	})
}

func (w wiring) offers(s model.Scope, where []string) ui.Screen {
	return offers.New(w.deps, w.market, offers.Nav{Overview: w.overview}, w.catalog, offers.Options{Scope: s, Where: where})
}

func (w wiring) overview(o model.Offer, where []string) ui.Screen {
	return overview.New(w.deps, w.market, overview.Nav{
		Section: w.section, Prices: w.prices, Compare: w.compare, Publish: w.checklist, GoLive: w.goLive, Cancel: w.cancel, Progress: w.progress,
	}, w.kind(o), o, where)
}

// kind is what the catalogue knows of an offer's type; nil if nothing.
func (w wiring) kind(o model.Offer) *catalog.Type {
	t, _ := w.catalog.Type(o.Type)
	return t
}

func (w wiring) section(o model.Offer, k model.SectionKey) ui.Screen {
	return section.New(w.deps, w.market, w.fromSection(), w.kind(o), o, k)
}

// fromSection is where a section leads to.
func (w wiring) fromSection() section.Nav {
	return section.Nav{Compare: w.compare, Prices: w.prices, Conflict: w.conflict, Editor: external.New(w.env, tea.ExecProcess)}
}

// conflict settles what two people changed in one section.
func (w wiring) conflict(c *client.ConflictError) ui.Screen {
	return conflict.New(w.deps, w.market, w.kind(c.Offer), c)
}

func (w wiring) prices(o model.Offer, p model.PlanID) ui.Screen {
	return prices.New(w.deps, w.market, w.kind(o), o, p)
}

func (w wiring) compare(o model.Offer, k model.SectionKey) ui.Screen {
	return compare.New(w.deps, w.market, compare.Nav{Field: w.field}, w.kind(o), o, compare.Options{Section: k})
}

// field is the section of a change, with the cursor on what changed.
func (w wiring) field(o model.Offer, c model.Change) ui.Screen {
	return section.New(w.deps, w.market, w.fromSection(), w.kind(o), o, c.Key.Whole()).Focus(c.Key, c.Field, c.Path)
}

func (w wiring) checklist(o model.Offer) ui.Screen {
	return checklist.New(w.deps, w.market, checklist.Nav{Compare: w.against, Progress: w.progress, Field: w.fault}, w.kind(o), o)
}

// fault is the section of something that stands in the way of a publish, with the
// cursor on its field.
func (w wiring) fault(o model.Offer, f rules.Fault) ui.Screen {
	return w.field(o, model.Change{Key: f.Key, Field: f.Field})
}

// against compares one section of the draft with what was published last.
func (w wiring) against(o model.Offer, base model.Environment, k model.SectionKey) ui.Screen {
	return compare.New(w.deps, w.market, compare.Nav{Field: w.field}, w.kind(o), o, compare.Options{
		Pair: compare.Pair{Left: base, Right: model.Draft}, Section: k,
	})
}

func (w wiring) progress(op model.Operation) ui.Screen {
	// Going live from here comes back here, where what it began is shown.
	back := func(o model.Offer, s model.SubmissionID) ui.Screen {
		return golive.New(w.deps, w.market, golive.Nav{}, w.kind(o), o, s)
	}
	return progress.New(w.deps, w.market, progress.Nav{GoLive: back, Cancel: w.cancel}, op)
}

func (w wiring) goLive(o model.Offer, s model.SubmissionID) ui.Screen {
	return golive.New(w.deps, w.market, golive.Nav{Progress: w.progress}, w.kind(o), o, s)
}

func (w wiring) cancel(ctx context.Context, o model.Offer) tea.Cmd {
	return cancel.Ask(ctx, w.deps, w.market, o)
}
