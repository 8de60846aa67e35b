package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"awning/model"
	"awning/model/payout"
)

// Orders returns the orders of a scope that a query asks for, the newest first; months are
// those in which they were placed. It asks nobody but the store: see [Market.RefreshOrders].
func (m *Market) Orders(ctx context.Context, sc payout.Scope, q payout.Query) ([]payout.Order, error) {
	all, err := reported(ctx, m, sc, func(s reporter) ([]payout.Order, error) { return s.store.Orders(ctx, q) })
	slices.SortStableFunc(all, func(a, b payout.Order) int { return b.Purchased.Compare(a.Purchased) })
	return all, err
}

// Usage returns the usage of a scope that a query asks for, the latest month first. It asks
// nobody but the store: see [Market.RefreshOrders].
func (m *Market) Usage(ctx context.Context, sc payout.Scope, q payout.Query) ([]payout.Usage, error) {
	all, err := reported(ctx, m, sc, func(s reporter) ([]payout.Usage, error) { return s.store.Usage(ctx, q) })
	slices.SortStableFunc(all, func(a, b payout.Usage) int {
		return cmp.Or(strings.Compare(b.Month.String(), a.Month.String()), strings.Compare(a.Offer, b.Offer))
	})
	return all, err
}

// RefreshOrders has the service make reports on the orders and the usage of twelve months, for
// each account in a scope, and reads them, which takes minutes. It is done only if the last ones
// are older than four hours: the service is two days behind anyway. It returns when all is in, or
// when ctx ends; the next call resumes what this one left. Reports answer applications: where only a
// person is signed in for an account it is a [*NoReporterError].
func (m *Market) RefreshOrders(ctx context.Context, sc payout.Scope) error {
	reporters, err := m.reporters(ctx, sc)
	if err != nil {
		return err
	}
	errs := make([]error, len(reporters))
	var wg sync.WaitGroup
	for i, one := range reporters {
		wg.Go(func() { errs[i] = m.refreshOrders(ctx, one) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (m *Market) refreshOrders(ctx context.Context, by reporter) error {
	if _, person := errors.AsType[*NoReporterError](by.why); person {
		return by.why
	}
	if err := m.AbleTo(ctx, by.Who.Name, model.AbleInsights); err != nil {
		return err
	}
	r := &refreshing{m: m, seat: by.seat, months: usualMonths, began: m.o.Now(), tell: func(payout.Progress) {}}
	err := r.alone(ctx, func(ctx context.Context) error {
		_, err := r.renewAll(ctx, time.Time{}, payout.ReportOrders, payout.ReportUsage)
		return err
	})
	return by.whoMay(ctx, model.AbleInsights, err)
}

// reported collects what the applications of each account in a scope have stored.
func reported[T any](ctx context.Context, m *Market, sc payout.Scope, read func(reporter) ([]T, error)) ([]T, error) {
	reporters, err := m.reporters(ctx, sc)
	if err != nil {
		return nil, err
	}
	var all []T
	for _, s := range reporters {
		some, err := read(s)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// reporter is a seat that may read reports for an account.
type reporter struct {
	*seat       // the first one that might, or anybody
	why   error // why nobody may; nil if somebody might
}

// reporters finds, for each account a scope reaches, who may read reports: applications of the
// account, which stand in for people. It asks nobody.
func (m *Market) reporters(ctx context.Context, sc payout.Scope) ([]reporter, error) {
	var out []reporter
	for _, s := range m.seats() {
		if !s.reached(m, sc) {
			continue
		}
		known, err := s.known(ctx)
		if err != nil {
			return nil, err
		}
		one := reporter{seat: s, why: s.refused(known, model.AbleInsights)}
		if one.why == nil && s.Who.Kind.Person() && known.Of(model.AbleInsights) == model.Unknown {
			one.why = &NoReporterError{Profile: s.Who.Name}
		}
		i := slices.IndexFunc(out, func(r reporter) bool { return r.account() == s.account() })
		switch {
		case i < 0:
			out = append(out, one)
		case out[i].why != nil && (one.why == nil || out[i].Who.Kind.Person()):
			out[i] = one
		}
	}
	if len(out) == 0 && sc.Profile != "" {
		return nil, &NoProfileError{Profile: sc.Profile}
	}
	return out, nil
}

// NoReporterError says that orders and usage cannot be read, as only a person is signed in
// for the account.
type NoReporterError struct{ Profile model.ProfileName }

// Error says who cannot.
func (e *NoReporterError) Error() string {
	return fmt.Sprintf("the profile %s is a person, and reports on orders and usage answer applications alone", e.Profile)
}

// Hint says what to do next.
func (e *NoReporterError) Hint() string {
	return "add a profile whose application belongs to the account, with the role Manager"
}

// Is reports that it is an [ErrForbidden].
func (e *NoReporterError) Is(err error) bool { return err == ErrForbidden }
