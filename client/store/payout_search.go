package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// searchedKinds are the kinds whose words and names are searched too.
func searchedKinds() []kind {
	return []kind{kindProgram, kindProduct, kindPlan, kindCustomer, kindPayment, kindParticipant}
}

// named are the words and names of those kinds in small letters.
func (l *ledger) named() (all [kinds][]string) {
	for _, k := range searchedKinds() {
		all[k] = make([]string, len(l.texts[k]))
		for i, w := range l.texts[k] {
			all[k][i] = strings.ToLower(w.text + "\n" + w.name)
		}
	}
	return all
}

// search finds the lines, of some, that a text is in: in a word of theirs, or in what is
// searched of them. Sheets without such lines are not read.
func (s *Seat) search(ctx context.Context, l *ledger, among slotSet, text string) (slotSet, error) {
	found, open := newSlotSet(l.slots()), slices.Clone(among)
	if kinds, marks := l.inWords(text); len(kinds) > 0 {
		inWord := l.marked(kinds, func(k kind) []bool { return marks[k] })
		open.keep(func(slot uint32) bool {
			if inWord(slot) {
				found.add(slot)
				return false
			}
			return true
		})
	}
	look := looking{seat: s, book: l.book, in: l.searchTexts, text: []byte(text), found: newSlotSet(l.slots())}
	if err := look.through(ctx, open.sheets()); err != nil {
		return nil, err
	}
	for i := range found {
		found[i] |= look.found[i] & open[i]
	}
	return found, nil
}

// inWords marks the words a text is in, and names the kinds of them.
func (l *ledger) inWords(text string) (in []kind, marks [kinds][]bool) {
	named := l.naming()
	for _, k := range searchedKinds() {
		marks[k] = make([]bool, len(named[k]))
		for i, name := range named[k] {
			marks[k][i] = strings.Contains(name, text)
		}
		if slices.Contains(marks[k], true) {
			in = append(in, k)
		}
	}
	return in, marks
}

// sheets are the numbers of the sheets that the slots are in.
func (s slotSet) sheets() []int64 {
	const words = sheetLines / wordBits
	var numbers []int64
	number := int64(0)
	for some := range slices.Chunk(s, words) {
		if slices.ContainsFunc(some, func(word uint64) bool { return word != 0 }) {
			numbers = append(numbers, number)
		}
		number++
	}
	return numbers
}

// looking looks for a text in sheets.
type looking struct {
	seat *Seat
	book book
	in   *searchTexts
	text []byte
	// found are the slots of lines the text is in.
	found slotSet
}

// through looks through sheets: first those in memory, then those in the file. Damaged ones
// are made anew first.
func (l *looking) through(ctx context.Context, numbers []int64) error {
	missing, err := l.read(ctx, l.remembered(numbers))
	if err == nil && len(missing) > 0 {
		if err = l.seat.restore(ctx, broken{sheets: missing}); err == nil {
			missing, err = l.read(ctx, missing)
		}
		if err == nil && len(missing) > 0 {
			err = errDamagedRow // it does not hold what was just written
		}
	}
	return err
}

// remembered looks through the sheets that are in memory, and returns the others. Each
// processor takes some: two sheets share no part of what is found.
func (l *looking) remembered(numbers []int64) (others []int64) {
	if len(numbers) == 0 {
		return nil
	}
	sheets := l.in.sheets(numbers)
	var all sync.WaitGroup
	share := len(numbers)/runtime.GOMAXPROCS(0) + 1
	for first := 0; first < len(numbers); first += share {
		all.Go(func() {
			for i := first; i < min(first+share, len(numbers)); i++ {
				l.sheet(numbers[i], sheets[i])
			}
		})
	}
	all.Wait()
	for i, number := range numbers {
		if sheets[i] == nil {
			others = append(others, number)
		}
	}
	return others
}

// sheet looks through a sheet, from one place the text is in to the next: most sheets have
// some, and few lines.
func (l *looking) sheet(number int64, all []byte) {
	slot, begin, end := number*sheetLines-1, 0, 0
	for at := 0; ; {
		next := bytes.Index(all[at:], l.text)
		if next < 0 {
			return
		}
		at += next
		for end <= at { // to the line it is in, or behind
			n, size := binary.Uvarint(all[end:])
			if size <= 0 || n > maxSearch {
				return // it was whole when it was read
			}
			slot, begin, end = slot+1, end+size, end+size+int(n)
		}
		if at < begin || at+len(l.text) > end {
			at++
			continue
		}
		if slot >= l.book.slots {
			return
		}
		l.found.add(uint32(slot)) // #nosec G115 -- keys have 32 bits for it
		at = end
	}
}

// read looks through sheets in the file, and returns the numbers of those that are damaged.
func (l *looking) read(ctx context.Context, numbers []int64) (damaged []int64, err error) {
	for len(numbers) > 0 {
		last := 0
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		some, err := l.readRun(ctx, numbers[0], numbers[last])
		if err != nil {
			return nil, err
		}
		damaged, numbers = append(damaged, some...), numbers[last+1:]
	}
	return damaged, nil
}

// readRun does that with sheets that follow each other.
func (l *looking) readRun(ctx context.Context, first, last int64) (damaged []int64, err error) {
	rows, err := l.seat.store.db.QueryContext(ctx, "SELECT n, value, sum FROM earning_search WHERE n BETWEEN ? AND ? ORDER BY n",
		l.book.key(first), l.book.key(last))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	next := first
	for rows.Next() {
		var n, sum int64
		var all sql.RawBytes
		if err = rows.Scan(&n, &all, &sum); err != nil {
			return nil, err
		}
		for n -= l.book.first(); next < n; next++ {
			damaged = append(damaged, next) // it is not there
		}
		if crc(all) == sum {
			l.sheet(n, l.in.keep(n, all))
		} else {
			damaged = append(damaged, n)
		}
		next = n + 1
	}
	for ; next <= last; next++ {
		damaged = append(damaged, next)
	}
	return damaged, errors.Join(rows.Err(), rows.Close())
}

// Texts of lines take more memory than all figures: no more of them is kept, and only as
// long as people search.
const (
	keptTexts = 96 << 20
	keptFor   = time.Minute
)

// searchTexts are the sheets of texts in memory. Nobody waits for the file while they hold the
// lock: imports, which have the file, forget them.
type searchTexts struct {
	mu   sync.Mutex
	all  map[int64][]byte // by number
	size int
	// used says that somebody looked since the clock was wound up.
	used, winding bool
}

// sheets returns those with some numbers; nil for each that is not there.
func (s *searchTexts) sheets(numbers []int64) [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used = true
	found := make([][]byte, len(numbers))
	for i, number := range numbers {
		found[i] = s.all[number]
	}
	return found
}

// keep keeps a copy of a sheet as long as there is room, and returns what may be looked at.
func (s *searchTexts) keep(number int64, all []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size+len(all) > keptTexts {
		return all
	}
	if s.all == nil {
		s.all = map[int64][]byte{}
	}
	kept := append(make([]byte, 0, len(all)), all...)
	s.size += len(all) - len(s.all[number])
	s.all[number] = kept
	if !s.winding {
		s.winding = true
		time.AfterFunc(keptFor, s.rest)
	}
	return kept
}

// rest forgets the texts if nobody has looked for a while.
func (s *searchTexts) rest() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.winding = s.used && s.all != nil; s.winding {
		s.used = false
		time.AfterFunc(keptFor, s.rest)
		return
	}
	s.all, s.size = nil, 0
}

func (s *searchTexts) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all, s.size = nil, 0
}
