package client_test

import (
	"fmt"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// T-CLOCK: our clock is set, by up to 25 hours and in either direction, while an operation
// is under way. The looks go on at their pace, and the verdict is what the service did.
func TestClock_setWhileWatching(t *testing.T) {
	t.Parallel()
	fates := []struct {
		name  string
		fault *sandbox.Fault
		want  model.Outcome
	}{
		{"answered", nil, model.OutcomeSucceeded},
		{"answer lost", &sandbox.Fault{Drop: true, AfterServing: true}, model.OutcomeSucceeded},
		{"never arrived", &sandbox.Fault{Drop: true}, model.OutcomeNotAccepted},
	}
	for _, jump := range []time.Duration{-25 * time.Hour, -time.Minute, time.Minute, 25 * time.Hour} {
		for _, before := range []int{0, 2} { // looks
			for _, f := range fates {
				t.Run(fmt.Sprintf("%s, %s after %d looks", f.name, jump, before), func(t *testing.T) {
					t.Parallel()
					inBoth(t, func(s *stage, d spoken) { s.jump(d, f.fault, jump, before, f.want) })
				})
			}
		}
	}
}

// jump publishes, sets the clock after some looks, and watches on, as a console does that
// was started again.
func (s *stage) jump(d spoken, fault *sandbox.Fault, by time.Duration, looks int, want model.Outcome) {
	t := s.t
	var off time.Duration
	clock := func(o *client.Options) {
		// Without the runtime's own clock, which does not jump.
		o.Now = func() time.Time { return time.Now().Round(0).Add(off) }
	}
	m := s.market(clock)
	o := s.draftChange(m, d)
	if fault != nil {
		s.server.Fail(d.submit, 1, *fault)
	}
	op, began := s.publish(m, o, model.PublishRequest{Sections: listing()}), time.Now()
	for look := range 200 {
		if look == looks {
			off = by
			m = s.market(clock)
			open, err := m.UnderWay(t.Context())
			if err != nil || len(open) != 1 {
				t.Fatalf("after a restart %+v (%v)", open, err)
			}
			op = open[0]
		}
		p, err := m.Watch(t.Context(), op)
		if err != nil {
			t.Fatal(err)
		}
		if p.Done() {
			if p.Outcome != want {
				t.Errorf("ended %q after %s, want %q", p.Outcome, time.Since(began), want)
			}
			if took := time.Since(began); took > 10*time.Minute {
				t.Errorf("took %s to be told", took)
			}
			return
		}
		if p.Wait < time.Second || p.Wait > time.Minute {
			t.Fatalf("the next look is in %s", p.Wait)
		}
		time.Sleep(p.Wait)
		op = p.Operation
	}
	t.Errorf("after 200 looks and %s nobody knows", time.Since(began))
}
