package client

import (
	"context"
	"time"

	"awning/client/store"
	"awning/model"
)

// LastChoice returns the part of the marketplace that was chosen last, in this run or an
// earlier one, and whether there is one: what a profile that is gone, or that works for
// another account by now, was chosen for is none. The profile is the one of today, whatever
// its name was.
func (m *Market) LastChoice(ctx context.Context) (model.Scope, bool, error) {
	last, at, err := m.everywhere().Choice(ctx)
	if err != nil {
		return model.Scope{}, false, err
	}
	for _, s := range m.seats() {
		var chosen model.Scope
		var when time.Time
		if chosen, when, err = s.store.Choice(ctx); err != nil {
			return model.Scope{}, false, err
		}
		if !when.After(at) || chosen.Account != "" && chosen.Account != s.account() {
			continue
		}
		chosen.Profile = s.Who.Name
		last, at = chosen, when
	}
	return last, !at.IsZero(), nil
}

// KeepChoice writes down which part of the marketplace was chosen to work on; the next
// [Market.LastChoice] returns it. A scope without a profile is all of them. The error is a
// [*NoProfileError] if there is no such profile.
func (m *Market) KeepChoice(ctx context.Context, chosen model.Scope) error {
	if chosen.Profile == "" {
		return m.everywhere().KeepChoice(ctx, chosen)
	}
	s, ok := m.seatOf(chosen.Profile)
	if !ok {
		return &NoProfileError{Profile: chosen.Profile}
	}
	return s.store.KeepChoice(ctx, chosen)
}

// everywhere is the part of the store that belongs to no identity.
func (m *Market) everywhere() *store.Seat { return m.o.Store.For("") }
