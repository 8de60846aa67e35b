package earnings_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model/payout"
	"awning/tui/tuitest"
)

// What is chosen narrows the lines and what they come to, is said in words, and one key takes
// it away.
func TestEarnings_byState(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openAll(t, stocked(60), payout.Query{}).Shows("61 lines", "all lines")
		d.Press("s").Shows("State", "[ ]  Rejected", "11").Press("/").Type("rejec").Press("enter", "enter")
		d.Shows("10 of 61 lines", "Only: Rejected", "EUR: problem").Hides("Upcoming", "Old thing")
		d.Press("s").Shows("[x]  Rejected", "[ ]  Sent", "any state").Press("F").Shows("[x]  Rejected")
		d.Press("space").Shows("[ ]  Rejected", "[ ]  Pending").Press("esc").Shows("Only: Rejected")
		d.Press("s", "space", "enter").Shows("61 lines").Hides("Only")
		d.Press("s", "down", "space", "space", "enter").Shows("Only: Unprocessed or Upcoming", "20 of 61 lines", "earned 1,237.30, scheduled 1,237.40")
		d.Press("s", "home", "enter").Shows("61 lines").Hides("Only")
		d.Press("s", "end", "up", "enter").Shows("Only: Mystery").Press("backspace").Shows("61 lines").Hides("Only")
	})
}

// A state that files spell in several ways, or have several words for, is one to choose. What
// was chosen stays to be seen where nothing is left of it.
func TestEarnings_spellings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(6)
		for i, word := range []string{"SENT", "Sent", "Processed", "IN_PROGRESS", "On hold", "ON_HOLD"} {
			s.Till.Lines[i].Status = word
		}
		d := openAll(t, s, payout.Query{}).Press("s", "down", "enter").Shows("Only: In progress", "2 of 7 lines", "EUR: scheduled")
		d.Press("s", "down", "enter").Shows("Only: On hold", "2 of 7 lines").Press("F")
		d.Press("s", "enter").Shows("Only: Sent", "3 of 7 lines").Press("/").Type("line-0006").Press("enter").Shows("0 of 7 lines")
		d.Press("s").Shows("[x]  Sent", "[ ]  ON_HOLD").Press("/").Type("hold").Press("enter", "space", "enter").Shows("Only: ON_HOLD or Sent", "1 of 7")
	})
}

// Several values of one thing are alternatives; several things must all agree, and the values
// of each are those that the others leave.
func TestEarnings_byManyThings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openAll(t, stocked(60), payout.Query{})
		pick := func(facet, value string) {
			d.Press("f")
			for range 8 {
				if strings.Contains(line(d, "› "), facet) {
					break
				}
				d.Press("down")
			}
			d.Press("enter", "/").Type(value).Press("enter", "enter")
		}
		pick("Offer", "beacon")
		d.Shows("Only: Beacon Mail", "30 of")
		pick("Country of", "Germany")
		d.Shows("Only: Beacon Mail, Germany", "10 of")
		pick("Private", "public")
		d.Shows("Beacon Mail, Germany, public offers", "10 of")
		d.Press("f").Shows("Beacon Mail", "Germany", "any state").Press("enter").Shows("[ ]  Unprocessed").Hides("Sent", "Upcoming")
		d.Press("esc", "esc", "esc").Shows("61 lines")
		pick("Currency", "USD")
		d.Shows("Only: USD", "31 of")
		pick("Plan", "pro of Beacon")
		d.Shows("pro of Beacon Mail, USD")
		pick("Program", "Azure")
		d.Shows("Azure Marketplace", "30 of 61").Press("F").Shows("61 lines")
	})
}

// Of months the first and the last are marked, and all between show. Lines of a month have
// no other months to choose from.
func TestEarnings_byMonth(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(6)
		for i := range 4 {
			s.Till.Lines[i].Date = time.Date(1999, time.Month(4+i), 3, 0, 0, 0, 0, time.UTC)
		}
		d := openAll(t, s, payout.Query{}).Press("f")
		for !strings.Contains(line(d, "› "), "Month earned") {
			d.Press("down")
		}
		d.Press("enter").Press("/").Type("1999-0").Press("enter", "space", "down", "space", "enter")
		d.Shows("Only: 1999-05 to 1999-07", "3 of 7 lines").Press("f")
		open(t, tuitest.Options{}, s).Press("f", "end", "up").Shows("1999-11: this list is of nothing else").Press("enter").Shows("all lines of this list agree in it")
	})
}

