package payout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Estimates reads a report of the ISVRevenue dataset as earnings, line by line and like
// [Earnings]; see learn.microsoft.com/partner-center/insights/revenue-dashboard. They are an
// estimate: the dataset knows no payment, no tax and nothing of the bank, and has also what is
// not eligible yet.
//
// The dataset has amounts in the currency of the payout, but does not say which that is: pay
// does, if it is known (the usage dataset names it). Otherwise earnings are due in US dollars.
//
// A line has no id of its own. It gets one that stays as long as it is about the same line of
// the same bill, whatever becomes of its status and amount.
func Estimates(r io.Reader, pay string) iter.Seq2[Earning, error] {
	return func(yield func(Earning, error) bool) {
		same := map[[sha256.Size]byte]int{}
		rows := read(r, "revenue", estimateColumns(), func(e *estimateRow, head, value string) {
			if e.Extra == nil {
				e.Extra = map[string]string{}
			}
			e.Extra[head] = value
		}, checkEstimate, "PayoutStatus", "EarningAmountCC", "EarningCurrencyCode", "EarningAmountUSD")
		for row, err := range rows {
			var e Earning
			if err == nil {
				key := row.key()
				same[key]++
				e = row.earning(pay)
				e.ID = fmt.Sprintf("%s%s-%d", estimateMark, hex.EncodeToString(key[:16]), same[key])
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// estimateMark begins the ids of estimates, which are no GUIDs.
const estimateMark = "estimate-"

// IsEstimate reports whether an earning with this id is an estimate.
func IsEstimate(id string) bool { return strings.HasPrefix(id, estimateMark) }

// estimateRow is a line of the revenue report.
type estimateRow struct {
	Earning
	month      time.Time // for which it was billed
	pay        decimal.Decimal
	name       string
	start, end string // of the term
}

// key is what makes a line the same as one of an earlier report.
func (e estimateRow) key() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%q", []string{
		e.Order, e.LineItem, e.Asset, e.Plan, e.month.Format(time.DateOnly), e.start, e.end, e.Amount.Currency,
	}))
}

func (e estimateRow) earning(pay string) Earning {
	out := e.Earning
	out.Transaction.Currency = out.Amount.Currency
	out.TransactionDate, out.Date = e.month, e.month
	out.Product = out.ProductName // there is no id
	out.CustomerName = cmp.Or(out.CustomerName, e.name)
	if pay != "" {
		out.Pay = Money{e.pay, pay}
	}
	return out
}

func checkEstimate(e *estimateRow) error {
	if e.Status == "" {
		return errors.New("it has no PayoutStatus")
	}
	return nil
}

func estimateColumns() []column[estimateRow] {
	type e = estimateRow
	return []column[estimateRow]{
		word(func(e *e) *string { return &e.Asset }, "AssetId"),
		word(func(e *e) *string { return &e.Order }, "PurchaseRecordId"),
		word(func(e *e) *string { return &e.LineItem }, "LineItemId"),
		value(moment, func(e *e) *time.Time { return &e.month }, "MonthStartDate"),
		word(func(e *e) *string { return &e.start }, "TermStartDate"),
		word(func(e *e) *string { return &e.end }, "TermEndDate"),
		take(func(e *e) *string { return &e.Customer }, "BillingAccountId"),
		take(func(e *e) *string { return &e.CustomerName }, "CustomerCompanyName"),
		take(func(e *e) *string { return &e.name }, "CustomerName"),
		take(func(e *e) *string { return &e.CustomerCountry }, "CustomerCountry"),
		value(figure, func(e *e) *decimal.Decimal { return &e.Amount.Amount }, "EarningAmountCC", "EarningsAmountCC"),
		value(figure, func(e *e) *decimal.Decimal { return &e.pay }, "EarningAmountPC", "EarningsAmountPC"),
		value(figure, func(e *e) *decimal.Decimal { return &e.USD }, "EarningAmountUSD", "EarningsAmountUSD"),
		value(currency, func(e *e) *string { return &e.Amount.Currency }, "EarningCurrencyCode"),
		value(figure, func(e *e) *decimal.Decimal { return &e.Transaction.Amount }, "TransactionAmountCC"),
		word(func(e *e) *string { return &e.ExchangeRate }, "ExchangeRateUSD"),
		value(moment, func(e *e) *time.Time { return &e.RateDate }, "ExchangeRateDate"),
		value(period, func(e *e) *Month { return &e.Estimated }, "EstimatedPayoutMonth"),
		take(func(e *e) *string { return &e.Status }, "PayoutStatus"),
		take(func(e *e) *string { return &e.ProductName }, "OfferName"),
		take(func(e *e) *string { return &e.ProductType }, "OfferType"),
		take(func(e *e) *string { return &e.Plan }, "SKU"),
		word(func(e *e) *string { return &e.Quantity }, "Quantity"),
		take(func(e *e) *string { return &e.PaymentMethod }, "PaymentInstrumentType"),
		value(marked, func(e *e) *bool { return &e.PrivateOffer }, "IsPrivateOffer"),
	}
}
