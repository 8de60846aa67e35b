package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
	"strings"

	"awning/model/payout"
)

// filter finds the lines a query asks for.
type filter struct {
	from, to uint32 // months; 0: no end
	private  *bool
	order    uint64
	words    []wordFilter
	// found says for each slot whether the text is in it; nil: no text is looked for.
	found []bool
}

// wordFilter says that one of some words must be in one of some places.
type wordFilter struct {
	places []kind
	words  map[uint32]bool
}

// matches reports whether a line is asked for.
func (f *filter) matches(slot uint32, l line) bool {
	switch {
	case !l.there(),
		f.from != 0 && l.month() < f.from,
		f.to != 0 && (l.month() == 0 || l.month() > f.to),
		f.private != nil && l.private() != *f.private,
		f.order != 0 && !l.ordered(f.order),
		f.found != nil && !f.found[slot]:
		return false
	}
	for i := range f.words {
		if !f.words[i].matches(l) {
			return false
		}
	}
	return true
}

func (w *wordFilter) matches(l line) bool {
	for _, k := range w.places {
		if w.words[l.word(k)] {
			return true
		}
	}
	return false
}

// wanted is a condition on words.
type wanted struct {
	places []kind
	on     bool
	ok     func(word) bool
}

// filter works a query out against the words of the ledger.
func (s *Seat) filter(ctx context.Context, l *ledger, q payout.Query) (*filter, error) {
	f := &filter{from: monthNumber(q.From), to: monthNumber(q.To), private: q.Private}
	if q.Order != "" {
		order, _, _ := strings.Cut(q.Order, ":") // a reference names the line item too
		f.order = hashOf(order)
	}
	for _, w := range conditions(q) {
		if !w.on {
			continue
		}
		cond := wordFilter{places: w.places, words: map[uint32]bool{}}
		for _, k := range w.places {
			words, err := l.words(ctx, k)
			if err != nil {
				return nil, err
			}
			for n, word := range words {
				if w.ok(word) {
					cond.words[n] = true
				}
			}
		}
		f.words = append(f.words, cond)
	}
	if text := strings.ToLower(strings.TrimSpace(q.Text)); text != "" {
		return f, s.search(ctx, l, f, text)
	}
	return f, nil
}

// conditions are what a query says of words.
func conditions(q payout.Query) []wanted {
	oneOf := func(k kind, texts []string) wanted {
		return wanted{[]kind{k}, len(texts) > 0, func(w word) bool { return anyOf(texts, strings.EqualFold, w.text) }}
	}
	currencies := oneOf(kindCurrency, q.Currencies)
	currencies.places = append(currencies.places, kindDue)
	return []wanted{
		{[]kind{kindStatus}, len(q.Statuses) > 0, func(w word) bool {
			return slices.ContainsFunc(q.Statuses, func(s string) bool { return payout.SameStatus(s, w.text) })
		}},
		{[]kind{kindStatus}, len(q.Groups) > 0, func(w word) bool { return slices.Contains(q.Groups, payout.StatusOf(w.text).Group) }},
		oneOf(kindProgram, q.Programs), oneOf(kindProduct, q.Products), oneOf(kindCustomer, q.Customers),
		oneOf(kindCountry, q.Countries), oneOf(kindParticipant, q.Participants), currencies,
		{[]kind{kindPlan}, len(q.Plans) > 0, func(w word) bool { return anyOf(q.Plans, strings.EqualFold, w.text, w.name) }},
		{[]kind{kindPayment}, q.Payment != "", func(w word) bool { return w.text == q.Payment }},
	}
}

// named are the kinds whose words and names are searched too.
func named() []kind {
	return []kind{kindProgram, kindProduct, kindPlan, kindCustomer, kindPayment, kindParticipant}
}

// search finds the lines a text is in: in a word of theirs, or in what is searched of
// them. Sheets in which the rest of the filter finds nothing are not read.
func (s *Seat) search(ctx context.Context, l *ledger, f *filter, text string) error {
	byWord := make([]wordFilter, 0, len(named()))
	for _, k := range named() {
		words, err := l.words(ctx, k)
		if err != nil {
			return err
		}
		in := wordFilter{[]kind{k}, map[uint32]bool{}}
		for n, w := range words {
			if n != 0 && (strings.Contains(strings.ToLower(w.text), text) || strings.Contains(strings.ToLower(w.name), text)) {
				in.words[n] = true
			}
		}
		if len(in.words) > 0 {
			byWord = append(byWord, in)
		}
	}
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
	if err := s.searchSheets(ctx, l, open, []byte(text), found); err != nil {
		return err
	}
	f.found = found
	return nil
}

// searchSheets looks into the texts of sheets. Damaged ones are made anew first.
func (s *Seat) searchSheets(ctx context.Context, l *ledger, numbers []int64, text []byte, found []bool) error {
	damaged, err := s.searchWhole(ctx, l, numbers, text, found)
	if err != nil || len(damaged) == 0 {
		return err
	}
	if err = s.restore(ctx, damaged); err != nil {
		return err
	}
	damaged, err = s.searchWhole(ctx, l, damaged, text, found)
	if err == nil && len(damaged) > 0 {
		err = errDamagedRow // it does not hold what was just written
	}
	return err
}

// searchWhole looks into the texts of sheets, and returns the numbers of those that are
// damaged.
func (s *Seat) searchWhole(ctx context.Context, l *ledger, numbers []int64, text []byte, found []bool) (damaged []int64, err error) {
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
		if !bytes.Contains(all, text) {
			continue
		}
		texts, _ := splitSearch(all)
		for i, t := range texts {
			if slot := int(number)*sheetLines + i; slot < len(found) && bytes.Contains(t, text) {
				found[slot] = true
			}
		}
	}
	return damaged, nil
}
