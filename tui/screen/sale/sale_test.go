package sale_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/screen/sale"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ref is the sale that is looked at.
const ref = "8653c339-ac36-40d5-ba40-ae0cbe04387c"

func date(month time.Month, day int) time.Time {
	return time.Date(1999, month, day, 0, 0, 0, 0, time.UTC)
}

func euros(cents int64) payout.Money {
	return payout.Money{Amount: decimal.New(cents, -2), Currency: "EUR"}
}

func order(bought time.Time) payout.Order {
	return payout.Order{
		ID: ref, PurchaseRecord: "b71199f6-b68f-4996-bcda-96ca88d8933c", LineItem: "3", Offer: "fjord.harbor", OfferName: "Harbor\x1b[31m Backup", Plan: "pro",
		Status: "Active", Customer: "acct-1", CustomerName: "Fjord Labs AS", Country: "NO", Quantity: decimal.NewFromInt(12), Purchased: bought,
		TermStart: bought, TermEnd: bought.AddDate(0, 1, -1), Charge: decimal.New(120_000, -2), Currency: "NOK",
	}
}

func earning(id, status, payment string) payout.Earning {
	return payout.Earning{
		ID: id, Date: date(11, 4), TransactionType: "Purchase", ProductName: "Harbor Backup", Status: status, PaymentID: payment,
		Transaction: payout.Money{Amount: decimal.New(120_000, -2), Currency: "NOK"}, StoreFee: decimal.New(3_600, -2),
		Amount: payout.Money{Amount: decimal.New(116_400, -2), Currency: "NOK"}, Pay: euros(10_134), CustomerName: "Fjord Labs AS",
		Estimated: payout.Month{Year: 1999, Month: 12}, Order: "b71199f6-b68f-4996-bcda-96ca88d8933c", LineItem: "3",
	}
}

// sales are sales in each stage that matters.
func sales() map[string]payout.Trace {
	read := date(12, 31).Add(21 * time.Hour)
	payment := payout.Payment{ID: "000071183456", Status: "Sent", Date: date(12, 15), Method: "Electronic bank transfer", Currency: "EUR", Total: decimal.New(1_234_50, -2)}
	usage := payout.Usage{Month: payout.Month{Year: 1999, Month: 11}, OfferName: "Harbor Backup", Plan: "pro", Dimension: "snapshots", Quantity: decimal.NewFromInt(54_949), Charge: decimal.New(5_494, -2), Currency: "EUR"}
	trial := order(date(12, 20))
	trial.Trial = true
	return map[string]payout.Trace{
		"paid": {
			Stage: payout.StagePaid, OrdersAt: read, Orders: []payout.Order{order(date(9, 12))}, Usage: []payout.Usage{usage},
			Earnings: []payout.Earning{earning("line-1", "Sent", payment.ID), earning("line-2", "Sent", payment.ID)}, Payments: []payout.Payment{payment, payment},
		},
		"collecting": {Stage: payout.StageCollecting, OrdersAt: read, Orders: []payout.Order{order(date(11, 28))}},
		"sold": {
			Stage: payout.StageSold, OrdersAt: read, Orders: []payout.Order{trial},
			Waiting: []payout.Waiting{{Order: trial, Stage: payout.StageSold, Expected: payout.Month{Year: 2000, Month: 2}}},
		},
		"earnings never read": {Stage: payout.StageUnclear, Unread: true, OrdersAt: read, Orders: []payout.Order{order(date(3, 2))}},
		"overdue": {
			Stage: payout.StageUnclear, OrdersAt: read, Orders: []payout.Order{order(date(3, 2))},
			Mismatches: []payout.Mismatch{{Kind: payout.OrderUnearned, ID: ref}},
		},
		"held": {Stage: payout.StageHeld, OrdersAt: read, Orders: []payout.Order{order(date(8, 1))}, Earnings: []payout.Earning{earning("line-1", "Rejected", "")}},
		"orders never read": {
			Stage: payout.StageScheduled, Earnings: []payout.Earning{earning("line-1", "Upcoming", "")},
			OrdersProblem: "the profile fiona is a person, and reports on orders and usage answer applications alone",
			OrdersHint:    "add a profile whose application belongs to the account, with the role Manager",
		},
		"linked late": {Stage: payout.StagePaid, OrdersAt: read, Orders: []payout.Order{order(date(8, 1))}, Earnings: []payout.Earning{earning("line-1", "Sent", "")}},
		"estimate": {
			Stage: payout.StageCollecting, OrdersAt: read, Orders: []payout.Order{order(date(10, 2))}, Earnings: []payout.Earning{earning("line-1", "Uncollected", "")},
		},
		"free":           {Stage: payout.StageFree, OrdersAt: read, Orders: []payout.Order{order(date(8, 1))}},
		"never heard of": {Stage: payout.StageUnclear, OrdersAt: read},
	}
}

