package client_test

import (
	"testing"

	"awning/client/sandbox"
	"awning/model"
)

func TestNotes_areKeptPerOffer(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o, other := s.find(m, "harbor-backup"), s.find(m, "lighthouse-gateway")
		if err := m.KeepNotes(t.Context(), o, "Log in as test."); err != nil {
			t.Fatal(err)
		}
		if got, err := m.Notes(t.Context(), o); got != "Log in as test." || err != nil {
			t.Errorf("notes %q, %v", got, err)
		}
		if got, err := m.Notes(t.Context(), other); got != "" || err != nil {
			t.Errorf("another offer's notes %q, %v", got, err)
		}
	})
}

// What a publish took is known when the next one of that type is under way.
func TestRuns_tellHowLongEarlierOnesTook(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		if got, err := m.Runs(t.Context(), op); len(got) > 0 || err != nil {
			t.Errorf("runs before the first ended: %v, %v", got, err)
		}
		p := s.watch(m, op)
		if _, err := m.Ended(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		got, err := m.Runs(t.Context(), op)
		if err != nil || len(got) != 1 || got[0] <= 0 {
			t.Errorf("runs: %v, %v; want one", got, err)
		}
	})
}
