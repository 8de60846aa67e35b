package payout

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Order is one order, or one change of it, as the orders report of the insights API
// has it; see learn.microsoft.com/partner-center/insights/orders-dashboard.
type Order struct {
	ID             string // order or asset id
	PurchaseRecord string
	LineItem       string
	Offer          string // id, or name where the report has none
	OfferName      string
	OfferType      string
	Plan           string
	Status         string // Active, Cancelled, Expired…
	Customer       string // billing account
	CustomerName   string
	Country        string
	License        string // how the customer buys: Enterprise, Pay as You Go…
	Billing        string // who bills: Billed Through Azure, Bring Your Own License, Free…
	Quantity       decimal.Decimal
	Purchased      time.Time
	TermStart      time.Time
	TermEnd        time.Time
	Cancelled      time.Time
	Trial          bool
	TrialEnd       time.Time
	Private        bool
	// Charge is the estimated charge, in Currency.
	Charge   decimal.Decimal
	Currency string
}

// SaaS reports whether software as a service was ordered, which is sold by subscription.
func (o Order) SaaS() bool { return strings.Contains(strings.ToLower(o.OfferType), "saas") }

// Active reports whether the service calls the order active.
func (o Order) Active() bool { return SameStatus(o.Status, "Active") }

// Usage is what was used of an offer in a month, as the usage report has it.
type Usage struct {
	Month     Month
	Offer     string
	OfferName string
	OfferType string
	Plan      string
	Dimension string // the meter; empty for virtual machines
	Unit      string
	Quantity  decimal.Decimal // normalized hours of virtual machines
	Charge    decimal.Decimal // estimated, in Currency of the payout
	Currency  string
	// Reference is "OrderId:LineItemId" of the earning it becomes; Asset is of the order that
	// it is used by, and empty for virtual machines.
	Reference, Asset string
}
