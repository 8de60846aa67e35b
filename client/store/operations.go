package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"awning/model"
)

// ErrUnderWay says that the offer has such an operation already.
var ErrUnderWay = errors.New("already under way")

// ErrNotOpen says that an operation is unknown or has ended.
var ErrNotOpen = errors.New("no such open operation")

// UnderWayError is an [ErrUnderWay] with the operation that was there before.
type UnderWayError struct{ Existing model.Operation }

// Error says what is under way.
func (e *UnderWayError) Error() string {
	return fmt.Sprintf("%s of %s is already under way since %s",
		e.Existing.Verb, e.Existing.Offer.ID, e.Existing.Started.Format("2006-01-02 15:04"))
}

// Hint says what to do next.
func (e *UnderWayError) Hint() string { return "watch it to its end, or cancel it" }

// Is reports that it is an [ErrUnderWay].
func (e *UnderWayError) Is(target error) bool { return target == ErrUnderWay }

// Begin writes an operation down before anything of it is sent. It is on disk
// when Begin returns. If the offer has an open operation of the same verb, the
// error is an [*UnderWayError] with it, and nothing is written.
func (s *Seat) Begin(ctx context.Context, op model.Operation) error {
	if op.ID == "" || op.Verb == "" || op.Offer.Product == "" {
		return fmt.Errorf("begin an operation: id %q, verb %q and product %q must all be known", op.ID, op.Verb, op.Offer.Product)
	}
	value, sum, err := encode(op)
	if err != nil {
		return err
	}
	err = s.store.transact(ctx, func(tx *sql.Tx) error {
		existing, terr := scanOperation(tx.QueryRowContext(ctx,
			"SELECT value, sum FROM operation WHERE identity = ? AND verb = ? AND product = ? AND outcome = ''",
			s.identity, op.Verb, op.Offer.Product))
		if terr == nil {
			return &UnderWayError{Existing: existing}
		}
		if !errors.Is(terr, sql.ErrNoRows) {
			return terr
		}
		_, terr = tx.ExecContext(ctx,
			"INSERT INTO operation (identity, id, verb, product, outcome, begun_at, value, sum) VALUES (?, ?, ?, ?, '', ?, ?, ?)",
			s.identity, op.ID, op.Verb, op.Offer.Product, s.store.now().UnixNano(), value, sum)
		return terr
	})
	if err != nil {
		return fmt.Errorf("begin to %s %s: %w", op.Verb, op.Offer.ID, err)
	}
	return nil
}

// Update writes down what was learnt of an open operation; [ErrNotOpen] if it is
// not open.
func (s *Seat) Update(ctx context.Context, op model.Operation) error {
	value, sum, err := encode(op)
	if err != nil {
		return err
	}
	changed, err := s.change(ctx, "UPDATE operation SET value = ?, sum = ? WHERE identity = ? AND id = ? AND outcome = ''",
		value, sum, s.identity, op.ID)
	if err == nil && !changed {
		err = ErrNotOpen
	}
	if err != nil {
		return fmt.Errorf("write down how %s of %s goes: %w", op.Verb, op.Offer.ID, err)
	}
	return nil
}

// End closes an operation with its outcome. It reports true to exactly one
// caller, in whatever process: the one that shall announce the end.
func (s *Seat) End(ctx context.Context, op model.Operation, outcome model.Outcome) (first bool, err error) {
	if outcome == model.OutcomeNone {
		return false, fmt.Errorf("end %s of %s: there is no outcome yet", op.Verb, op.Offer.ID)
	}
	op.Phase = model.OperationEnded
	value, sum, err := encode(op)
	if err != nil {
		return false, err
	}
	first, err = s.change(ctx,
		"UPDATE operation SET outcome = ?, ended_at = ?, value = ?, sum = ? WHERE identity = ? AND id = ? AND outcome = ''",
		outcome, s.store.now().UnixNano(), value, sum, s.identity, op.ID)
	if err != nil {
		return false, fmt.Errorf("write down how %s of %s ended: %w", op.Verb, op.Offer.ID, err)
	}
	return first, nil
}

// Open returns the operations without an outcome, the oldest first.
func (s *Seat) Open(ctx context.Context) ([]model.Operation, error) {
	const doing = "read the operations under way"
	rows, err := s.store.db.QueryContext(ctx,
		"SELECT value, sum FROM operation WHERE identity = ? AND outcome = '' ORDER BY begun_at, id", s.identity)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	defer rows.Close()
	var all []model.Operation
	for rows.Next() {
		op, serr := scanOperation(rows)
		if serr != nil {
			return nil, fmt.Errorf("%s: %w", doing, explain(serr))
		}
		all = append(all, op)
	}
	if err = rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	return all, nil
}

// change runs a statement and reports whether it changed a row.
func (s *Seat) change(ctx context.Context, statement string, args ...any) (bool, error) {
	result, err := s.store.db.ExecContext(ctx, statement, args...)
	if err != nil {
		return false, explain(err)
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

func scanOperation(row interface{ Scan(dest ...any) error }) (model.Operation, error) {
	var value, sum []byte
	if err := row.Scan(&value, &sum); err != nil {
		return model.Operation{}, err
	}
	var op model.Operation
	return op, decode(value, sum, &op)
}
