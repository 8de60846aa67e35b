package payments

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

func (s *Screen) columns() []table.Column[*payment] {
	t, st := s.d.Text.Payments, s.d.Styles
	dim := func(*payment) lipgloss.Style { return st.Dim }
	// Where there is no room for all of these, the last ones go first.
	rank := 0
	extra := func(id, title, means string, cell func(*payment) string) table.Column[*payment] {
		rank++
		return table.Column[*payment]{ID: id, Title: title, Means: means, Cell: cell, Style: dim, Extra: true, Min: 8, Rank: rank}
	}
	amount := func(id, title, means string, of func(*payment) decimal.Decimal) table.Column[*payment] {
		c := extra(id, title, means, func(p *payment) string { return show.Amount(of(p), p.currency) })
		c.Right, c.Min = true, 0
		return c
	}
	total := amount("total", t.Total, t.MeansTotal, func(p *payment) decimal.Decimal { return p.sum.Total })
	total.Style, total.Extra, total.Rank, total.Compare = nil, false, 0, byTotal
	gross := amount("earned", t.Earned, t.MeansEarned, nil)
	gross.Cell = earned
	return []table.Column[*payment]{
		{ID: "date", Title: t.Date, Means: t.MeansDate, Cell: func(p *payment) string { return day(p.sum.Date) }, Compare: newest},
		{ID: "payment", Title: t.ID, Means: t.MeansID, Cell: func(p *payment) string { return sanitize.Line(p.id) }, Min: 8, Rank: 3},
		total,
		{ID: "currency", Title: t.Currency, Means: t.MeansCurrency, Cell: func(p *payment) string { return sanitize.Line(p.currency) }},
		{ID: "bank", Title: t.Bank, Means: t.MeansBank, Cell: s.bank, Short: bankBy, Min: len("2006-01-02"), Rank: 1},
		{ID: "state", Title: t.State, Means: t.MeansState, Cell: s.state, Style: s.stateLook, SortText: s.state, Min: 18},
		// Without a title: where all is well it takes no room.
		{ID: "check", Name: t.Check, Means: t.MeansCheck, Cell: s.check, Style: func(*payment) lipgloss.Style { return st.Warn }},
		extra("acts", t.Acts, t.MeansActs, s.acts),
		gross,
		amount("withheld", t.Withheld, t.MeansWithheld, func(p *payment) decimal.Decimal { return p.sum.WithheldTax }),
		amount("fee-tax", t.FeeTax, t.MeansFeeTax, func(p *payment) decimal.Decimal { return p.sum.ServiceFeeTax }),
		extra("method", t.Method, t.MeansMethod, func(p *payment) string { return sanitize.Line(p.sum.Method) }),
		extra("program", t.Program, t.MeansProgram, (*payment).programs),
		extra("account", t.Account, t.MeansAccount, (*payment).accounts),
		amount("sales-tax", t.SalesTax, t.MeansSalesTax, func(p *payment) decimal.Decimal { return p.sum.SalesTax }),
	}
}

// earned is what its lines come to, with its currency where that is another one than it is paid
// in.
func earned(p *payment) string {
	if p.exchanged() {
		return show.Money(payout.Money{Amount: p.sum.Earned, Currency: p.earnedIn})
	}
	return show.Amount(p.sum.Earned, p.currency)
}

// byTotal orders by amount within a currency.
func byTotal(a, b *payment) int {
	return cmp.Or(cmp.Compare(a.currency, b.currency), b.sum.Total.Cmp(a.sum.Total))
}

// bank is when it reaches the account.
func (s *Screen) bank(p *payment) string {
	from, to := p.sum.Arrives()
	if from.Equal(to) {
		return day(to)
	}
	return fmt.Sprintf(s.d.Text.Payments.BankDays, day(from), day(to))
}

// bankBy is when it has reached the account.
func bankBy(p *payment) string {
	_, to := p.sum.Arrives()
	return day(to)
}

func (s *Screen) state(p *payment) string { return s.d.Text.PayoutStatus(p.sum.Status).Label }

func (s *Screen) stateLook(p *payment) lipgloss.Style {
	st := s.d.Styles
	switch payout.StatusOf(p.sum.Status).Group {
	case payout.Paid:
		return st.Good
	case payout.Blocked, payout.Problem, payout.Lost:
		return st.Bad
	case payout.Other:
		return st.Warn
	case payout.Earned, payout.Scheduled:
	}
	return st.Text
}

func (s *Screen) acts(p *payment) string {
	return text.Word(s.d.Text.Payout.Actors, payout.StatusOf(p.sum.Status).Actor)
}

func (s *Screen) check(p *payment) string {
	if p.wrong() {
		return s.d.Text.Payments.Wrong
	}
	return ""
}

// haystack is what a filter looks in: all that tells payments apart in words.
func (s *Screen) haystack(p *payment) string {
	return strings.Join([]string{
		day(p.sum.Date), sanitize.Line(p.id), show.Amount(p.sum.Total, p.currency), sanitize.Line(p.currency), s.state(p), s.check(p),
		s.acts(p), sanitize.Line(p.sum.Method), p.programs(), p.accounts(),
	}, "\n")
}

// Detail is the payment under the cursor in full, and what each of its parts comes to.
func (s *Screen) Detail() []ui.Fact {
	p, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	t := s.d.Text.Payments
	out := append(s.rows.Detail(), ui.Fact{Label: t.State, Value: s.explained(p)})
	if len(p.parts) > 1 {
		for i, one := range p.parts {
			part := paymentsOf([]payout.Payment{one}, nil)[0]
			words := strings.Join([]string{part.programs(), part.accounts(), s.reckoned(part)}, s.d.Text.Shell.And)
			out = append(out, ui.Fact{Label: fmt.Sprintf(t.Part, i+1, len(p.parts)), Value: words})
		}
	}
	for _, one := range p.parts {
		out = append(out, extras(one.Extra)...)
	}
	return out
}

// Explain says what the columns tell.
func (s *Screen) Explain() []ui.Fact { return s.rows.Means() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the number of the payment under the cursor.
func (s *Screen) Copied() (what, id string) {
	if p, ok := s.rows.Selected(); ok {
		id = p.id
	}
	return s.d.Text.Payments.TheID, id
}
