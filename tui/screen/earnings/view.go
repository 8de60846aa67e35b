package earnings

import (
	"fmt"
	"strings"

	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// low reports whether there is little room for lines.
func (s *Screen) low() bool {
	const lines = 14
	return s.height < lines
}

// footLines stand below it: a blank line, and what the state of the line means.
func (s *Screen) footLines() int {
	const wide, few, more = 100, 3, 4
	if s.width >= wide || s.low() {
		return few
	}
	return more
}

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.head()
	if s.pick != nil {
		lines = append(lines, s.pick.lines(s.width, s.height-len(lines))...)
		return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
	}
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
	} else {
		for _, words := range wrap.Lines(s.nothing(), max(s.width-2, 1)) {
			lines = append(lines, "  "+st.Dim.Render(words))
		}
	}
	lines = cells.Box(lines, s.width, max(s.height-s.footLines(), 0), st.Marks.Ellipsis)
	lines = append(lines, s.foot()...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// nothing says why no line shows.
func (s *Screen) nothing() string {
	t := s.d.Text.Earnings
	switch {
	case s.asked.failed:
		return t.Failed
	case !s.asked.read:
		return t.Reading
	case s.asksForOrders():
		return t.OldMeans
	case s.narrowing():
		return t.NoMatch
	}
	return t.Empty
}

// head says how many lines there are, which of them show, by what they are narrowed, and
// what they come to.
func (s *Screen) head() []string {
	st := s.d.Styles
	out := []string{s.headLine()}
	if only := s.only(); only != "" {
		out = append(out, cells.Cut(st.Key.Render(fmt.Sprintf(s.d.Text.Earnings.Only, only)), s.width, st.Marks.Ellipsis))
	}
	if s.pick == nil { // there each value has its own
		out = append(out, s.sumLines()...)
	}
	return append(out, "")
}

// sumLines say what the lines come to, in as much detail as there is room for.
func (s *Screen) sumLines() []string {
	const share = 7 // of the room
	room := max(2, s.height/share)
	if s.low() {
		room = 1
	}
	sums, width, more := s.totals(), max(s.width, 1), s.d.Styles.Marks.Ellipsis
	var out []string
	switch n := len(sums); {
	case n == 1:
		out = wrap.Lines(sums[0].words, width)
	case n > room:
		all := make([]string, n)
		for i, sum := range sums {
			all[i] = show.Money(sum.due)
		}
		out = wrap.Lines(strings.Join(all, s.d.Text.Shell.And), width)
	default:
		for _, sum := range sums {
			out = append(out, cells.Cut(sum.words, width, more))
		}
	}
	if len(out) > room {
		out = out[:room]
		out[room-1] = cells.Cut(out[room-1], width-1, "") + more
	}
	return out
}

// headLine says how many lines there are and what they come to in dollars, or what is
// searched for; and which of them show.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Earnings
	if !s.asked.read && !s.finder.On() {
		return ""
	}
	place := ""
	if n := len(s.page.rows); n < s.page.total && n > 0 {
		place = fmt.Sprintf(t.Range, s.page.offset+1, s.page.offset+n, s.page.total)
	}
	count := text.Count(s.page.total, t.One, t.Count)
	if s.narrowing() && s.whole >= s.page.total {
		count = fmt.Sprintf(t.Shown, s.page.total, s.whole)
	}
	left := s.finder.Head(count, t.SearchKey, t.Shown, s.width)
	if usd := s.dollars(); usd != "" {
		for _, format := range []string{t.InDollars, t.Dollars} {
			with := left + st.Dim.Render(s.d.Text.Shell.And+fmt.Sprintf(format, usd))
			if cells.Width(with)+cells.Width(place)+2 <= s.width {
				left = with
				break
			}
		}
	}
	return cells.Ends(left, st.Dim.Render(place), s.width, st.Marks.Ellipsis)
}

// foot says what the state of the line under the cursor means, and who must act.
func (s *Screen) foot() []string {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	out := []string{""}
	for _, line := range wrap.Lines(s.explains(r.Status), max(s.width, 1)) {
		out = append(out, s.d.Styles.Dim.Render(line))
	}
	return out[:min(len(out), s.footLines())]
}

// explains says what a state means, and who must act.
func (s *Screen) explains(status string) string {
	state := s.d.Text.PayoutStatus(status)
	return fmt.Sprintf(s.d.Text.Earnings.Explains, state.Label, state.Means, upper(state.Act))
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
