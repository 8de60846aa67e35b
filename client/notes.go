package client

import (
	"context"
	"time"

	"awning/model"
)

// Notes returns the notes for certification kept for an offer; empty if there
// are none. The services forget them with each publish, so the store keeps them.
func (m *Market) Notes(ctx context.Context, o model.Offer) (string, error) {
	t, err := m.target(o)
	if err != nil {
		return "", err
	}
	return t.seat.store.Notes(ctx, o.Product)
}

// KeepNotes replaces the notes for certification of an offer; empty ones are
// forgotten. Nothing is sent: they go with the next publish that is asked for
// with them.
func (m *Market) KeepNotes(ctx context.Context, o model.Offer, notes string) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	return t.seat.store.KeepNotes(ctx, o.Product, notes)
}

// runs is how many earlier operations say how long one usually takes.
const runs = 9

// Runs returns how long operations like this one took before, with the same way of
// signing in and the same type of offer: the latest that succeeded, the newest first.
func (m *Market) Runs(ctx context.Context, op model.Operation) ([]time.Duration, error) {
	t, err := m.target(op.Offer)
	if err != nil {
		return nil, err
	}
	return t.seat.store.Runs(ctx, op.Verb, op.Offer.Type, runs)
}
