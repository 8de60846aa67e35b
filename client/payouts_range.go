package client

import (
	"context"
	"time"

	"awning/client/payouts"
	"awning/client/transport"
	"awning/model/payout"
)

// Ranges: how far before the last refresh states may still have changed, and after how long
// all is read again, as exports that are done are not remembered for ever.
const (
	changesFor = 3 // months
	wholeEvery = 30 * 24 * time.Hour
)

// reaches reports whether an export holds what this refresh is to bring: all up to today.
func (r *refreshing) reaches(e payout.Export) bool {
	return !e.To.Before(day(r.began))
}

// plan is the next export of a kind: what may have changed since the last refresh, or
// everything where something is missing.
func (r *refreshing) plan(ctx context.Context, kind payout.ExportKind, all []payout.Export, last time.Time) (payout.Export, error) {
	now := r.m.o.Now()
	first := day(now).AddDate(0, -r.months, 0)
	from := first
	since, ok := covered(all, kind)
	if ok && !last.IsZero() && !since.After(first.AddDate(0, 0, 1)) && r.whole(all, first, now) {
		var err error
		if from, err = r.unsettled(ctx, kind, day(last).AddDate(0, -changesFor, 0)); err != nil {
			return payout.Export{}, err
		}
		if from.Before(first) {
			from = first
		}
	}
	to := day(now)
	return payout.Export{
		RequestID: transport.NewGUID(), Kind: kind, Filter: payouts.Between(kind, from, to).String(),
		From: from, To: to, State: payout.ExportAsked, Asked: now.UTC(),
	}, nil
}

// whole reports whether all was read lately.
func (r *refreshing) whole(all []payout.Export, first, now time.Time) bool {
	for _, e := range all {
		if e.State == payout.ExportDone && now.Sub(e.Asked) < wholeEvery && !e.From.After(first.Add(wholeEvery)) {
			return true
		}
	}
	return false
}

// unsettled is the day of the oldest earning that is not paid yet, if that is earlier: its
// state will change however old it is. What is lost stays so.
func (r *refreshing) unsettled(ctx context.Context, kind payout.ExportKind, from time.Time) (time.Time, error) {
	if kind != payout.ExportEarnings {
		return from, nil
	}
	q := payout.Query{Groups: []payout.Group{payout.Earned, payout.Scheduled, payout.Blocked, payout.Problem, payout.Other}}
	_, total, err := r.store.Earnings(ctx, q, 1, 0)
	if err != nil || total == 0 {
		return from, err
	}
	oldest, _, err := r.store.Earnings(ctx, q, 1, total-1)
	if err != nil || len(oldest) == 0 || oldest[0].Date.IsZero() || !oldest[0].Date.Before(from) {
		return from, err
	}
	return day(oldest[0].Date).AddDate(0, 0, -1), nil // days are Pacific ones
}

// day is the day something falls on, in UTC: where the service counts it is never later.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
