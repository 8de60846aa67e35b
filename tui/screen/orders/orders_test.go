package orders_test

import (
	"errors"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/screen/orders"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func date(month time.Month, day int) time.Time {
	return time.Date(1999, month, day, 0, 0, 0, 0, time.UTC)
}

// order is the nth order of a subscription.
func order(id, offer, kind, plan string, bought time.Time, cents int64, currency string) payout.Order {
	return payout.Order{
		ID: id, PurchaseRecord: "purchase-" + id, LineItem: strconv.Itoa(int(bought.Month())), Offer: "fjord." + offer, OfferName: names()[offer], OfferType: kind, Plan: plan,
		Status: "Active", CustomerName: "Fjord Labs AS", Country: "NO", Quantity: decimal.NewFromInt(12), Purchased: bought, TermStart: bought, TermEnd: bought.AddDate(0, 1, -1),
		Charge: decimal.New(cents, -2), Currency: currency,
	}
}

func names() map[string]string {
	return map[string]string{"harbor": "Harbor\x1b[31m Backup", "tide": "Tide Monitor: observability for small teams", "beacon": "Beacon Firewall", "skald": "スカルド翻訳"}
}

// sales are two offers by subscription, one of them with a meter, and one by usage.
func sales() client.OrderView {
	v := client.OrderView{At: date(12, 31).Add(21 * time.Hour)}
	for m := time.December; m >= time.June; m-- {
		v.Orders = append(v.Orders, order("sub-1", "harbor", "SaaS", "pro", date(m, 4), 120_000, "NOK"))
	}
	v.Orders = append(v.Orders, order("sub-2", "harbor", "SaaS", "basic", date(11, 20), 9_900, "EUR"), order("sub-3", "harbor", "SaaS", "basic", date(11, 1), 9_900, "EUR"))
	v.Orders[7].Trial = true
	v.Orders[8].Status, v.Orders[8].Cancelled = "Cancelled", date(11, 15)
	v.Orders = append(v.Orders, order("sub-4", "tide", "Azure Applications", "team", date(10, 2), 2_500, "USD"), order("sub-5", "skald", "SaaS", "solo", date(3, 2), 270_000, "JPY"))
	for m := time.December; m >= time.March; m-- {
		month := payout.Month{Year: 1999, Month: m}
		v.Usage = append(v.Usage,
			payout.Usage{Month: month, Offer: "fjord.tide", OfferName: names()["tide"], OfferType: "Azure Applications", Plan: "team", Dimension: "resource-block", Unit: "100 resources", Quantity: decimal.NewFromInt(int64(m) * 100), Charge: decimal.New(int64(m)*4_500, -2), Currency: "EUR"},
			payout.Usage{Month: month, Offer: "fjord.beacon", OfferName: names()["beacon"], OfferType: "Virtual Machine Licenses", Plan: "hourly", Unit: "1 hour", Quantity: decimal.NewFromInt(2_060), Charge: decimal.New(131_680, -2), Currency: "USD"},
			payout.Usage{Month: month, Offer: "fjord.beacon", OfferName: names()["beacon"], OfferType: "Virtual Machine Licenses", Plan: "hourly", Dimension: "alerts", Unit: "1 alert", Quantity: decimal.NewFromInt(7), Charge: decimal.New(70, -2), Currency: "USD"})
	}
	return v
}

// refused is what is known where only a person is signed in.
func refused() client.OrderView {
	return client.OrderView{
		Problem: "the profile fiona is a person, and reports on orders and usage answer applications alone",
		Hint:    "add a profile whose application belongs to the account, with the role Manager",
	}
}

func nav() orders.Nav {
	return orders.Nav{Sale: func(_ payout.Scope, ref string) ui.Screen { return shop.Page("sale " + ref) }}
}

func stocked(v client.OrderView) *shop.Shop {
	s := shop.New()
	s.Till.Sales = v
	s.Till.Traces = map[string]payout.Trace{
		"purchase-sub-1:12": {Stage: payout.StageSold}, "purchase-sub-1:11": {Stage: payout.StageCollecting}, "purchase-sub-1:10": {Stage: payout.StageEarned},
		"purchase-sub-1:9": {Stage: payout.StageScheduled}, "purchase-sub-1:8": {Stage: payout.StagePaid}, "purchase-sub-1:7": {Stage: payout.StageHeld},
		"purchase-sub-2:11": {Stage: payout.StageFree}, "purchase-sub-3:11": {Stage: payout.StageTakenBack},
	}
	return s
}

func open(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return orders.New(d, s, nav(), payout.Scope{}) })
}

func openOffer(t *testing.T, o tuitest.Options, s *shop.Shop) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen { return orders.NewOffer(d, s, nav(), orders.Offer{Name: "Harbor Backup"}) })
}

func TestOrders_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, o, stocked(sales())).Golden("offers").Tiny().Press("G", "v").Golden("detail")
				never := stocked(client.OrderView{})
				never.Till.Pause = time.Hour
				open(t, o, never).Golden("never")
				open(t, o, stocked(refused())).Golden("refused")
				open(t, o, stocked(client.OrderView{At: sales().At})).Golden("none")
				openOffer(t, o, stocked(sales())).Golden("offer").Press("u").Golden("usage").Tiny()
				openOffer(t, o, stocked(refused())).Golden("offer refused")
			})
		})
	}
}

