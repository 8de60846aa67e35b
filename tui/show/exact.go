package show

import "github.com/shopspring/decimal"

// Exact is an amount for programs: without exponent, nothing rounded away, and with the
// zeros it was written with.
func Exact(d decimal.Decimal) string { return d.StringFixed(max(0, -d.Exponent())) }
