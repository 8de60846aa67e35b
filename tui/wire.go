package tui

import (
	"awning/model"
	"awning/model/catalog"
	"awning/tui/external"
	"awning/tui/root"
	"awning/tui/sanitize"
	"awning/tui/screen/cancel"
	"awning/tui/screen/checklist"
	"awning/tui/screen/compare"
	"awning/tui/screen/conflict"
	"awning/tui/screen/golive"
	"awning/tui/screen/lifecycle"
	"awning/tui/screen/offers"
	"awning/tui/screen/overview"
	"awning/tui/screen/picker"
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
	planning
	publishing
}

// publishing is what the screens around a publish ask of it.
type publishing interface {
	checklist.API
	progress.API
	golive.API
	cancel.API
	lifecycle.API
}

// wiring makes the screens. It is the one place that knows them all: they reach
// each other through the functions it hands them.
type wiring struct {
	deps    ui.Deps
	market  Market
	catalog *catalog.Catalog
	env     func(string) string
	exec    external.Runner
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
		Section: w.section, Prices: w.prices, Plans: w.plans, Compare: w.compare, Publish: w.checklist, GoLive: w.goLive, Cancel: w.cancel, Progress: w.progress,
		Sale: w.sale,
	}, w.kind(o), o, where)
}

// kind is what the catalogue knows of an offer's type; nil if nothing.
func (w wiring) kind(o model.Offer) *catalog.Type {
	t, _ := w.catalog.Type(o.Type)
	return t
}

func (w wiring) compare(o model.Offer, k model.SectionKey) ui.Screen {
	return compare.New(w.deps, w.market, compare.Nav{Field: w.field}, w.kind(o), o, compare.Options{Section: k})
}

// against compares one section of the draft with what was published last.
func (w wiring) against(o model.Offer, base model.Environment, k model.SectionKey) ui.Screen {
	return compare.New(w.deps, w.market, compare.Nav{Field: w.field}, w.kind(o), o, compare.Options{
		Pair: compare.Pair{Left: base, Right: model.Draft}, Section: k,
	})
}
