package books_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"
	"time"

	"awning/client/sandbox/books"
	"awning/client/sandbox/world"
	"awning/tries"
)

// began is some time in 2026, another one for each seed.
func began(seed int) time.Time {
	return time.Date(2026, time.January, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(seed) * 31 * time.Hour)
}

// all are the books of the standard offers.
func all(seed int, more int) []*books.Book {
	return world.New(world.Options{Seed: int64(seed), Now: began(seed), Earnings: more}).Books
}

// exact reads an amount as a fraction, not as the package that wrote it would.
func exact(t *testing.T, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no amount", text)
	}
	return r
}

// near reports whether two amounts are the same but for rounding to hundredths.
func near(a, b *big.Rat) bool {
	d := new(big.Rat).Sub(a, b)
	return d.Abs(d).Cmp(big.NewRat(1, 199)) <= 0
}

// What is paid is what was earned, to the cent, in every book.
func TestBooks_addUp(t *testing.T) {
	t.Parallel()
	lines, payments, worlds := 0, 0, 0
	for seed := range tries.Of(12) {
		for _, b := range all(seed, seed%3*1500) {
			worlds++
			sums := map[string]*big.Rat{}
			fees := map[string]*big.Rat{}
			for e := range b.Earnings() {
				lines++
				checkLine(t, b, e)
				if e.Status == books.Unprocessed {
					continue
				}
				key := string(e.Status) + e.PaymentID + e.Program
				if e.PaymentID == "" && e.Status == books.PendingTaxInvoice {
					key += "?"
				}
				if sums[key] == nil {
					sums[key], fees[key] = new(big.Rat), new(big.Rat)
				}
				sums[key].Add(sums[key], exact(t, e.Due.String()))
			}
			seen := map[string]bool{}
			for _, p := range b.Payments {
				payments++
				key := string(p.Status) + p.ID + p.Program
				if p.Status == books.PendingTaxInvoice {
					key += "?"
				}
				if seen[key] {
					t.Errorf("seed %d, %s: two rows of %s", seed, b.Seller.Name, key)
				}
				seen[key] = true
				if sums[key] == nil || sums[key].Cmp(exact(t, p.Earned.String())) != 0 {
					t.Errorf("seed %d, %s: payment %s of %s says %s, its lines %v", seed, b.Seller.Name, p.ID, p.Program, p.Earned, sums[key])
				}
				total := exact(t, p.Earned.String())
				total.Sub(total, exact(t, p.WithheldTax.String()))
				total.Sub(total, exact(t, p.ServiceFeeTax.String()))
				total.Add(total, exact(t, p.SalesTax.String()))
				if total.Cmp(exact(t, p.Total.String())) != 0 {
					t.Errorf("seed %d: payment %s comes to %s, it says %s", seed, p.ID, total.FloatString(2), p.Total)
				}
			}
			for key := range sums {
				if !seen[key] {
					t.Errorf("seed %d, %s: no payment is %s", seed, b.Seller.Name, key)
				}
			}
		}
	}
	t.Logf("%d books, %d lines, %d payments", worlds, lines, payments)
}

// checkLine holds a line against itself.
func checkLine(t *testing.T, b *books.Book, e books.Earning) {
	t.Helper()
	earned := exact(t, e.Earned.String())
	if e.Offer != nil {
		paid, fee := exact(t, e.Paid.String()), exact(t, e.Fee.String())
		if paid.Sub(paid, fee).Cmp(earned) != 0 {
			t.Errorf("line %s: %s less %s is not %s", e.ID, e.Paid, e.Fee, e.Earned)
		}
	}
	if usd := new(big.Rat).Mul(earned, exact(t, e.Rate.String())); !near(usd, exact(t, e.EarnedUSD.String())) {
		t.Errorf("line %s: %s at %s is not %s", e.ID, e.Earned, e.Rate, e.EarnedUSD)
	}
	due := exact(t, e.Due.String())
	if e.Currency == b.Currency && due.Cmp(earned) != 0 {
		t.Errorf("line %s: %s is paid as %s", e.ID, e.Earned, e.Due)
	}
	if want := new(big.Rat).Quo(exact(t, e.EarnedUSD.String()), exact(t, e.DueRate.String())); e.Currency != b.Currency && !near(want, due) {
		t.Errorf("line %s: %s %s at %s is not %s dollars", e.ID, e.Due, e.DueCurrency, e.DueRate, e.EarnedUSD)
	}
	if e.ID == "" || e.Status == "" || e.Date.IsZero() || e.DueCurrency != b.Currency {
		t.Errorf("a line lacks something: %+v", e)
	}
}