// A renewal is the same subscription, offers by subscription are apart from those by usage, and
// currencies are never added.
func TestOrders_offers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 200, Height: 60}, stocked(sales()))
		d.Shows("Software as a service", "Other subscriptions", "By usage", "198.00 EUR, 8,400.00 NOK", "Harbor Backup", "1 ordered", "1,200 resource-block", "2 meters")
		d.Press("v").Shows("Active  ", "Trials  ", "1999-06 1, 1999-07 1").Press("esc", "end").Shows("Charged by month: 1999-03 135.00 EUR", "1999-12 540.00 EUR")
	})
}

// From the offers to the orders of one, and on to a sale; or to what was used of it.
func TestOrders_leadToASale(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, stocked(sales())).Press("enter").Shows("› Harbor Backup", "11 orders and renewals of 5 subscriptions, 4 active")
		d.Shows("Not billed yet", "Waiting for the customer", "Being paid", "Held up", "and the customer was not billed yet").Press("down", "enter").Shows("sale purchase-sub-1:11").Press("esc")
		d.Press("u").Shows("resource-block", "by month: 1999-03 300").Press("enter").Shows("there is no order here").Press("u").Shows("Being paid").Press("esc", "end", "enter").Shows("resource-block")
	})
}

// Who bought is personal data: it shows when it is asked for, in the list and in full.
func TestOrders_customersAreHidden(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openOffer(t, tuitest.Options{Width: 200, Height: 60}, stocked(sales())).Hides("Fjord Labs").Press("v").Shows("hidden").Hides("Fjord Labs").Press("esc")
		d.Press("c").Shows("Fjord Labs AS").Press("v").Shows("Fjord Labs AS").Press("esc", "c").Hides("Fjord Labs")
	})
}

// A refresh says how long it takes, and goes on when the screen is left.
func TestOrders_refresh(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(client.OrderView{})
		next := sales()
		s.Till.SalesNext, s.Till.Pause = &next, 3*time.Minute
		d := tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(ui.Deps) ui.Screen { return shop.Page("payouts") })
		d.Send(ui.Push{Screen: orders.New(tuitest.Deps(tuitest.Options{}), s, nav(), payout.Scope{})}).Shows("reading orders and usage, 0 s so far")
		d.Advance(2 * time.Minute).Shows("reading orders and usage, 2 min so far").Press("R").Shows("it takes minutes").Press("esc").Shows("payouts").Advance(2 * time.Minute)
		d.Send(ui.Push{Screen: orders.New(tuitest.Deps(tuitest.Options{}), s, nav(), payout.Scope{})}).Shows("Harbor Backup", "as of")
		s.Till.Pause = 0
		d.Press("R").Shows("orders and usage are up to date")
		s.Fail("RefreshOrders", errors.New("the service is busy"))
		d.Press("R").Shows("could not refresh the orders: the service is busy", "Harbor Backup")
	})
}

func TestOrders_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := stocked(sales())
		s.Fail("OrderView", errors.New("the store is locked"))
		open(t, tuitest.Options{}, s).Shows("could not read the orders: the store is locked").Hides("Harbor Backup")
		s.Fail("OrderView", nil)
		s.Fail("Trace", errors.New("the store is locked"))
		openOffer(t, tuitest.Options{Width: 120, Height: 40}, s).Shows("could not look how far the money has come: the store is locked", "1,200.00 NOK")
	})
}

// What is typed narrows the orders and what they come to, and never looks into hidden names.
func TestOrders_find(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := openOffer(t, tuitest.Options{Width: 200, Height: 60}, stocked(sales())).Press("/").Type("basic").Shows("2 of 11", "charged: 198.00 EUR").Hides("NOK")
		d.Press("enter", "enter").Shows("sale purchase-sub-2:11").Press("esc", "esc").Shows("11 orders and renewals", "NOK")
		d.Press("/").Type("fjord labs").Shows("0 of 11", "No order contains").Press("esc", "c", "/").Type("fjord labs").Shows("11 of 11").Press("esc")
		d.Press("/").Type("waiting").Shows("1 of 11", "Waiting for the customer")
	})
}

// Every column is explained.
func TestExplain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, s := tuitest.Deps(tuitest.Options{}), shop.New()
		shop.Explained(t, orders.New(d, s, nav(), payout.Scope{}))
		shop.Explained(t, orders.NewOffer(d, s, nav(), orders.Offer{}))
		shop.Explained(t, orders.NewOffer(d, s, nav(), orders.Offer{Usage: true}))
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, s := tuitest.Deps(tuitest.Options{}), shop.New()
		shop.Clashes(t, orders.New(d, s, nav(), payout.Scope{}).Actions())
		shop.Clashes(t, orders.NewOffer(d, s, nav(), orders.Offer{}).Actions())
	})
}
