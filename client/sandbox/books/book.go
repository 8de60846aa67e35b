package books

import (
	"iter"
	"time"

	"awning/client/sandbox/seeded"
)

// Book is the money of one account. It does not change: read it from anywhere.
type Book struct {
	Seller   Seller
	Currency string // in which the account is paid
	Payments []Payment
	Orders   []Order
	Usage    []Usage
	// Waiting are sales that nothing is earned by yet, as the customer has not paid
	// or was not billed. Estimated says when they are likely to be paid.
	Waiting   []Earning
	Customers []*Customer // who bought something

	lines []Earning
	more  *crowd // nil without any
}

// New makes the books of an account. Without an offer they are empty.
func New(o Options) *Book {
	b := &Book{Seller: o.Seller, Currency: o.Seller.currency()}
	if len(o.Seller.Offers) == 0 {
		return b
	}
	k := &keeper{o: o, cal: newCalendar(o.Now), book: b, customers: customers(o), moved: map[Month]Month{}, rates: map[rateKey]Rate{}}
	for _, c := range k.contracts() {
		k.bill(c)
	}
	k.events()
	k.incentives()
	if more := o.Earnings - len(b.lines); more > 0 {
		b.more = k.crowd(more)
	}
	k.settle()
	k.known()
	return b
}

// Earnings are all lines of the transaction history. Those of large books are made
// while they are read, the same each time.
func (b *Book) Earnings() iter.Seq[Earning] {
	return func(yield func(Earning) bool) {
		for _, e := range b.lines {
			if !yield(e) {
				return
			}
		}
		if b.more != nil {
			b.more.each(yield)
		}
	}
}

// Sales are all that customers were billed for, earned or not yet.
func (b *Book) Sales() iter.Seq[Earning] {
	return func(yield func(Earning) bool) {
		for e := range b.Earnings() {
			if e.Offer != nil && !yield(e) {
				return
			}
		}
		for _, e := range b.Waiting {
			if !yield(e) {
				return
			}
		}
	}
}

// keeper makes a book.
type keeper struct {
	o         Options
	cal       calendar
	book      *Book
	customers []*Customer
	moved     map[Month]Month // months below the threshold: what they are paid with
	rates     map[rateKey]Rate
}

type rateKey struct {
	currency string
	year     int
	month    time.Month
}

func (k *keeper) guid(path ...string) string {
	return seeded.GUID(k.o.Seed, append([]string{k.o.Seller.Tenant}, path...)...)
}

func (k *keeper) roll(n int64, path ...string) int64 {
	return seeded.Roll(k.o.Seed, n, append([]string{k.o.Seller.Tenant}, path...)...)
}

// rate is what a currency is worth in the month of a day: it moves by up to two
// percent around the usual.
func (k *keeper) rate(currency string, at time.Time) Rate {
	if currency == USD {
		return million
	}
	const steps, perMille = 41, 1000
	key := rateKey{currency, at.Year(), at.Month()}
	r, ok := k.rates[key]
	if !ok {
		drift := seeded.Roll(k.o.Seed, steps, "rate", currency, at.Format("2006-01")) - steps/2
		r = Rate(divide(int64(usual(currency))*(perMille+drift), perMille))
		k.rates[key] = r
	}
	return r
}

// due is an amount of a currency in that of the payments, and in US dollars.
func (k *keeper) due(a Amount, currency string, at time.Time) (due, usd Amount) {
	usd = a.dollars(k.rate(currency, at))
	if currency == k.book.Currency {
		return a, usd
	}
	return usd.of(k.rate(k.book.Currency, at)), usd
}

// known fills in who the customers are, and since when.
func (k *keeper) known() {
	for _, c := range k.customers {
		if !c.Since.IsZero() {
			k.book.Customers = append(k.book.Customers, c)
		}
	}
}
