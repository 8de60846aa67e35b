package payout

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Orders reads a report of the ISVOrder or ISVOrderV2 dataset, line by line and like
// [Earnings]. A line is an order, or a change of one.
func Orders(r io.Reader) iter.Seq2[Order, error] {
	rows := read(r, "orders", orderColumns(), func(*orderRow, string, string) {}, checkOrder,
		"OrderId", "OrderStatus", "OrderPurchaseDate")
	return each(rows, orderRow.order)
}

// Usages reads a report of the ISVUsage dataset in the same way.
func Usages(r io.Reader) iter.Seq2[Usage, error] {
	rows := read(r, "usage", usageColumns(), func(*usageRow, string, string) {}, checkUsage, "MonthStartDate", "OfferName")
	return each(rows, usageRow.usage)
}

// OrderHeads are the heads of the columns that [Orders] reads, of which a dataset has some.
func OrderHeads() []string { return heads(orderColumns()) }

// UsageHeads are those that [Usages] reads, but for days: what is used is added up by months.
func UsageHeads() []string {
	return slices.DeleteFunc(heads(usageColumns()), func(name string) bool { return name == "UsageDate" })
}

// EstimateHeads are those that [Estimates] reads.
func EstimateHeads() []string { return heads(estimateColumns()) }

func heads[T any](columns []column[T]) []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.names...)
	}
	return out
}

// each turns what was read into what is meant.
func each[A, B any](rows iter.Seq2[A, error], turn func(A) B) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		for row, err := range rows {
			var out B
			if err == nil {
				out = turn(row)
			}
			if !yield(out, err) {
				return
			}
		}
	}
}

// orderRow is a line of the orders report. Which of its columns are filled depends on the
// dataset and on the offer.
type orderRow struct {
	Order
	asset, offer, plan, name string
	quantity                 decimal.Decimal
	privateOffer             string
}

func (o orderRow) order() Order {
	out := o.Order
	out.ID = cmp.Or(out.ID, o.asset)
	out.Offer = cmp.Or(o.offer, out.OfferName)
	out.Plan = cmp.Or(out.Plan, o.plan)
	out.CustomerName = cmp.Or(out.CustomerName, o.name)
	if out.Quantity.IsZero() {
		out.Quantity = o.quantity
	}
	out.Private = out.Private || o.privateOffer != ""
	return out
}

func checkOrder(o *orderRow) error {
	if o.ID == "" && o.asset == "" {
		return errors.New("it has neither OrderId nor AssetId")
	}
	return nil
}

// orderColumns are those of both datasets of orders; see
// learn.microsoft.com/partner-center/insights/orders-dashboard.
func orderColumns() []column[orderRow] {
	type o = orderRow
	return []column[orderRow]{
		word(func(o *o) *string { return &o.ID }, "OrderId"),
		word(func(o *o) *string { return &o.asset }, "AssetId"),
		word(func(o *o) *string { return &o.PurchaseRecord }, "PurchaseRecordId"),
		word(func(o *o) *string { return &o.LineItem }, "PurchaseRecordLineItemId", "LineItemId"),
		take(func(o *o) *string { return &o.offer }, "OfferId"),
		take(func(o *o) *string { return &o.OfferName }, "OfferName"),
		take(func(o *o) *string { return &o.OfferType }, "OfferType"),
		take(func(o *o) *string { return &o.Plan }, "Sku"),
		take(func(o *o) *string { return &o.plan }, "PlanId"),
		take(func(o *o) *string { return &o.Status }, "OrderStatus"),
		take(func(o *o) *string { return &o.Customer }, "BillingAccountId"),
		take(func(o *o) *string { return &o.CustomerName }, "CustomerCompanyName"),
		take(func(o *o) *string { return &o.name }, "CustomerName"),
		take(func(o *o) *string { return &o.Country }, "CustomerCountry"),
		take(func(o *o) *string { return &o.License }, "AzureLicenseType"),
		take(func(o *o) *string { return &o.Billing }, "MarketplaceLicenseType"),
		value(figure, func(o *o) *decimal.Decimal { return &o.Quantity }, "OrderQuantity"),
		value(figure, func(o *o) *decimal.Decimal { return &o.quantity }, "Quantity"),
		value(moment, func(o *o) *time.Time { return &o.Purchased }, "OrderPurchaseDate"),
		value(moment, func(o *o) *time.Time { return &o.TermStart }, "TermStartDate"),
		value(moment, func(o *o) *time.Time { return &o.TermEnd }, "TermEndDate"),
		value(moment, func(o *o) *time.Time { return &o.Cancelled }, "OrderCancelDate"),
		value(marked, func(o *o) *bool { return &o.Trial }, "IsTrialDeployment"),
		value(moment, func(o *o) *time.Time { return &o.TrialEnd }, "TrialEndDate"),
		value(marked, func(o *o) *bool { return &o.Private }, "IsPrivatePlan"),
		word(func(o *o) *string { return &o.privateOffer }, "PrivateOfferId"),
		value(figure, func(o *o) *decimal.Decimal { return &o.Charge }, "estimatedcharges"),
		value(currency, func(o *o) *string { return &o.Currency }, "Currency"),
	}
}

