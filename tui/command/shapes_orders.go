package command

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model/payout"
	"awning/tui/show"
)

// OrdersJSON is the answer of orders.
type OrdersJSON struct {
	Orders []OrderJSON `json:"orders"` // the newest first
	Usage  []UsageJSON `json:"usage"`  // the latest month first
	// ReadAt is as of when; null: nothing was read yet. The service is up to two days
	// behind.
	ReadAt *time.Time `json:"readAt"`
	// Problem says why orders are not known, or not of all accounts; Hint what to do.
	Problem string `json:"problem"`
	Hint    string `json:"hint"`
}

// OrderJSON is one order, or one change of one. Its members are also the columns of CSV.
type OrderJSON struct {
	ID           string `json:"id"` // order or asset
	Purchased    string `json:"purchased"`
	Status       string `json:"status"` // Active, Cancelled, Expired… as the report has it
	Offer        string `json:"offer"`  // id, or name where the report has none
	OfferName    string `json:"offerName"`
	OfferType    string `json:"offerType"`
	Plan         string `json:"plan"`
	Quantity     string `json:"quantity"`
	Charge       string `json:"charge"` // estimated, in Currency
	Currency     string `json:"currency"`
	Customer     string `json:"customer"` // billing account
	CustomerName string `json:"customerName"`
	Country      string `json:"country"`
	TermStart    string `json:"termStart"`
	TermEnd      string `json:"termEnd"`
	Cancelled    string `json:"cancelled"`
	Trial        bool   `json:"trial"`
	Private      bool   `json:"private"`
	Purchase     string `json:"purchase"` // the purchase record
	LineItem     string `json:"lineItem"`
	License      string `json:"license"` // how the customer buys: Enterprise, Pay as You Go…
	Billing      string `json:"billing"` // who bills: Billed Through Azure, Bring Your Own License…
}

// UsageJSON is what was used of an offer in a month.
type UsageJSON struct {
	Month     string `json:"month"` // "2026-12"
	Offer     string `json:"offer"` // id, or name where the report has none
	OfferName string `json:"offerName"`
	OfferType string `json:"offerType"`
	Plan      string `json:"plan"`
	Dimension string `json:"dimension"` // the meter; empty for virtual machines
	Unit      string `json:"unit"`
	Quantity  string `json:"quantity"`
	Charge    string `json:"charge"` // estimated, in Currency
	Currency  string `json:"currency"`
	Reference string `json:"reference"` // "order:line item" of the earning it becomes
	Asset     string `json:"asset"`     // of the order it is used by; empty for virtual machines
}

func ordersJSON(v client.OrderView) OrdersJSON {
	out := OrdersJSON{Orders: []OrderJSON{}, Usage: []UsageJSON{}, ReadAt: moment(v.At), Problem: v.Problem, Hint: v.Hint}
	for _, o := range v.Orders {
		out.Orders = append(out.Orders, orderJSON(o))
	}
	for _, u := range v.Usage {
		out.Usage = append(out.Usage, UsageJSON{
			Month: u.Month.String(), Offer: u.Offer, OfferName: u.OfferName, OfferType: u.OfferType, Plan: u.Plan, Dimension: u.Dimension,
			Unit: u.Unit, Quantity: exact(u.Quantity), Charge: exact(u.Charge), Currency: u.Currency, Reference: u.Reference,
			Asset: u.Asset,
		})
	}
	return out
}

func orderJSON(o payout.Order) OrderJSON {
	return OrderJSON{
		ID: o.ID, Purchased: dayJSON(o.Purchased), Status: o.Status, Offer: o.Offer, OfferName: o.OfferName, OfferType: o.OfferType, Plan: o.Plan,
		Quantity: exact(o.Quantity), Charge: exact(o.Charge), Currency: o.Currency, Customer: o.Customer, CustomerName: o.CustomerName,
		Country: o.Country, TermStart: dayJSON(o.TermStart), TermEnd: dayJSON(o.TermEnd), Cancelled: dayJSON(o.Cancelled),
		Trial: o.Trial, Private: o.Private, Purchase: o.PurchaseRecord, LineItem: o.LineItem,
		License: o.License, Billing: o.Billing,
	}
}

// ordersCSV is orders for a program.
func ordersCSV(orders []payout.Order) table {
	out := table{columns: named("id", "purchased", "status", "offer", "offerName", "offerType", "plan", "quantity", "charge", "currency", "customer",
		"customerName", "country", "termStart", "termEnd", "cancelled", "trial", "private", "purchase", "lineItem", "license", "billing")}
	for _, o := range orders {
		j := orderJSON(o)
		out.rows = append(out.rows, []cell{
			{text: j.ID},
			{text: j.Purchased},
			{text: j.Status},
			{text: j.Offer},
			{text: j.OfferName},
			{text: j.OfferType},
			{text: j.Plan},
			figure(j.Quantity),
			figure(j.Charge),
			{text: j.Currency},
			{text: j.Customer},
			{text: j.CustomerName},
			{text: j.Country},
			{text: j.TermStart},
			{text: j.TermEnd},
			{text: j.Cancelled},
			{text: strconv.FormatBool(j.Trial)},
			{text: strconv.FormatBool(j.Private)},
			{text: j.Purchase},
			{text: j.LineItem},
			{text: j.License},
			{text: j.Billing},
		})
	}
	return out
}

// soldTable is a row for each offer.
func (r *run) soldTable(rows []sold) table {
	t := &r.text.Command.Orders
	const narrow = 12
	out := table{columns: []column{
		{head: t.Offer, least: narrow},
		{head: t.Type, least: narrow},
		{head: t.Count, right: true},
		{head: t.Active, right: true},
		{head: t.Charges, right: true},
	}}
	for _, s := range rows {
		out.rows = append(out.rows, texts(s.offer, s.kind, strconv.Itoa(s.lines), strconv.Itoa(s.active), charged(s.charge)))
	}
	return out
}

// usedTable is a row for each offer and meter.
func (r *run) usedTable(rows []sold) table {
	t := &r.text.Command.Orders
	const narrow = 12
	out := table{columns: []column{
		{head: t.Offer, least: narrow},
		{head: t.Type, least: narrow},
		{head: t.Meter, least: narrow},
		{head: t.Quantity, right: true},
		{head: t.Charges, right: true},
	}}
	for _, s := range rows {
		out.rows = append(out.rows, texts(s.offer, s.kind, s.unit, strings.TrimSuffix(show.Amount(s.quantity, ""), ".00"), charged(s.charge)))
	}
	return out
}

// charged is an amount, or nothing where the report has none.
func charged(m payout.Money) string {
	if m.Amount.Equal(decimal.Zero) && m.Currency == "" {
		return ""
	}
	return show.Money(m)
}
