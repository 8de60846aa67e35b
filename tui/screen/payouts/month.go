package payouts

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/table"
)

// which tells the rows apart: a month in one of the currencies of its payments.
type which struct{ at, currency string }

// month is what was earned in a month, by what became of it.
type month struct {
	which

	paid, scheduled, earned, held, other decimal.Decimal

	lines int
	// most is the largest sum of a month in the same currency.
	most decimal.Decimal
}

// share is one part of a month and the mark its bar is made of: letters of every terminal,
// told apart without colour.
type share struct {
	mark   string
	amount decimal.Decimal
}

// shares are what a bar shows, in the order in which money comes in.
func (m *month) shares() []share {
	return []share{{"#", m.paid}, {"+", m.scheduled}, {"-", m.earned}, {"!", m.held}}
}

// total is how much the bar stands for: what is taken back has no length.
func (m *month) total() decimal.Decimal {
	sum := decimal.Zero
	for _, s := range m.shares() {
		sum = sum.Add(decimal.Max(s.amount, decimal.Zero))
	}
	return sum
}

// bar draws the shares, the largest month of the currency width cells long.
func (m *month) bar(width int) string {
	if !m.most.IsPositive() {
		return ""
	}
	var b strings.Builder
	sum, room := decimal.Zero, decimal.NewFromInt(int64(width))
	for _, s := range m.shares() {
		sum = sum.Add(decimal.Max(s.amount, decimal.Zero))
		end := int(sum.Mul(room).DivRound(m.most, 0).IntPart())
		b.WriteString(strings.Repeat(s.mark, max(end-b.Len(), 0)))
	}
	return b.String()
}

// add adds a sum where it belongs.
func (m *month) add(s payout.Sum) {
	into := &m.other
	switch s.Group {
	case payout.Paid:
		into = &m.paid
	case payout.Scheduled:
		into = &m.scheduled
	case payout.Earned:
		into = &m.earned
	case payout.Blocked, payout.Problem, payout.Lost:
		into = &m.held
	case payout.Other:
	}
	*into = into.Add(s.Due.Amount)
	m.lines += s.Lines
}

// monthsOf are the rows, the newest month first.
func monthsOf(sums []payout.Sum) []*month {
	by, most := map[which]*month{}, map[string]decimal.Decimal{}
	var out []*month
	for _, s := range sums {
		k := which{s.Key, s.Due.Currency}
		if by[k] == nil {
			by[k] = &month{which: k}
			out = append(out, by[k])
		}
		by[k].add(s)
	}
	for _, m := range out {
		most[m.currency] = decimal.Max(most[m.currency], m.total())
	}
	for _, m := range out {
		m.most = most[m.currency]
	}
	slices.SortFunc(out, func(a, b *month) int { return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.currency, b.currency)) })
	return out
}

// barID is the column that is for the eye alone.
const barID = "bar"

func (s *Screen) columns() []table.Column[*month] {
	t := s.d.Text.Payouts
	amount := func(id, title string, rank int, of func(*month) decimal.Decimal) table.Column[*month] {
		return table.Column[*month]{ID: id, Title: title, Right: true, Rank: rank, Cell: func(m *month) string {
			if of(m).IsZero() {
				return ""
			}
			return show.Amount(of(m), m.currency)
		}}
	}
	held := amount("held", t.Held, 1, func(m *month) decimal.Decimal { return m.held })
	held.Style = func(*month) lipgloss.Style { return s.d.Styles.Warn }
	// Seldom there, so without a title: it takes no room then.
	other := amount("other", "", 0, func(m *month) decimal.Decimal { return m.other })
	other.Name, other.Extra, other.Plain = t.Other, true, other.Cell
	other.Cell = func(m *month) string {
		if m.other.IsZero() {
			return ""
		}
		return fmt.Sprintf(t.OfOther, other.Plain(m))
	}
	return []table.Column[*month]{
		{ID: "month", Title: t.Month, Cell: func(m *month) string { return sanitize.Line(m.at) }},
		{
			ID: barID, Title: t.Bar, Cell: func(m *month) string { return m.bar(s.barWidth()) }, Plain: func(*month) string { return "" },
			Style: func(*month) lipgloss.Style { return s.d.Styles.Accent }, Rank: 2,
		},
		amount("earned", t.Earned, 0, func(m *month) decimal.Decimal { return m.earned }),
		amount("scheduled", t.Scheduled, 0, func(m *month) decimal.Decimal { return m.scheduled }),
		amount("paid", t.Paid, 0, func(m *month) decimal.Decimal { return m.paid }),
		held,
		{ID: "currency", Title: t.Currency, Cell: func(m *month) string { return sanitize.Line(m.currency) }},
		other,
		{
			ID: "lines", Title: t.Lines, Cell: func(m *month) string { return strconv.Itoa(m.lines) }, Right: true, Extra: true,
			Style: func(*month) lipgloss.Style { return s.d.Styles.Dim },
		},
	}
}

// barWidth is how long the longest bar is.
func (s *Screen) barWidth() int {
	const least, most, share = 8, 60, 5
	return min(max(s.width/share, least), most)
}
