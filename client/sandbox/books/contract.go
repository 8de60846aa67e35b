package books

import (
	"cmp"
	"strconv"
	"time"
)

// contract is what one customer has of one plan.
type contract struct {
	key      string
	offer    *Offer
	plan     *Plan
	customer *Customer
	billing  billing
	start    Month
	end      Month // the last one
	quantity Amount
	price    Amount // of one, in the customer's currency
	asset    string // of its order; empty for machines
}

// billing is what a contract is billed by.
type billing int

const (
	monthly billing = iota
	yearly
	metered
	hourly
)

// firstMonth is when the account sells for the first time, so little that it is
// not paid at once.
const firstMonth Month = -12

// contracts deals the customers out to the plans. Ever more come over the months.
func (k *keeper) contracts() []contract {
	const each = 4
	var out []contract
	n := 0
	for i := range k.o.Seller.Offers {
		offer := &k.o.Seller.Offers[i]
		for j := range offer.Plans {
			plan := &offer.Plans[j]
			for range each {
				out = append(out, k.contract(offer, plan, n)...)
				n++
			}
		}
	}
	return append(k.first(), out...)
}

// first is the very first sale, in the middle of a month.
func (k *keeper) first() []contract {
	offer := &k.o.Seller.Offers[0]
	return []contract{{
		key: "first", offer: offer, plan: &offer.Plans[0], customer: k.customers[0], start: firstMonth, end: firstMonth,
		quantity: hundred, price: Amount(1900).of(usual(k.customers[0].Currency)), asset: k.guid("asset", "first"),
	}}
}

// contract is the n-th: one, or two if what is subscribed to is metered as well.
func (k *keeper) contract(offer *Offer, plan *Plan, n int) []contract {
	key := strconv.Itoa(n)
	c := contract{
		key: key, offer: offer, plan: plan, customer: k.customers[(n*5+int(k.roll(int64(len(k.customers)), "shift")))%len(k.customers)],
		start: firstMonth + 1 + Month(k.roll(10, key, "start")), quantity: hundred, asset: k.guid("asset", key),
	}
	if k.roll(6, key, "ends") == 0 {
		c.end = min(c.start+Month(2+k.roll(5, key, "end")), 0)
	}
	worth := func(price string) Amount {
		return parse(price).of(usual(c.customer.Currency)).coins(c.customer.Currency)
	}
	if plan.Hourly != "" {
		const least, span = 120, 1400
		c.billing, c.asset, c.price = hourly, "", max(worth(plan.Hourly), 1)
		c.quantity = Amount(least+k.roll(span, key, "hours")) * hundred
		if c.customer.Currency == yen {
			c.price = max(c.price, hundred)
		}
		return []contract{c}
	}
	c.price = worth(cmp.Or(plan.Monthly, "25.00"))
	if plan.PerUser || offer.Kind == SaaS {
		const least, span = 3, 60
		c.quantity = Amount(least+k.roll(span, key, "seats")) * hundred
	}
	if plan.Yearly != "" && k.roll(3, key, "yearly") == 0 {
		c.billing, c.price, c.end = yearly, worth(plan.Yearly), 0
	}
	if plan.Meter == "" {
		return []contract{c}
	}
	m := c
	const least, span = 200, 3000
	m.key, m.billing, m.price = key+"m", metered, max(worth(plan.Metered), 1)
	m.quantity = Amount(least+k.roll(span, key, "units")) * hundred
	if c.customer.Currency == yen {
		m.price = max(m.price, hundred)
	}
	return []contract{c, m}
}

// uses reports whether a contract is billed by what is used.
func (c contract) uses() bool { return c.billing == metered || c.billing == hourly }

