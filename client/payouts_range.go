package client

import (
	"context"
	"slices"
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

// first is the first day this refresh is to bring.
func (r *refreshing) first() time.Time { return day(r.began).AddDate(0, -r.months, 0) }

// plan is the next export of a kind: what may have changed since the last refresh, or
// everything where something is missing. Reports have everything.
func (r *refreshing) plan(ctx context.Context, kind payout.ExportKind, all []payout.Export, last time.Time) (payout.Export, error) {
	now, first := r.m.o.Now(), r.first()
	from := first
	since, ok := covered(all, kind)
	if !isReport(kind) && ok && !last.IsZero() && !since.After(first) && r.whole(all, now) {
		var err error
		if from, err = r.unsettled(ctx, kind, day(last).AddDate(0, -changesFor, 0)); err != nil {
			return payout.Export{}, err
		}
		if from.Before(first) {
			from = first
		}
	}
	e := payout.Export{
		RequestID: transport.NewGUID(), Kind: kind, From: from, To: day(now), State: payout.ExportAsked, Asked: now.UTC(),
	}
	if !isReport(kind) {
		e.Filter = payouts.Between(kind, e.From, e.To).String()
	}
	return e, nil
}

// whole reports whether all was read lately.
func (r *refreshing) whole(all []payout.Export, now time.Time) bool {
	return slices.ContainsFunc(all, func(e payout.Export) bool {
		return e.State == payout.ExportDone && now.Sub(e.Asked) < wholeEvery && !e.From.After(r.first().Add(wholeEvery))
	})
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
