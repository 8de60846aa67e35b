package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"time"

	"awning/model/payout"
)

// sheet is sheetLines lines, and what is searched in them.
type sheet struct {
	lines  []byte
	search [][]byte // by slot
	// changed says what must be written.
	changed, found bool
}

// sheets are those a transaction changes.
type sheets struct {
	tx   *sql.Tx
	now  func() time.Time
	book book
	open map[int64]*sheet
}

// put writes the figures of a line.
func (s *sheets) put(ctx context.Context, slot int64, l line, search []byte) error {
	p, err := s.sheet(ctx, slot/sheetLines)
	if err != nil {
		return err
	}
	i := int(slot % sheetLines)
	copy(p.lines[i*lineSize:], l)
	p.changed = true
	if !bytes.Equal(p.search[i], search) {
		p.search[i], p.found = search, true
	}
	return nil
}

// sheet is the sheet with a number. One that is damaged is made anew from its lines.
func (s *sheets) sheet(ctx context.Context, number int64) (*sheet, error) {
	if p := s.open[number]; p != nil {
		return p, nil
	}
	var lines, search []byte
	var sum, searchSum sql.NullInt64
	err := s.tx.QueryRowContext(ctx, `
		SELECT s.value, s.sum, t.value, t.sum FROM earning_sheet s LEFT JOIN earning_search t ON t.n = s.n WHERE s.n = ?`,
		s.book.key(number)).Scan(&lines, &sum, &search, &searchSum)
	if err != nil && !noRows(err) {
		return nil, err
	}
	p := &sheet{lines: make([]byte, sheetLines*lineSize), search: make([][]byte, sheetLines)}
	if s.open == nil {
		s.open = map[int64]*sheet{}
	}
	s.open[number] = p
	if noRows(err) && number*sheetLines >= s.book.slots {
		return p, nil // a new one
	}
	split, whole := splitSearch(search)
	if whole && len(lines) == len(p.lines) && sum.Int64 == crc(lines) && searchSum.Int64 == crc(search) {
		p.lines, p.search = lines, split
		return p, nil
	}
	return p, s.restore(ctx, number)
}

// restore makes a sheet anew from its lines. Lines that are damaged themselves are
// dropped.
func (s *sheets) restore(ctx context.Context, number int64) error {
	first := number * sheetLines
	rows, err := s.tx.QueryContext(ctx, "SELECT n, value, sum FROM earning WHERE n BETWEEN ? AND ?",
		s.book.key(first), s.book.key(first+sheetLines-1))
	if err != nil {
		return err
	}
	var damaged []int64
	whole := map[int64]payout.Earning{}
	for rows.Next() {
		var n int64
		var value, sum []byte
		if err = rows.Scan(&n, &value, &sum); err != nil {
			break
		}
		var e earningRow
		if decode(value, sum, &e) == nil {
			whole[n-s.book.first()] = payout.Earning(e)
		} else {
			damaged = append(damaged, n)
		}
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return err
	}
	words := vocabulary{book: s.book.n}
	p := s.open[number]
	p.changed, p.found = true, true
	for _, slot := range slices.Sorted(maps.Keys(whole)) {
		var numbers [kinds]uint32
		for k, w := range wordsOf(whole[slot]) {
			if numbers[k], err = words.number(ctx, s.tx, kind(k), w); err != nil {
				return err
			}
		}
		l, err := figures(whole[slot], numbers)
		if err != nil {
			return err
		}
		if err = s.put(ctx, slot, l, searched(whole[slot])); err != nil {
			return err
		}
	}
	return s.dropLines(ctx, damaged)
}

// dropLines forgets lines that are damaged; their places in the sheets are the caller's
// to empty.
func (s *sheets) dropLines(ctx context.Context, damaged []int64) error {
	if err := s.deleteLines(ctx, damaged); err != nil || len(damaged) == 0 {
		return err
	}
	return missed(ctx, s.tx, s.book, len(damaged), s.now())
}

// deleteLines deletes lines; their places are the caller's to empty, too.
func (s *sheets) deleteLines(ctx context.Context, keys []int64) error {
	for _, n := range keys {
		if _, err := s.tx.ExecContext(ctx, "DELETE FROM earning WHERE n = ?", n); err != nil {
			return err
		}
	}
	_, err := s.tx.ExecContext(ctx, "UPDATE payout_book SET earnings = earnings - ? WHERE n = ?", len(keys), s.book.n)
	return err
}

// missed notes that rows were dropped. What was done before no longer counts: only a
// complete refresh brings them back.
func missed(ctx context.Context, tx *sql.Tx, b book, rows int, at time.Time) error {
	_, err := tx.ExecContext(ctx, "UPDATE payout_book SET dropped = dropped + ?, dropped_at = ?, refreshed_at = 0 WHERE n = ?",
		rows, at.UnixNano(), b.n)
	if err == nil {
		_, err = tx.ExecContext(ctx,
			"DELETE FROM payout_export WHERE done AND identity = (SELECT identity FROM payout_book WHERE n = ?)", b.n)
	}
	return err
}

// flush writes what was changed.
func (s *sheets) flush(ctx context.Context) error {
	for _, number := range slices.Sorted(maps.Keys(s.open)) {
		p := s.open[number]
		if p.changed {
			if err := s.write(ctx, "INSERT OR REPLACE INTO earning_sheet (n, value, sum) VALUES (?, ?, ?)", number, p.lines); err != nil {
				return err
			}
		}
		if p.found {
			if err := s.write(ctx, "INSERT OR REPLACE INTO earning_search (n, value, sum) VALUES (?, ?, ?)", number, joinSearch(p.search)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sheets) write(ctx context.Context, statement string, number int64, value []byte) error {
	_, err := s.tx.ExecContext(ctx, statement, s.book.key(number), value, crc(value))
	return err
}

func crc(b []byte) int64 { return int64(crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))) }

// searched is what is looked at when a text is searched in a line, beside its words.
func searched(e payout.Earning) []byte {
	text := strings.ToLower(strings.Join([]string{
		e.ID, e.TransactionID, e.Asset, e.Order, e.LineItem, e.Invoice, e.SubscriptionID, e.ExternalID, e.Reseller, e.ResellerName, e.ParentProduct,
	}, "\n"))
	return []byte(text[:min(len(text), maxSearch)])
}

// maxSearch is how much of one line is searched, in bytes.
const maxSearch = 4096

// joinSearch and splitSearch keep the texts of a sheet in one.
func joinSearch(texts [][]byte) []byte {
	var out []byte
	for _, t := range texts {
		out = binary.AppendUvarint(out, uint64(len(t)))
		out = append(out, t...)
	}
	return out
}

func splitSearch(all []byte) ([][]byte, bool) {
	texts := make([][]byte, sheetLines)
	for i := range texts {
		n, size := binary.Uvarint(all)
		if size <= 0 || n > maxSearch || size+int(n) > len(all) {
			return texts, false
		}
		texts[i], all = all[size:size+int(n)], all[size+int(n):]
	}
	return texts, len(all) == 0
}
