package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
)

// named are the kinds whose words and names are searched too.
func named() []kind {
	return []kind{kindProgram, kindProduct, kindPlan, kindCustomer, kindPayment, kindParticipant}
}

// search finds the lines a text is in: in a word of theirs, or in what is searched of
// them. Sheets in which the rest of the filter finds nothing are not read.
func (s *Seat) search(ctx context.Context, l *ledger, f *filter, text string) error {
	byWord := l.naming(text)
	found := make([]bool, l.slots())
	var open []int64 // sheets with lines that are still to be looked at
	for slot := range l.slots() {
		one := l.line(slot)
		if !f.matches(slot, one) {
			continue
		}
		found[slot] = slices.ContainsFunc(byWord, func(w wordFilter) bool { return w.matches(one) })
		if number := int64(slot / sheetLines); !found[slot] && (len(open) == 0 || open[len(open)-1] != number) {
			open = append(open, number)
		}
	}
	f.found = found
	return l.looking.look(ctx, s, l, text, open, found)
}

// naming are the words that a text is in, or in whose name it is.
func (l *ledger) naming(text string) []wordFilter {
	var all []wordFilter
	for _, k := range named() {
		in := wordFilter{[]kind{k}, map[uint32]bool{}}
		for n, w := range l.words[k] {
			if n != 0 && (strings.Contains(strings.ToLower(w.text), text) || strings.Contains(strings.ToLower(w.name), text)) {
				in.words[n] = true
			}
		}
		if len(in.words) > 0 {
			all = append(all, in)
		}
	}
	return all
}

// looking is the last text that was looked for in sheets, and where it was found: the same
// is asked of sums, lines and their number.
type looking struct {
	mu   sync.Mutex
	text string
	read []bool // by sheet
	hits []bool // by slot
}

// look adds to found the lines of some sheets that a text is in. Damaged sheets are made
// anew first.
func (k *looking) look(ctx context.Context, s *Seat, l *ledger, text string, sheets []int64, found []bool) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.text != text {
		k.turn(text, len(found))
	}
	unread := slices.DeleteFunc(slices.Clone(sheets), func(number int64) bool { return k.read[number] })
	damaged, err := k.open(ctx, s, l, unread)
	if err == nil && len(damaged) > 0 {
		if err = s.restore(ctx, broken{sheets: damaged}); err == nil {
			damaged, err = k.open(ctx, s, l, damaged)
		}
		if err == nil && len(damaged) > 0 {
			err = errDamagedRow // it does not hold what was just written
		}
	}
	for slot, hit := range k.hits {
		found[slot] = found[slot] || hit
	}
	return err
}

// turn begins with another text. Where one is typed on, nothing is found in sheets that the
// shorter one was not in.
func (k *looking) turn(text string, slots int) {
	read := make([]bool, slots/sheetLines+1)
	if k.text != "" && strings.Contains(text, k.text) {
		copy(read, k.read)
		for slot, hit := range k.hits {
			if hit {
				read[slot/sheetLines] = false
			}
		}
	}
	k.text, k.hits, k.read = text, make([]bool, slots), read
}

// open looks into sheets, and returns the numbers of those that are damaged.
func (k *looking) open(ctx context.Context, s *Seat, l *ledger, numbers []int64) (damaged []int64, err error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	read, err := s.store.db.PrepareContext(ctx, "SELECT value, sum FROM earning_search WHERE n = ?")
	if err != nil {
		return nil, err
	}
	defer read.Close()
	for _, number := range numbers {
		var all []byte
		var sum sql.NullInt64
		if err = read.QueryRowContext(ctx, l.book.key(number)).Scan(&all, &sum); err != nil && !noRows(err) {
			return nil, err
		}
		if !sum.Valid || sum.Int64 != crc(all) {
			damaged = append(damaged, number)
			continue
		}
		k.read[number] = true
		if !bytes.Contains(all, []byte(k.text)) {
			continue
		}
		texts, _ := splitSearch(all)
		for i, t := range texts {
			if slot := int(number)*sheetLines + i; slot < len(k.hits) && bytes.Contains(t, []byte(k.text)) {
				k.hits[slot] = true
			}
		}
	}
	return damaged, nil
}
