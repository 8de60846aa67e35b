package tui_test

import (
	"context"
	"iter"
	"testing"
	"time"

	"awning/model"
	"awning/tui"
	"awning/tui/tuitest/shop"
)

// town is a marketplace of one account and one offer.
type town struct {
	*shop.Shop
	accounts []model.Account
	offers   []model.Offer
}

func newTown() *town {
	o := shop.Harbor()
	return &town{
		Shop: shop.New(),
		accounts: []model.Account{{
			Profile: o.Profile, ID: o.Account, Name: "Brightwave Software",
			Programs:   []model.Program{model.CommercialMarketplace},
			Publishers: []model.Publisher{{ID: o.Publisher, Name: "Brightwave Software Ltd"}},
		}},
		offers: []model.Offer{o},
	}
}

func (w *town) Accounts(context.Context) ([]model.Account, error) { return w.accounts, nil }

// KnownAccounts is what a config file says that names no publisher.
func (w *town) KnownAccounts() []model.Account {
	out := make([]model.Account, len(w.accounts))
	for i, a := range w.accounts {
		out[i] = model.Account{Profile: a.Profile, ID: a.ID, Name: string(a.Profile)}
	}
	return out
}

func (w *town) Capabilities(_ context.Context, p model.ProfileName) (model.Capabilities, error) {
	return model.Capabilities{Profile: p, At: time.Now()}, nil
}

func (w *town) KnownCapabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error) {
	return w.Capabilities(ctx, p)
}

func (w *town) Diagnose(_ context.Context, p model.ProfileName) (model.Diagnosis, error) {
	return model.Diagnosis{Profile: model.Profile{Name: p}, At: time.Now()}, nil
}

func (w *town) LastChoice(context.Context) (model.Scope, bool, error) {
	return model.Scope{}, false, nil
}

func (w *town) KeepChoice(context.Context, model.Scope) error { return nil }

func (w *town) Offers(context.Context, model.Scope) iter.Seq2[model.Offer, error] {
	return func(yield func(model.Offer, error) bool) {
		for _, o := range w.offers {
			if !yield(o, nil) {
				return
			}
		}
	}
}

func (w *town) CachedOffers(context.Context, model.Scope) ([]model.Offer, time.Time, error) {
	return w.offers, time.Now(), nil
}

func (w *town) CachedStandings(context.Context) (map[model.ProductID]model.Standing, error) {
	return map[model.ProductID]model.Standing{}, nil
}

func (w *town) Watch(ctx context.Context, op model.Operation) (model.Progress, error) {
	p, err := w.Shop.Watch(ctx, op)
	p.Standing = w.State
	return p, err
}

// options are those of a terminal with UTF-8 and 256 colours.
func options(t *testing.T, env map[string]string) tui.Options {
	t.Helper()
	cat, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return tui.Options{
		Market: newTown(), Catalog: cat, Badge: "sandbox", Reports: t.TempDir(),
		Env: func(name string) string {
			if v, ok := env[name]; ok {
				return v
			}
			return map[string]string{"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}[name]
		},
	}
}
