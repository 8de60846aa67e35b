package payouts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/shopspring/decimal"

	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// barID is the column that is for the eye alone, and how long the longest bar is: as long as
// there is room.
const (
	barID            = "bar"
	barLeast, barMax = 8, 60
)

func (s *Screen) columns() []table.Column[*month] {
	t, st := s.d.Text.Payouts, s.d.Styles
	amount := func(id, title, means string, rank int, of func(*month) decimal.Decimal) table.Column[*month] {
		return table.Column[*month]{ID: id, Title: title, Means: means, Right: true, Rank: rank, Cell: func(m *month) string {
			if of(m).IsZero() {
				return ""
			}
			return show.Amount(of(m), m.currency)
		}}
	}
	held := amount("held", t.Held, t.MeansHeld, 1, func(m *month) decimal.Decimal { return m.held })
	held.Style = func(*month) lipgloss.Style { return st.Warn }
	// Seldom there, so without a title: it takes no room then.
	other := amount("other", "", t.MeansOther, 0, func(m *month) decimal.Decimal { return m.other })
	other.Name, other.Extra, other.Plain = t.Other, true, other.Cell
	other.Cell = func(m *month) string {
		if m.other.IsZero() {
			return ""
		}
		return fmt.Sprintf(t.OfOther, other.Plain(m))
	}
	return []table.Column[*month]{
		{ID: "month", Title: t.Month, Means: t.MeansMonth, Cell: func(m *month) string { return sanitize.Line(m.at) }},
		{
			ID: barID, Title: t.Bar, Means: t.MeansBar, Cell: func(*month) string { return strings.Repeat(" ", s.bars) },
			Plain: func(*month) string { return "" }, Draw: s.bar, Min: barLeast, Rank: 2,
		},
		amount("earned", t.Earned, t.MeansEarned, 0, func(m *month) decimal.Decimal { return m.earned }),
		amount("scheduled", t.Scheduled, t.MeansScheduled, 0, func(m *month) decimal.Decimal { return m.scheduled }),
		amount("paid", t.Paid, t.MeansPaid, 0, func(m *month) decimal.Decimal { return m.paid }),
		held,
		{ID: "currency", Title: t.Currency, Means: t.MeansCurrency, Cell: func(m *month) string { return sanitize.Line(m.currency) }},
		other,
		{
			ID: "lines", Title: t.Lines, Means: t.MeansLines, Cell: func(m *month) string { return strconv.Itoa(m.lines) }, Right: true, Extra: true,
			Style: func(*month) lipgloss.Style { return st.Dim },
		},
	}
}

// Explain says what the columns tell.
func (s *Screen) Explain() []ui.Fact { return s.rows.Means() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	head, rows = s.rows.Export()
	at := slices.Index(head, barID)
	for i, r := range rows {
		rows[i] = slices.Delete(r, at, at+1)
	}
	return slices.Delete(head, at, at+1), rows
}

// Copied is the month under the cursor.
func (s *Screen) Copied() (what, month string) {
	if r, ok := s.rows.Selected(); ok {
		month = r.at
	}
	return s.d.Text.Payouts.TheMonth, month
}
