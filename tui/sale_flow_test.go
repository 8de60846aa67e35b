package tui_test

import (
	"strings"
	"testing"
	"time"

	"awning/model"
)

// A publisher stops the sale of an offer, changes their mind, and sells it
// again: by keys alone, as customers see it in the end.
func TestFlow_stopSelling(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id = "lighthouse-gateway"
		d := s.open(id)
		d.Shows("Lighthouse Gateway", "Live").Press("S").Advance(5*time.Second).Shows("Whole offer", "on sale", "If you stop selling "+id)
		d.Press("s").Advance(time.Second).Type(id).Press("enter").Advance(time.Minute).Shows("is no longer sold")
		o, _ := s.find(id)
		now, err := s.market.Standing(s.t.Context(), o)
		if err != nil || now.State() != model.StateStopped {
			t.Fatalf("it is %q (%v)", now.State(), err)
		}
		d.Press("esc").Advance(5*time.Second).Shows("not sold", "If you restore "+id)
		d.Press("R").Advance(time.Second).Type(id).Press("enter").Advance(time.Minute).Shows("publish it and go live to sell it again")
		d.Press("esc", "esc").Advance(5 * time.Second).Shows("no longer sold").Press("r").Advance(10 * time.Second)
		d.Press("p").Advance(10 * time.Second).Press("p").Advance(time.Second).Press("y").Advance(2 * time.Minute)
		p, err := s.market.Standing(s.t.Context(), o)
		if err != nil || p.Preview == nil || p.Preview.Phase != model.PhasePreview {
			t.Fatalf("published it is %+v (%v)\n%s", p, err, d.Frame())
		}
		d.Press("g").Advance(10 * time.Second).Press("g").Advance(time.Second).Type(id).Press("enter").Advance(2 * time.Minute)
		if now, err = s.market.Standing(s.t.Context(), o); err != nil || now.State() != model.StateLive {
			t.Errorf("in the end it is %q (%v)", now.State(), err)
		}
		if n := strings.Count(s.log.String(), `"verb":"deprecate"`); n != 1 {
			t.Errorf("the service stopped the sale %d times", n)
		}
	})
}

// Where no API does it, the console says so, and where it can be done.
func TestFlow_stopSellingInThePortal(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.open("harbor-backup").Press("S").Advance(5*time.Second).Shows("no API can stop the sale", "https://partner.microsoft.com/")
	})
}
