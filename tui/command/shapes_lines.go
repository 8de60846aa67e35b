package command

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
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

	PayStatusJSON

	Month     string `json:"month"`     // when it is likely to be paid; empty if nobody says
	PaymentID string `json:"paymentId"` // empty until it is paid
	Type      string `json:"type"`      // sell, fee, rebate
	Reason    string `json:"reason"`    // of an adjustment
	Program   string `json:"program"`

	Transaction         string `json:"transaction"`     // its id
	TransactionType     string `json:"transactionType"` // purchase, refund, reversal, chargeback
	TransactionDate     string `json:"transactionDate"`
	TransactionAmount   string `json:"transactionAmount"`
	TransactionCurrency string `json:"transactionCurrency"`

	Offer        string `json:"offer"` // its id
	OfferName    string `json:"offerName"`
	OfferType    string `json:"offerType"`
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
	Participant  string `json:"participant"` // the seller id

	Extra map[string]string `json:"extra"` // all other columns of the file
}

func (r *run) transactionJSON(e payout.Earning) TransactionJSON {
	out := TransactionJSON{
		ID: e.ID, Date: dayJSON(e.Date), MoneyJSON: moneyJSON(e.Due()), USD: exact(e.USD),
		Earned: exact(e.Amount.Amount), EarnedCurrency: e.Amount.Currency, PayStatusJSON: r.payStatusJSON(e.Status),
		Month: e.Estimated.String(), PaymentID: e.PaymentID, Type: e.Type, Reason: e.Reason, Program: e.Program,
		Transaction: e.TransactionID, TransactionType: e.TransactionType, TransactionDate: dayJSON(e.TransactionDate),
		TransactionAmount: exact(e.Transaction.Amount), TransactionCurrency: e.Transaction.Currency,
		Offer: e.Product, OfferName: e.ProductName, OfferType: e.ProductType, Plan: e.Plan, Private: e.PrivateOffer,
		Customer: e.Customer, CustomerName: e.CustomerName, Country: e.CustomerCountry,
		Asset: e.Asset, Order: e.Order, LineItem: e.LineItem, Invoice: e.Invoice, Subscription: e.SubscriptionID,
		Participant: e.Participant, Extra: e.Extra,
	}
	if out.Extra == nil {
		out.Extra = map[string]string{}
	}
	return out
}

// transactionsCSV is lines for a program.
func (r *run) transactionsCSV(lines []payout.Earning) table {
	out := table{columns: transactionColumns()}
	for _, e := range lines {
		out.rows = append(out.rows, transactionCells(r.transactionJSON(e)))
	}
	return out
}

func transactionColumns() []column {
	return named("id", "date", "amount", "currency", "usd", "earned", "earnedCurrency", "status", "statusId", "group", "actor",
		"month", "paymentId", "type", "reason", "program", "transaction", "transactionType", "transactionDate", "transactionAmount",
		"transactionCurrency", "offer", "offerName", "offerType", "plan", "private", "customer", "customerName", "country",
		"asset", "order", "lineItem", "invoice", "subscription", "participant")
}

// transactionCells are the values of a line under its columns.
func transactionCells(j TransactionJSON) []cell {
	return []cell{
		{text: j.ID},
		{text: j.Date},
		figure(j.Amount),
		{text: j.Currency},
		figure(j.USD), figure(j.Earned),
		{text: j.EarnedCurrency},
		{text: j.Status},
		{text: j.StatusID},
		{text: j.Group},
		{text: j.Actor},
		{text: j.Month},
		{text: j.PaymentID},
		{text: j.Type},
		{text: j.Reason},
		{text: j.Program},
		{text: j.Transaction},
		{text: j.TransactionType},
		{text: j.TransactionDate},
		figure(j.TransactionAmount),
		{text: j.TransactionCurrency},
		{text: j.Offer},
		{text: j.OfferName},
		{text: j.OfferType},
		{text: j.Plan},
		{text: strconv.FormatBool(j.Private)},
		{text: j.Customer},
		{text: j.CustomerName},
		{text: j.Country},
		{text: j.Asset},
		{text: j.Order},
		{text: j.LineItem},
		{text: j.Invoice},
		{text: j.Subscription},
		{text: j.Participant},
	}
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
