package tui

import (
	"context"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/external"
	"awning/tui/root"
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
	browsing
	section.API
	conflict.API
	planning
	publishing
	paying
}

// browsing is what the screens ask that lead to an offer.
type browsing interface {
	identities
	picker.API
	offers.API
	overview.API
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
	desk    Desk   // nil where nobody can sign in
	public  string // id of the application that people sign in by
	atlas   *atlas
	asked   *asked
	catalog *catalog.Catalog
	env     func(string) string
	// identity reads what the environment says of those who sign in.
	identity func(string) string
	exec     external.Runner
}

// first is the screen the console opens with: a welcome if nobody has a profile,
// the offers if the flags leave no question where to work, else the question.
func (w wiring) first(o Options) ui.Screen {
	switch {
	case w.desk != nil && len(w.market.KnownAccounts()) == 0:
		return w.welcome(o)
	case o.Account == "" && o.Publisher != "":
		return w.offers(o.scope())
	}
	return w.picker(picker.Options{Profile: o.Profile, Account: o.Account, Publisher: o.Publisher})
}

// charted is the market, with what is learned of its accounts kept for the line on
// top.
type charted struct {
	Market
	*atlas
}

// Accounts asks for the accounts and remembers the answer.
func (c charted) Accounts(ctx context.Context) ([]model.Account, error) { return c.atlas.Accounts(ctx) }

func (w wiring) picker(o picker.Options) ui.Screen {
	nav := picker.Nav{Offers: w.offers, Payouts: w.payouts}
	if w.desk != nil {
		nav.SignIn, nav.Profiles, nav.Doctor = w.signInOrAdd, w.profiles, w.doctor
	}
	return picker.New(w.deps, charted{w.market, w.atlas}, nav, o)
}

func (w wiring) offers(s model.Scope) ui.Screen {
	nav := offers.Nav{Overview: w.overview, Payouts: w.payouts}
	if w.desk != nil {
		nav.Doctor = w.doctor
	}
	return offers.New(w.deps, w.market, nav, w.catalog, offers.Options{
		Scope: s, Learn: w.atlas.Learn, Where: func() []string {
			if way := w.atlas.way(s); len(way) > 0 {
				return way
			}
			return []string{w.deps.Text.Shell.Everywhere}
		},
	})
}

func (w wiring) overview(o model.Offer) ui.Screen {
	where := func() []string {
		return w.atlas.way(model.Scope{Profile: o.Profile, Account: o.Account, Publisher: o.Publisher})
	}
	return overview.New(w.deps, w.market, overview.Nav{
		Section: w.section, Prices: w.prices, Plans: w.plans, Compare: w.compare, Publish: w.checklist, GoLive: w.goLive, Cancel: w.cancel, Progress: w.progress,
		Sale: w.sale, Orders: w.ordersOf,
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
