package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"awning/model/payout"
)

const (
	importBatch = 2048 // lines that are stored at once: for a tenth of a second nobody else gets in
	maxBad      = 20   // unreadable lines that are named
)

// Import is an import, as its caller sees it.
type Import struct {
	// Export is the id of the request of the export that is imported, whose count of rows
	// goes along; empty: none.
	Export string
	// From and To are the days an export of payments is complete for, both included; zero:
	// as the remembered export says, or without an end. Payments between them that are
	// stored and not imported are forgotten.
	From, To time.Time
	// Progress is told how many rows are stored; nil: nobody is told.
	Progress func(rows int)
}

// Imported is what an import did.
type Imported struct {
	Rows    int // read and stored, or stored already
	New     int // of them, those never seen before
	Changed int // of them, those that replaced another version
	// Refused is how many lines could not be read; Bad says of the first ones why.
	Refused int
	Bad     []error
}

// refuse notes a line that cannot be stored.
func (i *Imported) refuse(err error) {
	i.Refused++
	if len(i.Bad) < maxBad {
		i.Bad = append(i.Bad, err)
	}
}

// ImportEarnings stores lines of the transaction history. A line that is stored already
// is replaced. Lines are stored in batches, each of which is whole or absent after a
// kill; the rest comes with the next import of the same lines. A [*payout.RowError] is
// counted, any other error of the lines ends the import, as does the end of the context,
// between two batches; what was stored until then stays.
func (s *Seat) ImportEarnings(ctx context.Context, lines iter.Seq2[payout.Earning, error], o Import) (Imported, error) {
	im := importing{seat: s, o: o}
	err := im.run(ctx, lines)
	if err != nil {
		return im.done, fmt.Errorf("import the transaction history, of which %d rows are stored: %w", im.done.Rows, s.explainPayout(ctx, err))
	}
	return im.done, nil
}

// importing is an import of earnings under way.
type importing struct {
	seat  *Seat
	o     Import
	done  Imported
	batch []payout.Earning
	words vocabulary
}

func (im *importing) run(ctx context.Context, lines iter.Seq2[payout.Earning, error]) error {
	for e, err := range lines {
		if row := (*payout.RowError)(nil); errors.As(err, &row) {
			im.done.refuse(err)
			continue
		}
		if err != nil {
			return err
		}
		im.batch = append(im.batch, e)
		if len(im.batch) == importBatch {
			if err = im.flush(ctx); err != nil {
				return err
			}
		}
	}
	return im.flush(ctx)
}

// flush stores the batch.
func (im *importing) flush(ctx context.Context) error {
	if len(im.batch) == 0 {
		return ctx.Err()
	}
	was := im.done
	err := im.seat.store.transact(ctx, func(tx *sql.Tx) error {
		b, terr := im.seat.begun(ctx, tx)
		if terr != nil {
			return terr
		}
		im.words.book, im.words.changed = b.n, false
		im.seat.store.ledgers.forget(b.n) // memory is better used for the import
		return im.put(ctx, tx, b)
	})
	if err != nil {
		im.done = was
		return err
	}
	im.batch = im.batch[:0]
	if im.o.Progress != nil {
		im.o.Progress(im.done.Rows)
	}
	return nil
}

// put writes the batch.
func (im *importing) put(ctx context.Context, tx *sql.Tx, b book) error {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO earning (n, book, id, value, sum) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (book, id) DO UPDATE SET value = excluded.value, sum = excluded.sum
		WHERE (value, sum) <> (excluded.value, excluded.sum) RETURNING n`)
	if err != nil {
		return err
	}
	defer insert.Close()
	w := batch{book: b, slots: b.slots, insert: insert, sheets: sheets{tx: tx, now: im.seat.store.now, book: b}}
	for _, e := range im.batch {
		if err = im.putLine(ctx, tx, &w, e); err != nil {
			return err
		}
	}
	if err = w.sheets.flush(ctx); err != nil {
		return err
	}
	return im.close(ctx, tx, w)
}

// batch is a batch being written.
type batch struct {
	book   book
	slots  int64 // given out
	insert *sql.Stmt
	sheets sheets
}

// putLine writes a line, unless it is stored as it is.
func (im *importing) putLine(ctx context.Context, tx *sql.Tx, w *batch, e payout.Earning) error {
	value, sum, err := encode(earningRow(e))
	if err != nil {
		return err
	}
	numbers, err := im.numbers(ctx, tx, e)
	if err != nil {
		return err
	}
	l, err := figures(e, numbers)
	if err != nil {
		im.done.refuse(err)
		return nil
	}
	im.done.Rows++
	next := w.book.key(w.slots)
	if next > w.book.last() {
		return fmt.Errorf("more than %d lines cannot be stored", maxSlots)
	}
	var n int64
	err = w.insert.QueryRowContext(ctx, next, w.book.n, strings.ToLower(e.ID), value, sum).Scan(&n)
	switch {
	case noRows(err):
		return nil
	case err != nil:
		return err
	case n == next:
		w.slots++
		im.done.New++
	default:
		im.done.Changed++
	}
	return w.sheets.put(ctx, n-w.book.first(), l, searched(e))
}

func (im *importing) numbers(ctx context.Context, tx *sql.Tx, e payout.Earning) (numbers [kinds]uint32, err error) {
	for k, w := range wordsOf(e) {
		if numbers[k], err = im.words.number(ctx, tx, kind(k), w); err != nil {
			return numbers, err
		}
	}
	return numbers, nil
}

// close notes what the batch came to.
func (im *importing) close(ctx context.Context, tx *sql.Tx, w batch) error {
	if len(w.sheets.open) > 0 || im.words.changed {
		if _, err := tx.ExecContext(ctx, "UPDATE payout_book SET version = version + 1, earnings = earnings + ? WHERE n = ?",
			w.slots-w.book.slots, w.book.n); err != nil {
			return err
		}
	}
	if im.o.Export == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, "UPDATE payout_export SET rows = ? WHERE identity = ? AND request = ?",
		im.done.Rows, im.seat.identity, im.o.Export)
	return err
}

// noRows reports whether a query found nothing.
func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
