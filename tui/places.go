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
	return []root.Place{
		{Name: "accounts", Label: t.PlaceAccounts, Screen: func() ui.Screen {
			return picker.New(w.deps, w.market, picker.Nav{Offers: w.offers}, picker.Options{Profile: o.Profile})
		}},
		{Name: "offers", Label: t.PlaceOffers, Screen: func() ui.Screen { return w.offers(o.scope(), whereabouts(o.Profile, o.Publisher)) }},
	}
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
				Screen: func() ui.Screen { return w.overview(offer, whereabouts(offer.Profile, offer.Publisher)) },
			}
		}
		return out, nil
	}
}

// whereabouts are the parts of the line on top that a profile and a publisher make.
func whereabouts(profile model.ProfileName, publisher model.PublisherID) []string {
	var out []string
	for _, s := range []string{sanitize.ID(string(profile)), sanitize.ID(string(publisher))} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
