package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"awning/model/payout"
)

// ImportPayments stores the rows of an export of payments, all or none of them. Those
// that are stored, and lie between the days the export is for, but are not in it, are
// forgotten, unless a line of it could not be read. Errors are as those of
// [Seat.ImportEarnings].
func (s *Seat) ImportPayments(ctx context.Context, lines iter.Seq2[payout.Payment, error], o Import) (Imported, error) {
	done, err := s.importPayments(ctx, lines, o)
	if err != nil {
		return Imported{}, fmt.Errorf("import the payments: %w", s.explainPayout(ctx, err))
	}
	if o.Progress != nil {
		o.Progress(done.Rows)
	}
	return done, nil
}

func (s *Seat) importPayments(ctx context.Context, lines iter.Seq2[payout.Payment, error], o Import) (Imported, error) {
	var bad Imported
	var rows []keyed
	for p, err := range lines {
		if row := (*payout.RowError)(nil); errors.As(err, &row) {
			bad.refuse(err)
			continue
		}
		if err != nil {
			return bad, err
		}
		parts := []string{p.ID, p.Participant, p.Program, p.Currency}
		row, err := keyedRow(p, p.Date, parts...)
		if err != nil {
			return bad, err
		}
		if p.ID == "" { // there may be many of them, and nothing names them
			row.key = fmt.Sprintf("%s\n%x", row.key, row.sum)
		}
		rows = append(rows, row)
	}
	complete, err := s.spanOf(ctx, o)
	if err != nil {
		return bad, err
	}
	if bad.Refused > 0 {
		complete = nil
	}
	done, err := s.replaceRows(ctx, kindRowPayment, rows, complete, func(tx *sql.Tx) error {
		_, terr := tx.ExecContext(ctx, "UPDATE payout_export SET rows = ? WHERE identity = ? AND request = ?", len(rows), s.identity, o.Export)
		return terr
	})
	done.Refused, done.Bad = bad.Refused, bad.Bad
	return done, err
}

// spanOf is what days an import is complete for.
func (s *Seat) spanOf(ctx context.Context, o Import) (*span, error) {
	if !o.From.IsZero() || !o.To.IsZero() || o.Export == "" {
		return &span{o.From, o.To}, nil
	}
	all, err := s.exports(ctx, "WHERE identity = ? AND request = ?", s.identity, o.Export)
	if err != nil || len(all) == 0 {
		return &span{}, err
	}
	return &span{all[0].From, all[0].To}, nil
}

// Payments returns the payments, the newest first; those not sent yet before all others.
func (s *Seat) Payments(ctx context.Context) ([]payout.Payment, error) {
	all, err := rowsOf[payout.Payment](ctx, s, kindRowPayment)
	if err != nil {
		return nil, fmt.Errorf("read the stored payments: %w", s.explainPayout(ctx, err))
	}
	slices.SortStableFunc(all, func(a, b payout.Payment) int {
		if a.Date.IsZero() != b.Date.IsZero() {
			return cmp.Compare(a.Date.Unix(), b.Date.Unix()) // the zero time is before all others
		}
		return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}
