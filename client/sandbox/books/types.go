package books

import "time"

// Earning is one line of the transaction history; also a sale that is not earned
// yet, which has neither ID nor Status.
type Earning struct {
	ID                 string
	Participant        string
	ParticipantName    string
	ParticipantCountry string
	IDType             string // SellerId, MPN
	Program            string
	ProgramCode        string
	Kind               string // SELL, REBATE

	TransactionID   string
	TransactionType string // Purchase, Refund, Chargeback, Reversal; empty for adjustments
	Transacted      time.Time
	Currency        string
	Paid            Amount // by the customer, without tax
	PaidUSD         Amount
	Rate            Rate // of Currency, in US dollars
	RateDate        time.Time
	Fee             Amount // of the store
	Tax             Amount // remitted by Microsoft
	Method          string // Enterprise, Invoice, CreditCard
	Quantity        Amount
	QuantityType    string

	Earned      Amount // in Currency
	EarnedUSD   Amount
	Due         Amount // in DueCurrency
	DueCurrency string
	DueRate     Rate // of DueCurrency
	Date        time.Time
	Estimated   time.Time // first day of the month
	PaymentID   string
	Status      Status
	SentOn      time.Time
	Reason      string
	Engagement  string // incentives only

	Offer    *Offer // nil for adjustments
	Plan     *Plan
	Customer *Customer
	Private  bool
	Asset    string
	Order    string
	Line     string
	Invoice  string
	Usage    bool // of something that is used, not subscribed to

	contract string // and when it was billed, which makes the line's id
	pays     Month  // the payment it belongs to
	run      string // tells several payments of a month apart
}

// Payment is one row of the payments export.
type Payment struct {
	Participant     string
	ParticipantName string
	IDType          string
	Program         string
	Kind            string
	ID              string
	Status          Status
	Date            time.Time // zero before it is sent
	Updated         time.Time // when its status changed last
	Currency        string

	Earned        Amount
	EarnedUSD     Amount
	WithheldTax   Amount
	SalesTax      Amount
	ServiceFeeTax Amount
	Total         Amount
}

// Status is the state of an earning or a payment, in the portal's words.
type Status string

// The states that happen in the books.
const (
	Unprocessed       Status = "Unprocessed"
	Upcoming          Status = "Upcoming"
	InProgress        Status = "In progress"
	Sent              Status = "Sent"
	Rejected          Status = "Rejected"
	PendingTaxInvoice Status = "Pending tax invoice"
)

// Text explains a state as the exports do.
func (s Status) Text() string {
	switch s {
	case Unprocessed:
		return "The earning is eligible for payment."
	case Upcoming:
		return "Payment order generated, pending internal reviews."
	case InProgress:
		return "Payment is being processed."
	case Sent:
		return "Payment has been sent to your bank."
	case Rejected:
		return "Your bank rejected the payment."
	case PendingTaxInvoice:
		return "A valid tax invoice is required before the payment can be made."
	}
	return ""
}

// Customer is somebody who buys.
type Customer struct {
	Name, Country, City, Postal, Currency string
	Mail, First, Last                     string
	Account                               string // billing account
	Tenant                                string
	Subscription                          string    // to Azure
	Reseller                              *Reseller // through whom it buys; nil if it buys itself
	Since                                 time.Time
	Channel                               Channel
}

// Reseller is a cloud solution provider.
type Reseller struct{ ID, Name, Country string }

// Channel is how a customer buys and pays.
type Channel string

// The channels.
const (
	Enterprise Channel = "Enterprise"
	Invoice    Channel = "Invoice"
	Card       Channel = "CreditCard"
	CSP        Channel = "CSP"
)

// Order is one order, its renewal or its end.
type Order struct {
	Asset, Record, Line string
	Offer               *Offer
	Plan                *Plan
	Customer            *Customer
	Action              string // Purchase, Renewed, Canceled
	Status              string // Active, Cancelled
	Quantity            Amount
	At                  time.Time
	TermStart, TermEnd  time.Time
	Cancelled           time.Time // zero if it was not
	Charge              Amount    // in Currency
	Currency            string
	ListUSD             Amount
	Private             bool
	PrivateOffer        string // id; empty without one
}

// Term is how long an order runs, in ISO 8601.
func (o Order) Term() string {
	const month = 32
	if o.TermEnd.After(o.TermStart.AddDate(0, 0, month)) {
		return "P1Y"
	}
	return "P1M"
}

// Usage is what was used of a plan in a month.
type Usage struct {
	Month        time.Time
	Offer        *Offer
	Plan         *Plan
	Customer     *Customer
	Asset        string // empty for machines: they have no order
	Record, Line string
	Meter, Unit  string
	Quantity     Amount // hours, or units of the meter
	Cores        int    // of a machine
	Charge       Amount // in the customer's currency
	Price        Amount
	Due          Amount
	DueCurrency  string
}
