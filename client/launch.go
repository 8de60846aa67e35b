package client

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"awning/client/store"
	"awning/client/transport"
	"awning/model"
)

// operation makes an operation that is not yet written down.
func (m *Market) operation(v model.Verb, o model.Offer, now model.Standing) model.Operation {
	return model.Operation{
		ID: model.OperationID(rand.Text()), Verb: v, Offer: o, Phase: model.OperationIntent, Started: m.o.Now().UTC(), Before: newest(now),
	}
}

// newest is the newest submission of an offer, or nothing.
func newest(now model.Standing) model.SubmissionID {
	if now.Last == nil {
		return ""
	}
	return now.Last.ID
}

// launch writes an intent down, sends the order once, and writes down what came of
// it. Whatever happens between the first and the last line, the store knows
// enough to find out what the service did.
func (m *Market) launch(ctx context.Context, t target, op model.Operation, o order) (model.Operation, error) {
	d, err := m.dialect(t, submitting(op.Verb))
	if err != nil {
		return model.Operation{}, err
	}
	request, err := d.prepare(ctx, t, o)
	if err != nil {
		return model.Operation{}, err
	}
	if m.o.ReadOnly {
		return model.Operation{}, ErrReadOnly
	}
	if err = m.begin(ctx, t, op); err != nil {
		return model.Operation{}, err
	}
	got, err := request(ctx)
	if errors.Is(err, ErrBusy) && untouched(ctx, d, t, op) {
		got, err = request(ctx) // the service was asked to wait for, and has done nothing
	}
	keep := context.WithoutCancel(ctx) // what was sent must be remembered
	switch {
	case err == nil:
		op.Phase = model.OperationSent
		op.Job, op.Submission = cmp.Or(got.job, op.Job), cmp.Or(got.submission, op.Submission)
	case refused(err):
		if _, endErr := t.seat.store.End(keep, op, model.OutcomeNotAccepted); endErr != nil {
			err = fmt.Errorf("%w; and the store: %w", err, endErr)
		}
		return model.Operation{}, err
	default:
		op.Phase = model.OperationUncertain
		op.Started = m.o.Now().UTC() // the time to look for it begins now
	}
	return op, t.seat.store.Update(keep, op)
}

// refused reports whether an operation that failed was certainly not taken by
// the service.
func refused(err error) bool {
	if errors.Is(err, ErrUncertain) {
		return false
	}
	_, answered := errors.AsType[*transport.Error](err)
	return answered || errors.Is(err, ErrReadOnly)
}

// untouched reports whether the offer has no newer submission than when the operation was
// made. Asking waits as long as the service wants to be left alone.
func untouched(ctx context.Context, d dialect, t target, op model.Operation) bool {
	now, err := d.standing(ctx, t, false)
	return err == nil && newest(now) == op.Before
}

// begin writes the intent down. An open one of the same verb stands in its way, unless a look
// shows that it has ended and only nobody was told.
func (m *Market) begin(ctx context.Context, t target, op model.Operation) error {
	err := t.seat.store.Begin(ctx, op)
	open, found := errors.AsType[*store.UnderWayError](err)
	if !found {
		return err
	}
	p, lookErr := m.Watch(ctx, open.Existing)
	if lookErr != nil || !p.Done() {
		return err
	}
	if _, err = m.Ended(ctx, p); err != nil {
		return err
	}
	return t.seat.store.Begin(ctx, op)
}
