package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/table"
)

// row is something that does not fit, or a sale that waits.
type row struct {
	group, key string
	wrong      bool
	payment    bool   // it is about a payment, not a sale
	id         string // of that

	what, about, says, comes, difference, expected, date string
	lines                                                int
	means, acts                                          string // a sentence each, the second without its point
}

// list is what does not fit, and below it what waits as it should.
func (s *Screen) list() []*row {
	t := s.d.Text
	var out []*row
	for i, m := range s.all.Mismatches {
		out = append(out, &row{
			group: t.Reconcile.HeadWrong, key: "wrong " + strconv.Itoa(i), wrong: true, id: m.ID, payment: ofPayment(m.Kind),
			what: text.Word(t.Reconcile.Kinds, m.Kind), about: cmp.Or(s.sold(m.Offer, m.Plan), sanitize.Line(m.ID)),
			says: money(m.Says), comes: money(m.Sum), difference: difference(m), date: day(m.Date), lines: m.Lines,
			means: sentence(t, m), acts: text.Word(t.Payout.MismatchActs, m.Kind),
		})
	}
	group := s.waiting()
	for i, w := range s.all.Waiting {
		at := t.SaleStage(w.Stage)
		o := w.Order
		out = append(out, &row{
			group: group, key: "waiting " + strconv.Itoa(i), id: o.Ref().String(),
			what: at.Label, about: s.sold(cmp.Or(o.OfferName, o.Offer), o.Plan), says: money(w.Charge),
			expected: w.Expected.String(), date: day(o.Purchased), means: at.Means, acts: at.Act,
		})
	}
	return out
}

// name gives those columns their titles in which something stands. The others take no room.
func (s *Screen) name(rows []*row) {
	for i, c := range s.rows.Columns {
		if c.Rank > 0 || c.Extra {
			s.rows.Columns[i].Title = ""
			if slices.ContainsFunc(rows, func(r *row) bool { return c.Cell(r) != "" }) {
				s.rows.Columns[i].Title = c.Name
			}
		}
	}
}

// waiting is the heading of the sales that wait, with what they come to.
func (s *Screen) waiting() string {
	t := s.d.Text
	var sums show.Sums
	for _, w := range s.all.Waiting {
		if w.Charge.Currency != "" {
			sums.Add(w.Charge)
		}
	}
	if len(sums) == 0 {
		return t.Reconcile.HeadWaiting
	}
	sums.Sort()
	return fmt.Sprintf(t.Reconcile.HeadSums, t.Reconcile.HeadWaiting, strings.Join(sums.Texts(), t.Shell.And))
}

// sentence says what does not fit.
func sentence(t *text.Texts, m payout.Mismatch) string {
	format, ok := t.Payout.Mismatches[m.Kind]
	if !ok {
		return sanitize.Line(string(m.Kind)) + " " + sanitize.Line(m.ID) + "."
	}
	return fmt.Sprintf(format, sanitize.Line(m.ID)) + "."
}

// ofPayment reports whether a mismatch is about a payment, not about a sale.
func ofPayment(kind payout.MismatchKind) bool {
	switch kind {
	case payout.PaymentParts, payout.PaymentEarnings, payout.PaymentUnknown:
		return true
	case payout.OrderUnearned, payout.UsageUnearned, payout.EarningNoOrder:
	}
	return false
}

// money is an amount; nothing where there is none.
func money(m payout.Money) string {
	if m.Currency == "" && m.Amount.IsZero() {
		return ""
	}
	return show.Money(m)
}

// difference is how much more one side says, where both speak of one currency.
func difference(m payout.Mismatch) string {
	if m.Says.Currency == "" || m.Says.Currency != m.Sum.Currency {
		return ""
	}
	return show.Money(payout.Money{Amount: m.Says.Amount.Sub(m.Sum.Amount), Currency: m.Says.Currency})
}

// sold names an offer and its plan.
func (s *Screen) sold(offer, plan string) string {
	offer, plan = sanitize.Line(offer), sanitize.Line(plan)
	if offer == "" || plan == "" {
		return offer + plan
	}
	return fmt.Sprintf(s.d.Text.Reconcile.Sold, offer, plan)
}

// day is a day as the files count it.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

func (s *Screen) columns() []table.Column[*row] {
	t, st := s.d.Text.Reconcile, s.d.Styles
	dim := func(*row) lipgloss.Style { return st.Dim }
	look := func(r *row) lipgloss.Style {
		if r.wrong {
			return st.Warn
		}
		return st.Text
	}
	return []table.Column[*row]{
		{ID: "what", Title: t.What, Means: t.WhatMeans, Cell: func(r *row) string { return r.what }, Style: look, Min: 16},
		{ID: "about", Title: t.About, Means: t.AboutMeans, Cell: func(r *row) string { return r.about }, Min: 12},
		{ID: "says", Title: t.Says, Means: t.SaysMeans, Right: true, Cell: func(r *row) string { return r.says }},
		{ID: "comes", Name: t.Comes, Means: t.ComesMeans, Right: true, Rank: 2, Cell: func(r *row) string { return r.comes }},
		{ID: "difference", Name: t.Difference, Means: t.DifferenceMeans, Right: true, Rank: 1, Cell: func(r *row) string { return r.difference }, Style: look},
		{ID: "expected", Name: t.Expected, Means: t.ExpectedMeans, Rank: 3, Cell: func(r *row) string { return r.expected }},
		{ID: "date", Name: t.Date, Means: t.DateMeans, Cell: func(r *row) string { return r.date }, Style: dim, Extra: true},
		{ID: "lines", Name: t.Reports, Means: t.ReportsMeans, Right: true, Cell: s.lines, Style: dim, Extra: true},
		{ID: "acts", Name: t.Acts, Means: t.ActsMeans, Cell: func(r *row) string { return upper(r.acts) }, Style: dim, Extra: true, Rank: 5},
		{ID: "id", Name: t.ID, Means: t.IDMeans, Cell: func(r *row) string { return sanitize.Line(r.id) }, Style: dim, Extra: true, Rank: 4},
	}
}

func (s *Screen) lines(r *row) string {
	if r.lines == 0 {
		return ""
	}
	return strconv.Itoa(r.lines)
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
