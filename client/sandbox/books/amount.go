package books

import "fmt"

// Amount is money, or a quantity, in hundredths.
type Amount int64

// String writes it with two decimals: "-59.41".
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	return fmt.Sprintf("%s%d.%02d", sign, a/hundred, a%hundred)
}

// Count writes a quantity, without decimals where it is whole: "40", "122.5".
func (a Amount) Count() string {
	text := a.String()
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return text
}

// Rate is how many US dollars one unit of a currency is worth, in millionths.
type Rate int64

// String writes it without needless zeros: "1.085".
func (r Rate) String() string {
	text := fmt.Sprintf("%d.%06d", r/million, r%million)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return text
}

const (
	hundred = 100
	million = 1_000_000
	// USD is the currency everything is told in, too.
	USD = "USD"
	// yen has no smaller coins.
	yen = "JPY"
)

// divide is n/d rounded to the nearest whole number, halves away from zero. d is
// positive.
func divide(n, d int64) int64 {
	if n < 0 {
		return -divide(-n, d)
	}
	return (n + d/2) / d
}

// dollars is an amount at a rate.
func (a Amount) dollars(r Rate) Amount { return Amount(divide(int64(a)*int64(r), million)) }

// of is an amount of US dollars in a currency that is worth r.
func (a Amount) of(r Rate) Amount { return Amount(divide(int64(a)*million, int64(r))) }

// percent is so many hundredths of an amount.
func (a Amount) percent(n int64) Amount { return Amount(divide(int64(a)*n, hundred)) }

// coins rounds an amount to what a currency has coins for.
func (a Amount) coins(currency string) Amount {
	if currency != yen {
		return a
	}
	return Amount(divide(int64(a), hundred) * hundred)
}

// parse reads a price like "49.00"; more than two decimals are rounded.
func parse(price string) Amount {
	var whole, frac, scale int64 = 0, 0, 1
	point := false
	for _, c := range price {
		switch {
		case c == '.':
			point = true
		case c < '0' || c > '9':
			return 0
		case point:
			frac, scale = frac*10+int64(c-'0'), scale*10
		default:
			whole = whole*10 + int64(c-'0')
		}
	}
	return Amount(whole*hundred + divide(frac*hundred, scale))
}
