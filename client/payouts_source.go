package client

import (
	"context"
	"iter"
	"strings"
	"time"

	"awning/client/store"
	"awning/model/payout"
)

// replaceEstimate stores the lines of a revenue report. Those of an older one that are not in
// it any more go, as far back as it reaches, unless a line of it could not be read.
func (x reporting) replaceEstimate(ctx context.Context, lines iter.Seq2[payout.Earning, error], o store.Import) (store.Imported, error) {
	there := map[string]bool{}
	var oldest time.Time
	noting := func(yield func(payout.Earning, error) bool) {
		for one, err := range lines {
			there[strings.ToLower(one.ID)] = true
			if err == nil && (oldest.IsZero() || one.Date.Before(oldest)) {
				oldest = one.Date
			}
			if !yield(one, err) {
				return
			}
		}
	}
	done, err := x.store.ImportEarnings(ctx, noting, o)
	if err != nil || done.Refused > 0 || oldest.IsZero() {
		return done, err
	}
	_, err = x.store.ForgetEarnings(ctx, func(id string, earned time.Time) bool {
		return payout.IsEstimate(id) && !there[id] && !earned.Before(oldest)
	})
	return done, err
}

// turn forgets what another source told, once this one has told all: what is paid and what is
// estimated are never added up. A role may change at any time, and back.
func (r *refreshing) turn(ctx context.Context, to payout.Source) error {
	_, err := r.store.ForgetEarnings(ctx, func(id string, _ time.Time) bool {
		return payout.IsEstimate(id) != (to == payout.FromEstimate)
	})
	if err != nil {
		return err
	}
	stale := []payout.ExportKind{payout.ReportRevenue}
	if to == payout.FromEstimate {
		stale = []payout.ExportKind{payout.ExportEarnings, payout.ExportPayments}
		if _, err = r.store.ImportPayments(ctx, func(func(payout.Payment, error) bool) {}, store.Import{}); err != nil {
			return err
		}
	}
	all, err := r.store.Exports(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		for _, kind := range stale {
			if e.Kind != kind {
				continue
			}
			r.tidy(ctx, &e)
			if err = r.store.ForgetExport(ctx, e.RequestID); err != nil { // nothing of it is stored any more
				return err
			}
		}
	}
	return nil
}
