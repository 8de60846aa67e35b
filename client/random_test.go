package client_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/tries"
)

// faults are what can happen to a request that changes something.
func faults() []sandbox.Fault {
	return []sandbox.Fault{
		{Drop: true},
		{Drop: true, AfterServing: true},
		{Cut: true},
		{Status: http.StatusInternalServerError, Body: `"boom"`},
		{Status: http.StatusBadGateway, Body: `<html>`, AfterServing: true},
		{Status: http.StatusServiceUnavailable, AfterServing: true},
		{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"2"}}},
		{Status: http.StatusOK, Body: `<html>Sign in</html>`, AfterServing: true},
	}
}

// Whatever happens to a request, and however often the console is killed, the
// service does it at most once, and the verdict is what the service did.
func TestNothingTwice(t *testing.T) {
	t.Parallel()
	var ran atomic.Int64
	t.Cleanup(func() {
		t.Logf("T-DUP: %d publishes and go lives under faults and kills, 0 done twice, 0 wrong verdicts unless said above", ran.Load())
	})
	for seed := range tries.Of(120) {
		d := dialects()[seed%2]
		t.Run(fmt.Sprintf("%s %d", d.name, seed), func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				r := rand.New(rand.NewPCG(uint64(seed), 1))
				m := s.market()
				o := s.draftChange(m, d)
				p := s.unlucky(r, d.submit, d.verb, func() (model.Operation, error) {
					return m.Publish(s.t.Context(), o, model.PublishRequest{Sections: listing()})
				})
				ran.Add(1)
				if p.Outcome != model.OutcomeSucceeded {
					return
				}
				ran.Add(1)
				m = s.market()
				s.unlucky(r, d.golive, d.goVerb, func() (model.Operation, error) {
					return m.GoLive(s.t.Context(), o, p.Operation.Submission)
				})
			})
		})
	}
}

// unlucky runs an operation under a fault, kills the console at random, and
// judges the end by the service's own books.
func (s *stage) unlucky(r *rand.Rand, match, verb string, begin func() (model.Operation, error)) model.Progress {
	t := s.t
	t.Helper()
	fault := faults()[r.IntN(len(faults()))]
	s.server.Fail(match, 1, fault)
	op, err := begin()
	s.server.Fail(match, 0, fault)
	if err != nil {
		t.Fatalf("%+v: %v", fault, err)
	}
	var p model.Progress
	for p.Outcome == model.OutcomeNone {
		m := s.market()
		if r.IntN(3) == 0 { // killed: only the store remembers
			open, listErr := m.UnderWay(t.Context())
			if listErr != nil || len(open) != 1 || open[0].ID != op.ID {
				t.Fatalf("%+v: after a kill %+v (%v)", fault, open, listErr)
			}
			op = open[0]
		}
		if p, err = m.Watch(t.Context(), op); err != nil {
			t.Fatalf("%+v: %v", fault, err)
		}
		op = p.Operation
		time.Sleep(time.Duration(r.Int64N(int64(2 * p.Wait))))
	}
	first, err := s.market().Ended(t.Context(), p)
	if err != nil || !first {
		t.Errorf("%+v: announced first: %v (%v)", fault, first, err)
	}
	did := len(s.ledger.accepted(t, verb))
	if did > 1 || (did == 1) != (p.Outcome == model.OutcomeSucceeded) {
		t.Errorf("%+v: done %d times, verdict %q", fault, did, p.Outcome)
	}
	return p
}

// Two people edit the same section at random. Nobody's words are ever replaced
// by somebody who has not seen them.
func TestNoSilentOverwrite(t *testing.T) {
	t.Parallel()
	for _, d := range dialects() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				r := rand.New(rand.NewPCG(7, 7))
				o := s.find(s.market(), d.offer)
				people := []*client.Market{s.market(), s.market()}
				seen := make([]model.Document, len(people))
				for i, m := range people {
					seen[i] = s.document(m, o, "listing")
				}
				t := s.t
				now := get(t, seen[0], d.at)
				for n := range tries.Of(60) {
					i := r.IntN(len(people))
					if r.IntN(2) == 0 {
						seen[i] = s.document(people[i], o, "listing")
						continue
					}
					fresh := get(t, seen[i], d.at) == now
					mine := fmt.Sprintf(`"words %d of person %d"`, n, i)
					got, err := people[i].Save(t.Context(), o, edited(t, seen[i], d.at, mine))
					switch {
					case fresh && err == nil:
						seen[i], now = got, mine
					case !fresh && errors.Is(err, client.ErrStale):
					default:
						t.Fatalf("step %d: had seen the latest: %v, but %v", n, fresh, err)
					}
				}
			})
		})
	}
}
