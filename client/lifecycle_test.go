package client_test

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/tries"
)

const configure = "POST /rp/product-ingestion/configure"

// stop ends the sale of an offer or of plans, and waits for it.
func (s *stage) stop(m *client.Market, o model.Offer, plans ...model.PlanID) model.Progress {
	s.t.Helper()
	op, err := m.StopSelling(s.t.Context(), o, plans...)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.watch(m, op)
}

func (s *stage) restore(m *client.Market, o model.Offer, plans ...model.PlanID) model.Progress {
	s.t.Helper()
	op, err := m.Restore(s.t.Context(), o, plans...)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.watch(m, op)
}

// live publishes the whole draft and sends it live.
func (s *stage) live(m *client.Market, o model.Offer) {
	s.t.Helper()
	p := s.watch(m, s.publish(m, o, model.PublishRequest{}))
	op, err := m.GoLive(s.t.Context(), o, p.Operation.Submission)
	if err != nil {
		s.t.Fatal(err)
	}
	if p = s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
		s.t.Fatalf("going live ended %q: %+v", p.Outcome, p.Problems)
	}
}

func (s *stage) standing(m *client.Market, o model.Offer) model.Standing {
	s.t.Helper()
	got, err := m.Standing(s.t.Context(), o)
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

// The whole offer goes off the market by itself, and comes back by a publish.
func TestStopSelling_offerAndBack(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		op, err := m.StopSelling(t.Context(), o)
		if err != nil || op.Phase != model.OperationSent || op.Verb != model.VerbStop {
			t.Fatalf("%+v (%v)", op, err)
		}
		time.Sleep(time.Second) // the job has begun, the stop is not done
		if now := s.standing(m, o); now.State() != model.StateStopping || now.Live == nil {
			t.Errorf("a second later it is %q, live %v", now.State(), now.Live)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("ended %q: %+v", p.Outcome, p.Problems)
		}
		if now := s.standing(m, o); now.State() != model.StateStopped {
			t.Errorf("in the end it is %q", now.State())
		}
		_, err = m.StopSelling(t.Context(), o)
		as[*client.StateError](t, err)
		if p := s.restore(m, o); p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("restoring ended %q: %+v", p.Outcome, p.Problems)
		}
		if now := s.standing(m, o); now.State() != model.StateStopped || now.Draft != model.DraftChanged {
			t.Errorf("before it is published it is %q with draft %q", now.State(), now.Draft)
		}
		s.live(m, o)
		if now := s.standing(m, o); now.State() != model.StateLive {
			t.Errorf("published again it is %q", now.State())
		}
		s.want("deprecate", 1)
	})
}

// What is not done yet is called off: the offer was never off the market.
func TestRestore_callsOffAStop(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{StepTime: time.Hour}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		stopping, err := m.StopSelling(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if p := s.restore(m, o); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q: %+v", p.Outcome, p.Problems)
		}
		if p := s.watch(m, stopping); p.Outcome != model.OutcomeCancelled {
			t.Errorf("the stop ended %q", p.Outcome)
		}
		if now := s.standing(m, o); now.State() != model.StateLive {
			t.Errorf("it is %q", now.State())
		}
	})
}

// Another person's stop can be called off, too.
func TestRestore_aStopBegunElsewhere(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{StepTime: time.Hour}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "isbre-gateway")
		if now := s.standing(m, o); now.State() != model.StateStopping {
			t.Fatalf("at first it is %q", now.State())
		}
		if p := s.restore(m, o); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q: %+v", p.Outcome, p.Problems)
		}
		if now := s.standing(m, o); now.State() != model.StateLive {
			t.Errorf("in the end it is %q", now.State())
		}
	})
}

func TestRestore_anOfferStoppedLongAgo(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "fjord-relay")
		if now := s.standing(m, o); now.State() != model.StateStopped {
			t.Fatalf("at first it is %q", now.State())
		}
		if p := s.restore(m, o); p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("ended %q: %+v", p.Outcome, p.Problems)
		}
		s.live(m, o)
		if now := s.standing(m, o); now.State() != model.StateLive {
			t.Errorf("in the end it is %q", now.State())
		}
	})
}

// A plan is sold until its stop was published; nothing else of the draft moves.
func TestStopSelling_planAndBack(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		state := func(env model.Environment) string {
			return get(t, pickDocument(t, s.contents(m, o, env), "plans/byol/setup"), "/lifecycleState")
		}
		sales := func(want ...model.Sale) {
			t.Helper()
			got, err := m.Sales(t.Context(), o)
			for i := range got {
				got[i].Alias = ""
			}
			if !slices.Equal(got, want) || err != nil {
				t.Errorf("sales %+v (%v), want %+v", got, err, want)
			}
		}
		offer := model.Sale{Now: model.SaleOn, Next: model.SaleOn}
		payg := model.Sale{Plan: "payg", Now: model.SaleOn, Next: model.SaleOn}
		sales(offer, model.Sale{Plan: "byol", Now: model.SaleOn, Next: model.SaleOn}, payg)
		before := s.contents(m, o, model.Draft)
		if p := s.stop(m, o, "byol"); p.Outcome != model.OutcomeSucceeded || len(p.Operation.Sections) != 1 {
			t.Fatalf("ended %q of %v: %+v", p.Outcome, p.Operation.Sections, p.Problems)
		}
		after := s.contents(m, o, model.Draft)
		for _, d := range before.Documents {
			now, _ := after.Find(d.Key)
			if same := get(t, now, "") == get(t, d, ""); same == (d.Key.String() == "plans/byol/setup") && d.Key.Section != "assets" {
				t.Errorf("%s stayed the same: %v", d.Key, same)
			}
		}
		if d, l := state(model.Draft), state(model.Live); d != `"deprecated"` || l == d {
			t.Fatalf("draft %s, live %s", d, l)
		}
		sales(offer, model.Sale{Plan: "byol", Now: model.SaleOn, Next: model.SaleStopped}, payg)
		s.live(m, o)
		if l := state(model.Live); l != `"deprecated"` {
			t.Errorf("published, live is %s", l)
		}
		sales(offer, model.Sale{Plan: "byol", Now: model.SaleStopped, Next: model.SaleStopped}, payg)
		if now := s.standing(m, o); now.State() != model.StateLive {
			t.Errorf("with a plan left the offer is %q", now.State())
		}
		_, err := m.StopSelling(t.Context(), o, "payg")
		if e := as[*client.StateError](t, err); !strings.Contains(e.Text, "no plan would be left") {
			t.Errorf("the last plan: %v", err)
		}
		if p := s.restore(m, o, "byol"); p.Outcome != model.OutcomeSucceeded || state(model.Draft) != `"generallyAvailable"` {
			t.Errorf("restoring ended %q with %s", p.Outcome, state(model.Draft))
		}
	})
}

