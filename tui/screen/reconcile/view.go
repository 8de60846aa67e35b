package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/remark"
	"awning/tui/widget/wrap"
)

// How many lines news may take, and how many stand below: a blank one, and what the row under
// the cursor means.
const (
	newsLines = 3
	footLines = 4
)

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.head()
	switch _, all := s.rows.Len(); {
	case all > 0:
		lines = append(lines, s.rows.Lines()...)
	case !s.read:
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(s.d.Text.Reconcile.Reading, s.width-2, st.Marks.Ellipsis)))
	}
	lines = cells.Box(lines, s.width, max(s.height-footLines, 0), st.Marks.Ellipsis)
	lines = append(lines, s.foot()...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// head says what was held against what, whether it fits, and what could not be checked.
func (s *Screen) head() []string {
	if !s.read {
		return nil
	}
	st, t := s.d.Styles, s.d.Text.Reconcile
	var out []string
	if s.known() {
		held, age := fmt.Sprintf(t.HeldNoOrders, many(s.all.Payments), many(s.all.Earnings)), ""
		if at := s.all.OrdersAt; !at.IsZero() {
			held = fmt.Sprintf(t.Held, many(s.all.Payments), many(s.all.Earnings), many(s.all.Orders))
			age = fmt.Sprintf(t.Aged, s.d.Text.Words.Time(at, s.d.Now()))
		}
		for _, line := range wrap.Lines(held, max(s.width, 1)) {
			out = append(out, st.Text.Render(line))
		}
		out = append(out, cells.Ends(s.verdict(), st.Dim.Render(age), s.width, st.Marks.Ellipsis))
	} else {
		out = remark.Lines(st, st.Warn.Render(st.Marks.Changed), []string{t.Never}, s.width, newsLines)
	}
	out = append(out, remark.Lines(st, st.Bad.Render(st.Marks.Failed), s.problems(), s.width, newsLines)...)
	out = append(out, remark.Lines(st, st.Warn.Render(st.Marks.Changed), s.unchecked(), s.width, newsLines)...)
	return append(out, "")
}

// many is a number with its thousands apart.
func many(n int) string { return show.Quantity(decimal.NewFromInt(int64(n))) }

// known reports whether there was anything to check.
func (s *Screen) known() bool {
	return s.all.Payments+s.all.Earnings+s.all.Orders > 0 || !s.all.OrdersAt.IsZero()
}

// verdict says whether it fits, and how much waits.
func (s *Screen) verdict() string {
	st, t := s.d.Styles, s.d.Text.Reconcile
	words := st.Good.Render(st.Marks.Yes + " " + t.Fits)
	if n := len(s.all.Mismatches); n > 0 {
		words = st.Bad.Render(st.Marks.Failed + " " + text.Count(n, t.WrongOne, t.Wrong))
	}
	if n := len(s.all.Waiting); n > 0 {
		words += " " + st.Text.Render(text.Count(n, t.WaitingOne, t.Waiting))
	}
	return words
}

// problems say why payouts are not known, or not all.
func (s *Screen) problems() []string {
	t := s.d.Text.Reconcile
	var out []string
	for _, one := range s.all.States {
		if one.Problem != "" {
			out = append(out, hinted(t, fmt.Sprintf(t.Problem, sanitize.ID(string(one.Profile)), sanitize.Line(one.Problem)), one.Hint))
		}
	}
	return out
}

// unchecked says what could not be checked.
func (s *Screen) unchecked() []string {
	t := s.d.Text.Reconcile
	var out []string
	switch {
	case s.all.OrdersProblem != "":
		out = append(out, hinted(t, fmt.Sprintf(t.Missing, sanitize.Line(s.all.OrdersProblem)), s.all.OrdersHint))
	case s.all.OrdersAt.IsZero() && s.known():
		out = append(out, t.NotRead)
	}
	if slices.ContainsFunc(s.all.States, func(one payout.State) bool { return one.Source == payout.FromEstimate && one.Earnings > 0 }) {
		out = append(out, t.Estimates)
	}
	return out
}

func hinted(t text.Reconcile, words, hint string) string {
	if hint == "" {
		return words
	}
	return fmt.Sprintf(t.WhatToDo, words, sanitize.Line(hint))
}

// foot says what the row under the cursor means, and who must act.
func (s *Screen) foot() []string {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	words := upper(r.means) + " " + upper(r.acts) + "."
	if r.expected != "" {
		words += " " + fmt.Sprintf(s.d.Text.Reconcile.Likely, r.expected)
	}
	out := []string{""}
	for _, line := range wrap.Lines(words, max(s.width, 1)) {
		out = append(out, s.d.Styles.Dim.Render(line))
	}
	return out[:min(len(out), footLines)]
}
