package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
)

// Waiting for exports: the service says that they may take a day
// (github.com/microsoft/Partner-Center-Payout-APIs). The first looks are three times as far apart
// as those at operations.
const (
	exportPatience = 24 * time.Hour
	exportSlowest  = 5 * time.Minute
	exportGrowth   = 3
	// exportFailures is how many calls in a row may fail, each of them tried several times.
	exportFailures = 4
	// exportOpens is how often a file is opened that breaks off, or whose address runs out.
	exportOpens = 5
	// exportHalf is how old one half of a refresh may be that the other half is added to.
	exportHalf = 10 * time.Minute
	// exportTidy is how long an export that is of no use any more may take to be deleted.
	exportTidy = 10 * time.Second
)

// hintQueueAgain is what to do about an export that failed.
const hintQueueAgain = "refresh the payouts: it is queued again"

// ExportError says that an export of payouts came to nothing. The next refresh queues it
// again.
type ExportError struct {
	Export payout.Export
	Cause  error // nil: what Export.Problem says
}

// Error says which export, and why.
func (e *ExportError) Error() string {
	return fmt.Sprintf("the export of the %s from %s to %s: %s",
		e.Export.Kind, e.Export.From.Format(time.DateOnly), e.Export.To.Format(time.DateOnly), e.Export.Problem)
}

// Hint says what to do next.
func (e *ExportError) Hint() string { return hintQueueAgain }

// Unwrap returns what went wrong.
func (e *ExportError) Unwrap() error { return e.Cause }

// renewAll brings several kinds up to date, side by side, and says as of when they are.
func (r *refreshing) renewAll(ctx context.Context, last time.Time, kinds ...payout.ExportKind) (time.Time, error) {
	all, err := r.store.Exports(ctx)
	if err != nil {
		return time.Time{}, err
	}
	at, errs := make([]time.Time, len(kinds)), make([]error, len(kinds))
	var wg sync.WaitGroup
	for i, kind := range kinds {
		mine := slices.DeleteFunc(slices.Clone(all), func(e payout.Export) bool { return e.Kind != kind })
		wg.Go(func() { at[i], errs[i] = r.renew(ctx, kind, mine, last) })
	}
	wg.Wait()
	return slices.MaxFunc(at, time.Time.Compare), errors.Join(errs...)
}

// renew brings what there is of a kind up to date, and says as of when it is. What an earlier
// run left is finished first: more is asked for only if it does not reach far enough.
func (r *refreshing) renew(ctx context.Context, kind payout.ExportKind, all []payout.Export, last time.Time) (time.Time, error) {
	left, err := r.sweep(ctx, all)
	if err != nil {
		return time.Time{}, err
	}
	since, ok := covered(all, kind)
	for _, e := range all {
		if ok && !since.After(r.first()) && e.State == payout.ExportDone && r.current(e, last) {
			return e.Asked, nil
		}
	}
	for _, e := range left {
		err = r.finish(ctx, &e)
		switch {
		case errors.Is(err, errExportGone):
		case err != nil || r.reaches(e):
			return e.Asked, err
		default:
			all, last = append(all, e), e.Asked
		}
	}
	at, err := r.afresh(ctx, kind, all, last)
	if errors.Is(err, errExportGone) {
		at, err = r.afresh(ctx, kind, all, last)
	}
	return at, err
}

// current reports whether an export that is done need not be repeated: another console made it
// while this one waited, or it is what a refresh brought, not long ago, that died before it was
// complete. Reports tell of what happened up to two days ago, and there may be few of them.
func (r *refreshing) current(e payout.Export, last time.Time) bool {
	age := r.began.Sub(e.Asked)
	if isReport(e.Kind) {
		return age < reportEvery
	}
	return r.reaches(e) && (age <= 0 || age < exportHalf && e.Asked.After(last))
}

// sweep tidies exports away that are done, and those that came to nothing, and returns those
// that are under way.
func (r *refreshing) sweep(ctx context.Context, all []payout.Export) (left []payout.Export, err error) {
	for _, e := range all {
		switch {
		case e.State == payout.ExportDone:
			r.tidy(ctx, &e)
		case e.State == payout.ExportFailed, r.m.o.Now().Sub(e.Asked) > exportPatience:
			r.tidy(ctx, &e)
			if err = r.store.ForgetExport(ctx, e.RequestID); err != nil {
				return nil, err
			}
		default:
			left = append(left, e)
		}
	}
	return left, nil
}

// afresh makes a new export.
func (r *refreshing) afresh(ctx context.Context, kind payout.ExportKind, all []payout.Export, last time.Time) (time.Time, error) {
	e, err := r.plan(ctx, kind, all, last)
	if err == nil {
		err = r.store.KeepExport(ctx, e)
	}
	if err == nil {
		err = r.finish(ctx, &e)
	}
	return e.Asked, err
}

// errExportGone says that the service does not know an export, or not any more. It is forgotten.
var errExportGone = errors.New("the service does not know the export any more")

// finish brings an export that is remembered into the store, from wherever it is.
func (r *refreshing) finish(ctx context.Context, e *payout.Export) error {
	if e.ID == "" {
		if err := r.ask(ctx, e); err != nil {
			return err
		}
		if err := pause(ctx, r.interval(e)); err != nil {
			return err
		}
	}
	for opens := 1; ; opens++ {
		blob, err := r.wait(ctx, e)
		if err != nil {
			return err
		}
		again, err := r.take(ctx, e, blob)
		if err == nil {
			return r.done(ctx, e)
		}
		if !again {
			return err
		}
		if opens == exportOpens {
			return r.fail(ctx, e, err.Error(), nil) // which is no refusal of a person
		}
		if err = pause(ctx, r.m.o.PollEvery<<opens); err != nil {
			return err
		}
	}
}

