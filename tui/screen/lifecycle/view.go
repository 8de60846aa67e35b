package lifecycle

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

const (
	// lead stands before everything but marks.
	lead = "  "
	// headLines stand above the table: one of facts and a blank one.
	headLines = 2
	// leastBelow is kept free for what follows from stopping or restoring.
	leastBelow = 6
)

// View draws what is sold, and below it what can be done with the row under the
// cursor and what would follow.
func (s *Screen) View() string {
	lines := []string{s.headLine(), ""}
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
		lines = append(lines, "")
	}
	lines = append(lines, s.below()...)
	return strings.Join(cells.Box(lines, s.width, s.height, s.d.Styles.Marks.Ellipsis), "\n")
}

// headLine names the offer and says how old what is shown is.
func (s *Screen) headLine() string {
	t, st := s.d.Text.Lifecycle, s.d.Styles
	age := ""
	switch {
	case s.sending:
		age = t.OnItsWay
	case s.load.Busy():
		age = t.Reading
	case !s.read.IsZero():
		age = fmt.Sprintf(t.Age, s.d.Text.Words.Age(s.d.Now().Sub(s.read)))
	}
	name := sanitize.Line(s.offer.Alias)
	if name == "" {
		name = sanitize.ID(string(s.offer.ID))
	}
	return cells.Ends(lead+st.Title.Render(name), st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}

// below says why nothing is known, or what would follow for the row under the
// cursor.
func (s *Screen) below() []string {
	t, st := s.d.Text.Lifecycle, s.d.Styles
	if s.problem != nil {
		lines := s.paragraph(st.Bad, fmt.Sprintf(t.Unread, sanitize.Line(s.problem.Error())))
		if h, ok := errors.AsType[interface {
			error
			Hint() string
		}](s.problem); ok {
			lines = append(lines, s.paragraph(st.Dim, sanitize.Line(h.Hint()))...)
		}
		return lines
	}
	r, ok := s.rows.Selected()
	if !ok {
		return s.paragraph(st.Dim, t.Reading)
	}
	var lines []string
	add := func(title string, means []string) {
		lines = append(lines, lead+st.Key.Render(title))
		for _, m := range means {
			lines = append(lines, s.paragraph(st.Text, m)...)
		}
	}
	switch plan := r.Plan != ""; {
	case s.hinders(model.StopHindrance) == model.HindranceNone:
		add(s.named(r, t.IfStop, t.IfStopPlan), t.StopMeans(s.offer.Type, plan))
	case s.hinders(model.RestoreHindrance) == model.HindranceNone:
		add(s.named(r, t.IfRestore, t.IfRestorePlan), t.RestoreMeans(r.Now, plan))
	default:
		lines = s.paragraph(st.Dim, s.cannotStop())
	}
	return lines
}

func (s *Screen) paragraph(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}

func (s *Screen) columns() []table.Column[model.Sale] {
	t, st := s.d.Text.Lifecycle, s.d.Styles
	state := func(of func(model.Sale) model.SaleState) (func(model.Sale) string, func(model.Sale) lipgloss.Style) {
		return func(r model.Sale) string { return s.word(of(r)) }, func(r model.Sale) lipgloss.Style {
			switch of(r) {
			case model.SaleOn:
				return st.Good
			case model.SaleStopping:
				return st.Warn
			case model.SaleStopped, model.SaleNever:
			}
			return st.Dim
		}
	}
	now, nowLook := state(func(r model.Sale) model.SaleState { return r.Now })
	next, nextLook := state(func(r model.Sale) model.SaleState { return r.Next })
	return []table.Column[model.Sale]{
		{ID: "name", Title: t.Name, Cell: s.name, Min: 12},
		{ID: "plan", Title: t.Plan, Cell: func(r model.Sale) string { return sanitize.ID(string(r.Plan)) }, Min: 8, Rank: 2},
		{ID: "now", Title: t.Now, Cell: now, Style: nowLook},
		{ID: "next", Title: t.Next, Cell: next, Style: nextLook, Rank: 1},
	}
}

// name is a plan's, or says that the row is about the whole offer.
func (s *Screen) name(r model.Sale) string {
	switch {
	case r.Plan == "":
		return s.d.Text.Lifecycle.Offer
	case r.Alias == "":
		return sanitize.ID(string(r.Plan))
	}
	return sanitize.Line(r.Alias)
}

func (s *Screen) word(state model.SaleState) string {
	return text.Word(s.d.Text.Lifecycle.States, state)
}
