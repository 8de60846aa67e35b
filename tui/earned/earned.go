// Package earned takes a line of the transaction history apart into named values: for
// files, and for a person who wants to see all of it.
package earned

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/model/payout"
	"awning/tui/show"
)

// Field is one value of a line.
type Field struct {
	// ID names the value in files; it never changes.
	ID string
	// Of is the value as the files have it: foreign text, or a number or a day written here.
	Of func(payout.Earning) string
	// Figure says that it is a number, or nothing.
	Figure bool
	// Money is the value with its currency, of figures that have one.
	Money func(payout.Earning) payout.Money
	// Personal says that it is about a customer: it is hidden until it is asked for.
	Personal bool
}

// Fields are all values of a line but its extra columns, in the order of the files.
func Fields() []Field {
	return slices.Concat(money(), sale(), parties())
}

// money are what is earned and what has become of it.
func money() []Field {
	return slices.Concat(
		[]Field{
			text("id", func(e payout.Earning) string { return e.ID }),
			text("date", func(e payout.Earning) string { return day(e.Date) }),
		},
		amount("amount", "currency", payout.Earning.Due),
		[]Field{figure("usd", func(e payout.Earning) payout.Money { return payout.Money{Amount: e.USD, Currency: payout.USD} })},
		amount("earned", "earnedCurrency", func(e payout.Earning) payout.Money { return e.Amount }),
		[]Field{
			text("exchangeRate", func(e payout.Earning) string { return e.ExchangeRate }),
			text("rateDate", func(e payout.Earning) string { return day(e.RateDate) }),
			text("status", func(e payout.Earning) string { return e.Status }),
			text("statusId", func(e payout.Earning) string { return payout.StatusOf(e.Status).ID }),
			text("group", func(e payout.Earning) string { return string(payout.StatusOf(e.Status).Group) }),
			text("actor", func(e payout.Earning) string { return string(payout.StatusOf(e.Status).Actor) }),
			text("statusText", func(e payout.Earning) string { return e.StatusText }),
			text("month", func(e payout.Earning) string { return e.Estimated.String() }),
			text("paymentId", func(e payout.Earning) string { return e.PaymentID }),
			text("type", func(e payout.Earning) string { return e.Type }),
			text("lever", func(e payout.Earning) string { return e.Lever }),
			text("rate", func(e payout.Earning) string { return e.Rate }),
			text("quantity", func(e payout.Earning) string { return e.Quantity }),
			text("reason", func(e payout.Earning) string { return e.Reason }),
			text("program", func(e payout.Earning) string { return e.Program }),
			text("programCode", func(e payout.Earning) string { return e.ProgramCode }),
		},
	)
}

// sale are what the customer bought and paid.
func sale() []Field {
	return slices.Concat(
		[]Field{
			text("transaction", func(e payout.Earning) string { return e.TransactionID }),
			text("transactionType", func(e payout.Earning) string { return e.TransactionType }),
			text("transactionDate", func(e payout.Earning) string { return day(e.TransactionDate) }),
		},
		amount("transactionAmount", "transactionCurrency", func(e payout.Earning) payout.Money { return e.Transaction }),
		[]Field{
			text("transactionCountry", func(e payout.Earning) string { return e.Country }),
			text("paymentMethod", func(e payout.Earning) string { return e.PaymentMethod }),
			figure("storeFee", func(e payout.Earning) payout.Money {
				return payout.Money{Amount: e.StoreFee, Currency: e.Transaction.Currency}
			}),
			figure("taxRemitted", func(e payout.Earning) payout.Money {
				return payout.Money{Amount: e.TaxRemitted, Currency: e.Transaction.Currency}
			}),
			text("offer", func(e payout.Earning) string { return e.Product }),
			text("offerName", func(e payout.Earning) string { return e.ProductName }),
			text("offerType", func(e payout.Earning) string { return e.ProductType }),
			text("parentOffer", func(e payout.Earning) string { return e.ParentProduct }),
			text("plan", func(e payout.Earning) string { return e.Plan }),
			text("private", func(e payout.Earning) string { return strconv.FormatBool(e.PrivateOffer) }),
		},
	)
}

// parties are who bought, and by which numbers the sale is known.
func parties() []Field {
	out := []Field{
		text("customer", func(e payout.Earning) string { return e.Customer }),
		text("customerName", func(e payout.Earning) string { return e.CustomerName }),
		text("country", func(e payout.Earning) string { return e.CustomerCountry }),
		text("asset", func(e payout.Earning) string { return e.Asset }),
		text("order", func(e payout.Earning) string { return e.Order }),
		text("lineItem", func(e payout.Earning) string { return e.LineItem }),
		text("invoice", func(e payout.Earning) string { return e.Invoice }),
		text("subscription", func(e payout.Earning) string { return e.SubscriptionID }),
		text("external", func(e payout.Earning) string { return e.ExternalID }),
		text("reseller", func(e payout.Earning) string { return e.Reseller }),
		text("resellerName", func(e payout.Earning) string { return e.ResellerName }),
		text("participant", func(e payout.Earning) string { return e.Participant }),
		text("participantName", func(e payout.Earning) string { return e.ParticipantName }),
	}
	out[0].Personal, out[1].Personal = true, true
	return out
}

// Personal reports whether an extra column is about a customer, by its head: the files have
// e-mail addresses, tenants and more of them.
func Personal(head string) bool {
	head = strings.ToLower(head)
	return strings.Contains(head, "customer") || strings.Contains(head, "mail")
}

func text(id string, of func(payout.Earning) string) Field { return Field{ID: id, Of: of} }

func figure(id string, of func(payout.Earning) payout.Money) Field {
	return Field{ID: id, Figure: true, Money: of, Of: func(e payout.Earning) string { return show.Exact(of(e).Amount) }}
}

// amount is an amount, and the currency behind it.
func amount(id, currency string, of func(payout.Earning) payout.Money) []Field {
	return []Field{
		figure(id, of),
		{ID: currency, Of: func(e payout.Earning) string { return of(e).Currency }},
	}
}

// day is a day as the files count it; empty for none.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}