// bill writes down all that comes of a contract.
func (k *keeper) bill(c contract) {
	for m := c.start; m <= min(c.end, 0); m++ {
		if c.billing == yearly && (m-c.start)%12 != 0 {
			continue
		}
		at := k.cal.day(m, 3+int(k.roll(24, c.key, "day")))
		if c.uses() {
			at = k.cal.day(m, 1) // usage is dated the first of its month
		}
		if !k.cal.past(at) {
			return
		}
		s := sale{key: c.key + "/" + at.Format("2006-01"), contract: c, at: at, month: m, quantity: c.quantity}
		if c.uses() {
			s.quantity = k.used(s)
			k.use(s)
		} else {
			k.order(s)
		}
		k.sell(s)
	}
	if c.end < 0 && !c.uses() && c.key != "first" {
		k.cancel(c)
	}
}

// used is how much of the usual quantity was used in a month: from three
// quarters up to five, and as much as there was time for.
func (k *keeper) used(s sale) Amount {
	q := s.quantity.percent(75 + k.roll(51, s.key, "used"))
	if s.month == 0 {
		const longest = 31
		q = Amount(divide(int64(q)*int64(k.cal.today.Day()), longest))
	}
	return max(Amount(divide(int64(q), hundred)), 1) * hundred
}

// sale is one thing a customer is billed for.
type sale struct {
	key      string
	contract contract
	at       time.Time
	month    Month
	quantity Amount
}

// record is the purchase record of a sale, which its order or usage and its
// earning share.
func (k *keeper) record(s sale) (record, line string) {
	return k.guid("record", s.key), strconv.Itoa(1 + int(k.roll(4, "line", s.contract.key)))
}

// charge is what a sale costs.
func (s sale) charge() Amount {
	return Amount(divide(int64(s.quantity)*int64(s.contract.price), hundred)).coins(s.contract.customer.Currency)
}

// order writes down the order of a sale.
func (k *keeper) order(s sale) {
	c := s.contract
	record, line := k.record(s)
	o := Order{
		Asset: c.asset, Record: record, Line: line, Offer: c.offer, Plan: c.plan, Customer: c.customer, Action: "Purchase", Status: "Active",
		Quantity: s.quantity, At: s.at, TermStart: s.at, TermEnd: s.at.AddDate(0, 1, -1), Charge: s.charge(), Currency: c.customer.Currency,
		Private: c.plan.Private, ListUSD: parse(cmp.Or(c.plan.Monthly, "25.00")),
	}
	if c.billing == yearly {
		o.TermEnd = s.at.AddDate(1, 0, -1)
	}
	if s.month > c.start {
		o.Action = "Renewed"
	}
	if c.plan.Private {
		o.PrivateOffer = k.guid("private", c.key)
	}
	k.book.Orders = append(k.book.Orders, o)
	k.met(c.customer, s.at)
}

// met notes since when somebody is a customer.
func (k *keeper) met(c *Customer, at time.Time) {
	if c.Since.IsZero() || at.Before(c.Since) {
		c.Since = at
	}
}

// cancel ends the order of a contract that is over.
func (k *keeper) cancel(c contract) {
	last := k.book.Orders[len(k.book.Orders)-1]
	if last.Asset != c.asset || !k.cal.past(last.TermEnd) {
		return
	}
	last.Action, last.Status, last.Cancelled, last.Charge = "Canceled", "Cancelled", last.TermEnd, 0
	last.At = last.TermEnd
	k.book.Orders = append(k.book.Orders, last)
}

// use writes down the usage of a sale.
func (k *keeper) use(s sale) {
	c := s.contract
	record, line := k.record(s)
	u := Usage{
		Month: s.at, Offer: c.offer, Plan: c.plan, Customer: c.customer, Asset: c.asset, Record: record, Line: line,
		Meter: c.plan.Meter, Unit: cmp.Or(c.plan.Unit, "1 unit"), Quantity: s.quantity, Price: c.price, Charge: s.charge(),
		DueCurrency: k.book.Currency,
	}
	if c.billing == hourly {
		u.Meter, u.Unit, u.Cores = "", "1 hour", 2<<k.roll(3, c.key, "cores")
	}
	u.Due, _ = k.due(u.Charge, c.customer.Currency, s.at)
	k.book.Usage = append(k.book.Usage, u)
	k.met(c.customer, s.at)
}
