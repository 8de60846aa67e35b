package payout

import (
	"time"

	"github.com/shopspring/decimal"

	"awning/model"
)

// Query narrows a question about earnings. Empty members do not narrow; several
// values of one member are alternatives.
type Query struct {
	From, To   Month    // of the day they were earned, both included
	Statuses   []string // as the files have them; case, blanks and underscores do not count
	Groups     []Group
	Programs   []string
	Products   []string // product ids as the files have them: offers
	Plans      []string
	Customers  []string // ids
	Countries  []string // of the customer
	Currencies []string // of the transaction, or of the payment
	Payment    string   // id
	Order      string   // order or asset id
	Private    *bool    // sold by a private offer
	// Participants are seller ids.
	Participants []string
	// Text is looked for in ids, names and invoice numbers, case-blind.
	Text string
}

// Scope is whose payouts are asked for: all profiles, or one; all accounts, or one.
type Scope struct {
	Profile     model.ProfileName
	Account     model.AccountID
	Participant string // a seller id; empty: all
}

// Sum is what earnings that agree in something come to.
type Sum struct {
	Key   string // what they agree in: a month, a status, a product, a payment id…
	Name  string // what people call it; may be empty
	Group Group  // if all of them have one, else empty
	Due   Money  // in one currency of the payments
	USD   decimal.Decimal
	Lines int
}

// By is what earnings are summed by.
type By string

// The ways of summing.
const (
	ByMonth    By = "month" // when they were earned, and the group
	ByStatus   By = "status"
	ByProduct  By = "offer"
	ByPlan     By = "plan"
	ByCustomer By = "customer"
	ByCountry  By = "country"
	ByProgram  By = "program"
	ByPayment  By = "payment"
	ByCurrency By = "currency" // of the transaction
	ByPrivate  By = "private"  // "true" or "false": sold by a private offer
)

// Source says where figures come from.
type Source string

// The sources.
const (
	FromExports  Source = "exports"  // the payouts API: what is paid
	FromEstimate Source = "estimate" // the ISVRevenue dataset, for applications: an estimate
)

// State is how fresh the figures of one profile are.
type State struct {
	Profile  model.ProfileName
	Source   Source
	At       time.Time // of the last complete refresh; zero: never
	Earnings int       // lines in the store
	Payments int
	Orders   int
	Exports  []Export // under way, or failed
	// Problem says why there is nothing, or nothing newer, in words; Hint what to do.
	Problem, Hint string
}

// ExportKind is what an export is of.
type ExportKind string

// The kinds of exports.
const (
	ExportEarnings ExportKind = "transaction history"
	ExportPayments ExportKind = "payments"
)

// ExportState is how far an export has come.
type ExportState string

// The states; the words of the service, and what follows them here.
const (
	ExportAsked      ExportState = "asked" // it is not known whether the service took it
	ExportQueued     ExportState = "queued"
	ExportProcessing ExportState = "processing"
	ExportCompleted  ExportState = "completed" // to be downloaded
	ExportImporting  ExportState = "importing"
	ExportFailed     ExportState = "failed" // the service gave up: it can be queued again
	ExportDone       ExportState = "done"   // in the store
)

// Export is one export of the payouts API, remembered until it is in the store.
type Export struct {
	ID        string // the service's; empty while it is only asked for
	RequestID string // ours, by which the service knows a repetition
	Kind      ExportKind
	Filter    string // as it was sent
	From, To  time.Time
	State     ExportState
	Asked     time.Time
	Rows      int // read so far
	Problem   string
}

// Progress is what a refresh is at.
type Progress struct {
	Profile model.ProfileName
	Export  Export
	Note    string // in the service's words; may be empty
}
