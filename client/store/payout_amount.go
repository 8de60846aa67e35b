package store

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// amount is a decimal of at most 18 digits, which half a million can be added of in no
// time: coef * 10^exp.
type amount struct {
	coef int64
	exp  int8
}

// maxShift is the most digits an amount may have before or after its point.
const maxShift = 63

// amountOf is a decimal as an amount. The error says that it has more digits than any
// amount of money.
func amountOf(d decimal.Decimal) (amount, error) {
	c := d.Coefficient()
	if !c.IsInt64() || c.Int64() == math.MinInt64 || d.Exponent() > maxShift || d.Exponent() < -maxShift {
		return amount{}, fmt.Errorf("an amount of %d digits is none that can be added up", d.NumDigits())
	}
	if c.Sign() == 0 {
		return amount{}, nil
	}
	return amount{c.Int64(), int8(d.Exponent())}, nil // #nosec G115 -- within maxShift
}

func (a amount) decimal() decimal.Decimal { return decimal.New(a.coef, int32(a.exp)) }

// total adds amounts up, exactly: in 64 bits as long as they suffice.
type total struct {
	sum  amount
	rest decimal.Decimal
}

func (t *total) add(a amount) {
	if a.coef == 0 {
		return
	}
	if t.sum.coef == 0 {
		t.sum = a
		return
	}
	sum, fits := t.sum.plus(a)
	if fits {
		t.sum = sum
		return
	}
	t.rest = t.rest.Add(t.sum.decimal())
	t.sum = a
}

// decimal is the sum.
func (t *total) decimal() decimal.Decimal { return t.rest.Add(t.sum.decimal()) }

// plus reports whether the sum fits.
func (a amount) plus(b amount) (amount, bool) {
	if a.exp > b.exp {
		a, b = b, a
	}
	coef, fits := shift(b.coef, b.exp-a.exp)
	sum := a.coef + coef
	overflow := (sum > a.coef) != (coef > 0) && coef != 0
	return amount{sum, a.exp}, fits && !overflow
}

// shift multiplies by a power of ten.
func shift(coef int64, by int8) (int64, bool) {
	for range by {
		hi, lo := bits.Mul64(magnitude(coef), 10)
		if hi != 0 || lo > math.MaxInt64 {
			return 0, false
		}
		coef *= 10
	}
	return coef, true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n) // #nosec G115 -- never the least number: see amountOf
	}
	return uint64(n)
}
