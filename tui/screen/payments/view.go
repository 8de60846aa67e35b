package payments

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// headLines stand above the table: one of facts and a blank one.
const headLines = 2

// footLines stand below it: a blank line, how the payment under the cursor is reckoned up, and
// what its state means.
func (s *Screen) footLines() int {
	const wide, low, few, more = 100, 14, 4, 5
	if s.width >= wide || s.height < low {
		return few
	}
	return more
}

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := append([]string{s.headLine(), ""}, s.rows.Lines()...)
	if shown, _ := s.rows.Len(); shown == 0 {
		lines = lines[:headLines]
		for _, words := range s.empty() {
			for _, line := range wrap.Lines(words, max(s.width-headLines, 1)) {
				lines = append(lines, "  "+st.Dim.Render(line))
			}
		}
	}
	lines = cells.Box(lines, s.width, max(s.height-s.footLines(), 0), st.Marks.Ellipsis)
	lines = append(lines, s.foot()...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// empty says why there is no payment.
func (s *Screen) empty() []string {
	t := s.d.Text.Payments
	_, all := s.rows.Len()
	switch {
	case all > 0:
		return []string{fmt.Sprintf(t.NoMatch, s.rows.Filter())}
	case !s.read:
		return []string{t.Reading}
	case outlook.Estimated(s.view):
		return []string{t.Estimate, t.EstimateWay}
	case outlook.EverRead(s.view):
		return []string{t.None}
	}
	var out []string
	for _, one := range s.view.States {
		for _, words := range []string{one.Problem, one.Hint} {
			if words != "" {
				out = append(out, sanitize.Line(words))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, t.Never)
	}
	return out
}

// headLine says how many there are, what was sent of them, and how old that is.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Payments
	_, all := s.rows.Len()
	if all == 0 {
		return "" // why there are none is told below
	}
	count := text.Count(all, t.One, t.Count)
	left := s.finder.Head(count, t.FilterKey, t.Shown, s.width)
	if sent := s.sent(); len(sent) > 0 {
		left += "   " + st.Dim.Render(fmt.Sprintf(t.Sent, outlook.Monies(s.d.Text, sent)))
	}
	age := ""
	if at := outlook.Oldest(s.view.States); !at.IsZero() {
		age = fmt.Sprintf(t.Aged, s.d.Text.Words.Time(at, s.d.Now()))
	}
	return cells.Ends(left, st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}

// sent is what went to the bank of what shows, per currency.
func (s *Screen) sent() []payout.Money {
	sums := map[string]decimal.Decimal{}
	for _, p := range s.rows.Shown() {
		if payout.StatusOf(p.sum.Status).Group == payout.Paid {
			sums[p.currency] = sums[p.currency].Add(p.sum.Total)
		}
	}
	out := make([]payout.Money, 0, len(sums))
	for _, currency := range slices.Sorted(maps.Keys(sums)) {
		out = append(out, payout.Money{Amount: sums[currency], Currency: currency})
	}
	return out
}

// foot reckons the payment under the cursor up, and says what its state means.
func (s *Screen) foot() []string {
	p, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	st := s.d.Styles
	out := []string{""}
	for _, line := range wrap.Lines(s.reckoned(p), max(s.width, 1)) {
		out = append(out, st.Text.Render(line))
	}
	for _, words := range s.complaints(p) {
		for i, line := range wrap.Lines(words, max(s.width-headLines, 1)) {
			mark := "  "
			if i == 0 {
				mark = st.Warn.Render(st.Marks.Changed) + " "
			}
			out = append(out, mark+st.Warn.Render(line))
		}
	}
	for _, line := range wrap.Lines(s.explained(p), max(s.width, 1)) {
		out = append(out, st.Dim.Render(line))
	}
	return out[:min(len(out), s.footLines())]
}

// reckoned is the arithmetic of a payment in words.
func (s *Screen) reckoned(p *payment) string {
	t, in := s.d.Text.Payments, p.currency
	parts := []string{
		fmt.Sprintf(t.IsEarned, earned(p)), fmt.Sprintf(t.IsWithheld, show.Amount(p.sum.WithheldTax, in)),
		fmt.Sprintf(t.IsFeeTax, show.Amount(p.sum.ServiceFeeTax, in)),
	}
	if !p.sum.SalesTax.IsZero() {
		parts = append(parts, fmt.Sprintf(t.IsSalesTax, show.Amount(p.sum.SalesTax, in)))
	}
	all := strings.Join(parts, " ")
	if p.exchanged() {
		return fmt.Sprintf(t.Exchanged, all, show.Money(payout.Money{Amount: p.sum.Total, Currency: in}))
	}
	return fmt.Sprintf(t.Comes, all, show.Money(payout.Money{Amount: p.sum.Sum(), Currency: in}))
}

// complaints say what about a payment does not add up.
func (s *Screen) complaints(p *payment) []string {
	t := s.d.Text.Payments
	var out []string
	if !p.fits {
		out = append(out, fmt.Sprintf(t.Says, show.Money(payout.Money{Amount: p.sum.Total, Currency: p.currency})))
	}
	if p.lines != nil {
		out = append(out, fmt.Sprintf(t.LinesSay, show.Money(*p.lines), show.Money(payout.Money{Amount: p.sum.Earned, Currency: p.earnedIn})))
	}
	return out
}

// explained says what the state of a payment means, and who must act.
func (s *Screen) explained(p *payment) string {
	state := s.d.Text.PayoutStatus(p.sum.Status)
	act := state.Act
	if act != "" {
		act = strings.ToUpper(act[:1]) + act[1:]
	}
	return fmt.Sprintf(s.d.Text.Payments.Explains, state.Label, state.Means, act)
}

// extras are the columns of the file that nobody here has heard of.
func extras(of map[string]string) []ui.Fact {
	var out []ui.Fact
	for _, name := range slices.Sorted(maps.Keys(of)) {
		out = append(out, ui.Fact{Label: sanitize.Line(name), Value: sanitize.Line(of[name])})
	}
	return out
}
