package payout

import (
	"strings"
	"time"
)

// Ref names a sale by the ids that orders, usage and earnings share: a line of the transaction
// history has the asset, the order and its line item; an order has the same, and usage the
// last two. Some reports know less: then the asset is all there is.
type Ref struct {
	Asset string // of what is subscribed to: all its renewals share it
	Order string // the purchase record: each renewal has its own
	Line  string // of the order; empty: all of them
	Date  time.Time
}

// Ref names the sale of a line; empty for an adjustment.
func (e Earning) Ref() Ref { return Ref{e.Asset, e.Order, e.LineItem, e.TransactionDate} }

// Ref names the sale of an order.
func (o Order) Ref() Ref { return Ref{o.ID, o.PurchaseRecord, o.LineItem, o.Purchased} }

// Ref names the sale of what was used.
func (u Usage) Ref() Ref {
	order, line, _ := strings.Cut(u.Reference, ":")
	var first time.Time
	if !u.Month.Zero() {
		first = u.Month.Day(1)
	}
	return Ref{u.Asset, order, line, first}
}

// Empty reports whether it names nothing.
func (r Ref) Empty() bool { return r.Asset == "" && r.Order == "" }

// String is "order:line", or the asset where that is all there is.
func (r Ref) String() string {
	switch {
	case r.Order == "":
		return r.Asset
	case r.Line == "":
		return r.Order
	}
	return r.Order + ":" + r.Line
}

// key is the same for all that belongs to one sale.
func (r Ref) key() string { return strings.ToLower(r.String()) }

// Names reports whether one of two references, or both, say of which sale the other is: they
// have the order in common, and the line item where both have one; or the asset, where one has
// no order.
func (r Ref) Names(other Ref) bool {
	if r.Order != "" && other.Order != "" {
		return strings.EqualFold(r.Order, other.Order) && (r.Line == "" || other.Line == "" || strings.EqualFold(r.Line, other.Line))
	}
	return r.Asset != "" && strings.EqualFold(r.Asset, other.Asset) ||
		r.Order == "" && r.Asset != "" && strings.EqualFold(r.Asset, other.Order) ||
		other.Order == "" && other.Asset != "" && strings.EqualFold(other.Asset, r.Order)
}
