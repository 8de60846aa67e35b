package tui

import (
	"cmp"
	"context"

	"awning/model"
	"awning/tui/root"
	"awning/tui/sanitize"
	"awning/tui/screen/picker"
	"awning/tui/ui"
)

// scope is what the flags limit the console to.
func (o Options) scope() model.Scope { return model.Scope{Profile: o.Profile, Publisher: o.Publisher} }

// places are where the palette goes from anywhere.
func (w wiring) places(o Options) []root.Place {
	t := w.deps.Text.Shell
	return append([]root.Place{
		{Name: "accounts", Label: t.PlaceAccounts, Screen: func() ui.Screen {
			return w.picker(picker.Options{Profile: o.Profile})
		}},
		{Name: "offers", Label: t.PlaceOffers, Screen: func() ui.Screen { return w.offers(o.scope()) }},
		w.paid(),
	}, w.signingIn()...)
}

// find lists the offers the store knows, for the palette.
func (w wiring) find(o Options) func(context.Context) ([]root.Found, error) {
	return func(ctx context.Context) ([]root.Found, error) {
		offers, _, err := w.market.CachedOffers(ctx, o.scope())
		if err != nil {
			return nil, err
		}
		out := make([]root.Found, len(offers))
		for i, offer := range offers {
			id, publisher := sanitize.ID(string(offer.ID)), sanitize.ID(string(offer.Publisher))
			about := id
			if publisher != "" {
				about += w.deps.Text.Shell.And + publisher
			}
			out[i] = root.Found{
				ID: string(offer.Profile) + " " + string(offer.Product), Label: cmp.Or(sanitize.Line(offer.Alias), id), About: about,
				Screen: func() ui.Screen { return w.overview(offer) },
			}
		}
		return out, nil
	}
}
