package store

import (
	"context"
	"slices"
	"sync"

	"awning/model/payout"
)

// keptFigures is how many bytes of figures are kept in memory, of all books together.
const keptFigures = 64 << 20

// ledger is the figures of all lines of a book at one version, which do not change. Each
// figure has its column, by slot: a question reads those it is about, and no others.
type ledger struct {
	book              book
	there, private    slotSet
	dates             []int64
	earned, estimated []uint32 // months
	words             [kinds][]uint32
	order, asset      []uint64
	due, usd          amounts
	// texts are what the numbers in words stand for; the first one is empty.
	texts [kinds][]word
	// byDate are the slots of lines, the newest first.
	byDate func() []uint32
	// naming are the texts as they are searched.
	naming func() [kinds][]string

	chosen      choices
	searchTexts *searchTexts
}

// newLedger has room for all lines of a book.
func newLedger(b book) *ledger {
	n := uint32(b.slots) // #nosec G115 -- keys have 32 bits for it
	l := &ledger{
		book: b, there: newSlotSet(n), private: newSlotSet(n), dates: make([]int64, n), earned: make([]uint32, n), estimated: make([]uint32, n),
		order: make([]uint64, n), asset: make([]uint64, n), due: newAmounts(n), usd: newAmounts(n), searchTexts: &searchTexts{},
	}
	for k := range l.words {
		l.words[k], l.texts[k] = make([]uint32, n), []word{{}}
	}
	l.byDate, l.naming = sync.OnceValue(l.sorted), sync.OnceValue(l.named)
	return l
}

// slots is how many slots there are, empty ones included.
func (l *ledger) slots() uint32 { return uint32(len(l.dates)) } // #nosec G115 -- keys have 32 bits for it

// size is about how many bytes the figures take.
func (l *ledger) size() int { return len(l.dates) * lineSize }

// set puts a line's figures into their columns. It reports false if a word is unknown.
func (l *ledger) set(slot uint32, one line, places *places) bool {
	if !one.there() {
		return true
	}
	l.there.add(slot)
	if one.private() {
		l.private.add(slot)
	}
	l.dates[slot], l.earned[slot], l.estimated[slot] = one.date(), one.month(), one.estimated()
	l.order[slot], l.asset[slot] = one.number(atOrder), one.number(atAsset)
	l.due.set(slot, one.due())
	l.usd.set(slot, one.usd())
	for k := range kinds {
		n := one.word(k)
		if n == 0 {
			continue
		}
		if l.words[k][slot] = places.of(k, n); l.words[k][slot] == 0 {
			return false
		}
	}
	return true
}

// text is the text of a line's word.
func (l *ledger) text(k kind, slot uint32) string { return l.texts[k][l.words[k][slot]].text }

// sorted are the slots, the newest line first. A date and a slot make one number, which is
// sorted sooner than the two of them.
func (l *ledger) sorted() []uint32 {
	const slotBits = 24 // of maxSlots
	const farthest = 1<<(64-slotBits) - 1
	newest := int64(0)
	if len(l.dates) > 0 {
		newest = slices.Max(l.dates)
	}
	order := make([]uint64, 0, l.slots())
	l.there.each(func(slot uint32) {
		order = append(order, min(uint64(newest-l.dates[slot]), farthest)<<slotBits|uint64(slot)) // #nosec G115 -- none is newer
	})
	slices.Sort(order)
	slots := make([]uint32, len(order))
	for i, o := range order {
		slots[i] = uint32(o & (1<<slotBits - 1)) // #nosec G115 -- it is cut off
	}
	return slots
}

// amounts are a column of amounts.
type amounts struct {
	coef []int64
	exp  []int8
}

func newAmounts(n uint32) amounts { return amounts{make([]int64, n), make([]int8, n)} }

func (a amounts) set(slot uint32, one amount) { a.coef[slot], a.exp[slot] = one.coef, one.exp }

func (a amounts) at(slot uint32) amount { return amount{a.coef[slot], a.exp[slot]} }

// ledgers are the figures in memory, by the number of their book.
type ledgers struct {
	mu  sync.Mutex
	all map[int64]*ledger
}

func (l *ledgers) forget(book int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if there := l.all[book]; there != nil {
		there.searchTexts.forget()
	}
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
	size := fresh.size()
	for _, other := range l.all {
		size += other.size()
	}
	if l.all == nil || size > keptFigures {
		for _, other := range l.all {
			other.searchTexts.forget()
		}
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

// asked returns the figures, and the lines of them that a query asks for.
func (s *Seat) asked(ctx context.Context, q payout.Query) (*ledger, choice, error) {
	l, err := s.ledger(ctx)
	if err != nil {
		return nil, choice{}, err
	}
	c, err := l.chosen.of(q, func() (slotSet, error) { return s.choose(ctx, l, q) })
	return l, c, err
}
