package raw

import (
	"math"
	"strconv"
	"strings"
)

// decimalText is a number in its one canonical form: 0.digits × 10^exp. The
// digits carry neither leading nor trailing zeros; zero has none at all.
type decimalText struct {
	negative bool
	digits   string
	exp      int64
}

// decimalOf takes a number apart without ever writing it out, so that
// "1e999999999" costs as little as "1". ok is false if the exponent itself is
// beyond reason.
func decimalOf(s string) (d decimalText, ok bool) {
	s, d.negative = strings.CutPrefix(s, "-")
	mantissa, exponent := s, ""
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent = s[:i], s[i+1:]
	}
	if exponent != "" {
		e, err := strconv.ParseInt(exponent, 10, 64)
		if err != nil || e > math.MaxInt32 || e < math.MinInt32 {
			return decimalText{}, false
		}
		d.exp = e
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	d.exp += int64(len(whole))
	trimmed := strings.TrimLeft(digits, "0")
	d.exp -= int64(len(digits) - len(trimmed))
	d.digits = strings.TrimRight(trimmed, "0")
	if d.digits == "" {
		return decimalText{}, true
	}
	return d, true
}

// equalNumbers compares two spellings by value: 1, 1.0 and 10e-1 are one number.
func equalNumbers(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := decimalOf(a)
	y, okY := decimalOf(b)
	return okX && okY && x == y
}
