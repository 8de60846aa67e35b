package payouts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// aside is what stands beside the months where the window is wide: what is held up and what
// to do about it, and what the offers earn.
func (s *Screen) aside(width, height int) []string {
	held := s.heldLines(width, height)
	if len(held) > 0 {
		held = append(held, "")
	}
	out := append(held, s.offerLines(width, height-len(held))...)
	return out[:min(len(out), height)]
}

// heldLines say what is held up, why, and what to do. They take at most half the height.
func (s *Screen) heldLines(width, height int) []string {
	st, all := s.d.Styles, outlook.ByUrgency(s.view.Outlook.Held)
	if len(all) == 0 {
		return nil
	}
	out := []string{st.Heading.Render(s.d.Text.Payouts.HeldUp)}
	for i, h := range all {
		lines := wrap.Lines(s.heldUp(h), max(width-2, 1))
		if len(out)+len(lines) >= height/2 {
			return append(out, "  "+st.Dim.Render(fmt.Sprintf(s.d.Text.Payouts.AndMore, len(all)-i)))
		}
		for j, line := range lines {
			mark := "  "
			if j == 0 {
				mark = st.Warn.Render(st.Marks.Failed) + " "
			}
			out = append(out, mark+st.Text.Render(line))
		}
	}
	return out
}

// heldUp says what is held up, what that means, and who must act.
func (s *Screen) heldUp(h payout.Held) string {
	state := s.d.Text.PayoutStatus(h.Status)
	act := state.Act
	if act != "" {
		act = strings.ToUpper(act[:1]) + act[1:] + "."
	}
	return fmt.Sprintf(s.d.Text.Payouts.HeldMore, show.Money(h.Due), state.Label, state.Means, act)
}

// offers are what the offers earned, and since when.
type offers struct {
	since payout.Month
	sums  []payout.Sum
}

// offerLines are the offers that earn most, with bars in their currency.
func (s *Screen) offerLines(width, height int) []string {
	const heading, name, amount, least = 1, 30, 20, 3
	st, t := s.d.Styles, s.d.Text.Payouts
	room := height - heading
	if len(s.offers.sums) == 0 || room < min(len(s.offers.sums), least) || width < name+amount {
		return nil
	}
	out := []string{st.Heading.Render(fmt.Sprintf(t.Offers, s.offers.since))}
	shown := s.offers.sums
	if len(shown) > room {
		shown = shown[:room-1]
	}
	most := map[string]decimal.Decimal{}
	for _, one := range s.offers.sums {
		most[one.Due.Currency] = decimal.Max(most[one.Due.Currency], one.Due.Amount)
	}
	for _, one := range shown {
		called := cmp.Or(sanitize.Line(one.Name), sanitize.Line(one.Key), t.NoOffer)
		line := "  " + st.Text.Render(cells.Fit(called, name, st.Marks.Ellipsis)) + cells.FitRight(show.Money(one.Due), amount, st.Marks.Ellipsis) + "  "
		if top := most[one.Due.Currency]; top.IsPositive() && one.Due.Amount.IsPositive() {
			line += st.Accent.Render(strings.Repeat("=", max(length(one.Due.Amount, top, min(width-cells.Width(line), barMax)), 1)))
		}
		out = append(out, line)
	}
	if rest := len(s.offers.sums) - len(shown); rest > 0 {
		out = append(out, "  "+st.Dim.Render(fmt.Sprintf(t.AndMore, rest)))
	}
	return out
}

// byEarnings orders offers by what they earned, in the one currency all of it is told in.
func byEarnings(sums []payout.Sum) []payout.Sum {
	out := slices.Clone(sums)
	slices.SortStableFunc(out, func(a, b payout.Sum) int { return b.USD.Cmp(a.USD) })
	return out
}
