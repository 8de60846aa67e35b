package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"
)

// keptFigures is how many bytes of figures are kept in memory, of all books together.
const keptFigures = 64 << 20

// ledger is the figures of all lines of a book at one version, which do not change.
type ledger struct {
	book    book
	lines   []byte // by slot
	looking looking
	words   [kinds]map[uint32]word // by number
	// byDate are the slots, the newest line first.
	byDate func() []uint32
}

// line is the line in a slot.
func (l *ledger) line(slot uint32) line {
	return l.lines[int(slot)*lineSize : (int(slot)+1)*lineSize]
}

// slots is how many slots there are, empty ones included.
func (l *ledger) slots() uint32 { return uint32(len(l.lines) / lineSize) } // #nosec G115 -- keys have 32 bits for it

// sorted are the slots, the newest line first.
func (l *ledger) sorted() []uint32 {
	slots := make([]uint32, 0, l.slots())
	for slot := range l.slots() {
		if l.line(slot).there() {
			slots = append(slots, slot)
		}
	}
	slices.SortFunc(slots, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(l.line(b).date(), l.line(a).date()), cmp.Compare(a, b))
	})
	return slots
}

// ledgers are the figures in memory, by the number of their book.
type ledgers struct {
	mu  sync.Mutex
	all map[int64]*ledger
}

func (l *ledgers) forget(book int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, book)
}

func (l *ledgers) find(b book) *ledger {
	l.mu.Lock()
	defer l.mu.Unlock()
	if there := l.all[b.n]; there != nil && there.book.version == b.version {
		return there
	}
	return nil
}

// keep keeps figures, and lets others go if they are too many together.
func (l *ledgers) keep(fresh *ledger) {
	l.mu.Lock()
	defer l.mu.Unlock()
	size := len(fresh.lines)
	for _, other := range l.all {
		size += len(other.lines)
	}
	if l.all == nil || size > keptFigures {
		l.all = map[int64]*ledger{}
	}
	l.all[fresh.book.n] = fresh
}

// ledger returns the figures of the identity's lines, as they are now.
func (s *Seat) ledger(ctx context.Context) (*ledger, error) {
	b, err := s.book(ctx, s.store.db)
	if err != nil {
		return nil, err
	}
	if there := s.store.ledgers.find(b); there != nil {
		return there, nil
	}
	s.store.ledgers.forget(b.n) // not both in memory
	fresh, broken, err := s.readLedger(ctx)
	if err == nil && broken.any() {
		if err = s.restore(ctx, broken); err == nil {
			fresh, broken, err = s.readLedger(ctx)
		}
		if err == nil && broken.any() {
			err = errDamagedRow // it does not hold what was just written
		}
	}
	if err != nil {
		return nil, err
	}
	if b.n != 0 {
		s.store.ledgers.keep(fresh)
	}
	return fresh, nil
}

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
	l = &ledger{book: b, lines: make([]byte, b.slots*lineSize)}
	l.byDate = sync.OnceValue(l.sorted)
	if damaged.words, err = l.readWords(ctx, tx); err != nil {
		return nil, broken{}, err
	}
	damaged.sheets, err = l.readSheets(ctx, tx)
	return l, damaged, err
}

// readSheets reads the figures, and returns the numbers of sheets that are not whole.
func (l *ledger) readSheets(ctx context.Context, tx *sql.Tx) (damaged []int64, err error) {
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
		if len(value) == sheetLines*lineSize && crc(value) == sum {
			copy(l.lines[n*sheetLines*lineSize:], value)
		} else {
			damaged = append(damaged, n)
		}
		next = n + 1
	}
	for ; next < l.book.sheets(); next++ {
		damaged = append(damaged, next)
	}
	return damaged, rows.Err()
}

// readWords reads all words, and returns the numbers of those that are damaged.
func (l *ledger) readWords(ctx context.Context, tx *sql.Tx) (damaged []int64, err error) {
	for k := range l.words {
		l.words[k] = map[uint32]word{0: {}}
	}
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
		if sum != w.sum() || k < 0 || k >= int64(kinds) || n != int64(uint32(n)) { // #nosec G115 -- whether it fits is the question
			damaged = append(damaged, n)
			continue
		}
		l.words[k][uint32(n)] = w // #nosec G115 -- it fits
	}
	return damaged, rows.Err()
}

// restoredAtOnce is how many sheets are made anew in a transaction.
const restoredAtOnce = 32

// restore makes damaged sheets anew from their lines; all of them if words are damaged,
// which any line may have.
func (s *Seat) restore(ctx context.Context, damaged broken) error {
	if len(damaged.words) > 0 {
		var err error
		if damaged.sheets, err = s.forgetWords(ctx, damaged.words); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(damaged.sheets, restoredAtOnce) {
		err := s.store.transact(ctx, func(tx *sql.Tx) error {
			b, err := s.book(ctx, tx)
			if err != nil {
				return err
			}
			changes := sheets{tx: tx, now: s.store.now, book: b}
			for _, number := range some {
				if _, err = changes.sheet(ctx, number); err != nil {
					return err
				}
			}
			if err = changes.flush(ctx); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, "UPDATE payout_book SET version = version + 1 WHERE n = ?", b.n)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetWords forgets words and all sheets, whose numbers it returns.
func (s *Seat) forgetWords(ctx context.Context, words []int64) (all []int64, err error) {
	err = s.store.transact(ctx, func(tx *sql.Tx) error {
		b, terr := s.book(ctx, tx)
		if terr != nil {
			return terr
		}
		for _, n := range words {
			if _, terr = tx.ExecContext(ctx, "DELETE FROM payout_word WHERE n = ?", n); terr != nil {
				return terr
			}
		}
		for n := range b.sheets() {
			all = append(all, n)
		}
		_, terr = tx.ExecContext(ctx, "DELETE FROM earning_sheet WHERE n BETWEEN ? AND ?", b.first(), b.last())
		return terr
	})
	return all, err
}
