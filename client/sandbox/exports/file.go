package exports

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"iter"

	"awning/client/sandbox/books"
)

// Earnings is the file of the lines that meet a filter, made while it is read. Close
// it.
func (f Format) Earnings(lines iter.Seq[books.Earning], filter Filter) io.ReadCloser {
	return file(f, "transactionhistory", earningColumns(), lines, filter.Earning)
}

// Payments is the same for payments.
func (f Format) Payments(rows iter.Seq[books.Payment], filter Filter) io.ReadCloser {
	return file(f, "payments", paymentColumns(f.Newer), rows, filter.Payment)
}

// Kind is the content type of the file.
func (f Format) Kind() string {
	switch {
	case f.Zip:
		return "application/zip"
	case f.TSV:
		return "text/tab-separated-values"
	default:
		return "text/csv"
	}
}

// extension of the file inside of a packed one, and of one that is not.
func (f Format) extension() string {
	if f.TSV {
		return ".tsv"
	}
	return ".csv"
}

// Name is what the file is called.
func (f Format) Name(id string) string {
	if f.Zip {
		return id + ".zip"
	}
	return id + f.extension()
}

// file makes a file of the rows that are kept.
func file[T any](f Format, name string, columns []column[T], rows iter.Seq[T], keep func(*T) bool) io.ReadCloser {
	r := &reader{}
	next, stop := iter.Pull(written(f, name, columns, rows, keep, &r.ready))
	r.next, r.stop = next, stop
	return r
}

// written writes a file into a buffer and yields whenever there is something in it.
// A buffer takes everything, so that no write can fail.
func written[T any](f Format, name string, columns []column[T], rows iter.Seq[T], keep func(*T) bool, into *bytes.Buffer) iter.Seq[struct{}] {
	const full = 1 << 16
	return func(yield func(struct{}) bool) {
		var to io.Writer = into
		packed := zip.NewWriter(into)
		if f.Zip {
			entry, err := packed.Create(name + f.extension())
			if err != nil {
				return
			}
			to = entry
		}
		if !f.NoMark {
			_, _ = io.WriteString(to, "\ufeff")
		}
		records := csv.NewWriter(to)
		records.UseCRLF = true
		if f.TSV {
			records.Comma = '\t'
		}
		fields := make([]string, len(columns))
		for i, c := range columns {
			fields[i] = c.name
		}
		_ = records.Write(fields)
		for row := range rows {
			if !keep(&row) {
				continue
			}
			for i, c := range columns {
				fields[i] = c.of(f, &row)
			}
			_ = records.Write(fields)
			if into.Len() >= full && !yield(struct{}{}) {
				return
			}
		}
		records.Flush()
		if f.Zip {
			_ = packed.Close()
		}
		yield(struct{}{})
	}
}

// reader reads what is written when it is asked for.
type reader struct {
	ready bytes.Buffer
	next  func() (struct{}, bool)
	stop  func()
}

// Read is io.Reader.
func (r *reader) Read(p []byte) (int, error) {
	for r.ready.Len() == 0 {
		if _, more := r.next(); !more {
			return r.ready.Read(p)
		}
	}
	return r.ready.Read(p)
}

// Close ends the writing.
func (r *reader) Close() error {
	r.stop()
	return nil
}
