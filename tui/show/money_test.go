package show_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/show"
)

func TestMoney(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]struct{ amount, currency string }{
		"0.00 USD":             {"0", "USD"},
		"-1,234.50 EUR":        {"-1234.5", "EUR"},
		"999.99 USD":           {"999.985", "USD"},
		"1,000,000 JPY":        {"999999.5", "JPY"},
		"12,345,678.123 KWD":   {"12345678.1234", "KWD"},
		"0.00 CHF":             {"-0.001", "CHF"}, // no minus before nothing
		"-100,000.01 USD":      {"-100000.01", "USD"},
		"1.50":                 {"1.5", ""},
		"90,071,992,547.41 XX": {"90071992547.409", "XX"},
	} {
		if got := show.Money(payout.Money{Amount: decimal.RequireFromString(m.amount), Currency: m.currency}); got != want {
			t.Errorf("%s %s is written %q, want %q", m.amount, m.currency, got, want)
		}
	}
}
