package payouts

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/shopspring/decimal"

	"awning/tui/widget/cells"
)

// share is one part of a month, and the mark and the look its bar is made of: letters of
// every terminal, told apart without colour.
type share struct {
	name, mark string
	look       lipgloss.Style
	amount     decimal.Decimal
}

// shares are what a bar shows, in the order in which money comes in.
func (s *Screen) shares(m *month) []share {
	t, st := s.d.Text.Payouts, s.d.Styles
	return []share{
		{t.Paid, "#", st.Good, m.paid},
		{t.Scheduled, "=", st.Accent, m.scheduled},
		{t.Earned, "-", st.Text, m.earned},
		{t.Held, "!", st.Warn, m.held},
	}
}

// total is how much the bar stands for: what is taken back has no length.
func (m *month) total() decimal.Decimal {
	sum := decimal.Zero
	for _, part := range []decimal.Decimal{m.paid, m.scheduled, m.earned, m.held} {
		sum = sum.Add(decimal.Max(part, decimal.Zero))
	}
	return sum
}

// bar draws the shares, the largest month of the currency width cells long.
func (s *Screen) bar(m *month, width int) string {
	if !m.most.IsPositive() {
		return ""
	}
	var b strings.Builder
	sum, drawn := decimal.Zero, 0
	for _, one := range s.shares(m) {
		sum = sum.Add(decimal.Max(one.amount, decimal.Zero))
		end := length(sum, m.most, width)
		if end > drawn {
			b.WriteString(one.look.Render(strings.Repeat(one.mark, end-drawn)))
			drawn = end
		}
	}
	return b.String()
}

// length is how long a bar is where the largest one has width cells.
func length(amount, most decimal.Decimal, width int) int {
	return int(amount.Mul(decimal.NewFromInt(int64(width))).DivRound(most, 0).IntPart())
}

// legend says what the marks of the bars mean.
func (s *Screen) legend() string {
	all := s.shares(&month{})
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = one.look.Render(one.mark) + " " + s.d.Styles.Dim.Render(strings.ToLower(one.name))
	}
	return strings.Join(words, cells.Blank(2))
}

// barWidth is how long the longest bar would like to be in a table of a width.
func barWidth(width int) int {
	const least, most, part = 8, 60, 5
	return min(max(width/part, least), most)
}
