package command

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/earned"
)

// TransactionsJSON is the answer of payouts transactions.
type TransactionsJSON struct {
	Transactions []TransactionJSON `json:"transactions"` // the newest first
	// Sums are of all that match, those beyond --limit included, one for each currency
	// of the payments.
	Sums   []LineSumJSON `json:"sums"`
	Total  int           `json:"total"`  // how many lines match
	ReadAt *time.Time    `json:"readAt"` // as of when; null: nothing was read yet
}

// LineSumJSON is what lines come to in one currency.
type LineSumJSON struct {
	MoneyJSON

	USD   string `json:"usd"`
	Lines int    `json:"lines"`
}

// TransactionJSON is one line of the transaction history. Its members are also the columns
// of CSV, but for act and extra.
type TransactionJSON struct {
	ID   string `json:"id"`
	Date string `json:"date"` // when it was earned
	// Amount is in the currency of the payments: US dollars as long as there was none.
	MoneyJSON

	USD string `json:"usd"`
	// Earned is the same in the currency of the sale.
	Earned         string `json:"earned"`
	EarnedCurrency string `json:"earnedCurrency"`
	ExchangeRate   string `json:"exchangeRate"` // to US dollars, as the file has it
	RateDate       string `json:"rateDate"`

	PayStatusJSON

	StatusText  string `json:"statusText"` // in the service's words
	Month       string `json:"month"`      // when it is likely to be paid; empty if nobody says
	PaymentID   string `json:"paymentId"`  // empty until it is paid
	Type        string `json:"type"`       // sell, fee, rebate
	Lever       string `json:"lever"`      // the rule by which it is earned
	Rate        string `json:"rate"`       // the publisher's share as the file has it: 0.97 or 97
	Quantity    string `json:"quantity"`
	Reason      string `json:"reason"` // of an adjustment
	Program     string `json:"program"`
	ProgramCode string `json:"programCode"`

	Transaction         string `json:"transaction"`     // its id
	TransactionType     string `json:"transactionType"` // purchase, refund, reversal, chargeback
	TransactionDate     string `json:"transactionDate"`
	TransactionAmount   string `json:"transactionAmount"`
	TransactionCurrency string `json:"transactionCurrency"`
	TransactionCountry  string `json:"transactionCountry"`
	PaymentMethod       string `json:"paymentMethod"` // the customer's
	StoreFee            string `json:"storeFee"`      // this and the tax are in the currency of the transaction
	TaxRemitted         string `json:"taxRemitted"`

	Offer        string `json:"offer"` // its id
	OfferName    string `json:"offerName"`
	OfferType    string `json:"offerType"`
	ParentOffer  string `json:"parentOffer"` // the product the offer is a part of
	Plan         string `json:"plan"`
	Private      bool   `json:"private"`
	Customer     string `json:"customer"` // its id
	CustomerName string `json:"customerName"`
	Country      string `json:"country"` // the customer's
	Asset        string `json:"asset"`
	Order        string `json:"order"`
	LineItem     string `json:"lineItem"`
	Invoice      string `json:"invoice"`
	Subscription string `json:"subscription"`
	External     string `json:"external"` // the number others know it by
	Reseller     string `json:"reseller"` // its id
	ResellerName string `json:"resellerName"`

	Participant     string `json:"participant"` // the seller id
	ParticipantName string `json:"participantName"`

	Extra map[string]string `json:"extra"` // all other columns of the file
}

func (r *run) transactionJSON(e payout.Earning) TransactionJSON {
	out := TransactionJSON{
		ID: e.ID, Date: dayJSON(e.Date), MoneyJSON: moneyJSON(e.Due()), USD: exact(e.USD),
		Earned: exact(e.Amount.Amount), EarnedCurrency: e.Amount.Currency, ExchangeRate: e.ExchangeRate, RateDate: dayJSON(e.RateDate),
		PayStatusJSON: r.payStatusJSON(e.Status), StatusText: e.StatusText, Lever: e.Lever, Rate: e.Rate, Quantity: e.Quantity, ProgramCode: e.ProgramCode,
		Month: e.Estimated.String(), PaymentID: e.PaymentID, Type: e.Type, Reason: e.Reason, Program: e.Program,
		Transaction: e.TransactionID, TransactionType: e.TransactionType, TransactionDate: dayJSON(e.TransactionDate),
		TransactionAmount: exact(e.Transaction.Amount), TransactionCurrency: e.Transaction.Currency,
		TransactionCountry: e.Country, PaymentMethod: e.PaymentMethod, StoreFee: exact(e.StoreFee), TaxRemitted: exact(e.TaxRemitted),
		Offer: e.Product, OfferName: e.ProductName, OfferType: e.ProductType, ParentOffer: e.ParentProduct, Plan: e.Plan, Private: e.PrivateOffer,
		Customer: e.Customer, CustomerName: e.CustomerName, Country: e.CustomerCountry,
		Asset: e.Asset, Order: e.Order, LineItem: e.LineItem, Invoice: e.Invoice, Subscription: e.SubscriptionID,
		External: e.ExternalID, Reseller: e.Reseller, ResellerName: e.ResellerName,
		Participant: e.Participant, ParticipantName: e.ParticipantName, Extra: e.Extra,
	}
	if out.Extra == nil {
		out.Extra = map[string]string{}
	}
	return out
}

// transactionsCSV is lines for a program: all of their fields.
func transactionsCSV(lines []payout.Earning) table {
	var out table
	fields := earned.Fields()
	for _, f := range fields {
		out.columns = append(out.columns, column{name: f.ID})
	}
	for _, e := range lines {
		row := make([]cell, len(fields))
		for i, f := range fields {
			row[i] = cell{text: f.Of(e), figure: f.Figure}
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// named makes columns for programs alone.
func named(names ...string) []column {
	out := make([]column, len(names))
	for i, n := range names {
		out[i].name = n
	}
	return out
}

// sumsJSON are sums, one for each currency.
func sumsJSON(sums []payout.Sum) []LineSumJSON {
	totals, lines := perCurrency(sums)
	out := make([]LineSumJSON, len(totals))
	for i, m := range totals {
		usd := decimal.Zero
		for _, s := range sums {
			if s.Due.Currency == m.Currency {
				usd = usd.Add(s.USD)
			}
		}
		out[i] = LineSumJSON{moneyJSON(m), exact(usd), lines[i]}
	}
	return out
}

// perCurrency adds sums up within each currency, and says of how many lines.
func perCurrency(sums []payout.Sum) (totals []payout.Money, lines []int) {
	for _, s := range slices.SortedFunc(slices.Values(sums), func(a, b payout.Sum) int { return cmp.Compare(a.Due.Currency, b.Due.Currency) }) {
		last := len(totals) - 1
		if last < 0 || totals[last].Currency != s.Due.Currency {
			totals, lines = append(totals, s.Due), append(lines, s.Lines)
			continue
		}
		totals[last].Amount, lines[last] = totals[last].Amount.Add(s.Due.Amount), lines[last]+s.Lines
	}
	return totals, lines
}
