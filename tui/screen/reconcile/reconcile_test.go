package reconcile_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/screen/reconcile"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func date(month time.Month, day int) time.Time {
	return time.Date(1999, month, day, 0, 0, 0, 0, time.UTC)
}

func money(cents int64, currency string) payout.Money {
	return payout.Money{Amount: decimal.New(cents, -2), Currency: currency}
}

func waiting(id string, stage payout.Stage, cents int64, currency string, expected time.Month) payout.Waiting {
	w := payout.Waiting{
		Order: payout.Order{ID: "sub-" + id, PurchaseRecord: "purchase-" + id, LineItem: "1", OfferName: "Harbor\x1b[31m Backup", Plan: "pro", Purchased: date(12, 4), Status: "Active"},
		Stage: stage, Charge: money(cents, currency),
	}
	if expected > 0 {
		w.Expected = payout.Month{Year: 2000, Month: expected}
	}
	return w
}

// wrong has a mismatch of each kind.
func wrong() payout.Reconciliation {
	return payout.Reconciliation{
		Payments: 12, Earnings: 4_321, Orders: 88, OrdersAt: date(12, 31).Add(21 * time.Hour),
		Mismatches: []payout.Mismatch{
			{Kind: payout.PaymentParts, ID: "000071183456", Says: money(123_450, "EUR"), Sum: money(120_000, "EUR"), Date: date(12, 15)},
			{Kind: payout.PaymentEarnings, ID: "000071183457", Says: money(99_900, "EUR"), Sum: money(100_100, "EUR"), Lines: 41},
			{Kind: payout.PaymentUnknown, ID: "000071183458", Sum: money(5_000, "USD"), Lines: 2},
			{Kind: payout.OrderUnearned, ID: "b71199f6-b68f-4996-bcda-96ca88d8933c:3", Says: money(58_528, "GBP"), Offer: "Harbor Backup", Plan: "pro", Date: date(5, 2), Lines: 1},
			{Kind: payout.UsageUnearned, ID: "1d29bf7d-bdcb-4206-afb0-97a7ccc1fb15:3", Offer: "Beacon Firewall", Plan: "hourly", Date: date(6, 1), Lines: 1},
			{Kind: payout.EarningNoOrder, ID: "8653c339-ac36-40d5-ba40-ae0cbe04387c", Offer: "Tide Monitor", Date: date(2, 1), Lines: 1},
			{Kind: "moonshine\x1b[31m", ID: "x"},
		},
		Waiting: []payout.Waiting{
			waiting("1", payout.StageSold, 120_000, "NOK", 3), waiting("2", payout.StageCollecting, 9_900, "EUR", 0), waiting("3", payout.StageCollecting, 30_000, "NOK", 2),
		},
	}
}

// found is what may be found.
func found() map[string]payout.Reconciliation {
	fits := wrong()
	fits.Mismatches = nil
	unread := wrong()
	unread.Orders, unread.OrdersAt, unread.Waiting, unread.Mismatches = 0, time.Time{}, nil, unread.Mismatches[:1]
	person := unread
	person.OrdersProblem = "the profile fiona is a person, and reports on orders and usage answer applications alone"
	person.OrdersHint = "add a profile whose application belongs to the account, with the role Manager"
	return map[string]payout.Reconciliation{
		"wrong": wrong(), "fits": fits, "orders never read": unread, "a person": person, "never": {},
		"refused":  {States: []payout.State{{Profile: "marco", Problem: "the profile marco is refused payouts", Hint: "ask for the role Owner or Financial contributor"}}},
		"estimate": {Earnings: 12, Orders: 3, OrdersAt: fits.OrdersAt, States: []payout.State{{Source: payout.FromEstimate, Earnings: 12}}},
	}
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	return reconcile.New(d, s, reconcile.Nav{
		Sale:    func(_ payout.Scope, ref string) ui.Screen { return shop.Page("sale " + ref) },
		Payment: func(_ payout.Scope, id string) ui.Screen { return shop.Page("lines of " + id) },
		Orders:  func(payout.Scope) ui.Screen { return shop.Page("the orders") },
	}, payout.Scope{})
}

func open(t *testing.T, o tuitest.Options, of payout.Reconciliation) *tuitest.Driver {
	t.Helper()
	s := shop.New()
	s.Till.Reconciliation = of
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func TestReconcile_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				for what, of := range found() {
					open(t, o, of).Golden(what)
				}
				open(t, o, wrong()).Tiny().Press("down", "v").Golden("detail")
			})
		})
	}
}

// Each kind is said in words, with both sides, the difference and who must act.
func TestReconcile_saysWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 200, Height: 60}, wrong())
		d.Shows("12 payments, 4,321 earnings and 88 orders were held", "7 things do not fit", "34.50 EUR", "-2.00 EUR", "Payment missing", "Order not earned", "Usage not earned", "Order missing", "moonshine")
		d.Shows("The total of payment 000071183456 is not what its parts come to").Press("down", "down", "down").Shows("has earned nothing, and should have by now", "585.28 GBP", "Ask Partner Center support")
	})
}

// What waits is apart from what is wrong, with sums that are never added across currencies.
func TestReconcile_waits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, found()["fits"])
		d.Shows("All of it fits together.", "3 sales wait as they should.", "Waits as it should: 99.00 EUR, 1,500.00 NOK", "2000-03", `"billing in progress"`).Press("down").Shows(`"in collection"`)
		open(t, tuitest.Options{Width: 120, Height: 40}, found()["orders never read"]).Shows("12 payments and 4,321 earnings", "Orders were never read", "1 thing does not fit").Hides("0 orders")
		open(t, tuitest.Options{Width: 120, Height: 40}, found()["a person"]).Shows("Orders were not checked", "with the role Manager")
		open(t, tuitest.Options{}, found()["never"]).Shows("No payouts were read yet").Hides("fits together")
	})
}

// A payment leads to its lines, a sale to its steps.
func TestReconcile_leads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, wrong()).Shows("enter lines of the payment").Press("enter").Shows("lines of 000071183456").Press("esc")
		d.Press("down", "down", "down").Shows("enter the sale").Press("enter").Shows("sale b71199f6-b68f-4996-bcda-96ca88d8933c:3").Press("esc")
		d.Press("end", "enter").Shows("sale purchase-3:1").Press("esc", "o").Shows("the orders")
	})
}

func TestReconcile_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := shop.New()
		s.Till.Reconciliation = found()["fits"]
		s.Fail("Reconcile", errors.New("the store is locked"))
		d := tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen { return screen(d, s) })
		d.Shows("could not hold payouts and orders against each other: the store is locked").Hides("fits together")
		s.Fail("Reconcile", nil)
		d.Press("r").Shows("All of it fits together.")
		s.Till.Reconciliation = wrong()
		d.Send(ui.PayoutsRead{}).Hides("All of it fits together.")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		shop.Clashes(t, screen(tuitest.Deps(tuitest.Options{}), shop.New()).Actions())
	})
}

// Every column is explained.
func TestExplain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		shop.Explained(t, screen(tuitest.Deps(tuitest.Options{}), shop.New()))
		open(t, tuitest.Options{Width: 120, Height: 40}, wrong()).Press("e").Shows("Comes to", "the parts of the payment, or its lines")
	})
}
