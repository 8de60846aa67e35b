package tui_test

import (
	"testing"
	"time"

	"awning/model/payout"
)

// From payouts to what was sold, of which all is read unasked, and on to a sale; from a line to its
// sale and its payment; to what does not fit, before orders were read and after; and from an offer
// to its own orders.
func TestOrders_fromPayoutsToASale(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		d := s.start(s.t.Context()).Press("enter").Advance(time.Minute)
		d.Press("$").Advance(5 * time.Minute)
		d.Press("x").Shows("payments and", "were held against each other", "Orders were never read").Press("esc")

		d.Press("o").Shows("reading orders and usage").Advance(5*time.Minute).Shows("Software as a service", "By usage", "as of")
		v, err := s.market.OrderView(s.t.Context(), payout.Scope{}, payout.Query{})
		if err != nil || len(v.Orders) == 0 {
			s.t.Fatalf("%d orders, %v", len(v.Orders), err)
		}
		d.Press("enter").Shows("orders and renewals", "hidden", "Paid").Press("enter").Shows("› sale ", "Sold", "Billed").Press("esc", "esc", "esc")

		d.Press("end", "enter").Press("end", "enter").Shows("› sale ", "Active", "Sent").Press("end").Shows("It was handed to the bank")
		d.Press("enter").Shows("› payment ", "Sent").Press("esc", "esc", "esc").Shows("Next payment")
		d.Press("x").Shows("orders were held against each other", "wait as they should", "orders as of").Hides("never read").Press("esc", "esc")

		d.Press("/").Type("harborline").Press("enter", "enter").Advance(time.Minute)
		d.Press("o").Shows("orders and renewals of", "hidden").Press("u").Shows("e-invoices")
	})
}
