package exports_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox/books"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
)

// book is a large account's.
func book(lines int) *books.Book {
	return world.New(world.Options{Now: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC), Earnings: lines}).Books[0]
}

// read reads a file and closes it.
func read(t *testing.T, file io.ReadCloser) []byte {
	t.Helper()
	raw, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	if err = file.Close(); err != nil {
		t.Fatal(err)
	}
	return raw
}

// A packed file may be of several, each with its heads, and all lines are in one of
// them.
func TestFormat_parts(t *testing.T) {
	t.Parallel()
	const lines, each = 2000, 600
	raw := read(t, exports.Format{Zip: true, Part: each}.Earnings(book(lines).Earnings(), exports.Filter{}))
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	total, names := 0, map[string]bool{}
	for _, f := range z.File {
		r, errOpen := f.Open()
		if errOpen != nil {
			t.Fatal(errOpen)
		}
		records, errRead := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(read(t, r), []byte("\ufeff")))).ReadAll()
		if errRead != nil || records[0][0] != "earningId" || len(records) > each+1 {
			t.Errorf("%s: %v, %d lines", f.Name, errRead, len(records))
		}
		total += len(records) - 1
		names[f.Name] = true
	}
	if total < lines || len(names) != (total+each-1)/each || len(names) != len(z.File) {
		t.Errorf("%d lines in %d files", total, len(names))
	}
}

// Lines that the filter leaves out are not in the file; leaving the file half read
// is no harm.
func TestFormat_filter(t *testing.T) {
	t.Parallel()
	b := book(0)
	filter, err := exports.Parse("payoutStatus eq 'SENT' and earningForDate ge 2026-01-01", false)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for e := range b.Earnings() {
		if e.Status == books.Sent && !e.Date.Before(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)) {
			want++
		}
	}
	file := string(read(t, exports.Format{}.Earnings(b.Earnings(), filter)))
	if got := strings.Count(file, "\r\n") - 1; got != want || want == 0 {
		t.Errorf("%d lines, want %d", got, want)
	}
	half := exports.Format{}.Payments(slices.Values(b.Payments), exports.Filter{})
	if n, errRead := half.Read(make([]byte, 10)); n != 10 || errRead != nil {
		t.Errorf("%d bytes, %v", n, errRead)
	}
	if err = half.Close(); err != nil {
		t.Error(err)
	}
}

func BenchmarkFormat(b *testing.B) {
	const lines = 100_000
	large := book(lines)
	for b.Loop() {
		n, err := io.Copy(io.Discard, exports.Format{}.Earnings(large.Earnings(), exports.Filter{}))
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(n)
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
