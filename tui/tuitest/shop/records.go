package shop

import (
	"context"
	"iter"
	"time"

	"awning/client"
	"awning/model/payout"
)

// Records are what a till knows of payments, orders, and how all of it fits together.
type Records struct {
	Paid           []payout.Payment // the newest first
	Sales          client.OrderView // what was ordered and used
	SalesNext      *client.OrderView
	Reconciliation payout.Reconciliation
	Traces         map[string]payout.Trace // by what was asked for
}

// Payments answers the rows of payments; an error under "Payments".
func (s *Shop) Payments(context.Context, payout.Scope) ([]payout.Payment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Till.Paid, s.Errors["Payments"]
}

// OrderView answers what was ordered and used, whatever is asked for; an error under
// "OrderView".
func (s *Shop) OrderView(context.Context, payout.Scope, payout.Query) (client.OrderView, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Till.Sales, s.Errors["OrderView"]
}

// RefreshOrders takes as long as a step of a refresh; then the sales are SalesNext, if that is
// there. An error stands under "RefreshOrders".
func (s *Shop) RefreshOrders(ctx context.Context, sc payout.Scope) error {
	s.note("RefreshOrders " + string(sc.Profile))
	select {
	case <-time.After(s.Till.Pause):
	case <-ctx.Done():
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Till.SalesNext != nil {
		s.Till.Sales = *s.Till.SalesNext
	}
	return s.Errors["RefreshOrders"]
}

// Reconcile answers what fits together; an error under "Reconcile".
func (s *Shop) Reconcile(context.Context, payout.Scope) (payout.Reconciliation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Till.Reconciliation, s.Errors["Reconcile"]
}

// Trace answers the sale that is filed under what is asked for, or one of which nothing is
// known; an error under "Trace".
func (s *Shop) Trace(_ context.Context, _ payout.Scope, ref string) (payout.Trace, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, known := s.Till.Traces[ref]
	if !known {
		t = payout.Trace{Stage: payout.StageUnclear}
	}
	t.Ref = ref
	return t, s.Errors["Trace"]
}

// Traces answers several such sales, or the same error.
func (s *Shop) Traces(ctx context.Context, of payout.Scope, refs []string) iter.Seq2[payout.Trace, error] {
	return func(yield func(payout.Trace, error) bool) {
		for _, ref := range refs {
			if t, err := s.Trace(ctx, of, ref); !yield(t, err) || err != nil {
				return
			}
		}
	}
}
