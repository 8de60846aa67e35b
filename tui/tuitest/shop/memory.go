package shop

import (
	"context"
	"time"

	"awning/model"
)

// Memory is what a shop remembers beside its offers. It is set before the
// console starts; Notes change as they are kept.
type Memory struct {
	Notes string          // for certification, of any offer
	Runs  []time.Duration // of any operation
}

// Notes answers the notes kept for an offer.
func (s *Shop) Notes(ctx context.Context, _ model.Offer) (string, error) {
	if err := s.answer(ctx, "Notes"); err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Memory.Notes, nil
}

// KeepNotes replaces the notes of an offer.
func (s *Shop) KeepNotes(ctx context.Context, _ model.Offer, notes string) error {
	s.note("KeepNotes")
	if err := s.answer(ctx, "KeepNotes"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Memory.Notes = notes
	return nil
}

// Runs answers how long earlier operations took.
func (s *Shop) Runs(ctx context.Context, _ model.Operation) ([]time.Duration, error) {
	if err := s.answer(ctx, "Runs"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Memory.Runs, nil
}