// ask queues an export. The service knows a repetition by our id of the request: where it is
// not known whether it took it, in this run or an earlier one, it is asked again.
func (r *refreshing) ask(ctx context.Context, e *payout.Export) error {
	var got stage
	err := r.patiently(ctx, e, func() (err error) {
		got, err = r.supplier(e.Kind).queue(ctx, *e)
		return err
	})
	if neverTaken(err) {
		return errors.Join(err, r.store.ForgetExport(ctx, e.RequestID))
	}
	if err != nil {
		return err
	}
	e.ID = got.id
	return r.note(ctx, e, got.state, got.words)
}

// neverTaken reports whether a request was not taken and never will be.
func neverTaken(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && !e.Uncertain && (e.Status == http.StatusBadRequest || e.Status == http.StatusForbidden)
}

// wait looks at an export until its file is there.
func (r *refreshing) wait(ctx context.Context, e *payout.Export) (blob secret.String, err error) {
	for {
		var got stage
		err = r.patiently(ctx, e, func() (err error) {
			got, err = r.supplier(e.Kind).look(ctx, *e)
			return err
		})
		switch {
		case errors.Is(err, transport.ErrNotFound):
			return blob, errors.Join(errExportGone, r.store.ForgetExport(ctx, e.RequestID))
		case err != nil:
			return blob, err
		case got.state == payout.ExportFailed:
			return blob, r.fail(ctx, e, "the service could not make it", nil)
		}
		if err = r.note(ctx, e, got.state, got.words); err != nil || got.state == payout.ExportCompleted {
			return got.blob, err
		}
		if r.m.o.Now().Sub(e.Asked) > exportPatience {
			return blob, r.fail(ctx, e, "the service did not make it within a day", nil)
		}
		if err = pause(ctx, r.interval(e)); err != nil {
			return blob, err
		}
	}
}

// interval is how long to wait before the next look at an export: as long as it is old, so that
// the pauses double, within bounds.
func (r *refreshing) interval(e *payout.Export) time.Duration {
	return max(exportGrowth*r.m.o.PollEvery, min(exportSlowest, r.m.o.Now().Sub(e.Asked)))
}

// patiently makes a call that may be repeated, through trouble: as long as the service asks to
// wait, and a few times through failures.
func (r *refreshing) patiently(ctx context.Context, e *payout.Export, call func() error) error {
	wait, failures := exportGrowth*r.m.o.PollEvery, 0
	for {
		err := call()
		trouble, ok := errors.AsType[*transport.Error](err)
		switch {
		case err == nil, ctx.Err() != nil, !ok, errors.Is(err, ErrSignIn): // which trying again does not cure
			return err
		case errors.Is(err, transport.ErrBusy):
			failures = 0
			e.Problem = "the service asks to wait"
			r.tell(payout.Progress{Profile: r.Who.Name, Export: *e, Note: trouble.Message})
		case !trouble.Uncertain && trouble.Status != 0 && !stillPending(err):
			return err
		default:
			failures++
		}
		if failures > exportFailures || r.m.o.Now().Sub(e.Asked) > exportPatience {
			return err
		}
		if perr := pause(ctx, max(wait, trouble.Wait)); perr != nil {
			return perr
		}
		e.Problem = ""
		wait = min(2*wait, exportSlowest)
	}
}

// note writes down how far an export is, and tells.
func (r *refreshing) note(ctx context.Context, e *payout.Export, state payout.ExportState, words string) error {
	if e.State != state || state == payout.ExportQueued {
		e.State = state
		if err := r.store.KeepExport(ctx, *e); err != nil {
			return err
		}
	}
	r.tell(payout.Progress{Profile: r.Who.Name, Export: *e, Note: words})
	return nil
}

// fail writes down that an export came to nothing. It stays until it is queued again.
func (r *refreshing) fail(ctx context.Context, e *payout.Export, why string, cause error) error {
	e.Problem = why
	if err := r.note(ctx, e, payout.ExportFailed, ""); err != nil {
		return errors.Join(err, cause)
	}
	return &ExportError{Export: *e, Cause: cause}
}

// done writes down that an export is in the store, and deletes it. One that cannot be deleted
// now is by the next refresh.
func (r *refreshing) done(ctx context.Context, e *payout.Export) error {
	e.State = payout.ExportDone
	if err := r.store.KeepExport(ctx, *e); err != nil {
		return err
	}
	r.tell(payout.Progress{Profile: r.Who.Name, Export: *e})
	r.tidy(ctx, e)
	return nil
}

// tidy deletes an export from the service, if it can: without an id it is not there any more.
func (r *refreshing) tidy(ctx context.Context, e *payout.Export) {
	if e.ID == "" {
		return
	}
	limited, cancel := context.WithTimeout(transport.Once(ctx), exportTidy)
	defer cancel()
	if r.supplier(e.Kind).remove(limited, *e) != nil {
		return // it goes by itself, in time
	}
	was := e.ID
	e.ID = ""
	if r.store.KeepExport(ctx, *e) != nil {
		e.ID = was
	}
}
