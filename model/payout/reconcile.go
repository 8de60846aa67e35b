package payout

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Mismatch is something that does not fit together.
type Mismatch struct {
	Kind MismatchKind
	// ID is what it is about: a payment, an order or usage as "order:line", an earning.
	ID   string
	Says Money // what one side says
	Sum  Money // what the other comes to
	// Of sales: what was sold, when, and how many lines it is about.
	Offer, Plan string
	Date        time.Time
	Lines       int
}

// MismatchKind names what does not fit.
type MismatchKind string

// The mismatches.
const (
	PaymentParts    MismatchKind = "parts"    // a payment's total is not what its parts come to
	PaymentEarnings MismatchKind = "earnings" // a payment says another sum than its earnings
	PaymentUnknown  MismatchKind = "unknown"  // earnings name a payment that is not in the file
	OrderUnearned   MismatchKind = "unearned" // an order has no earning, and should have one by now
	UsageUnearned   MismatchKind = "unearned-usage"
	EarningNoOrder  MismatchKind = "no-order" // an earning has no order
)

// Actor is who must do something about it, if it stays.
func (k MismatchKind) Actor() Actor {
	switch k {
	case PaymentEarnings, PaymentUnknown, OrderUnearned, UsageUnearned:
		return Support
	case PaymentParts:
		return Bank
	case EarningNoOrder:
	}
	return Nobody
}

// cents is how many decimals money has that is paid.
const cents = 2

// Reconcile holds payments against their earnings. paid are the sums of earnings per
// payment id and currency, with the payment's id in Key.
//
// Earnings are linked to a payment up to three days after it was sent: a payment
// without any earning says nothing. Lines may have more decimals than what is paid: their sum
// counts as it would be paid.
func Reconcile(payments []Payment, paid []Sum) []Mismatch {
	type key struct{ id, currency string }
	says := map[key]decimal.Decimal{}
	known := map[string]bool{}
	var out []Mismatch
	for _, p := range payments {
		if !p.AddsUp() {
			out = append(out, Mismatch{Kind: PaymentParts, ID: p.ID, Says: Money{p.Total, p.Currency}, Sum: Money{p.Sum(), p.Currency}, Date: p.Date})
		}
		if p.ID == "" {
			continue
		}
		known[p.ID] = true
		k := key{p.ID, cmp.Or(p.EarnedCurrency, p.Currency)}
		says[k] = says[k].Add(p.Earned)
	}
	for _, s := range paid {
		want, ok := says[key{s.Key, s.Due.Currency}]
		switch {
		case s.Key == "":
		case !known[s.Key]:
			out = append(out, Mismatch{Kind: PaymentUnknown, ID: s.Key, Sum: s.Due, Lines: s.Lines})
		case !ok || !want.Round(cents).Equal(s.Due.Amount.Round(cents)):
			out = append(out, Mismatch{Kind: PaymentEarnings, ID: s.Key, Says: Money{want, s.Due.Currency}, Sum: s.Due, Lines: s.Lines})
		}
	}
	slices.SortStableFunc(out, func(a, b Mismatch) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}
