package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/show"
)

// fewLines is how many lines a table has unless more are asked for.
const fewLines = 100

func (r *run) transactionsCommand() *cobra.Command {
	t := &r.text.Command.PayoutLines
	var f payoutFilter
	limit := -1
	cmd := r.command("transactions", t.Transactions, t.TransactionsLong, func(cmd *cobra.Command, _ []string) error {
		f.said(cmd)
		if !cmd.Flags().Changed("limit") && r.set.Output == Table {
			limit = fewLines
		}
		return r.withPayouts(cmd.Context(), func(m Market, s payout.Scope) error {
			return r.transactions(cmd.Context(), m, s, &f, max(0, limit))
		})
	})
	f.add(r, cmd)
	cmd.Flags().IntVar(&limit, "limit", 0, t.FlagLimit)
	return cmd
}

// said takes what flags say that have a third state.
func (f *payoutFilter) said(cmd *cobra.Command) {
	if cmd.Flags().Changed("private") {
		f.onlyPrivate = &f.private
	}
}

// transactions lists lines of the transaction history, and what they come to.
func (r *run) transactions(ctx context.Context, m Market, s payout.Scope, f *payoutFilter, limit int) error {
	v, err := m.Payouts(ctx, s)
	if err == nil {
		err = untold(v)
	}
	if err != nil {
		return err
	}
	q, err := f.ask(ctx, r, m, s)
	if err != nil {
		return err
	}
	lines, total, err := m.Earnings(ctx, s, q, limit, 0)
	if err != nil {
		return err
	}
	sums, err := m.EarningSums(ctx, s, q, payout.ByStatus)
	if err != nil {
		return err
	}
	t := &r.text.Command.PayoutLines
	switch {
	case total == 0:
		r.notef("%s", t.NoLines)
	case len(lines) < total:
		r.notef(t.SomeLines, len(lines), total)
	}
	out := TransactionsJSON{Transactions: []TransactionJSON{}, Sums: sumsJSON(sums), Total: total, ReadAt: moment(outlook.Oldest(v.States))}
	for _, e := range lines {
		out.Transactions = append(out.Transactions, r.transactionJSON(e))
	}
	if r.set.Output != Table {
		return r.output(out, transactionsCSV(lines))
	}
	return r.write(r.transactionsTable(lines).draw(r.view()) + r.sumLines(out.Sums, sums))
}

// transactionsTable is lines for a person.
func (r *run) transactionsTable(lines []payout.Earning) table {
	t := &r.text.Command.PayoutLines
	const narrow = 10
	out := table{columns: []column{
		{head: t.Date},
		{head: t.Amount, right: true},
		{head: t.State, least: narrow},
		{head: t.Expected},
		{head: t.Payment, least: narrow},
		{head: t.Offer, least: narrow},
		{head: t.Customer, least: narrow},
	}}
	for _, e := range lines {
		offer := e.ProductName
		if offer == "" {
			offer = e.Product
		}
		if e.Adjustment() {
			offer = e.Reason
		}
		customer := e.CustomerName
		if customer == "" {
			customer = e.Customer
		}
		out.rows = append(out.rows, []cell{
			{text: dayJSON(e.Date)},
			{text: show.Money(e.Due())},
			r.payStatusCell(e.Status),
			{text: e.Estimated.String()},
			{text: e.PaymentID},
			{text: offer},
			{text: customer},
		})
	}
	return out
}

// payStatusCell is a state in words.
func (r *run) payStatusCell(word string) cell {
	c := cell{text: r.text.PayoutStatus(word).Label, raw: word}
	switch payout.StatusOf(word).Group {
	case payout.Paid:
		c.role = good
	case payout.Blocked, payout.Other:
		c.role = warn
	case payout.Problem, payout.Lost:
		c.role = bad
	case payout.Earned, payout.Scheduled:
	}
	return c
}

// sumLines are what lines come to, per currency.
func (r *run) sumLines(sums []LineSumJSON, of []payout.Sum) string {
	t := &r.text.Command.PayoutLines
	totals, _ := perCurrency(of)
	var b strings.Builder
	for i, s := range sums {
		b.WriteString(r.view().paint(dim, t.Sum) + "  " + sprintf(t.SumOf, show.Money(totals[i]), s.Lines) + "\n")
	}
	return b.String()
}
