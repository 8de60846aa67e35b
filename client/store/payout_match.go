package store

import (
	"context"
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
			for n, word := range l.words[k] {
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