func screen(d ui.Deps, s *shop.Shop) ui.Screen {
	nav := sale.Nav{
		Payment: func(_ payout.Scope, id string) ui.Screen { return shop.Page("lines of " + id) },
		Orders:  func(payout.Scope) ui.Screen { return shop.Page("the orders") },
	}
	return sale.New(d, s, nav, sale.Options{Ref: ref})
}

func open(t *testing.T, o tuitest.Options, of payout.Trace) *tuitest.Driver {
	t.Helper()
	s := shop.New()
	s.Till.Traces = map[string]payout.Trace{ref: of}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return screen(d, s) })
}

func TestSale_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				for stage, of := range sales() {
					open(t, o, of).Golden(stage)
				}
				open(t, o, sales()["paid"]).Tiny().Press("end", "v").Golden("detail")
			})
		})
	}
}

// What a sale waits for is said in the words of both portals, with who must act.
func TestSale_waits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wide := tuitest.Options{Width: 120, Height: 40}
		open(t, wide, sales()["collecting"]).Shows("Waiting for the customer", `"in collection"`, "billed, not paid", "nothing yet").Press("down").Shows("has some weeks to pay", "Microsoft collects it")
		open(t, wide, sales()["sold"]).Shows("Not billed yet", `"billing in progress"`, "expected in 2000-02").Press("v").Shows("trial")
		open(t, tuitest.Options{}, sales()["held"]).Press("down", "down").Shows("Held up", "Your bank refused the payment", "You must correct your bank details")
		open(t, tuitest.Options{}, sales()["free"]).Shows("nothing to be paid").Hides("nothing yet")
		open(t, wide, sales()["overdue"]).Shows("Unclear", "has earned nothing, and should have by now", "ask Partner Center support")
		open(t, wide, sales()["estimate"]).Shows("billed, not paid", "Uncollected").Hides("✓  Billed")
		open(t, tuitest.Options{}, sales()["linked late"]).Press("end").Shows("sent, not linked", "within three days")
		open(t, tuitest.Options{}, sales()["never heard of"]).Shows("Nothing is known here of this sale")
	})
}

// Where orders were never read it says so, why, and how to.
func TestSale_withoutOrders(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		open(t, tuitest.Options{Width: 120, Height: 40}, sales()["orders never read"]).
			Shows("Orders are not known here: ", "reports on orders and usage answer applications", "with the role Manager", "not known here", "Upcoming").
			Press("o").Shows("the orders")
	})
}

// A payment, or a line that is in one, leads to all of its lines; others say why they do not.
func TestSale_leadsToThePayment(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, sales()["paid"])
		d.Press("enter").Shows("this is in no payment").Press("end").Shows("2,469.00 EUR", "of it from this sale 202.68 EUR")
		d.Press("enter").Shows("lines of 000071183456").Press("esc", "up", "enter").Shows("lines of 000071183456")
	})
}

// Who bought is personal data: it shows when it is asked for, in the list and in full.
func TestSale_customersAreHidden(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 200, Height: 60}, sales()["paid"]).Hides("Fjord Labs").Press("v").Shows("hidden").Hides("Fjord Labs").Press("esc")
		d.Press("c").Shows("Fjord Labs AS").Press("v").Shows("Fjord Labs AS").Press("esc", "c").Hides("Fjord Labs")
	})
}

func TestSale_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := shop.New()
		s.Till.Traces = map[string]payout.Trace{ref: sales()["sold"]}
		s.Fail("Trace", errors.New("the store is locked"))
		d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen { return screen(d, s) }).Shows("could not read the sale: the store is locked").Hides("Nothing is known")
		s.Fail("Trace", nil)
		d.Press("r").Shows("not billed yet")
		s.Till.Traces[ref] = sales()["free"]
		d.Send(ui.PayoutsRead{}).Shows("Nothing to pay")
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
		open(t, tuitest.Options{Width: 120, Height: 40}, sales()["paid"]).Press("e").Shows("What the columns mean", "Amount", "the service's estimate of what the customer is charged")
	})
}
