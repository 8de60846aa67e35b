package show

import (
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/model/prices"
	"awning/tui/sanitize"
)

// Money writes an amount with as many decimals as its currency has, its thousands
// apart, and the currency behind it: "-1,234.50 EUR". What the currency has no coin for
// is rounded away, half away from zero.
func Money(m payout.Money) string {
	amount := Amount(m.Amount, m.Currency)
	if m.Currency == "" {
		return amount
	}
	return amount + " " + sanitize.Line(m.Currency)
}

// Amount is [Money] without the currency, for a column that is headed by it.
func Amount(d decimal.Decimal, currency string) string {
	digits, _ := prices.Digits(currency)
	return apart(d.Round(digits).StringFixed(digits))
}

// Quantity writes how much was ordered or used, its thousands apart: "1,234.5". What is
// finer than hundredths is rounded away.
func Quantity(d decimal.Decimal) string {
	const digits = 2
	return apart(d.Round(digits).String())
}

// apart sets the thousands of a number apart.
func apart(number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	const three = 3
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%three == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}
