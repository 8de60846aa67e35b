package client_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// preview brings an offer into preview.
func (s *stage) preview(m *client.Market, d spoken) (model.Offer, model.SubmissionID) {
	s.t.Helper()
	o := s.draftChange(m, d)
	p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing()}))
	if p.Outcome != model.OutcomeSucceeded {
		s.t.Fatalf("publishing ended %q: %+v", p.Outcome, p.Problems)
	}
	if _, err := m.Ended(s.t.Context(), p); err != nil {
		s.t.Fatal(err)
	}
	return o, p.Operation.Submission
}

func TestGoLive_answerLost(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o, id := s.preview(m, d)
		s.server.Fail(d.golive, 1, sandbox.Fault{Drop: true, AfterServing: true})
		op, err := m.GoLive(t.Context(), o, id)
		if err != nil || op.Phase != model.OperationUncertain {
			t.Fatalf("phase %q (%v)", op.Phase, err)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
		s.want(d.goVerb, 1)
	})
}

func TestGoLive_neverArrived(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o, id := s.preview(m, d)
		s.server.Fail(d.golive, 1, sandbox.Fault{Drop: true})
		op, err := m.GoLive(t.Context(), o, id)
		if err != nil {
			t.Fatal(err)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeNotAccepted {
			t.Errorf("ended %q", p.Outcome)
		}
		s.want(d.goVerb, 0)
	})
}

func TestGoLive_needsThisSubmissionInPreview(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		_, err := m.GoLive(t.Context(), o, "1152921500000000001")
		as[*client.StateError](t, err)
		s.want(d.goVerb, 0)
	})
}

func TestCancel(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		publishing := s.publish(m, o, model.PublishRequest{Sections: listing()})
		time.Sleep(2 * time.Second)
		op, err := m.Cancel(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("cancelling ended %q", p.Outcome)
		}
		if p := s.watch(m, publishing); p.Outcome != model.OutcomeCancelled {
			t.Errorf("publishing ended %q", p.Outcome)
		}
	})
}

func TestCancel_answerLost(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.publish(m, o, model.PublishRequest{Sections: listing()})
		time.Sleep(2 * time.Second)
		s.server.Fail(d.cancel, 1, sandbox.Fault{Drop: true, AfterServing: true})
		op, err := m.Cancel(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("cancelling ended %q", p.Outcome)
		}
	})
}

func TestCancel_nothingToCancel(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		_, err := m.Cancel(t.Context(), s.find(m, d.offer))
		as[*client.StateError](t, err)
	})
}

// Another console began it: its job is not known here.
func TestCancel_begunElsewhere(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{StepTime: time.Hour}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "buoy-ingress")
		op, err := m.Cancel(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
	})
}

func TestWatch_troubleOfTheServiceIsStillPending(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		s.net.hook = func(r *http.Request) *canned {
			if strings.Contains(r.URL.Path, "submission") {
				return answer(http.StatusInternalServerError, `"boom"`)
			}
			return nil
		}
		p, err := m.Watch(t.Context(), op)
		if err != nil || p.Done() || p.Wait <= 0 || p.Operation.ID != op.ID {
			t.Errorf("a failed look: %+v (%v)", p, err)
		}
		s.net.hook = nil
		if p = s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
	})
}

func TestWatch_beingRefusedIsAnError(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		s.net.hook = func(*http.Request) *canned { return answer(http.StatusForbidden, `"no"`) }
		p, err := m.Watch(t.Context(), op)
		if err == nil || p.Done() || p.Wait <= 0 {
			t.Errorf("a refused look: %+v (%v)", p, err)
		}
	})
}

// Pauses grow from what the options say to a minute, with the operation's age.
func TestWatch_pausesGrow(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{StepTime: 24 * time.Hour}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		s.save(m, o, "listing", "/summary", `"x"`)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		var pauses []time.Duration
		for _, age := range []time.Duration{0, time.Minute, 5 * time.Minute, time.Hour} {
			time.Sleep(time.Until(op.Started.Add(age)))
			p, err := m.Watch(t.Context(), op)
			if err != nil {
				t.Fatal(err)
			}
			pauses = append(pauses, p.Wait.Round(time.Second))
		}
		want := []time.Duration{5 * time.Second, 6 * time.Second, 30 * time.Second, time.Minute}
		for i := range want {
			if pauses[i] != want[i] {
				t.Errorf("pauses %v, want %v", pauses, want)
				break
			}
		}
	})
}

func TestWatch_shortPausesForShortSteps(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{StepTime: 100 * time.Millisecond}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) { o.PollEvery = 50 * time.Millisecond })
		o := s.find(m, "lighthouse-gateway")
		began := time.Now()
		s.save(m, o, "listing", "/searchResultSummary", `"x"`)
		if p := s.watch(m, s.publish(m, o, model.PublishRequest{})); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

func TestStanding_states(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		for id, want := range map[model.OfferID]struct {
			state model.State
			draft model.DraftState
		}{
			"harbor-backup":      {model.StateLive, model.DraftUnchanged},
			"lighthouse-gateway": {model.StateLive, model.DraftUnchanged},
			"beacon-firewall":    {model.StateLive, model.DraftChanged},
			"tide-monitor":       {model.StatePreview, model.DraftUnchanged},
			"reef-analytics":     {model.StateDraft, model.DraftNew},
			"skiff-router":       {model.StateAttention, model.DraftNew},
			"current-crm":        {model.StatePreview, model.DraftUnchanged},
			"buoy-ingress":       {model.StatePublishing, model.DraftNew},
		} {
			got, err := m.Standing(t.Context(), s.find(m, id))
			if err != nil {
				t.Fatal(err)
			}
			if got.State() != want.state || got.Draft != want.draft {
				t.Errorf("%s is %q with draft %q, want %q and %q", id, got.State(), got.Draft, want.state, want.draft)
			}
		}
		known, err := m.CachedStandings(t.Context())
		if err != nil || len(known) != 8 {
			t.Errorf("%d standings in the store (%v)", len(known), err)
		}
	})
}
