package client_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// What the config file says is there without a request.
func TestKnownAccounts(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		m := s.market(func(o *client.Options) {
			seat := o.Seats[0]
			seat.Who.Name, seat.Who.Tenant = "work", "11111111-1111-4111-8111-111111111111"
			seat.Who.Publishers, seat.Who.Programs = []model.PublisherID{"brightwave"}, []model.Program{model.CommercialMarketplace}
			other := o.Seats[0]
			other.Identity = "other"
			o.Seats = []client.Seat{seat, other}
		})
		want := []model.Account{
			{
				Profile: "work", ID: "11111111-1111-4111-8111-111111111111", Name: "work",
				Programs: []model.Program{model.CommercialMarketplace}, Publishers: []model.Publisher{{ID: "brightwave"}},
			},
			{Profile: "owner", ID: "owner", Name: "owner"},
		}
		if diff := cmp.Diff(want, m.KnownAccounts()); diff != "" {
			t.Errorf("known accounts differ (-want +got):\n%s", diff)
		}
	})
}
