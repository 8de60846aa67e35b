package store

import (
	"context"
	"fmt"
	"time"

	"awning/model"
)

// Runs returns how long operations of one verb took with offers of a type, of
// those that succeeded the latest ones, the newest first, at most so many. Each
// is counted from when it was begun until its end was seen here: longer than it
// ran, if no console was open when it ended. Damaged rows are left out.
func (s *Seat) Runs(ctx context.Context, v model.Verb, t model.OfferType, most int) ([]time.Duration, error) {
	const doing = "read how long earlier operations took"
	rows, err := s.store.db.QueryContext(ctx,
		"SELECT begun_at, ended_at, value, sum FROM operation WHERE identity = ? AND verb = ? AND outcome = ? ORDER BY ended_at DESC",
		s.identity, v, model.OutcomeSucceeded)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	defer rows.Close()
	var out []time.Duration
	for rows.Next() && len(out) < most {
		var began, ended int64
		var value, sum []byte
		if err = rows.Scan(&began, &ended, &value, &sum); err != nil {
			return nil, fmt.Errorf("%s: %w", doing, explain(err))
		}
		var op model.Operation
		if decode(value, sum, &op) == nil && op.Offer.Type == t {
			out = append(out, time.Duration(ended-began))
		}
	}
	if err = rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	return out, nil
}
