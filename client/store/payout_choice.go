package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"awning/model/payout"
)

// choice is the lines a query asks for.
type choice struct {
	slots slotSet
	lines int
}

// keptChoices is how many choices are kept: what is looked at is asked about several times,
// and people go back.
const keptChoices = 8

// choices are the last choices made among the lines of a ledger.
type choices struct {
	mu   sync.Mutex
	last []keptChoice // the newest first
}

type keptChoice struct {
	query string
	choice
}

// of is the choice of a query, which is made if it is not known.
func (c *choices) of(q payout.Query, choose func() (slotSet, error)) (choice, error) {
	text, err := json.Marshal(q)
	if err != nil {
		return choice{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.last, func(k keptChoice) bool { return k.query == string(text) })
	if i < 0 {
		slots, err := choose()
		if err != nil {
			return choice{}, err
		}
		i = min(len(c.last), keptChoices-1)
		c.last = append(c.last[:i], keptChoice{string(text), choice{slots, slots.count()}})
	}
	found := c.last[i]
	copy(c.last[1:i+1], c.last[:i])
	c.last[0] = found
	return found.choice, nil
}

// choose finds the lines a query asks for.
func (s *Seat) choose(ctx context.Context, l *ledger, q payout.Query) (slotSet, error) {
	found := slices.Clone(l.there)
	if from := monthNumber(q.From); from != 0 {
		found.keep(func(slot uint32) bool { return l.earned[slot] >= from })
	}
	if to := monthNumber(q.To); to != 0 {
		found.keep(func(slot uint32) bool { return l.earned[slot] != 0 && l.earned[slot] <= to })
	}
	if q.Private != nil {
		found.keep(func(slot uint32) bool { return l.private.has(slot) == *q.Private })
	}
	if q.Order != "" {
		order, _, _ := strings.Cut(q.Order, ":") // a reference names the line item too
		hash := hashOf(order)
		found.keep(func(slot uint32) bool { return l.order[slot] == hash || l.asset[slot] == hash })
	}
	for _, c := range conditions(q) {
		if c.on {
			found.keep(l.oneOf(c))
		}
	}
	text := strings.ToLower(strings.TrimSpace(q.Text))
	if text == "" {
		return found, nil
	}
	return s.search(ctx, l, found, text)
}

// oneOf reports whether one of a line's words is one of those that are wanted.
func (l *ledger) oneOf(c wanted) func(slot uint32) bool {
	return l.marked(c.places, func(k kind) []bool {
		fits := make([]bool, len(l.texts[k]))
		for i, w := range l.texts[k] {
			fits[i] = c.fits(w)
		}
		return fits
	})
}

// marked reports whether one of a line's words is marked.
func (l *ledger) marked(places []kind, marks func(kind) []bool) func(slot uint32) bool {
	first, fits := l.words[places[0]], marks(places[0])
	if len(places) == 1 {
		return func(slot uint32) bool { return fits[first[slot]] }
	}
	others := l.marked(places[1:], marks)
	return func(slot uint32) bool { return fits[first[slot]] || others(slot) }
}

// wanted is a condition on words: one that fits must be in one of some places.
type wanted struct {
	places []kind
	on     bool
	fits   func(word) bool
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
