package sale

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/remark"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// newsLines is how many lines news may take.
const newsLines = 4

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.head()
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
	} else {
		words := s.d.Text.Sale.Unknown
		if !s.read {
			words = s.d.Text.Sale.Reading
		}
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(words, s.width-2, st.Marks.Ellipsis)))
	}
	lines = cells.Box(lines, s.width, max(s.height-s.footLines(), 0), st.Marks.Ellipsis)
	lines = append(lines, s.foot()...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// head says how far the sale has come, what it waits for, and how much of that is known.
func (s *Screen) head() []string {
	if !s.read {
		return nil
	}
	st, t := s.d.Styles, s.d.Text.Sale
	var out []string
	if s.found() {
		at := s.stage()
		age := ""
		if !s.trace.OrdersAt.IsZero() {
			age = fmt.Sprintf(t.Aged, s.d.Text.Words.Time(s.trace.OrdersAt, s.d.Now()))
		}
		out = append(out, cells.Ends(s.stageLook().Bold(true).Render(at.Label), st.Dim.Render(age), s.width, st.Marks.Ellipsis))
		for _, line := range wrap.Lines(at.Means+" "+upper(at.Act)+".", max(s.width, 1)) {
			out = append(out, st.Text.Render(line))
		}
	}
	out = append(out, remark.Lines(st, st.Bad.Render(st.Marks.Failed), s.wrong(), s.width, newsLines)...)
	out = append(out, remark.Lines(st, st.Warn.Render(st.Marks.Changed), s.missing(), s.width, newsLines)...)
	return append(out, "")
}

// wrong says what does not fit, and who must act.
func (s *Screen) wrong() []string {
	t := s.d.Text
	out := make([]string, len(s.trace.Mismatches))
	for i, m := range s.trace.Mismatches {
		says := fmt.Sprintf(text.Word(t.Payout.Mismatches, m.Kind), sanitize.Line(m.ID))
		out[i] = fmt.Sprintf(t.Sale.WhatToDo, says, text.Word(t.Payout.MismatchActs, m.Kind))
	}
	return out
}

// missing says why orders are not known.
func (s *Screen) missing() []string {
	t := s.d.Text.Sale
	switch p := s.trace.OrdersProblem; {
	case p != "":
		words := fmt.Sprintf(t.Missing, sanitize.Line(p))
		if h := s.trace.OrdersHint; h != "" {
			words = fmt.Sprintf(t.WhatToDo, words, sanitize.Line(h))
		}
		return []string{words}
	case s.trace.OrdersAt.IsZero():
		return []string{t.NotRead}
	}
	return nil
}

func (s *Screen) stageLook() lipgloss.Style {
	st := s.d.Styles
	switch s.trace.Stage {
	case payout.StagePaid:
		return st.Good
	case payout.StageHeld:
		return st.Bad
	case payout.StageTakenBack, payout.StageUnclear:
		return st.Warn
	case payout.StageSold, payout.StageCollecting, payout.StageEarned, payout.StageScheduled, payout.StageFree:
	}
	return st.Accent
}

// footLines stand below: a blank line, and what the state of the row means.
func (s *Screen) footLines() int {
	const wide, few, more = 100, 3, 4
	if s.width >= wide {
		return few
	}
	return more
}

// foot says what the row under the cursor means, and who must act.
func (s *Screen) foot() []string {
	r, ok := s.rows.Selected()
	if !ok || r.means == "" {
		return nil
	}
	out := []string{""}
	for _, line := range wrap.Lines(r.means, max(s.width, 1)) {
		out = append(out, s.d.Styles.Dim.Render(line))
	}
	return out[:min(len(out), s.footLines())]
}

func (s *Screen) columns() []table.Column[*row] {
	t, st := s.d.Text.Sale, s.d.Styles
	dim := func(*row) lipgloss.Style { return st.Dim }
	return []table.Column[*row]{
		{ID: "mark", Name: t.Mark, Means: t.MarkMeans, Cell: s.mark, Plain: s.standing, Style: s.look},
		{ID: "step", Title: t.Step, Means: t.StepMeans, Cell: s.called},
		{ID: "date", Title: t.Date, Means: t.DateMeans, Cell: func(r *row) string { return r.at }, Style: dim},
		{ID: "what", Title: t.What, Means: t.WhatMeans, Cell: func(r *row) string { return r.what }, Min: 24},
		{ID: "amount", Title: t.Amount, Means: t.AmountMeans, Cell: func(r *row) string { return r.amount }, Right: true},
		{ID: "state", Title: t.State, Means: t.StateMeans, Cell: func(r *row) string { return r.state }, Style: s.look, Min: 10},
		{ID: "about", Title: t.About, Means: t.AboutMeans, Cell: func(r *row) string { return r.about }, Style: dim, Min: 10, Rank: 1},
		{ID: "customer", Title: t.Customer, Means: t.CustomerMeans, Cell: s.customer, Style: dim, Extra: true, Min: 8},
		{ID: "means", Name: t.Means, Means: t.MeansMeans, Cell: func(*row) string { return "" }, Plain: func(r *row) string { return r.means }, Extra: true},
	}
}

func (s *Screen) mark(r *row) string {
	m := s.d.Styles.Marks
	switch r.look {
	case done:
		return m.Yes
	case going:
		return m.Running
	case stopped:
		return m.Failed
	case none:
	}
	return m.No
}

// standing is the mark in words.
func (s *Screen) standing(r *row) string {
	t := s.d.Text.Sale
	return []string{t.NotYet, t.Taken, t.UnderWay, t.Stopped}[r.look]
}

func (s *Screen) look(r *row) lipgloss.Style {
	st := s.d.Styles
	switch r.look {
	case done:
		return st.Good
	case going:
		return st.Accent
	case stopped:
		return st.Bad
	case none:
	}
	return st.Dim
}

// customer is who bought. Names are personal data: they are hidden until they are asked
// for.
func (s *Screen) customer(r *row) string {
	if r.customer == "" || s.names {
		return r.customer
	}
	return s.d.Text.Sale.Masked
}
