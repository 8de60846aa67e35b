package client_test

import (
	"slices"
	"testing"

	"awning/client"
	"awning/model"
)

// An account may have a person, for payouts, and an application, for reports. Its offers come
// once all the same, by the profile that stands first; and by the application if the person is
// known to see none.
func TestOffers_severalProfilesOfOneAccount(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		user    string
		profile model.ProfileName
	}{
		"owner":   {"dana@brightwave.example", "person"},
		"finance": {"fiona@brightwave.example", "app"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onWard(t, nil, func(w *ward) {
				t := w.t
				alone := everyOffer(t, w.market(w.automation("app", "brightwave")), model.Scope{})
				m := w.market(w.person("person", tt.user, "brightwave"), w.automation("app", "brightwave"))
				must(m.Accounts(t.Context())) // which finds out who may see what
				both := everyOffer(t, m, model.Scope{})
				if len(both) == 0 || !slices.Equal(both, alone) {
					t.Errorf("both see %v\nthe application alone sees %v", both, alone)
				}
				cached, _, err := m.CachedOffers(t.Context(), model.Scope{})
				check(t, err)
				if len(cached) != len(alone) || slices.ContainsFunc(cached, func(o model.Offer) bool { return o.Profile != tt.profile }) {
					t.Errorf("%d offers are kept of %d, the first by %s", len(cached), len(alone), cached[0].Profile)
				}
				one := must(m.Find(t.Context(), model.Scope{}, "harbor-backup"))
				if one.Profile != tt.profile {
					t.Errorf("found by %s", one.Profile)
				}
				if by := must(m.Find(t.Context(), model.Scope{Profile: "app"}, "harbor-backup")); by.Profile != "app" {
					t.Errorf("asked for by a profile it is found by %s", by.Profile)
				}
			})
		})
	}
}

// everyOffer lists the products of a scope, of which no part may fail.
func everyOffer(t *testing.T, m *client.Market, s model.Scope) []model.ProductID {
	t.Helper()
	var out []model.ProductID
	for o, err := range m.Offers(t.Context(), s) {
		check(t, err)
		out = append(out, o.Product)
	}
	slices.Sort(out)
	return out
}
