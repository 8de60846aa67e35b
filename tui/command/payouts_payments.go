package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/show"
)

// PaymentsJSON is the answer of payouts payments.
type PaymentsJSON struct {
	Payments []PaymentJSON `json:"payments"` // the newest first
	Sums     []LineSumJSON `json:"sums"`     // of the totals, one for each currency
	ReadAt   *time.Time    `json:"readAt"`   // as of when; null: nothing was read yet
}

// PaymentJSON is one row of payments: a payment has one for each program and participant.
// Its members are also the columns of CSV, but for act and extra.
type PaymentJSON struct {
	ID   string `json:"id"`   // empty before it is sent
	Date string `json:"date"` // when it was sent
	// Amount is what is paid, in the currency of the payment, as are the parts.
	MoneyJSON
	PayStatusJSON

	Earned         string `json:"earned"`
	EarnedCurrency string `json:"earnedCurrency"` // empty: the same
	EarnedUSD      string `json:"earnedUsd"`
	WithheldTax    string `json:"withheldTax"`
	ServiceFeeTax  string `json:"serviceFeeTax"`
	SalesTax       string `json:"salesTax"`
	AddsUp         bool   `json:"addsUp"` // the amount is what the parts come to
	Method         string `json:"method"`
	Program        string `json:"program"`
	Participant    string `json:"participant"`

	Extra map[string]string `json:"extra"`
}

func (r *run) paymentsCommand() *cobra.Command {
	t := &r.text.Command.PayoutLines
	var f payoutFilter
	cmd := r.command("payments", t.PaymentsHelp, t.PaymentsLong, func(cmd *cobra.Command, _ []string) error {
		return r.withPayouts(cmd.Context(), func(m Market, s payout.Scope) error { return r.payments(cmd.Context(), m, s, &f) })
	})
	f.addShort(r, cmd)
	return cmd
}

// payments lists the rows of payments.
func (r *run) payments(ctx context.Context, m Market, s payout.Scope, f *payoutFilter) error {
	t := &r.text.Command.PayoutLines
	v, err := m.Payouts(ctx, s)
	if err == nil {
		err = untold(v)
	}
	if err != nil {
		return err
	}
	rows, err := m.Payments(ctx, s)
	if err != nil {
		return err
	}
	var q payout.Query
	if err = f.period(r, &q); err != nil {
		return err
	}
	for _, w := range f.status {
		if !r.knownStatus(w) && !slices.ContainsFunc(rows, func(p payout.Payment) bool { return isStatus(p.Status, w) }) {
			return wrong(sprintf(t.NoneCalled, "status", w), sprintf(t.ThereAre, strings.Join(groupWords(), ", ")))
		}
	}
	rows = slices.DeleteFunc(rows, func(p payout.Payment) bool { return !f.holds(p, q.From) })
	if len(rows) == 0 {
		r.notef("%s", t.NoPayments)
	}
	out := PaymentsJSON{Payments: []PaymentJSON{}, ReadAt: moment(outlook.Oldest(v.States))}
	var sums []payout.Sum
	for _, p := range rows {
		out.Payments = append(out.Payments, r.paymentJSON(p))
		sums = append(sums, payout.Sum{Due: payout.Money{Amount: p.Total, Currency: p.Currency}, USD: p.EarnedUSD, Lines: 1})
	}
	out.Sums = sumsJSON(sums)
	if r.set.Output != Table {
		return r.output(out, paymentsCSV(out.Payments))
	}
	return r.write(r.paymentsTable(rows).draw(r.view()) + r.sumLines(out.Sums, sums))
}

// holds reports whether a row is asked for. What has no date yet is of today.
func (f *payoutFilter) holds(p payout.Payment, from payout.Month) bool {
	among := func(words []string, is func(string) bool) bool {
		return len(words) == 0 || slices.ContainsFunc(words, is)
	}
	return (from.Zero() || p.Date.IsZero() || !payout.MonthOf(p.Date).Before(from)) &&
		among(f.status, func(w string) bool { return isStatus(p.Status, w) }) &&
		among(f.program, func(w string) bool { return strings.EqualFold(p.Program, w) }) &&
		among(f.currency, func(w string) bool { return strings.EqualFold(p.Currency, strings.TrimSpace(w)) })
}

func (r *run) paymentJSON(p payout.Payment) PaymentJSON {
	out := PaymentJSON{
		ID: p.ID, Date: dayJSON(p.Date), MoneyJSON: moneyJSON(payout.Money{Amount: p.Total, Currency: p.Currency}),
		PayStatusJSON: r.payStatusJSON(p.Status), Earned: exact(p.Earned), EarnedCurrency: p.EarnedCurrency, EarnedUSD: exact(p.EarnedUSD),
		WithheldTax: exact(p.WithheldTax), ServiceFeeTax: exact(p.ServiceFeeTax), SalesTax: exact(p.SalesTax), AddsUp: p.AddsUp(),
		Method: p.Method, Program: p.Program, Participant: p.Participant, Extra: p.Extra,
	}
	if out.Extra == nil {
		out.Extra = map[string]string{}
	}
	return out
}

// paymentsTable is rows for a person.
func (r *run) paymentsTable(rows []payout.Payment) table {
	t := &r.text.Command.PayoutLines
	const narrow = 10
	out := table{columns: []column{
		{head: t.Date},
		{head: t.Payment, least: narrow},
		{head: t.Total, right: true},
		{head: t.State, least: narrow},
		{head: t.Earned, right: true},
		{head: t.Withheld, right: true},
		{head: t.FeeTax, right: true},
		{head: t.Method, least: narrow},
	}}
	for _, p := range rows {
		earned := p.EarnedCurrency
		if earned == "" {
			earned = p.Currency
		}
		out.rows = append(out.rows, []cell{
			{text: dayJSON(p.Date)},
			{text: p.ID},
			{text: show.Money(payout.Money{Amount: p.Total, Currency: p.Currency})},
			r.payStatusCell(p.Status),
			{text: show.Amount(p.Earned, earned)},
			{text: show.Amount(p.WithheldTax, p.Currency)},
			{text: show.Amount(p.ServiceFeeTax, p.Currency)},
			{text: p.Method},
		})
	}
	return out
}

// paymentsCSV is rows for a program.
func paymentsCSV(rows []PaymentJSON) table {
	out := table{columns: named("id", "date", "amount", "currency", "status", "statusId", "group", "actor", "earned", "earnedCurrency", "earnedUsd",
		"withheldTax", "serviceFeeTax", "salesTax", "addsUp", "method", "program", "participant")}
	for _, j := range rows {
		out.rows = append(out.rows, []cell{
			{text: j.ID},
			{text: j.Date},
			figure(j.Amount),
			{text: j.Currency},
			{text: j.Status},
			{text: j.StatusID},
			{text: j.Group},
			{text: j.Actor},
			figure(j.Earned),
			{text: j.EarnedCurrency},
			figure(j.EarnedUSD), figure(j.WithheldTax), figure(j.ServiceFeeTax), figure(j.SalesTax),
			{text: sprintf("%t", j.AddsUp)},
			{text: j.Method},
			{text: j.Program},
			{text: j.Participant},
		})
	}
	return out
}
