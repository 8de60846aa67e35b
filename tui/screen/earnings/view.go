package earnings

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// sumLines is how many lines the sums may take.
const sumLines = 2

// footLines stand below it: a blank line, and what the state of the line means.
func (s *Screen) footLines() int {
	const wide, few, more = 100, 3, 4
	if s.width >= wide {
		return few
	}
	return more
}

// View draws the screen.
func (s *Screen) View() string {
	st, t := s.d.Styles, s.d.Text.Earnings
	lines := s.head()
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
	} else {
		words := t.Empty
		if !s.read {
			words = t.Reading
		}
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(words, s.width-2, st.Marks.Ellipsis)))
	}
	lines = cells.Box(lines, s.width, max(s.height-s.footLines(), 0), st.Marks.Ellipsis)
	lines = append(lines, s.foot()...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// head says how many lines there are, which of them show, and what all come to.
func (s *Screen) head() []string {
	st, t := s.d.Styles, s.d.Text.Earnings
	count, place := "", ""
	if s.read {
		count = text.Count(s.page.total, t.One, t.Count)
		if n := len(s.page.rows); n < s.page.total && n > 0 {
			place = fmt.Sprintf(t.Range, s.page.offset+1, s.page.offset+n, s.page.total)
		}
	}
	sums := make([]string, len(s.sums))
	for i, sum := range s.sums {
		sums[i] = fmt.Sprintf(t.Sum, text.Word(s.d.Text.Payout.Groups, sum.Group), show.Money(sum.Due))
	}
	out := []string{cells.Ends(st.Text.Render(count), st.Dim.Render(place), s.width, st.Marks.Ellipsis)}
	if len(sums) > 0 {
		out = append(out, wrap.Lines(strings.Join(sums, s.d.Text.Shell.And), max(s.width, 1))...)
	}
	if len(out) > 1+sumLines {
		out = out[:1+sumLines]
		out[sumLines] = cells.Cut(out[sumLines], s.width-1, "") + st.Marks.Ellipsis
	}
	return append(out, "")
}

// foot says what the state of the line under the cursor means, and who must act.
func (s *Screen) foot() []string {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	st := s.d.Styles
	state := s.d.Text.PayoutStatus(r.Status)
	out := []string{""}
	for _, line := range wrap.Lines(fmt.Sprintf(s.d.Text.Earnings.Explains, state.Label, state.Means, upper(state.Act)), max(s.width, 1)) {
		out = append(out, st.Dim.Render(line))
	}
	return out[:min(len(out), s.footLines())]
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (s *Screen) columns() []table.Column[row] {
	t, st := s.d.Text.Earnings, s.d.Styles
	dim := func(row) lipgloss.Style { return st.Dim }
	plain := func(id, title string, of func(row) string) table.Column[row] {
		return table.Column[row]{ID: id, Title: title, Cell: func(r row) string { return sanitize.Line(of(r)) }, Style: dim, Extra: true, Min: 8}
	}
	return []table.Column[row]{
		{ID: "date", Title: t.Date, Cell: func(r row) string { return day(r.Date) }},
		{ID: "amount", Title: t.Amount, Cell: func(r row) string { return show.Money(r.Due()) }, Right: true},
		{ID: "status", Title: t.State, Cell: func(r row) string { return s.d.Text.PayoutStatus(r.Status).Label }, Style: s.stateLook, Min: 12},
		{ID: "offer", Title: t.Product, Cell: func(r row) string { return sanitize.Line(cmp.Or(r.ProductName, r.Product, r.Reason)) }, Min: 12},
		{ID: "plan", Title: t.Plan, Cell: func(r row) string { return sanitize.Line(r.Plan) }, Min: 6, Rank: 3, Style: dim},
		{ID: "customer", Title: t.Customer, Cell: s.customer, Min: 6, Rank: 2, Style: dim},
		plain("country", t.Country, func(r row) string { return r.CustomerCountry }),
		plain("kind", t.Type, func(r row) string { return r.TransactionType }),
		plain("expected", t.Expected, func(r row) string { return r.Estimated.String() }),
		plain("payment", t.Payment, func(r row) string { return r.PaymentID }),
		plain("order", t.Order, func(r row) string { return cmp.Or(r.Order, r.Asset) }),
		plain("invoice", t.Invoice, func(r row) string { return r.Invoice }),
		plain("acts", t.Acts, func(r row) string { return text.Word(s.d.Text.Payout.Actors, payout.StatusOf(r.Status).Actor) }),
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
	if name == "" || s.names {
		return name
	}
	return s.d.Text.Earnings.Masked
}

func (s *Screen) stateLook(r row) lipgloss.Style {
	st := s.d.Styles
	switch payout.StatusOf(r.Status).Group {
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

// Detail is the line under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the page that shows, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the id of the line under the cursor.
func (s *Screen) Copied() (what, id string) {
	r, _ := s.rows.Selected()
	return s.d.Text.Earnings.TheLine, r.ID
}
