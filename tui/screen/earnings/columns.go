package earnings

import (
	"cmp"
	"time"

	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/table"
)

// columns are the values of a line that stand in the list. Each has the words of the field
// it shows.
func (s *Screen) columns() []table.Column[row] {
	t, st := s.d.Text.Earnings, s.d.Styles
	dim := func(row) lipgloss.Style { return st.Dim }
	column := func(id, field, title string, c table.Column[row]) table.Column[row] {
		c.ID, c.Title, c.Name, c.Means = id, title, t.Fields[field].Label, t.Fields[field].Means
		return c
	}
	extra := func(id, field, title string, rank int, of func(row) string) table.Column[row] {
		return column(id, field, title, table.Column[row]{Cell: func(r row) string { return sanitize.Line(of(r)) }, Style: dim, Extra: true, Rank: rank, Min: 8})
	}
	return []table.Column[row]{
		column("date", "date", t.Date, table.Column[row]{Cell: func(r row) string { return day(r.Date) }}),
		column("amount", "amount", t.Amount, table.Column[row]{Cell: func(r row) string { return show.Money(r.Due()) }, Right: true}),
		column("status", "status", t.State, table.Column[row]{
			Cell: func(r row) string { return s.d.Text.PayoutStatus(r.Status).Label }, Style: func(r row) lipgloss.Style { return s.stateLook(r.Status) }, Min: 12,
		}),
		column("offer", "offerName", t.Product, table.Column[row]{
			Cell: func(r row) string { return sanitize.Line(cmp.Or(r.ProductName, r.Product, r.Reason)) }, Min: 12,
		}),
		column("plan", "plan", t.Plan, table.Column[row]{Cell: func(r row) string { return sanitize.Line(r.Plan) }, Min: 6, Rank: 3, Style: dim}),
		column("customer", "customerName", t.Customer, table.Column[row]{Cell: s.customer, Min: 6, Rank: 2, Style: dim}),
		extra("country", "country", t.Country, 8, func(r row) string { return r.CustomerCountry }),
		extra("kind", "transactionType", t.Type, 9, func(r row) string { return r.TransactionType }),
		extra("expected", "month", t.Expected, 4, func(r row) string { return r.Estimated.String() }),
		extra("payment", "paymentId", t.Payment, 5, func(r row) string { return r.PaymentID }),
		extra("order", "order", t.Order, 7, func(r row) string { return cmp.Or(r.Order, r.Asset) }),
		extra("invoice", "invoice", t.Invoice, 10, func(r row) string { return r.Invoice }),
		extra("acts", "actor", t.Acts, 6, func(r row) string { return text.Word(s.d.Text.Payout.Actors, payout.StatusOf(r.Status).Actor) }),
	}
}

// day is a day as the files count it.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

// customer is who bought. Names are personal data: they are hidden until they are asked
// for.
func (s *Screen) customer(r row) string {
	name := sanitize.Line(cmp.Or(r.CustomerName, r.Customer))
	if name == "" || s.shown {
		return name
	}
	return s.d.Text.Earnings.Masked
}

// stateLook is the look of a state of the files.
func (s *Screen) stateLook(status string) lipgloss.Style {
	st := s.d.Styles
	switch payout.StatusOf(status).Group {
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