// Who bought stays hidden in the list to choose from, and in what is said of it.
func TestEarnings_byCustomer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openAll(t, stocked(30), payout.Query{}).Press("f", "down", "down", "down", "enter").Shows("Customer", "hidden").Hides("Fjord", "c-1")
		d.Press("space", "space", "enter").Shows("Only: 2 customers").Hides("Fjord", "Lumen", "Kappa")
		d.Press("c").Shows(" or ", "GmbH").Hides("Only: 2 customers")
	})
}

// Each letter searches at once. However slow the answers are, no key waits, there is one
// question at a time, and the last one is answered.
func TestEarnings_search(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(60)
		d := openAll(t, s, payout.Query{})
		s.Till.Wait = time.Second
		asked := s.Till.Asked
		began := time.Now()
		d.Press("/").Type("beacon").Shows("/ beacon", "Harbor Backup")
		if took := time.Since(began); took != 0 {
			t.Errorf("typing took %v", took)
		}
		d.Advance(3 * time.Second).Shows("30 of 61 lines").Hides("Harbor Backup")
		if asked = s.Till.Asked - asked; asked > 2 || s.Till.Peak > 1 {
			t.Errorf("%d questions, %d at once", asked, s.Till.Peak)
		}
		s.Till.Wait = 0
		d.Press("down", "enter").Shows("30 of 61").Press("enter").Shows("the sale order-4:1").Press("esc").Shows("30 of 61")
		d.Press("esc").Shows("61 lines").Press("/").Type("zz").Shows("No line is like that").Press("esc").Shows("61 lines", "Harbor Backup")
	})
}

// The old portal told of sales before they were paid for. Its words lead to the orders.
func TestEarnings_oldWords(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, words := range []string{"in collection", "Billing in  progress", "collection in"} {
			d := openAll(t, stocked(6), payout.Query{}).Press("/").Type(words).Shows("Earnings begin when the customer has paid")
			d.Press("enter").Shows("the orders").Press("esc", "enter").Shows("the orders")
		}
		openAll(t, stocked(6), payout.Query{}).Press("/").Type("in progress").Hides("Earnings begin")
		d := openAll(t, stocked(6), payout.Query{}).Press("s", "end").Shows("Billing, in collection", "Earnings begin when the customer has paid")
		d.Press("space").Shows("cannot be marked").Press("enter").Shows("the orders")
	})
}

// The lines of a payment stay those of the payment, whatever narrows them.
func TestEarnings_payment(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openAll(t, stocked(60), payout.Query{Payment: "000123"}).Shows("payment 000123", "10 lines", "EUR: paid")
		d.Press("p").Shows("these are the lines of that payment").Press("/").Type("line-0001").Press("enter").Shows("1 of 10 lines")
		d.Press("F").Shows("10 lines").Hides("Upcoming")
		d = openAll(t, stocked(60), payout.Query{}).Press("p").Shows("the payment 000123").Press("esc", "down", "p")
		d.Shows("it belongs to no payment yet: its state is Unprocessed")
	})
}

// Everything that is known of a line is in its detail, and all of it is explained.
func TestEarnings_detail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := tuitest.New(t, tuitest.Options{Width: 160, Height: 60}, first(stocked(6)))
		d.Press("v").Shows("135.79 USD", "1.1", "1999-11-01", "3.70", "private offers", "workload", "sea", "It was handed to the bank", "CustomerEmail").
			Hides("Fjord", "c-1", "\x1b[2J", "fjord.example").Press("esc", "c", "v").Shows("ops@fjord.example", "Fjord Labs AS")
		d.Press("esc", "e").Shows("Who bought. A reseller stands for its customers", "Exchange rate")
	})
}

// A correction has no sale to look at.
func TestEarnings_correction(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openAll(t, mixed(), payout.Query{}).Press("down", "down", "down").Shows("Ops Adjustment")
		d.Press("enter").Shows("belongs to no sale").Hides("the sale ")
	})
}
