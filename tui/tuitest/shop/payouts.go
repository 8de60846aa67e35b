package shop

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

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
	// Most is how many lines were ever asked for at once.
	Most int

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

// Earnings answers a page of the lines; an error under "Earnings".
func (s *Shop) Earnings(_ context.Context, _ payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Till.Most = max(s.Till.Most, limit)
	found := s.Till.find(q)
	from := min(offset, len(found))
	return slices.Clone(found[from:min(from+limit, len(found))]), len(found), s.Errors["Earnings"]
}

// EarningSums adds lines up by month and group, whatever is asked for.
func (s *Shop) EarningSums(_ context.Context, _ payout.Scope, q payout.Query, _ payout.By) ([]payout.Sum, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Sums(s.Till.find(q)), s.Errors["EarningSums"]
}

// find are the lines of the months a query names.
func (t *Till) find(q payout.Query) []payout.Earning {
	return slices.DeleteFunc(slices.Clone(t.Lines), func(e payout.Earning) bool {
		m := payout.MonthOf(e.Date)
		return !q.From.Zero() && m.Before(q.From) || !q.To.Zero() && q.To.Before(m)
	})
}

// Sums adds lines up by month, group and currency, in the order in which they come.
func Sums(lines []payout.Earning) []payout.Sum {
	var out []payout.Sum
	for _, e := range lines {
		one := payout.Sum{Key: payout.MonthOf(e.Date).String(), Group: payout.StatusOf(e.Status).Group, Due: e.Due()}
		i := slices.IndexFunc(out, func(s payout.Sum) bool {
			return s.Key == one.Key && s.Group == one.Group && s.Due.Currency == one.Due.Currency
		})
		if i < 0 {
			i = len(out)
			one.Due.Amount = decimal.Zero
			out = append(out, one)
		}
		out[i].Due.Amount, out[i].Lines = out[i].Due.Amount.Add(e.Due().Amount), out[i].Lines+1
	}
	return out
}
