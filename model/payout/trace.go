package payout

import "github.com/shopspring/decimal"

// Reached is how far a sale has come, by its lines and by what waits or does not fit: the
// least far that any of it is, but for what was taken back.
func (t Trace) Reached() Stage {
	if t.takenBack() {
		return StageTakenBack
	}
	stages := map[Stage]bool{}
	for _, e := range t.Earnings {
		stages[StageOf(e.Status)] = true
	}
	for _, w := range t.Waiting {
		stages[w.Stage] = true
	}
	for _, m := range t.Mismatches {
		stages[StageUnclear] = stages[StageUnclear] || m.Kind == OrderUnearned || m.Kind == UsageUnearned
	}
	for _, s := range []Stage{StageHeld, StageUnclear, StageSold, StageCollecting, StageEarned, StageScheduled, StagePaid} {
		if stages[s] {
			return s
		}
	}
	if t.Free {
		return StageFree
	}
	return StageUnclear
}

// takenBack reports whether as much was taken back as was earned.
func (t Trace) takenBack() bool {
	sums := map[string]decimal.Decimal{}
	back := false
	for _, e := range t.Earnings {
		sums[e.Amount.Currency] = sums[e.Amount.Currency].Add(e.Amount.Amount)
		back = back || e.Amount.Amount.IsNegative()
	}
	for _, s := range sums {
		back = back && !s.IsPositive()
	}
	return back && len(t.Waiting) == 0
}
