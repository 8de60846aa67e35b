package world

import (
	"slices"
	"time"

	"awning/client/sandbox/books"
)

// Options choose a world. Equal options make equal worlds.
type Options struct {
	// Offers is how many offers the world has; 0 for the standard set of about
	// forty. A smaller world is a mixed part of the standard set, a larger one
	// is the standard set and as many made-up offers as are missing.
	Offers int
	// Seed decides all ids but those of accounts, and what made-up offers are
	// called.
	Seed int64
	// Now is when the world begins; all its times lie before it. The zero time
	// stands for 2 March 2026, 09:00 UTC.
	Now time.Time
	// Earnings is how many lines of earnings each account that sells has at
	// least; the standard few hundred if it is less.
	Earnings int
	// Unheard adds an offer of a type, with a section and with members that no
	// documentation names.
	Unheard bool
}

// New makes the world for the options.
func New(o Options) World {
	now := o.Now.UTC()
	if o.Now.IsZero() {
		now = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	}
	a := newAuthor(o.Seed, now)
	offers := append(blueprints("brightwave.json"), blueprints("fjordlabs.json")...)
	switch {
	case o.Offers > len(offers):
		offers = append(offers, inventor(o.Seed).offers(o.Offers-len(offers))...)
	case o.Offers > 0:
		offers = mixed(offers, o.Offers)
	}
	w := World{Accounts: accounts(), People: people(), Apps: apps(), Offers: make([]Offer, 0, len(offers))}
	for _, b := range offers {
		w.Offers = append(w.Offers, a.offer(b))
	}
	for _, s := range sellers(w.Accounts, offers) {
		w.Books = append(w.Books, books.New(books.Options{Seed: o.Seed, Now: now, Earnings: o.Earnings, Seller: s}))
	}
	if o.Unheard {
		w.Offers = append(w.Offers, a.unheard())
	}
	return w
}

// mixed picks n offers so that no type has more than one more than another,
// as far as there are enough of it, and keeps their order.
func mixed(offers []*blueprint, n int) []*blueprint {
	rank := map[*blueprint]int{}
	seen := map[string]int{}
	for _, b := range offers {
		rank[b] = seen[b.Type]
		seen[b.Type]++
	}
	picked := slices.Clone(offers)
	slices.SortStableFunc(picked, func(x, y *blueprint) int { return rank[x] - rank[y] })
	picked = picked[:n]
	return slices.DeleteFunc(slices.Clone(offers), func(b *blueprint) bool { return !slices.Contains(picked, b) })
}
