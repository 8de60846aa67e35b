package client_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/model"
	"awning/tries"
)

// planCalls are the requests that make and delete plans in a dialect.
func (d spoken) planCalls() (create, remove string) {
	if d.name == "v1" {
		return "POST /v1.0/ingestion/products/", "DELETE /v1.0/ingestion/products/"
	}
	return d.write, d.write
}

func (s *stage) plan(m *client.Market, o model.Offer, id model.PlanID) (model.Plan, bool) {
	s.t.Helper()
	return s.contents(m, o, model.Draft).Plan(id)
}

func newPlan(d spoken) model.Plan {
	p := model.Plan{ID: "night-shift_2", Alias: "夜勤プラン"}
	if d.name == "v1" {
		p.Subtype = "managed-application"
	}
	return p
}

func TestPlans_madeAndDeleted(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t, m := s.t, s.market()
		o := s.find(m, d.offer)
		before := s.contents(m, o, model.Draft)
		want := newPlan(d)
		made, err := m.CreatePlan(t.Context(), o, want)
		if err != nil || made.Key == "" {
			t.Fatalf("%+v: %v", made, err)
		}
		time.Sleep(10 * time.Second) // its pages come late
		got, ok := s.plan(m, o, want.ID)
		if want.Key = made.Key; !ok || got != want {
			t.Errorf("the draft has %+v, want %+v", got, want)
		}
		for _, page := range []string{"setup", "listing", "pricing", "technical"} {
			s.document(m, o, "plans/night-shift_2/"+page)
		}
		_, err = m.CreatePlan(t.Context(), o, want)
		if state := as[*client.StateError](t, err); !strings.Contains(state.Error(), "already") {
			t.Errorf("the same id again: %v", err)
		}
		if err = m.DeletePlan(t.Context(), o, want.ID); err != nil {
			t.Fatal(err)
		}
		if err = m.DeletePlan(t.Context(), o, want.ID); !errors.Is(err, client.ErrNotFound) {
			t.Errorf("deleting what is not there: %v", err)
		}
		after := s.contents(m, o, model.Draft)
		if !slices.Equal(before.Plans, after.Plans) || len(before.Documents) != len(after.Documents) {
			t.Errorf("the draft has %+v, had %+v", after.Plans, before.Plans)
		}
		if err = m.DeletePlan(t.Context(), o, before.Plans[0].ID); err == nil || !strings.Contains(err.Error(), "published") {
			t.Errorf("deleting a plan customers can buy: %v", err)
		}
	})
}

func TestCreatePlan_refused(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		m := s.market()
		o := s.find(m, d.offer)
		asked := len(s.net.calls())
		for _, id := range []model.PlanID{"", "Upper", "with space", "ümlaut", model.PlanID(strings.Repeat("a", 51))} {
			if _, err := m.CreatePlan(s.t.Context(), o, model.Plan{ID: id, Alias: "x"}); err == nil {
				s.t.Errorf("%q was taken", id)
			}
		}
		if got := len(s.net.calls()); got != asked {
			s.t.Errorf("the service was asked %d times about ids no plan can have", got-asked)
		}
		still := s.market(func(o *client.Options) { o.ReadOnly = true })
		if _, err := still.CreatePlan(s.t.Context(), o, newPlan(d)); !errors.Is(err, client.ErrReadOnly) {
			s.t.Errorf("read-only: %v", err)
		}
		if err := still.DeletePlan(s.t.Context(), o, s.contents(m, o, model.Draft).Plans[0].ID); !errors.Is(err, client.ErrReadOnly) {
			s.t.Errorf("read-only: %v", err)
		}
	})
}

// Whatever happens to the requests, a plan is made once or not at all, deleted
// or not, and the verdict is what the service has.
func TestPlans_neverTwiceNeverWrong(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		create, remove := d.planCalls()
		r := rand.New(rand.NewPCG(11, 11))
		m := s.market()
		o := s.find(m, d.offer)
		unsure := 0
		for range tries.Of(24) {
			fault := faults()[r.IntN(len(faults()))]
			s.server.Fail(create, 1, fault)
			p, err := m.CreatePlan(t.Context(), o, newPlan(d))
			s.server.Fail(create, 0, fault)
			_, there := s.plan(m, o, newPlan(d).ID)
			switch {
			case err == nil && (!there || p.Key == ""), err != nil && !errors.Is(err, client.ErrUncertain) && there:
				t.Fatalf("%+v: made %v, the verdict %v", fault, there, err)
			case err != nil:
				unsure++
			}
			if !there {
				if _, err = m.CreatePlan(t.Context(), o, newPlan(d)); err != nil {
					t.Fatalf("%+v, then again: %v", fault, err)
				}
			}
			fault = faults()[r.IntN(len(faults()))]
			s.server.Fail(remove, 1, fault)
			err = m.DeletePlan(t.Context(), o, newPlan(d).ID)
			s.server.Fail(remove, 0, fault)
			_, there = s.plan(m, o, newPlan(d).ID)
			if err == nil && there || err != nil && !there {
				t.Fatalf("%+v: there %v, the verdict %v", fault, there, err)
			}
			if there {
				if err = m.DeletePlan(t.Context(), o, newPlan(d).ID); err != nil {
					t.Fatalf("%+v, then again: %v", fault, err)
				}
			}
		}
		posts := 0
		for _, e := range s.ledger.accepted(t, "create") {
			if strings.HasPrefix(e.Target, "variants/") {
				posts++
			}
		}
		if d.name == "v1" && posts != tries.Of(24) {
			t.Errorf("%d plans were made in %d rounds", posts, tries.Of(24))
		}
		t.Logf("%d rounds of making and deleting a plan under faults, %d for the user to decide, 0 wrong verdicts", tries.Of(24), unsure)
	})
}

// planAndBack makes a plan and deletes it again.
func planAndBack(t *testing.T, m *client.Market, id model.OfferID) {
	t.Helper()
	o, err := m.Find(t.Context(), model.Scope{}, id)
	check(t, err)
	_, err = m.CreatePlan(t.Context(), o, model.Plan{ID: "spare", Alias: "Spare"})
	check(t, err)
	check(t, m.DeletePlan(t.Context(), o, "spare"))
}
