package payout_test

import (
	"fmt"
	"slices"
	"testing"

	"awning/model/payout"
)

// Each way in which payments and their lines do not fit is named once, with both sides; what
// nothing is linked to yet, what only rounding tells apart, and what is in another currency
// than it was earned in is no mismatch.
func TestReconcile(t *testing.T) {
	t.Parallel()
	pay := func(id, earned, withheld, total string) payout.Payment {
		return payout.Payment{ID: id, Currency: "EUR", Earned: d(earned), WithheldTax: d(withheld), Total: d(total)}
	}
	sum := func(id, amount, currency string) payout.Sum {
		return payout.Sum{Key: id, Due: payout.Money{Amount: d(amount), Currency: currency}, Lines: 3}
	}
	two := pay("two rows", "10", "0", "10")
	yen := pay("yen", "900", "0", "7")
	yen.EarnedCurrency = "JPY"
	got := payout.Reconcile(
		[]payout.Payment{
			pay("fits", "100", "30", "70"), pay("parts", "100", "30", "71"), pay("lines", "100", "0", "100"), pay("rounded", "5.01", "0", "5.01"),
			pay("off by a cent", "5.01", "0", "5.01"), pay("unlinked", "8", "0", "8"), two, two, yen, pay("other", "3", "0", "3"), pay("", "1", "0", "1"),
		},
		[]payout.Sum{
			sum("fits", "100.00", "EUR"), sum("parts", "100", "EUR"), sum("lines", "90", "EUR"), sum("rounded", "5.0052", "EUR"),
			sum("off by a cent", "5.0201", "EUR"), sum("two rows", "20", "EUR"), sum("yen", "900", "JPY"), sum("other", "3", "USD"),
			sum("nobody's", "4", "EUR"), sum("", "50", "EUR"),
		},
	)
	var told []string
	for _, m := range got {
		told = append(told, fmt.Sprintf("%s %s: %s, %s", m.Kind, m.ID, m.Says.Amount, m.Sum.Amount))
	}
	want := []string{
		"earnings lines: 100, 90", "unknown nobody's: 0, 4", "earnings off by a cent: 5.01, 5.0201", "earnings other: 0, 3", "parts parts: 71, 70",
	}
	if !slices.Equal(told, want) {
		t.Errorf("%q\nwant\n%q", told, want)
	}
}
