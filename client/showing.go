package client

import (
	"cmp"
	"context"
	"slices"

	"awning/model"
)

// showing lists the seats that may tell of the offers in a scope. Of those that work for one
// account, one that is known to see no offers is left out where another might; and one that is
// known to see them comes first.
func (m *Market) showing(ctx context.Context, s model.Scope) []*seat {
	all := m.within(s)
	rank := map[*seat]int{}
	best := map[model.AccountID]int{}
	for _, one := range all {
		rank[one] = one.showRank(ctx)
		if b, ok := best[one.account()]; !ok || rank[one] < b {
			best[one.account()] = rank[one]
		}
	}
	all = slices.DeleteFunc(all, func(one *seat) bool { return rank[one] == showsNone && best[one.account()] < showsNone })
	slices.SortStableFunc(all, func(a, b *seat) int { return cmp.Compare(rank[a], rank[b]) })
	return all
}

// How likely a seat sees offers.
const (
	showsYes   = iota
	showsMaybe // nobody has looked yet
	showsNone
)

func (s *seat) showRank(ctx context.Context) int {
	known, err := s.known(ctx)
	if err != nil {
		return showsMaybe // a store that fails is told of by whoever needs it
	}
	switch known.Offers() {
	case model.Yes:
		return showsYes
	case model.No:
		return showsNone
	default:
		return showsMaybe
	}
}

// once tells each offer of an account once, however many seats see it: as the account's first
// seat does, if that one sees it, so that it is the same profile every time.
type once struct {
	scope  model.Scope
	first  map[model.AccountID]model.ProfileName
	seen   map[offerKey]bool
	causes map[string]bool // of errors
	later  []model.Offer   // what other seats see: the first one's comes first
}

type offerKey struct {
	account model.AccountID
	product model.ProductID
}

func newOnce(s model.Scope, seats []*seat) *once {
	o := &once{scope: s, first: map[model.AccountID]model.ProfileName{}, seen: map[offerKey]bool{}, causes: map[string]bool{}}
	for _, one := range seats {
		if o.first[one.account()] == "" {
			o.first[one.account()] = one.Who.Name
		}
	}
	return o
}

// wanted reports whether an offer is in the scope, and was not told yet.
func (o *once) wanted(offer model.Offer) bool {
	key := offerKey{offer.Account, offer.Product}
	if !o.scope.Covers(offer) || o.seen[key] {
		return false
	}
	o.seen[key] = true
	return true
}

// deliver hands a page on, but for what the first seat of the account may still tell.
func (o *once) deliver(b batch, yield func(model.Offer, error) bool) bool {
	if b.err != nil {
		if o.causes[b.cause] {
			return true
		}
		o.causes[b.cause] = true
		return yield(model.Offer{}, b.err)
	}
	for _, one := range b.offers {
		if one.Profile != o.first[one.Account] {
			o.later = append(o.later, one)
			continue
		}
		if o.wanted(one) && !yield(one, nil) {
			return false
		}
	}
	return true
}

// end hands on what only others than the first seats saw.
func (o *once) end(yield func(model.Offer, error) bool) {
	slices.SortStableFunc(o.later, compareOffers)
	for _, one := range o.later {
		if o.wanted(one) && !yield(one, nil) {
			return
		}
	}
}
