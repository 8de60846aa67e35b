package books

import (
	"encoding/binary"

	"awning/client/sandbox/seeded"
)

// crowd is as many lines as a large account has: small sales by the use of what
// the customers of the other lines subscribed to. They are never all in memory.
type crowd struct {
	n      int
	seed   uint64
	models []Earning // lines with an order, in months that were paid and in others
	stands map[Month]standing
	moved  map[Month]Month
}

// crowd makes n lines after the ones there are.
func (k *keeper) crowd(n int) *crowd {
	c := &crowd{n: n, seed: uint64(k.roll(1<<62, "crowd")), stands: map[Month]standing{}, moved: k.moved} //nolint:gosec // never negative
	for m := firstMonth; m <= -firstMonth; m++ {
		c.stands[m] = k.standing(m, runUsual)
	}
	for _, e := range k.book.lines {
		if e.Asset != "" && e.run == runUsual && e.TransactionType == "Purchase" {
			c.models = append(c.models, e)
		}
	}
	return c
}

// mix is a number that looks random and follows from another.
func mix(x uint64) uint64 { // splitmix64
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// line is the i-th.
func (c *crowd) line(i int) Earning {
	var bits [16]byte
	a := mix(c.seed + uint64(i)) //nolint:gosec // never negative
	b := mix(a)
	binary.BigEndian.PutUint64(bits[:], a)
	binary.BigEndian.PutUint64(bits[8:], b)
	e := c.models[a%uint64(len(c.models))]
	e.ID = seeded.Spell(bits)
	bits[0]++
	e.TransactionID = seeded.Spell(bits)
	const least, span = 100, 20_000
	paid := Amount(least + b%span)
	if e.Currency == yen {
		paid *= hundred
	}
	e.Usage, e.Quantity, e.QuantityType = true, Amount(1+b>>32%hundred)*hundred, ""
	e.Paid, e.PaidUSD, e.Tax = paid, paid.dollars(e.Rate), 0
	e.Fee = paid.percent(storeFee).coins(e.Currency)
	e.Earned = paid - e.Fee
	e.EarnedUSD = e.Earned.dollars(e.Rate)
	if e.Due = e.Earned; e.Currency != e.DueCurrency {
		e.Due = e.EarnedUSD.of(e.DueRate)
	}
	return e
}

// each yields all lines, with what became of them.
func (c *crowd) each(yield func(Earning) bool) {
	for i := range c.n {
		e := c.line(i)
		if to, ok := c.moved[e.pays]; ok {
			e.pays = to
		}
		e.stand(c.stands[e.pays])
		if !yield(e) {
			return
		}
	}
}
