package show

import (
	"cmp"
	"slices"

	"awning/model/payout"
)

// Sums are amounts in several currencies, which are never added to each other. The zero
// value is none.
type Sums []payout.Money

// Add adds an amount to those of its currency.
func (s *Sums) Add(m payout.Money) {
	i := slices.IndexFunc(*s, func(has payout.Money) bool { return has.Currency == m.Currency })
	if i < 0 {
		*s = append(*s, m)
		return
	}
	(*s)[i].Amount = (*s)[i].Amount.Add(m.Amount)
}

// Sort puts the amounts in the order of their currencies.
func (s *Sums) Sort() {
	slices.SortFunc(*s, func(a, b payout.Money) int { return cmp.Compare(a.Currency, b.Currency) })
}

// Texts are the amounts as [Money] writes them, in their order.
func (s *Sums) Texts() []string {
	out := make([]string, len(*s))
	for i, m := range *s {
		out[i] = Money(m)
	}
	return out
}
