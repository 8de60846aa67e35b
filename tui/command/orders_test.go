package command_test

import (
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/model/payout"
	"awning/tui/command"
)

// ordered is a market in which something was ordered and used.
func ordered() *market {
	m := harbor("New", "1")
	m.purse.orders.Orders = []payout.Order{
		{ID: "o-1", OfferName: "Tide Table", Offer: "tide-table", OfferType: "SaaS", Status: "Active", Charge: dec("99.5"), Currency: "EUR", Purchased: on("2026-11-02")},
		{ID: "o-2", OfferName: "Tide Table", Offer: "tide-table", OfferType: "SaaS", Status: "Cancelled", Charge: dec("0.5"), Currency: "EUR", Purchased: on("2026-10-02")},
		{ID: "o-1", OfferName: "Tide Table", Offer: "tide-table", OfferType: "SaaS", Status: "Active", Charge: dec("100"), Currency: "EUR", Purchased: on("2025-11-02")}, // renewed since
		{ID: "o-3", OfferName: "Tide Table", Offer: "tide-table", OfferType: "SaaS", Status: "Active", Charge: dec("7"), Currency: "USD", Purchased: on("2026-10-01")},
		{ID: "o-4", OfferName: "=Beacon\x1b[2J", Offer: "beacon", OfferType: "Virtual Machine", Status: "Active", Purchased: on("2026-09-01")},
	}
	november := payout.Month{Year: 2026, Month: time.November}
	m.purse.orders.Usage = []payout.Usage{
		{Month: november, Offer: "beacon", OfferName: "Beacon", OfferType: "Virtual Machine", Unit: "hours", Quantity: dec("720.25"), Charge: dec("72"), Currency: "USD"},
		{Month: november.Add(-1), Offer: "beacon", OfferName: "Beacon", OfferType: "Virtual Machine", Unit: "hours", Quantity: dec("744"), Charge: dec("74.4"), Currency: "USD"},
	}
	m.purse.orders.At = now().Add(-5 * time.Hour)
	return m
}

// Each offer has a row per currency; software as a service stands apart from the rest.
func TestOrders(t *testing.T) {
	t.Parallel()
	r := script(t, ordered(), "orders").want(t, command.Done)
	got := strings.Split(r.out, "\n")
	for i, l := range got {
		got[i] = strings.Join(strings.Fields(l), " ")
	}
	const want = "Software as a service\nOFFER TYPE ORDERS ACTIVE CHARGES\nTide Table SaaS 2 1 200.00 EUR\nTide Table SaaS 1 1 7.00 USD\n\n" +
		"Other offers\nOFFER TYPE ORDERS ACTIVE CHARGES\n=Beacon Virtual Machine 1 1\n\n" +
		"Used\nOFFER TYPE METER QUANTITY CHARGES\nBeacon Virtual Machine hours 1,464.25 146.40 USD\n\n" +
		"As of 5 h ago; the service itself is up to two days behind\n"
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("it says\n%s", text)
	}
	if len(r.market.purse.refreshes) > 0 {
		t.Error("it asked the service unasked")
	}
}

func TestOrders_data(t *testing.T) {
	t.Parallel()
	got := decode[command.OrdersJSON](t, script(t, ordered(), "orders", "-o", "json").want(t, command.Done))
	if len(got.Orders) != 5 || got.Orders[0].Charge != "99.5" || got.Orders[0].Purchased != "2026-11-02" || got.Usage[0].Quantity != "720.25" || got.Usage[0].Month != "2026-11" ||
		got.ReadAt == nil || !got.ReadAt.Equal(now().Add(-5*time.Hour)) {
		t.Errorf("%+v", got)
	}
	script(t, ordered(), "orders", "-o", "csv").want(t, command.Done).prints(t, "\no-1,2026-11-02,Active,tide-table,Tide Table,SaaS,", ",'=Beacon")
	m := script(t, ordered(), "orders", "--months", "2", "--offer", "tide-table", "--search", "x").want(t, command.Done).market
	if q := m.purse.queries[0]; q.From.String() != "2026-10" || q.To.String() != "2026-11" || q.Products[0] != "tide-table" || q.Text != "x" {
		t.Errorf("asked for %+v", q)
	}
}

// Without anything it says how to get it; what cannot be read is told beside what is known.
func TestOrders_refresh(t *testing.T) {
	t.Parallel()
	script(t, harbor("New", "1"), "orders").want(t, command.Done).says(t, "awning orders --refresh")
	m := harbor("New", "1")
	m.purse.orders = client.OrderView{Problem: "the profile p is a person", Hint: "add an application"}
	script(t, m, "orders").want(t, command.Done).says(t, "the profile p is a person; add an application")
	m.purse.orders = client.OrderView{At: now()}
	script(t, m, "orders", "--search", "x").want(t, command.Done).says(t, "no order and no usage matches")
	m = ordered()
	m.purse.refreshErr = errSignIn
	script(t, m, "orders", "--refresh").want(t, command.NotAllowed).says(t, errSignIn.Error()).prints(t, "Tide Table")
	if len(m.purse.refreshes) != 1 {
		t.Errorf("refreshed %d times", len(m.purse.refreshes))
	}
}
