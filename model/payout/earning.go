package payout

import (
	"time"

	"github.com/shopspring/decimal"
)

// Money is an amount in one currency. Amounts of two currencies are never added.
type Money struct {
	Amount   decimal.Decimal
	Currency string // ISO 4217, upper case; empty if the file does not say
}

// Earning is one line of the transaction history. A member that the file has no value
// for is zero.
type Earning struct {
	ID string // unique; a GUID

	Participant     string // who earns: the seller id of marketplace earnings
	ParticipantName string
	Program         string
	ProgramCode     string

	// The sale.
	TransactionID   string
	TransactionType string // purchase, refund, reversal, chargeback
	TransactionDate time.Time
	Transaction     Money // what the customer paid, without tax that is passed on
	Country         string
	PaymentMethod   string
	StoreFee        decimal.Decimal
	TaxRemitted     decimal.Decimal

	// What is earned of it.
	Type         string // sell, fee, rebate
	Lever        string // the rule by which it is earned
	Rate         string // as the file has it: 0.97 or 97
	Quantity     string
	Amount       Money           // in the currency of the transaction
	USD          decimal.Decimal // the same, at ExchangeRate of RateDate
	ExchangeRate string
	RateDate     time.Time
	// Pay is the same in the currency of the last payment; without currency as long
	// as nothing was ever paid.
	Pay  Money
	Date time.Time // when it was earned

	Estimated  Month // when it is likely to be paid; zero if the file says none
	PaymentID  string
	Status     string // as the file has it: see [StatusOf]
	StatusText string
	Reason     string // of an adjustment, which has neither product nor customer

	// What was sold, and to whom.
	Asset, Order, LineItem     string
	Product, ProductName       string
	ParentProduct              string
	ProductType                string
	Plan                       string
	PrivateOffer               bool
	Customer, CustomerName     string
	CustomerCountry            string
	Invoice                    string
	Reseller, ResellerName     string
	SubscriptionID, ExternalID string

	// Extra are the columns nobody here has heard of, and those that only other
	// programs use, by their heads; empty values are left out.
	Extra map[string]string
}

// Adjustment reports whether it corrects something, and belongs to no sale.
func (e Earning) Adjustment() bool { return e.Reason != "" }

// Due is the amount in which payments are made: in the currency of the last one, and
// in US dollars as long as there was none.
func (e Earning) Due() Money {
	if e.Pay.Currency != "" {
		return e.Pay
	}
	return Money{e.USD, USD}
}

// USD is the one currency in which everything is told.
const USD = "USD"

// Payment is one row of the payments export. A payment that several programs or
// participants share has several rows with one id.
type Payment struct {
	Participant     string
	ParticipantName string
	Program         string

	ID         string // leading zeros count; empty before it is sent
	Status     string // as the file has it: see [StatusOf]
	StatusText string
	Date       time.Time // when it was sent
	Method     string

	// All in the payment's currency, but EarnedUSD.
	Currency      string
	Earned        decimal.Decimal
	EarnedUSD     decimal.Decimal
	WithheldTax   decimal.Decimal // income tax
	SalesTax      decimal.Decimal // paid on top; incentives only
	ServiceFeeTax decimal.Decimal // tax on the marketplace's fee
	Total         decimal.Decimal
	// EarnedCurrency is the currency of Earned where newer files name another one.
	EarnedCurrency string

	Extra map[string]string // as in [Earning]
}

// Sum is what Total should be: earned, less the taxes taken, plus the one added.
func (p Payment) Sum() decimal.Decimal {
	return p.Earned.Sub(p.WithheldTax).Sub(p.ServiceFeeTax).Add(p.SalesTax)
}

// AddsUp reports whether Total is what the parts come to. Where Earned has another
// currency nobody can tell, and it is taken to.
func (p Payment) AddsUp() bool {
	if p.EarnedCurrency != "" && p.EarnedCurrency != p.Currency {
		return true
	}
	return p.Sum().Equal(p.Total)
}
