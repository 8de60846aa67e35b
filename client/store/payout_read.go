package store

import (
	"context"
	"database/sql"
	"errors"
)

// broken is what of a ledger is not whole.
type broken struct{ sheets, words []int64 }

func (b broken) any() bool { return len(b.sheets)+len(b.words) > 0 }

// readLedger reads all sheets and words, in one look at the file.
func (s *Seat) readLedger(ctx context.Context) (l *ledger, damaged broken, err error) {
	tx, err := s.store.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, broken{}, err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }() // nothing was changed
	b, err := s.book(ctx, tx)
	if err != nil {
		return nil, broken{}, err
	}
	l = newLedger(b)
	known := &places{}
	if damaged.words, err = l.readWords(ctx, tx, known); err != nil {
		return nil, broken{}, err
	}
	damaged.sheets, err = l.readSheets(ctx, tx, known)
	return l, damaged, err
}

// readSheets reads the figures, and returns the numbers of sheets that are not whole.
func (l *ledger) readSheets(ctx context.Context, tx *sql.Tx, known *places) (damaged []int64, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT n, value, sum FROM earning_sheet WHERE n >= ? AND n < ? ORDER BY n",
		l.book.first(), l.book.key(l.book.sheets()))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	next := int64(0)
	for rows.Next() {
		var n, sum int64
		var value sql.RawBytes
		if err = rows.Scan(&n, &value, &sum); err != nil {
			return nil, err
		}
		for n -= l.book.first(); next < n; next++ {
			damaged = append(damaged, next) // it is not there
		}
		if len(value) != sheetLines*lineSize || crc(value) != sum || !l.setSheet(n, value, known) {
			damaged = append(damaged, n)
		}
		next = n + 1
	}
	for ; next < l.book.sheets(); next++ {
		damaged = append(damaged, next)
	}
	return damaged, rows.Err()
}

// setSheet takes the figures of a sheet over. It reports false if a word of them is unknown.
func (l *ledger) setSheet(number int64, figures []byte, known *places) bool {
	first := number * sheetLines
	for i := range min(sheetLines, l.book.slots-first) {
		if !l.set(uint32(first+i), figures[i*lineSize:(i+1)*lineSize], known) { // #nosec G115 -- keys have 32 bits for it
			return false
		}
	}
	return true
}

// places are the places of words in the memory, by kind and number; 0 for those nobody knows.
// Numbers are those of all books, and lie close to each other.
type places [kinds][]uint32

func (p *places) of(k kind, number uint32) uint32 {
	if int(number) >= len(p[k]) {
		return 0
	}
	return p[k][number]
}

func (p *places) set(k kind, number, place uint32) {
	if missing := int(number) + 1 - len(p[k]); missing > 0 {
		p[k] = append(p[k], make([]uint32, missing)...)
	}
	p[k][number] = place
}

// maxWords is more words than anybody has. Beyond it there is only damage.
const maxWords = kinds * maxSlots

// readWords reads all words, and returns the numbers of those that are damaged.
func (l *ledger) readWords(ctx context.Context, tx *sql.Tx, known *places) (damaged []int64, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT n, kind, text, name, sum FROM payout_word WHERE book = ?", l.book.n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n, k, sum int64
		var w word
		if err = rows.Scan(&n, &k, &w.text, &w.name, &sum); err != nil {
			return nil, err
		}
		if sum != w.sum() || k < 0 || k >= int64(kinds) || n <= 0 || n > int64(maxWords) {
			damaged = append(damaged, n)
			continue
		}
		known.set(kind(k), uint32(n), uint32(len(l.texts[k]))) // #nosec G115 -- both within maxWords
		l.texts[k] = append(l.texts[k], w)
	}
	return damaged, rows.Err()
}
