package client_test

import (
	"errors"
	"strings"
	"testing"
	"time"

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

// What an identity may do is looked at no more often than every quarter of an hour, unless the
// account seems to be of no use: then whoever was given a role sees it at once.
func TestAccounts_looks(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		m := c.market(human("dana", badge{}))
		look := func(want int) model.Account {
			t.Helper()
			all := must(m.Accounts(t.Context()))
			if n := c.asked()["insights"]; n != want {
				t.Errorf("looked %d times, want %d", n, want)
			}
			return all[0]
		}
		if a := look(1); a.Able.Role() != model.RoleOwner || a.Problem != "" {
			t.Errorf("%+v", a)
		}
		time.Sleep(14 * time.Minute)
		if a := look(0); a.Able.Role() != model.RoleOwner {
			t.Errorf("%+v", a)
		}
		time.Sleep(time.Minute)
		c.change(denials())
		if a := look(1); a.Able.Role() != model.RoleNone || !strings.Contains(a.Problem, "may not see the account's offers: ") {
			t.Errorf("%+v", a)
		}
		c.change(map[string]canned{"payouts": well()["payouts"]})
		if a := look(1); a.Able.Role() != model.RoleFinance || !strings.Contains(a.Problem, "appears to be Financial contributor") {
			t.Errorf("%+v", a)
		}
		c.change(well())
		if a := look(0); a.Problem != "" || !a.Marketplace() {
			t.Errorf("%+v", a)
		}
	})
}

// Whoever cannot sign in, or reaches nobody, is told so.
func TestAccounts_problems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		seat    client.Seat
		answers map[string]canned
		want    string
	}{
		"sign-in":     {human("dana", everywhere(refusedBy("AADSTS50173"))), nil, "the sign-in was refused: "},
		"token":       {human("dana", badge{}), map[string]canned{"tenants": refuses(401), "graph": refuses(401), "publishers": refuses(401), "v1": refuses(401)}, "the sign-in was refused: "},
		"trouble":     {human("dana", badge{}), map[string]canned{"graph": refuses(503), "v1": refuses(503), "publishers": refuses(403)}, "503"},
		"unreachable": {human("dana", badge{}), map[string]canned{"graph": {err: errors.New("cut off")}, "v1": refuses(403), "publishers": refuses(403)}, "cut off"},
	} {
		onClinic(t, func(c *clinic) {
			c.change(tt.answers)
			if a := must(c.market(tt.seat).Accounts(c.t.Context()))[0]; !strings.Contains(a.Problem, tt.want) {
				c.t.Errorf("%s: %q", name, a.Problem)
			}
		})
	}
}

// A person who named no tenant works for the only one there is, by the profile's name; one who
// named it by its domain finds its name.
func TestAccounts_tenants(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		c.change(map[string]canned{"tenants": replies(200, `{"value":[{"tenantId":"`+brightwaveTenant+`","displayName":"Brightwave Software","defaultDomain":"brightwave.example"}]}`)})
		for tenant, id := range map[string]model.AccountID{"": "dana", "Brightwave.example": "Brightwave.example", brightwaveTenant: brightwaveTenant} {
			seat := human("dana", badge{})
			seat.Who.Tenant = tenant
			if a := must(c.market(seat).Accounts(t.Context()))[0]; a.ID != id || a.Name != "Brightwave Software" {
				t.Errorf("tenant %q: %+v", tenant, a)
			}
		}
	})
}
