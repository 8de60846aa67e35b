package tui

import (
	"awning/model"
	"awning/tui/ui"
)

// Screens returns one of each screen, as the wiring makes them.
func Screens(o Options, offer model.Offer) (map[string]ui.Screen, error) {
	deps, err := o.deps()
	if err != nil {
		return nil, err
	}
	w := wiring{deps: deps, market: o.Market, catalog: o.Catalog, env: o.Env, exec: o.Exec}
	return map[string]ui.Screen{
		"picker":    w.first(o),
		"offers":    w.offers(model.Scope{}, nil),
		"overview":  w.overview(offer, nil),
		"section":   w.section(offer, model.SectionKey{Section: "listing"}),
		"compare":   w.compare(offer, model.SectionKey{}),
		"checklist": w.checklist(offer),
		"plans":     w.plans(offer, ""),
		"plancopy":  w.planCopy(offer, nil),
		"golive":    w.goLive(offer, "1"),
		"progress":  w.progress(model.Operation{Offer: offer}),
	}, nil
}
