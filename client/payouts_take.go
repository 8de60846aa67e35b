package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/store"
	"awning/model/payout"
)

// take downloads the file of an export and reads it into the store. again says that the file
// could not be got, and may be with another address.
func (r *refreshing) take(ctx context.Context, e *payout.Export, blob secret.String) (again bool, err error) {
	from := r.supplier(e.Kind)
	file, _, err := from.open(ctx, blob)
	if err != nil {
		return ctx.Err() == nil, err
	}
	defer file.Close()
	e.Rows, e.Problem = 0, ""
	if err = r.note(ctx, e, payout.ExportImporting, ""); err != nil {
		return false, err
	}
	in := &intake{file: file, dir: r.m.o.Dir}
	done, err := from.read(ctx, in, *e, func(rows int) {
		e.Rows = rows
		r.tell(payout.Progress{Profile: r.Who.Name, Export: *e})
	})
	switch {
	case err == nil:
		e.Rows, e.Problem = done.Rows, unread(done)
		return false, nil
	case ctx.Err() != nil:
		return false, context.Cause(ctx)
	case in.broken != nil:
		return true, in.broken
	case in.wrong != nil:
		return false, r.fail(ctx, e, in.wrong.Error(), in.wrong)
	}
	return false, err
}

// unread says how many lines could not be read, and why the first one could not.
func unread(done store.Imported) string {
	switch {
	case done.Refused == 0:
		return ""
	case len(done.Bad) == 0:
		return fmt.Sprintf("%d lines could not be read", done.Refused)
	}
	return fmt.Sprintf("%d lines could not be read, the first one: %s", done.Refused, oneLine(done.Bad[0].Error()))
}

// intake is a file on its way into the store. It tells a file that breaks off from one that
// is not what it should be.
type intake struct {
	file   io.Reader
	dir    string // for what has to be there as a whole
	broken error  // reading it ended with this
	wrong  error  // it makes no sense
}

// Read is io.Reader.
func (in *intake) Read(p []byte) (int, error) {
	n, err := in.file.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		in.broken = err
	}
	return n, err
}

// lines reads all tables of a file.
func lines[T any](in *intake, read func(io.Reader) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for table, err := range payouts.Files(in, in.dir) {
			if err != nil {
				in.wrong = err
				yield(none, err)
				return
			}
			for one, err := range read(table) {
				if row := (*payout.RowError)(nil); err != nil && !errors.As(err, &row) {
					in.wrong = err
				}
				if !yield(one, err) {
					return
				}
			}
		}
	}
}
