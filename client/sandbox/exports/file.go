package exports

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"strconv"

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
	w := &writer[T]{format: f, name: name, columns: columns, fields: make([]string, len(columns)), into: &r.ready}
	r.next, r.stop = iter.Pull(w.write(rows, keep))
	return r
}

// writer writes a file into a buffer, which takes everything, so that no write can
// fail.
type writer[T any] struct {
	format  Format
	name    string
	columns []column[T]
	fields  []string
	into    *bytes.Buffer
	packed  *zip.Writer // nil if the file is not packed
	records *csv.Writer
	parts   int // begun
	lines   int // in this one
}

// write yields whenever there is something in the buffer.
func (w *writer[T]) write(rows iter.Seq[T], keep func(*T) bool) iter.Seq[struct{}] {
	const full = 1 << 16
	return func(yield func(struct{}) bool) {
		if w.format.Zip {
			w.packed = zip.NewWriter(w.into)
		}
		w.begin()
		for row := range rows {
			if !keep(&row) {
				continue
			}
			if w.packed != nil && w.format.Part > 0 && w.lines == w.format.Part {
				w.begin()
			}
			for i, c := range w.columns {
				w.fields[i] = c.of(w.format, &row)
			}
			w.lines++
			_ = w.records.Write(w.fields)
			if w.into.Len() >= full && !yield(struct{}{}) {
				return
			}
		}
		w.records.Flush()
		if w.packed != nil {
			_ = w.packed.Close()
		}
		yield(struct{}{})
	}
}

// begin begins the file, or the next one inside of a packed file, with the heads.
func (w *writer[T]) begin() {
	var to io.Writer = w.into
	if w.records != nil {
		w.records.Flush()
	}
	w.parts, w.lines = w.parts+1, 0
	if w.packed != nil {
		name := w.name
		if w.parts > 1 {
			name += "-" + strconv.Itoa(w.parts)
		}
		to, _ = w.packed.Create(name + w.format.extension()) // the name is a good one
	}
	if !w.format.NoMark {
		_, _ = io.WriteString(to, "\ufeff")
	}
	w.records = csv.NewWriter(to)
	w.records.UseCRLF = true
	if w.format.TSV {
		w.records.Comma = '\t'
	}
	for i, c := range w.columns {
		w.fields[i] = c.name
	}
	_ = w.records.Write(w.fields)
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
