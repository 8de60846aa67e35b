package client

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"awning/client/transport"
	"awning/model"
	"awning/model/payout"
)

// usualMonths is how far back payouts are read where nobody says.
const usualMonths = 12

// How refreshes are kept from going on side by side: how long a claim holds by itself, after a
// console died, and how often it is renewed.
const (
	claimHolds = 30 * time.Second
	claimRenew = 10 * time.Second
)

// errClaimLost says that another console took over while this one slept.
var errClaimLost = errors.New("another console went on with the refresh")

// RefreshPayouts brings the store up to date with the payouts of a scope: it queues exports
// of so many months (0: twelve), waits for them, and reads them, which takes seconds to a
// day. It returns when all is in, or when ctx ends: the exports go on meanwhile, and the next
// call resumes what this one left, in whatever process. Where another console is at it, it
// waits for that one. An application has its account's revenue report read instead, which is
// an estimate; see [Market.Payouts] for who tells of which account.
//
// report, if not nil, is told of each step, one at a time, by other goroutines.
func (m *Market) RefreshPayouts(ctx context.Context, sc payout.Scope, months int, report func(payout.Progress)) error {
	accounts, err := m.tellers(ctx, sc)
	if err != nil {
		return err
	}
	if months <= 0 {
		months = usualMonths
	}
	var telling sync.Mutex
	tell := func(p payout.Progress) {
		if report != nil {
			telling.Lock()
			defer telling.Unlock()
			report(p)
		}
	}
	errs := make([]error, len(accounts))
	var wg sync.WaitGroup
	for i, tellers := range accounts {
		wg.Go(func() { errs[i] = m.refreshAccount(ctx, sc, tellers[0].account(), months, tell) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// refreshAccount has the best teller of an account tell. One that is refused is known to be
// from then on, and the next best one is asked.
func (m *Market) refreshAccount(ctx context.Context, sc payout.Scope, account model.AccountID, months int, tell func(payout.Progress)) error {
	for try := 0; ; try++ {
		t, several, err := m.bestTeller(ctx, sc, account)
		switch {
		case err != nil:
			return err
		case t.source == "":
			return t.why
		}
		if err = m.refresh(ctx, t, months, tell); !errors.Is(err, transport.ErrForbidden) || try >= several {
			return t.whoMay(ctx, t.ability(), err)
		}
		if _, _, lerr := m.look(ctx, t.seat); lerr != nil {
			return errors.Join(t.whoMay(ctx, t.ability(), err), lerr)
		}
		if again, terr := t.teller(ctx); terr != nil || again.rank <= t.rank {
			return errors.Join(t.whoMay(ctx, t.ability(), err), terr) // it is refused this, and not payouts
		}
	}
}

// bestTeller is who tells of an account by now, and how many may be asked. A refusal that is
// older than an hour is looked at anew.
func (m *Market) bestTeller(ctx context.Context, sc payout.Scope, account model.AccountID) (best teller, several int, err error) {
	for looked := false; ; looked = true {
		accounts, err := m.tellers(ctx, sc)
		if err != nil {
			return teller{}, 0, err
		}
		i := slices.IndexFunc(accounts, func(t []teller) bool { return t[0].account() == account })
		if i < 0 {
			return teller{}, 0, fmt.Errorf("nobody is signed in for the account %s any more", account)
		}
		best = accounts[i][0]
		if best.source != "" || looked {
			return best, len(accounts[i]), nil
		}
		for _, t := range accounts[i] {
			// A refusal is no failure: it shows in what is known afterwards.
			if err = m.AbleTo(ctx, t.Who.Name, t.ability()); err != nil && !errors.Is(err, ErrForbidden) {
				return teller{}, 0, err
			}
		}
	}
}

// refresh has a teller tell, alone.
func (m *Market) refresh(ctx context.Context, t teller, months int, tell func(payout.Progress)) error {
	r := &refreshing{m: m, seat: t.seat, months: months, began: m.o.Now(), tell: tell}
	return r.alone(ctx, func(ctx context.Context) error {
		kinds := []payout.ExportKind{payout.ExportEarnings, payout.ExportPayments}
		if t.source == payout.FromEstimate {
			kinds = []payout.ExportKind{payout.ReportRevenue}
		}
		st, err := r.store.PayoutState(ctx)
		if err != nil {
			return err
		}
		at, err := r.renewAll(ctx, st.At, kinds...)
		if err == nil && st.Source != t.source {
			err = r.turn(ctx, t.source)
		}
		if err != nil {
			return err
		}
		return r.store.Refreshed(ctx, at, t.source)
	})
}

// refreshing is one refresh of one seat.
type refreshing struct {
	*seat

	m      *Market
	months int
	began  time.Time
	tell   func(payout.Progress)
}

// alone does something while no other refresh of the same identity is under way, in any
// process. If another console takes over, as it may where this one slept for long, it waits for
// that one, and begins again.
func (r *refreshing) alone(ctx context.Context, do func(context.Context) error) error {
	holder := transport.NewGUID()
	for {
		if err := r.claim(ctx, holder); err != nil {
			return err
		}
		held, lose := context.WithCancelCause(ctx)
		var wg sync.WaitGroup
		wg.Go(func() { r.keepClaim(held, holder, lose) })
		err := do(held)
		lost := errors.Is(context.Cause(held), errClaimLost)
		lose(nil)
		wg.Wait()
		if !lost {
			return errors.Join(err, r.store.ReleasePayouts(context.WithoutCancel(ctx), holder))
		}
	}
}

// claim waits until no other console is at it, and tells meanwhile how far that one is.
func (r *refreshing) claim(ctx context.Context, holder string) error {
	for {
		free, err := r.store.ClaimPayouts(ctx, holder, claimHolds)
		if free || err != nil {
			return err
		}
		if err = r.others(ctx); err != nil {
			return err
		}
		if err = pause(ctx, r.m.o.PollEvery); err != nil {
			return err
		}
	}
}

// keepClaim renews the claim until ctx ends.
func (r *refreshing) keepClaim(ctx context.Context, holder string, lose context.CancelCauseFunc) {
	for pause(ctx, claimRenew) == nil {
		held, err := r.store.ClaimPayouts(ctx, holder, claimHolds)
		switch {
		case ctx.Err() != nil:
		case err != nil: // a store that fails is told of by whoever writes to it next
		case !held:
			lose(errClaimLost)
		}
	}
}

// others tells what another console is at.
func (r *refreshing) others(ctx context.Context) error {
	st, err := r.store.PayoutState(ctx)
	if err != nil {
		return err
	}
	for _, e := range st.Exports {
		r.tell(payout.Progress{Profile: r.Who.Name, Export: e})
	}
	return nil
}
