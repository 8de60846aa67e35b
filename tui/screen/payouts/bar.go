package payouts

import (
	"slices"
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
	all := s.shares(m)
	amounts := make([]decimal.Decimal, len(all))
	for i, one := range all {
		amounts[i] = one.amount
	}
	var b strings.Builder
	for i, n := range lengths(amounts, m.most, width) {
		if n > 0 {
			b.WriteString(all[i].look.Render(strings.Repeat(all[i].mark, n)))
		}
	}
	return b.String()
}

// lengths are how many marks each share of a bar has where the largest bar has width: rounded
// so that the whole is right, but no share is so small that it does not show.
func lengths(amounts []decimal.Decimal, most decimal.Decimal, width int) []int {
	out := make([]int, len(amounts))
	sum, drawn := decimal.Zero, 0
	for i, amount := range amounts {
		sum = sum.Add(decimal.Max(amount, decimal.Zero))
		end := length(sum, most, width)
		out[i], drawn = end-drawn, end
	}
	for i, amount := range amounts {
		if !amount.IsPositive() || out[i] > 0 {
			continue
		}
		switch longest := slices.Index(out, slices.Max(out)); out[longest] {
		case 0: // the whole month is that small
			out[i] = 1
		case 1:
		default:
			out[longest]--
			out[i] = 1
		}
	}
	return out
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
