package client

import (
	"context"
	"sync"
	"time"

	"awning/model"
)

// How long a finding is good for: until something is probed in passing again, until a no is
// looked at anew before anybody is held back by it, and until it no longer decides which API
// is asked first.
const (
	probeEvery  = 15 * time.Minute
	noHoldsFor  = time.Hour
	noSkipsFor  = 24 * time.Hour
	clockLeeway = time.Minute // a clock that was set back by more makes findings old
)

// Capabilities finds out what a profile may do, by reads that change nothing, side by side,
// within five seconds. What it finds is kept, with the time. It is an error only if the
// profile is unknown, the store fails or ctx ends: a probe that fails is an answer that is not
// known.
func (m *Market) Capabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error) {
	s, ok := m.seatOf(p)
	if !ok {
		return model.Capabilities{}, &NoProfileError{Profile: p}
	}
	_, found, err := m.look(ctx, s)
	return found, err
}

// KnownCapabilities returns what was last found, in this run or an earlier one, without
// asking anybody; the zero value if nobody ever looked. Its At says how old it is: what is
// older than a quarter of an hour is worth another look, no more often than that.
func (m *Market) KnownCapabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error) {
	s, ok := m.seatOf(p)
	if !ok {
		return model.Capabilities{}, &NoProfileError{Profile: p}
	}
	return s.known(ctx)
}

// abilities are what a seat's identity was last found to be allowed to do.
type abilities struct {
	mu    sync.Mutex
	last  model.Capabilities
	asked bool      // the store was
	tried time.Time // when the services were asked last, whatever came of it
}

// known returns what was last found.
func (s *seat) known(ctx context.Context) (model.Capabilities, error) {
	a := &s.abilities
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.asked {
		kept, err := s.store.Abilities(ctx)
		if err != nil {
			return model.Capabilities{}, err
		}
		a.last, a.asked = kept, true
	}
	c := a.last
	if c.Account != s.account() { // the profile works for another one by now
		return model.Capabilities{}, nil
	}
	c.Profile = s.Who.Name // which may have another name by now
	return c, nil
}

// look probes, and keeps what it finds. Those who look at the same time share one look.
func (m *Market) look(ctx context.Context, s *seat) ([]finding, model.Capabilities, error) {
	found, err := ask(ctx, s.together, "abilities", func() ([]finding, error) {
		found := s.findings(ctx, m)
		return found, ctx.Err()
	})
	if err != nil {
		return nil, model.Capabilities{}, err
	}
	c := model.Capabilities{Profile: s.Who.Name, Account: s.account(), At: m.o.Now().UTC()}
	silent := true
	for _, f := range found {
		c.Probes = append(c.Probes, f.Probe)
		silent = silent && f.Answer == model.Unknown
	}
	before, err := s.known(ctx)
	nothing := silent && !before.At.IsZero() // was learned: what was known may still hold
	s.abilities.mu.Lock()
	if s.abilities.tried = c.At; err == nil && !nothing {
		s.abilities.last = c
	}
	s.abilities.mu.Unlock()
	if err != nil || nothing {
		return found, c, err
	}
	return found, c, s.store.KeepAbilities(ctx, c)
}

// triedLately reports whether the services were asked so lately that asking again is of no use.
func (m *Market) triedLately(s *seat) bool {
	s.abilities.mu.Lock()
	defer s.abilities.mu.Unlock()
	return m.fresh(model.Capabilities{At: s.abilities.tried}, probeEvery)
}

// recent returns what is known, if it is not older than some time; else it looks anew. There are
// findings only of a new look.
func (m *Market) recent(ctx context.Context, s *seat, age time.Duration) ([]finding, model.Capabilities, error) {
	known, err := s.known(ctx)
	if err != nil || m.fresh(known, age) {
		return nil, known, err
	}
	return m.look(ctx, s)
}

// recalled returns what is known without asking even the store.
func (s *seat) recalled() model.Capabilities {
	s.abilities.mu.Lock()
	defer s.abilities.mu.Unlock()
	return s.abilities.last
}

// fresh reports whether something was found, and not longer ago than some time.
func (m *Market) fresh(c model.Capabilities, age time.Duration) bool {
	since := m.o.Now().Sub(c.At)
	return !c.At.IsZero() && since < age && since > -clockLeeway
}
