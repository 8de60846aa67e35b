package orders

import (
	"fmt"
	"strings"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
)

// View draws the screen.
func (s *OfferScreen) View() string {
	st, t := s.d.Styles, s.d.Text.Orders
	lines, empty := s.head(), t.NoOrders
	n, all := s.rows.Len()
	switch {
	case s.usage:
		n, _ = s.used.Len()
		empty = t.NoUsage
	case all > 0:
		empty = fmt.Sprintf(t.NoMatch, sanitize.Line(s.rows.Filter()))
	}
	switch {
	case n == 0:
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(s.empty(empty), s.width-2, st.Marks.Ellipsis)))
	case s.usage:
		lines = append(lines, s.used.Lines()...)
	default:
		lines = append(lines, s.rows.Lines()...)
	}
	lines = cells.Box(lines, s.width, max(s.height-footLines, 0), st.Marks.Ellipsis)
	if words := s.explained(); words != "" {
		lines = append(lines, foot(st, words, s.width)...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// head says how much there is of what shows, what it comes to, and how old it is.
func (s *OfferScreen) head() []string {
	st, t := s.d.Styles, s.d.Text.Orders
	var words string
	var sums show.Sums
	if s.usage {
		words = text.Count(len(s.used.All()), t.HeadMeter, t.HeadMeters)
		for _, u := range s.view.Usage {
			sums.Add(payout.Money{Amount: u.Charge, Currency: u.Currency})
		}
	} else {
		orders, subscriptions, active := tally(s.view.Orders)
		words = fmt.Sprintf(t.Head, text.Count(orders, t.HeadOrder, t.HeadOrders), text.Count(subscriptions, t.HeadOne, t.HeadMany), active)
		for _, r := range s.rows.Shown() {
			sums.Add(payout.Money{Amount: r.Charge, Currency: r.Currency})
		}
	}
	words = st.Heading.Render(words)
	switch {
	case !s.read:
		words = ""
	case !s.usage && s.finds.On():
		words = s.finds.Head("", t.FilterKey, t.Shown, s.width)
	}
	out := []string{cells.Ends(words, st.Dim.Render(s.age(s.width)), s.width, st.Marks.Ellipsis)}
	if len(sums) > 0 {
		sums.Sort()
		line := fmt.Sprintf(t.Charged, charged(s.d.Text, sums))
		out = append(out, st.Dim.Render(cells.Cut(line, s.width, st.Marks.Ellipsis)))
	}
	return append(append(out, s.news(s.width)...), "")
}

// explained says what the row under the cursor means: how far the money of an order has come,
// or what was used by month.
func (s *OfferScreen) explained() string {
	t := s.d.Text
	if s.usage {
		if m, ok := s.used.Selected(); ok {
			return s.usedBy(m)
		}
		return ""
	}
	r, ok := s.rows.Selected()
	if !ok {
		return ""
	}
	at, known := s.stages[r.ref]
	if !known {
		return ""
	}
	words := t.SaleStage(at)
	return fmt.Sprintf(t.Earnings.Explains, words.Label, words.Means, upper(words.Act))
}
