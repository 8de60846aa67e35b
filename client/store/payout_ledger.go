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
	// byDate are the slots, the newest line first.
	byDate func() []uint32
	words  func(context.Context, kind) (map[uint32]word, error)
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
	if b.n == 0 {
		return s.newLedger(book{}, nil), nil
	}
	if there := s.store.ledgers.find(b); there != nil {
		return there, nil
	}
	s.store.ledgers.forget(b.n) // not both in memory
	fresh, damaged, err := s.readLedger(ctx)
	if err == nil && len(damaged) > 0 {
		if err = s.restore(ctx, damaged); err == nil {
			fresh, damaged, err = s.readLedger(ctx)
		}
		if err == nil && len(damaged) > 0 {
			err = errDamagedRow // it does not hold what was just written
		}
	}
	if err != nil {
		return nil, err
	}
	s.store.ledgers.keep(fresh)
	return fresh, nil
}

// readLedger reads all sheets, in one look at the file. damaged are the numbers of those
// that are not whole.
func (s *Seat) readLedger(ctx context.Context) (fresh *ledger, damaged []int64, err error) {
	tx, err := s.store.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }() // nothing was changed
	b, err := s.book(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	lines := make([]byte, b.slots*lineSize)
	rows, err := tx.QueryContext(ctx, "SELECT n, value, sum FROM earning_sheet WHERE n BETWEEN ? AND ? ORDER BY n", b.first(), b.last())
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	next := int64(0)
	for rows.Next() {
		var n, sum int64
		var value sql.RawBytes
		if err = rows.Scan(&n, &value, &sum); err != nil {
			return nil, nil, err
		}
		for n -= b.first(); next < n; next++ {
			damaged = append(damaged, next) // it is not there
		}
		if len(value) != sheetLines*lineSize || crc(value) != sum || n*sheetLines >= b.slots {
			damaged = append(damaged, n)
		} else {
			copy(lines[n*sheetLines*lineSize:], value)
		}
		next = n + 1
	}
	for ; next*sheetLines < b.slots; next++ {
		damaged = append(damaged, next)
	}
	return s.newLedger(b, lines), damaged, rows.Err()
}

func (s *Seat) newLedger(b book, lines []byte) *ledger {
	l := &ledger{book: b, lines: lines}
	l.byDate = sync.OnceValue(l.sorted)
	var mu sync.Mutex
	var known [kinds]map[uint32]word
	l.words = func(ctx context.Context, k kind) (map[uint32]word, error) {
		mu.Lock()
		defer mu.Unlock()
		if known[k] != nil {
			return known[k], nil
		}
		all, err := s.words(ctx, b, k)
		if err == nil {
			known[k] = all
		}
		return all, err
	}
	return l
}

// words are all words of a kind, with the empty one.
func (s *Seat) words(ctx context.Context, b book, k kind) (map[uint32]word, error) {
	rows, err := s.store.db.QueryContext(ctx, "SELECT n, text, name FROM payout_word WHERE book = ? AND kind = ?", b.n, int(k))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[uint32]word{0: {}}
	for rows.Next() {
		var n uint32
		var w word
		if err = rows.Scan(&n, &w.text, &w.name); err != nil {
			return nil, err
		}
		all[n] = w
	}
	return all, rows.Err()
}

// restore makes damaged sheets anew.
func (s *Seat) restore(ctx context.Context, damaged []int64) error {
	return s.store.transact(ctx, func(tx *sql.Tx) error {
		b, err := s.book(ctx, tx)
		if err != nil {
			return err
		}
		changes := sheets{tx: tx, now: s.store.now, book: b}
		for _, number := range damaged {
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
}
