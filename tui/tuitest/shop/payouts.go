package shop

import (
	"context"
	"time"

	"awning/client"
	"awning/model/payout"
)

// Till is what a shop knows of its payouts.
type Till struct {
	View  client.PayoutView
	Lines []payout.Earning // the newest first
	// Steps are what a refresh tells, each after Pause; then View is Next, if that is
	// there.
	Steps []payout.Progress
	Pause time.Duration
	Next  *client.PayoutView
	// Wait is how long an answer about lines takes; Most how many lines were ever asked
	// for at once, Asked how often lines were, and Peak how many answers were worked on at once.
	Wait              time.Duration
	Most, Asked, Peak int
	busy              int

	Records // what reaches beyond the lines
}

// Payouts answers what the till knows; an error under "Payouts".
func (s *Shop) Payouts(context.Context, payout.Scope) (client.PayoutView, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Till.View, s.Errors["Payouts"]
}

// RefreshPayouts tells the steps; an error under "RefreshPayouts".
func (s *Shop) RefreshPayouts(ctx context.Context, sc payout.Scope, _ int, report func(payout.Progress)) error {
	s.note("RefreshPayouts " + string(sc.Profile))
	for _, p := range s.Till.Steps {
		report(p)
		select {
		case <-time.After(s.Till.Pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Till.Next != nil {
		s.Till.View = *s.Till.Next
	}
	return s.Errors["RefreshPayouts"]
}
