package tui_test

import (
	"strings"
	"testing"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/model"
)

// An offer of a type that nobody has heard of, by keys: it is in the list, its
// sections go by the service's words, a member is edited as JSON, compared,
// published and taken live; and every other byte stays as it was.
func TestFlow_unknownType(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, old, budget = "tidal-lattice", "0.002500", "0.04200"
		s.server = sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now(), Unheard: true}), Token: "owner", Log: &s.log})
		d := s.start(s.t.Context()).Advance(10 * time.Second)
		d.Press("enter").Advance(10*time.Second).Press("/").Type("quantum").Advance(time.Second).Shows("1 of 41", "Tidal Lattice", "quantumWorkspace", "Live")
		d.Press("enter", "enter").Advance(20*time.Second).Shows("Live. Customers see everything", "Quantum target", "Plan listing", "By the shot")
		live := s.sections(id, model.Live)

		d.Press(times(7, "down")...).Press("enter").Advance(5*time.Second).Shows("as the service sent it", `"couplings":[[1,2,-0.50]`, old)
		d.Press("down", "enter").Type("1.").Press("ctrl+s").Advance(5 * time.Second).Shows("this is not JSON").Hides("Saved")
		d.Press("enter").Press(times(2*len(old), "delete")...).Type(budget).Press("ctrl+s").Advance(5*time.Second).Shows("Saved in the draft: 1 edit.", "preview and live: "+old)
		d.Press("esc").Advance(5*time.Second).Shows("* 1 change", "has changes that are not published")
		d.Press("c").Advance(5*time.Second).Shows("[differences 1]", "/driftBudget", old, budget).Press("esc")

		d.Press("p").Advance(5*time.Second).Shows("[+]  Quantum target", "[+]  By the shot › Plan listing", "Stays a draft:  nothing")
		d.Press("p").Advance(time.Second).Press("y").Advance(2 * time.Minute).Shows("waits for you")
		want := map[string]string{}
		for key, doc := range live {
			want[key] = strings.Replace(doc, `"targetType":"live"`, `"targetType":"preview"`, 1)
		}
		want["quantum-target"] = strings.Replace(want["quantum-target"], old, budget, 1)
		s.same(id, model.Preview, want)
		s.same(id, model.Live, live)

		d.Press("g").Advance(5*time.Second).Shows("~ 1 changed, + 0 added, - 0 removed", "not documented for this type")
		d.Press("g").Advance(time.Second).Type(id).Press("enter").Advance(2 * time.Minute).Shows("tidal-lattice is live")
		live["quantum-target"] = strings.Replace(live["quantum-target"], old, budget, 1)
		s.same(id, model.Live, live)
	})
}
