package payout

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

const (
	maxRecord  = 1 << 20 // bytes of one line of a file
	maxColumns = 1000
)

// RowError is a line of a file that cannot be read. The rest of the file can.
type RowError struct {
	Line  int // counted from 1
	Cause error
}

// Error names the line.
func (e *RowError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Cause) }

// Unwrap returns what is wrong with it.
func (e *RowError) Unwrap() error { return e.Cause }

// Earnings reads a transaction history, comma or tab separated, line by line. A
// [*RowError] stands for one line; any other error is the last thing yielded: a
// [*ColumnsError] if it is another kind of file.
func Earnings(r io.Reader) iter.Seq2[Earning, error] {
	return read(r, "transaction history", earningColumns(), func(e *Earning, head, value string) {
		if e.Extra == nil {
			e.Extra = map[string]string{}
		}
		e.Extra[head] = value
	}, checkEarning, "earningId", "paymentStatus", "earningAmount", "transactionCurrency")
}

// Payments reads a payments export in the same way.
func Payments(r io.Reader) iter.Seq2[Payment, error] {
	return read(r, "payments", paymentColumns(), func(p *Payment, head, value string) {
		if p.Extra == nil {
			p.Extra = map[string]string{}
		}
		p.Extra[head] = value
	}, checkPayment, "paymentID", "paymentStatus", "totalPayment", "currencyCode")
}

// checkEarning completes an earning, or says what it lacks.
func checkEarning(e *Earning) error {
	if e.ID == "" {
		return errors.New("it has no earningId")
	}
	e.Amount.Currency = e.Transaction.Currency
	return nil
}

// checkPayment likewise.
func checkPayment(p *Payment) error {
	if p.Status == "" && p.ID == "" {
		return errors.New("it has neither paymentID nor paymentStatus")
	}
	return nil
}

func read[T any](
	r io.Reader, kind string, columns []column[T], extra func(*T, string, string), check func(*T) error, required ...string,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		limit := &limited{r: r, left: maxRecord}
		records, err := open(limit, kind)
		if err != nil {
			yield(none, err)
			return
		}
		names, err := records.Read()
		switch {
		case errors.Is(err, io.EOF):
			yield(none, fmt.Errorf("the %s export is empty", kind))
			return
		case err != nil:
			yield(none, fmt.Errorf("the %s export cannot be read: %w", kind, err))
			return
		}
		if len(names) > maxColumns {
			yield(none, fmt.Errorf("the %s export has %d columns; at most %d are read", kind, len(names), maxColumns))
			return
		}
		heads := make([]string, len(names))
		for i, name := range names {
			heads[i] = strings.Clone(strings.TrimSpace(name))
		}
		h, err := readHead(kind, heads, columns, required...)
		if err != nil {
			yield(none, err)
			return
		}
		records.ReuseRecord = true
		for {
			limit.left = maxRecord
			one, line, err := next(records, h, extra, check)
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(one, err) {
				return
			}
			if row := (*RowError)(nil); err != nil && (!errors.As(err, &row) || line == 0) {
				return
			}
		}
	}
}

// next reads one record. line is 0 if nothing after it can be read.
func next[T any](
	records *csv.Reader, h head[T], extra func(*T, string, string), check func(*T) error,
) (one T, line int, err error) {
	fields, err := records.Read()
	if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
		return one, wrong.Line, &RowError{Line: wrong.StartLine, Cause: wrong.Err}
	}
	if err != nil {
		return one, 0, err
	}
	line, _ = records.FieldPos(0)
	if err = h.record(fields, &one, func(head, value string) { extra(&one, head, value) }); err == nil {
		err = check(&one)
	}
	if err != nil {
		var none T
		return none, line, &RowError{Line: line, Cause: err}
	}
	return one, line, nil
}

// open finds out how a file separates its columns.
func open(r io.Reader, kind string) (*csv.Reader, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	if mark, err := b.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(len(mark)) // they are there
	}
	head, err := b.Peek(b.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the %s export cannot be read: %w", kind, err)
	}
	if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
		head = head[:i]
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return nil, fmt.Errorf("the %s export is no text file", kind)
	}
	records := csv.NewReader(b)
	records.FieldsPerRecord = -1 // trailing columns that are empty may be missing
	records.LazyQuotes = true
	if bytes.Count(head, []byte("\t")) > bytes.Count(head, []byte(",")) {
		records.Comma = '\t'
	}
	return records, nil
}

// limited ends a file in which a single line never ends.
type limited struct {
	r    io.Reader
	left int
}

// Read reads no more than a line may have.
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("a line is longer than %d bytes", maxRecord)
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}