// Every book has all that makes publishers ask.
func TestBooks_haveEverything(t *testing.T) {
	t.Parallel()
	for seed := range tries.Of(12) {
		for _, b := range all(seed, 0) {
			found := map[string]int{}
			ids := map[string]bool{}
			orders := map[string]bool{}
			for _, o := range b.Orders {
				orders[o.Asset] = true
			}
			for e := range b.Earnings() {
				if ids[e.ID] {
					t.Errorf("seed %d: two lines are %s", seed, e.ID)
				}
				ids[e.ID] = true
				note(found, b, e, orders)
			}
			for _, p := range b.Payments {
				found["payment "+string(p.Status)]++
				if p.WithheldTax > 0 {
					found["withheld"]++
				}
				if p.ServiceFeeTax > 0 {
					found["tax on the fee"]++
				}
			}
			for _, o := range b.Orders {
				if o.PrivateOffer != "" {
					found["private offer"]++
				}
			}
			found["waiting"] = len(b.Waiting)
			found["usage"] = len(b.Usage)
			want := []string{
				"Refund", "Chargeback", "Reversal", "adjustment", "late", "rolled over", "private", "reseller", "EUR", "GBP", "JPY", "USD",
				"without order", "payment Sent", "payment Rejected", "payment Pending tax invoice", "Unprocessed", "waiting", "usage", "private offer",
			}
			if b.Seller.Country == "US" {
				want = append(want, "tax on the fee")
			} else {
				want = append(want, "withheld")
			}
			for _, name := range want {
				if found[name] == 0 {
					t.Errorf("seed %d, %s: nothing is %s", seed, b.Seller.Name, name)
				}
			}
			if n := len(ids); n < 80 || n > 800 {
				t.Errorf("seed %d, %s: %d lines", seed, b.Seller.Name, n)
			}
		}
	}
}

// note counts what a line is an example of.
func note(found map[string]int, b *books.Book, e books.Earning, orders map[string]bool) {
	found[e.TransactionType]++
	found[string(e.Status)]++
	found[e.Currency]++
	month := func(t time.Time) string { return t.Format("2006-01") }
	switch {
	case e.Reason != "":
		found["adjustment"]++
	case e.Asset != "" && !orders[e.Asset]:
		found["without order"]++
	}
	if e.Private {
		found["private"]++
	}
	if e.Customer != nil && e.Customer.Reseller != nil {
		found["reseller"]++
	}
	newest := b.Payments[len(b.Payments)-1]
	if e.Status == books.Unprocessed && month(e.Estimated) < month(newest.Updated) {
		found["late"]++
	}
	if e.Status == books.Sent && month(e.Estimated) < month(e.SentOn) {
		found["rolled over"]++
	}
}

// The same options make the same books, another seed makes others, and nothing in
// them is later than they are.
func TestBooks_repeatable(t *testing.T) {
	t.Parallel()
	for i, b := range all(7, 2000) {
		again, other := all(7, 2000)[i], all(8, 2000)[i]
		lines := slices.Collect(b.Earnings())
		if len(lines) < 2000 || fmt.Sprint(ids(lines)) != fmt.Sprint(ids(slices.Collect(again.Earnings()))) || !slices.Equal(b.Payments, again.Payments) {
			t.Errorf("%s: the same seed makes other books", b.Seller.Name)
		}
		if slices.Equal(b.Payments, other.Payments) {
			t.Errorf("%s: another seed makes the same payments", b.Seller.Name)
		}
		for _, e := range lines {
			if e.Date.After(began(7)) {
				t.Errorf("%s: earned on %s", b.Seller.Name, e.Date)
			}
		}
		for _, o := range b.Orders {
			if o.At.After(began(7)) {
				t.Errorf("%s: ordered on %s", b.Seller.Name, o.At)
			}
		}
	}
}

func ids(lines []books.Earning) []string {
	var out []string
	for _, e := range lines {
		out = append(out, e.ID+e.PaymentID+e.Due.String())
	}
	return out
}

// No payment is below the threshold, but those that are not the month's usual one.
func TestBooks_threshold(t *testing.T) {
	t.Parallel()
	for seed := range tries.Of(12) {
		for _, b := range all(seed, 0) {
			sums := map[string]books.Amount{}
			for _, p := range b.Payments {
				if p.Status == books.Sent && p.Program != books.Incentives {
					sums[p.ID] += p.EarnedUSD
				}
			}
			for id, sum := range sums {
				if sum < 5000 {
					t.Errorf("seed %d, %s: payment %s is of %s dollars only", seed, b.Seller.Name, id, sum)
				}
			}
		}
	}
}

func BenchmarkEarnings(b *testing.B) {
	book := all(1, 500_000)[0]
	for b.Loop() {
		n := 0
		for range book.Earnings() {
			n++
		}
		b.ReportMetric(float64(n), "lines")
	}
}
