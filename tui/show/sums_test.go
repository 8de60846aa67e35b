package show_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/show"
)

// Amounts of one currency are added, those of two never.
func TestSums(t *testing.T) {
	t.Parallel()
	var s show.Sums
	for _, m := range []payout.Money{
		{Amount: decimal.New(150, -2), Currency: "USD"}, {Amount: decimal.New(1_000_00, -2), Currency: "EUR"}, {Amount: decimal.New(-50, -2), Currency: "USD"},
	} {
		s.Add(m)
	}
	s.Sort()
	if got, want := s.Texts(), []string{"1,000.00 EUR", "1.00 USD"}; !slices.Equal(got, want) {
		t.Errorf("they are %q, want %q", got, want)
	}
}

func TestQuantity(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"0": "0", "1234567.5": "1,234,567.5", "-1000": "-1,000", "0.004": "0", "99.999": "100"} {
		if got := show.Quantity(decimal.RequireFromString(in)); got != want {
			t.Errorf("%s is written %q, want %q", in, got, want)
		}
	}
}
