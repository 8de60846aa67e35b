package payouts_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client/payouts"
	"awning/model/payout"
)

func TestFilter(t *testing.T) {
	t.Parallel()
	day := time.Date(2024, time.July, 1, 13, 0, 0, 0, time.UTC)
	is := func(f payouts.TextField, word string) payouts.Filter {
		got, err := payouts.Is(f, word)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	id, quoted := is(payouts.PaymentID, "0001"), is(payouts.Program, "O'Neil's & Co")
	for want, f := range map[string]payouts.Filter{
		"": {},
		"payoutStatusUpdateTS ge 2024-07-01 and payoutStatusUpdateTS le 2024-07-31T23:59:59Z": payouts.Between(payout.ExportPayments, day, day.AddDate(0, 0, 30)),
		"earningForDate ge 2024-07-01":     payouts.Between(payout.ExportEarnings, day, time.Time{}),
		"paymentId eq '0001'":              id,
		"programName eq 'O''Neil''s & Co'": quoted,
		"earningAmount ge -12345678901234567.25 and earningAmount le 0.1": payouts.All(
			payouts.AtLeast(payouts.Earned, decimal.RequireFromString("-12345678901234567.25")), payouts.Filter{},
			payouts.AtMost(payouts.Earned, decimal.RequireFromString("0.10"))),
		"(paymentId eq '0001' or programName eq 'O''Neil''s & Co') and earningForDate ge 2024-07-01": payouts.All(
			payouts.Any(id, quoted), payouts.Since(payouts.EarningDate, day)),
	} {
		if f.String() != want {
			t.Errorf("%s, want %s", f, want)
		}
	}
	if f := payouts.Any(id, payouts.Filter{}); f.String() != "" {
		t.Errorf("one of which everything is: %s", f)
	}
	if f := payouts.Any(id); f != id {
		t.Errorf("one alone: %s", f)
	}
	for _, word := range []string{"", " ", "a\nb", "\x00", "a\xff", strings.Repeat("x", 1000)} {
		if f, err := payouts.Is(payouts.PaymentID, word); err == nil {
			t.Errorf("%q: %s", word, f)
		}
	}
}
