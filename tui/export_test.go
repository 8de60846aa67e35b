package tui

import (
	"context"

	"awning/client"
	"awning/model"
	"awning/tui/root"
	"awning/tui/screen/picker"
	"awning/tui/screen/signin"
	"awning/tui/ui"
)

// Screens returns one of each screen, as the wiring makes them.
func Screens(o Options, offer model.Offer) (map[string]ui.Screen, error) {
	deps, err := o.deps()
	if err != nil {
		return nil, err
	}
	w := o.wiring(deps, &asked{})
	return map[string]ui.Screen{
		"welcome":   w.welcome(o),
		"signin":    w.signIn(signin.Options{}),
		"profiles":  w.profiles(),
		"doctor":    w.doctor(offer.Profile),
		"picker":    w.picker(picker.Options{}),
		"offers":    w.offers(model.Scope{}),
		"overview":  w.overview(offer),
		"section":   w.section(offer, model.SectionKey{Section: "listing"}),
		"compare":   w.compare(offer, model.SectionKey{}),
		"checklist": w.checklist(offer),
		"plans":     w.plans(offer, ""),
		"plancopy":  w.planCopy(offer, nil),
		"golive":    w.goLive(offer, "1"),
		"sale":      w.sale(offer),
		"progress":  w.progress(model.Operation{Offer: offer}),
	}, nil
}

// Alone opens the console on one screen, by its name among [Screens] or one of
// those that need more than an offer: "plan", "prices", "conflict".
func Alone(ctx context.Context, o Options, name string, offer model.Offer, plan model.PlanID, c *client.ConflictError) (*root.App, error) {
	screens, err := Screens(o, offer)
	if err != nil {
		return nil, err
	}
	deps, err := o.deps()
	if err != nil {
		return nil, err
	}
	w := o.wiring(deps, &asked{})
	screens["plan"] = w.section(offer, model.SectionKey{Plan: plan, Section: "listing"})
	screens["prices"] = w.prices(offer, plan)
	if c != nil {
		screens["conflict"] = w.conflict(c)
	}
	return root.New(ctx, w.frame(o), screens[name]), nil
}
