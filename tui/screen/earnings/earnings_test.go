package earnings_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/screen/earnings"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// lines are so many lines of November 1999 in every kind of state, of two offers and to two
// customers, and one of October.
func lines(n int) []payout.Earning {
	states := []string{"Sent", "Unprocessed", "Upcoming", "Rejected", "PendingTaxInvoice", "Mystery\x1b[31m"}
	offers := []string{"Harbor Backup", "Beacon Mail"}
	customers := []string{"Fjord Labs AS", "Kappa GmbH", "Lumen Ltd"}
	out := make([]payout.Earning, n, n+1)
	for i := range out {
		cents := int64(12_345 + i)
		out[i] = payout.Earning{
			ID: fmt.Sprintf("line-%04d", i+1), Date: time.Date(1999, 11, 30-i*30/n, 0, 0, 0, 0, time.UTC),
			Pay: payout.Money{Amount: decimal.New(cents, -2), Currency: "EUR"}, USD: decimal.New(cents+cents/10, -2), Status: states[i%len(states)],
			Amount: payout.Money{Amount: decimal.New(cents, -2), Currency: []string{"EUR", "USD"}[i%2]}, ExchangeRate: "1.1",
			RateDate: time.Date(1999, 11, 1, 0, 0, 0, 0, time.UTC), StoreFee: decimal.New(370, -2), Program: "Azure Marketplace",
			Product: fmt.Sprintf("p-%d", i%2+1), ProductName: offers[i%2], Plan: "pro", PrivateOffer: i%4 == 0,
			Customer: fmt.Sprintf("c-%d", i%3+1), CustomerName: customers[i%3], CustomerCountry: []string{"NO", "DE", "GB"}[i%3], TransactionType: "purchase",
			Estimated: payout.Month{Year: 1999, Month: 12}, Order: fmt.Sprintf("order-%d", i+1), LineItem: "1",
			Extra: map[string]string{"workload": "sea\x1b[2J", "CustomerEmail": "ops@fjord.example"},
		}
		if out[i].Status == "Sent" {
			out[i].PaymentID = "000123"
		}
	}
	older := payout.Earning{
		ID: "older", Date: time.Date(1999, 10, 1, 0, 0, 0, 0, time.UTC), ProductName: "Old thing", Status: "Sent", USD: decimal.New(7, 0),
	}
	return append(out, older)
}

func open(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func november() payout.Month { return payout.Month{Year: 1999, Month: 11} }

// nav leads to screens that only say what they are.
func nav() earnings.Nav {
	return earnings.Nav{
		Sale:    func(_ payout.Scope, ref string) ui.Screen { return shop.Page("the sale " + ref) },
		Payment: func(_ payout.Scope, id string) ui.Screen { return shop.Page("the payment " + id) },
		Orders:  func(payout.Scope) ui.Screen { return shop.Page("the orders") },
	}
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	return earnings.New(d, s, nav(), earnings.Options{Query: payout.Query{From: november(), To: november()}})
}

// openAll opens all lines there are, or those of a query.
func openAll(t *testing.T, s *shop.Shop, q payout.Query) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen {
		return earnings.New(d, s, nav(), earnings.Options{Query: q})
	})
}

func stocked(n int) *shop.Shop {
	s := shop.New()
	s.Till.Lines = lines(n)
	return s
}

// mixed are lines in several currencies, one of them a correction.
func mixed() *shop.Shop {
	s := stocked(40)
	for i := range s.Till.Lines {
		e := &s.Till.Lines[i]
		e.Pay.Currency = []string{"EUR", "JPY", "USD", "EUR", "GBP"}[i%5]
	}
	e := &s.Till.Lines[3]
	e.Order, e.LineItem, e.Product, e.ProductName, e.Plan, e.Customer, e.CustomerName = "", "", "", "", "", "", ""
	e.Reason, e.Pay.Amount = "Ops Adjustment", decimal.New(-999_999_99, -2)
	return s
}

func TestEarnings_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, stocked(250)).Golden("lines").Tiny().Press("down", "down", "down", "down", "c").Golden("tax invoice")
				d.Press("v").Golden("detail").Press("esc", "s").Golden("states")
				d.Press("space", "space", "enter").Golden("two states").Press("f").Golden("filter")
				d.Press("esc", "/").Type("billing").Golden("old words")
				open(t, o, stocked(0)).Golden("none")
				open(t, o, mixed()).Golden("currencies").Press("f", "down", "down", "down", "enter", "space").Golden("customers")
				refused := stocked(1)
				refused.Fail("Earnings", errors.New("the store is locked by another console"))
				open(t, o, refused).Golden("refused")
			})
		})
	}
}

// Only the lines of the month, and only a page of them at once; keys lead from one page to
// the next and back.
func TestEarnings_pages(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(250)
		d := open(t, tuitest.Options{Width: 200, Height: 60}, s).Shows("250 lines", "1-100 of 250", "order-1 ").Hides("Old thing")
		d.Press("up").Shows("1-100 of 250").Press("pgdown", "pgdown", "pgdown", "pgdown").Shows("101-200 of 250", "order-101 ")
		d.Press("k").Shows("1-100 of 250", "order-100 ").Press("j").Shows("101-200 of 250")
		d.Press("G").Shows("201-250 of 250", "order-250 ").Press("j", "pgdown").Shows("201-250 of 250")
		d.Press("home").Shows("1-100 of 250", "order-1 ")
		if s.Till.Most != 100 {
			t.Errorf("%d lines were asked for at once, want 100", s.Till.Most)
		}
	})
}

// Each state is said in words, with who must act; one that nobody knows is called what the
// file calls it.
func TestEarnings_statesInWords(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, stocked(6)).Shows("It was handed to the bank", "Nobody has to act")
		d.Press("down", "down", "down").Shows("Your bank refused the payment", "You must correct your bank details")
		d.Press("G").Shows("Mystery", "Look it up in Partner Center")
	})
}

// Who bought is personal data: it shows when it is asked for, in the list and in full.
func TestEarnings_customersAreHidden(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 200, Height: 60}, stocked(3)).Hides("Fjord").Press("v").Hides("Fjord").Press("esc")
		d.Press("c").Shows("Fjord Labs AS").Press("v").Shows("Fjord Labs AS").Press("esc", "c").Hides("Fjord")
	})
}

func TestEarnings_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(2)
		s.Fail("Earnings", errors.New("the store is locked"))
		d := open(t, tuitest.Options{}, s).Shows("could not read the lines: the store is locked").Hides("There are no lines")
		s.Fail("Earnings", nil)
		d.Press("r").Shows("2 lines", "Harbor Backup")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		shop.Clashes(t, screen(tuitest.Deps(tuitest.Options{}), stocked(1)).Actions())
	})
}

func first(s *shop.Shop) func(ui.Deps) ui.Screen {
	return func(d ui.Deps) ui.Screen { return screen(d, s) }
}

// line is the first line of the screen that holds a text.
func line(d *tuitest.Driver, text string) string {
	for l := range strings.Lines(strings.SplitN(d.Text(), "\n", 3)[2]) {
		if strings.Contains(l, text) {
			return l
		}
	}
	return ""
}

// What a refresh behind the screen brought is there without a key.
func TestEarnings_readBehind(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(3)
		d := openAll(t, s, payout.Query{}).Shows("4 lines")
		s.Till.Lines = lines(9)
		d.Send(ui.PayoutsRead{}).Shows("10 lines")
	})
}