// What is refused before anything is sent, and why.
func TestStopSelling_refused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		offer   model.OfferID
		plans   []model.PlanID
		restore bool
		want    string
	}{
		"never live":        {offer: "test-vm-image", want: "is not live"},
		"a type without":    {offer: "harbor-backup", want: "no API can stop"},
		"back, without":     {offer: "harbor-backup", restore: true, want: "no API can resume"},
		"unknown plan":      {offer: "lighthouse-gateway", plans: []model.PlanID{"gold"}, want: `no plan "gold"`},
		"every plan":        {offer: "lighthouse-gateway", plans: []model.PlanID{"payg", "byol", "byol"}, want: "no plan would be left"},
		"on sale":           {offer: "lighthouse-gateway", restore: true, want: "was not stopped"},
		"plan on sale":      {offer: "lighthouse-gateway", restore: true, plans: []model.PlanID{"byol"}, want: "was not stopped"},
		"being stopped":     {offer: "isbre-gateway", want: "being stopped already"},
		"stopped":           {offer: "fjord-relay", want: "no longer sold"},
		"publish under way": {offer: "buoy-ingress", want: "still on its way"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{StepTime: time.Hour}, func(s *stage) {
				m := s.market()
				do := m.StopSelling
				if c.restore {
					do = m.Restore
				}
				_, err := do(s.t.Context(), s.find(m, c.offer), c.plans...)
				if e := as[advised](s.t, err); !strings.Contains(e.Error(), c.want) || e.Hint() == "" {
					s.t.Errorf("%v", err)
				}
				if all := s.ledger.accepted(s.t, ""); len(all) > 0 {
					s.t.Errorf("accepted %+v", all)
				}
			})
		})
	}
}

func TestStopSelling_readOnly(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		m := s.market(func(o *client.Options) { o.ReadOnly = true })
		if op, err := m.StopSelling(s.t.Context(), s.find(m, "lighthouse-gateway")); !errors.Is(err, client.ErrReadOnly) {
			s.t.Errorf("%+v (%v)", op, err)
		}
		s.want("deprecate", 0)
	})
}

// T-DUP and T-LRO for stops and restores: whatever is lost on the way, and
// however often the console dies, nothing is done twice and the verdict is what
// the service's books say.
func TestStopSelling_nothingTwice(t *testing.T) {
	t.Parallel()
	rounds := tries.Of(6)
	for round := range rounds {
		t.Run(strconv.Itoa(round), func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				r := rand.New(rand.NewPCG(uint64(round), 23))
				m := s.market()
				o := s.find(m, "lighthouse-gateway")
				var plans []model.PlanID
				verb := "deprecate"
				if round%2 == 1 {
					plans, verb = []model.PlanID{"byol"}, "edit"
				}
				s.unlucky(r, configure, verb, func() (model.Operation, error) { return m.StopSelling(s.t.Context(), o, plans...) })
			})
		})
	}
	t.Logf("T-DUP, stops: %d under a fault each, killed at random, 0 done twice unless said above", cmp.Or(rounds, 1))
}

// An offer can be withdrawn through its product, too, as other clients do: that
// takes a publish, and so does the way back.
func TestSales_withdrawnThroughTheProduct(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		whole := func() model.Sale {
			t.Helper()
			all, err := m.Sales(t.Context(), o)
			if err != nil || len(all) == 0 || all[0].Plan != "" {
				t.Fatalf("%+v (%v)", all, err)
			}
			return all[0]
		}
		s.save(m, o, "product", "/lifecycleState", `"deprecated"`)
		if got := whole(); got.Now != model.SaleOn || got.Next != model.SaleStopped {
			t.Errorf("in the draft only it is %+v", got)
		}
		s.live(m, o)
		if got := whole(); got.Now != model.SaleStopped || got.Next != model.SaleStopped {
			t.Errorf("published it is %+v", got)
		}
		if p := s.restore(m, o); p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("restoring ended %q: %+v", p.Outcome, p.Problems)
		}
		if got := whole(); got.Now != model.SaleStopped || got.Next != model.SaleOn {
			t.Errorf("restored in the draft it is %+v", got)
		}
		s.live(m, o)
		if got := whole(); got.Now != model.SaleOn || got.Next != model.SaleOn {
			t.Errorf("in the end it is %+v", got)
		}
	})
}
