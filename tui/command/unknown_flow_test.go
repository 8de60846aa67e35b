package command_test

import (
	"strings"
	"testing"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/model"
	"awning/tui/command"
)

// An offer of a type that nobody has heard of, by commands: listed, shown, set
// by pointer, compared, checked, published and taken live.
func TestFlow_unknownType(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, at = "tidal-lattice", "quantum-target./driftBudget"
		s.server = sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now(), Unheard: true}), Token: "owner", Log: &s.log})
		list := decode[command.OffersJSON](t, s.awning("offers", "--type", world.UnheardType, "-o", "json").want(t, command.Done))
		if len(list.Offers) != 1 || list.Offers[0].ID != id || list.Offers[0].Publisher != "brightwave" {
			t.Errorf("listed %+v", list.Offers)
		}
		s.awning("show", id).want(t, command.Done).prints(t, "quantum-target", "plans/shots/plan-listing")
		if got := s.get(id, at, model.Live); got != "0.002500" {
			t.Errorf("live has %s", got)
		}
		paths := []string{
			"commercial-marketplace-setup", "customer-leads", "listing", "price-and-availability-offer", "product", "property", "quantum-target",
			"plans/reserved/plan", "plans/shots/plan-listing", "plans/shots/price-and-availability-plan",
		}
		before := map[string]string{}
		for _, path := range paths {
			before[path] = s.get(id, path, model.Live)
		}

		s.awning("set", id, at+"=0.04200", "plans/shots/plan-listing./summary=By the shot, no minimum").want(t, command.Done)
		s.awning("compare", id, "--exit-code").want(t, command.Differences).prints(t, "/driftBudget", "0.04200", "0.002500").says(t, "2 changed, 0 added, 0 removed")
		s.awning("check", id).want(t, command.Done).says(t, "nothing stands in the way")
		s.awning("publish", id, "--yes", "--wait").want(t, command.Done)
		s.awning("golive", id, "--yes", "--wait").want(t, command.Done)

		s.awning("compare", id, "--exit-code").want(t, command.Done)
		before["quantum-target"] = strings.Replace(before["quantum-target"], "0.002500", "0.04200", 1)
		before["plans/shots/plan-listing"] = strings.Replace(before["plans/shots/plan-listing"], "Billed by the shot", "By the shot, no minimum", 1)
		for path, want := range before {
			if got := s.get(id, path, model.Live); got != want {
				t.Errorf("%s is\n%s\nwant\n%s", path, got, want)
			}
		}
	})
}