// usageRow is a line of the usage report. What was used is told in the measure that fits the
// offer; a report that has several has nothing in the others.
type usageRow struct {
	Usage
	offer, plan, asset       string
	day                      Month
	normalized, metered, all decimal.Decimal
	charge                   decimal.Decimal // in the customer's currency,
	paidIn                   string          // which is this
}

func (u usageRow) usage() Usage {
	out := u.Usage
	out.Offer = cmp.Or(u.offer, out.OfferName)
	out.Plan, out.Asset = cmp.Or(out.Plan, u.plan), cmp.Or(out.Asset, u.asset)
	if out.Month.Zero() {
		out.Month = u.day
	}
	for _, quantity := range []decimal.Decimal{u.normalized, u.metered, u.all} {
		if !quantity.IsZero() {
			out.Quantity = quantity
			break
		}
	}
	if out.Currency == "" {
		out.Charge, out.Currency = u.charge, u.paidIn
	}
	return out
}

func checkUsage(u *usageRow) error {
	if u.Month.Zero() && u.day.Zero() {
		return errors.New("it has neither MonthStartDate nor UsageDate")
	}
	return nil
}

// usageColumns are those of the usage dataset; see
// learn.microsoft.com/partner-center/insights/usage-dashboard.
func usageColumns() []column[usageRow] {
	type u = usageRow
	return []column[usageRow]{
		value(period, func(u *u) *Month { return &u.Month }, "MonthStartDate"),
		value(period, func(u *u) *Month { return &u.day }, "UsageDate"),
		take(func(u *u) *string { return &u.offer }, "OfferId"),
		take(func(u *u) *string { return &u.OfferName }, "OfferName"),
		take(func(u *u) *string { return &u.OfferType }, "OfferType"),
		take(func(u *u) *string { return &u.Plan }, "SKU"),
		take(func(u *u) *string { return &u.plan }, "PlanId"),
		word(func(u *u) *string { return &u.Dimension }, "MeterDimension"),
		take(func(u *u) *string { return &u.Unit }, "UsageUnit"),
		value(figure, func(u *u) *decimal.Decimal { return &u.normalized }, "NormalizedUsage"),
		value(figure, func(u *u) *decimal.Decimal { return &u.metered }, "MeteredUsage"),
		value(figure, func(u *u) *decimal.Decimal { return &u.all }, "RawUsage"),
		value(figure, func(u *u) *decimal.Decimal { return &u.Charge }, "EstimatedExtendedChargePC"),
		value(currency, func(u *u) *string { return &u.Currency }, "PayoutCurrencyPC"),
		value(figure, func(u *u) *decimal.Decimal { return &u.charge }, "EstimatedExtendedChargeCC"),
		value(currency, func(u *u) *string { return &u.paidIn }, "CustomerCurrencyCC"),
		word(func(u *u) *string { return &u.Reference }, "UsageReference"),
		word(func(u *u) *string { return &u.Asset }, "AssetId"),
		word(func(u *u) *string { return &u.asset }, "ReferenceId"),
	}
}

// word is a column of a report whose value is a text, or a word that says that there is none.
func word[T any](into func(*T) *string, names ...string) column[T] {
	return value(func(text string) (string, error) {
		if nothing(text) {
			return "", nil
		}
		return text, nil
	}, into, names...)
}

// nothing reports whether a value of a report says that there is none: a word, or a GUID of
// zeros.
func nothing(text string) bool {
	const guid = 36
	if len(text) == guid && strings.Trim(text, "0-") == "" {
		return true
	}
	switch fold(text) {
	case "", "na", "null", "notavailable", "notapplicable":
		return true
	}
	return false
}

// floating is an amount as programs write it that count in binary fractions, which these reports
// are made by. Its exponent has two digits at most, so that the number stays short.
var floating = regexp.MustCompile(`^[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}$`)

// figure is the reader of amounts in reports.
func figure(text string) (decimal.Decimal, error) {
	text = strings.TrimSpace(text)
	switch {
	case nothing(text):
		return decimal.Zero, nil
	case len(text) <= longest && floating.MatchString(text):
		return decimal.NewFromString(text)
	}
	d, _, err := Amount(text)
	return d, err
}

// firstYear is before everything that was ever sold on the marketplace.
const firstYear = 1970

// moment is the reader of instants in reports, which write the first day of time, or of a table of
// days, for none.
func moment(text string) (time.Time, error) {
	if nothing(text) {
		return time.Time{}, nil
	}
	t, err := Day(text)
	if err != nil || t.Year() < firstYear {
		return time.Time{}, err
	}
	return t, nil
}

// period is the reader of months in reports, likewise.
func period(text string) (Month, error) {
	if nothing(text) {
		return Month{}, nil
	}
	m, err := InMonth(text)
	if err != nil || m.Year < firstYear {
		return Month{}, err
	}
	return m, nil
}

// marked is the reader of a yes or no in reports.
func marked(text string) (bool, error) {
	if nothing(text) {
		return false, nil
	}
	return flag(text)
}
