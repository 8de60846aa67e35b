package payouts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// The shape of the page: how far in the three answers stand, and how many lines news of
// each kind may take.
const (
	answersIn = 14
	newsLines = 3
)

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.above()
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
	} else {
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(s.empty(), s.width-2, st.Marks.Ellipsis)))
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// empty says why there is no month.
func (s *Screen) empty() string {
	t := s.d.Text.Payouts
	_, troubled := s.troubled()
	switch {
	case !s.read:
		return t.Reading
	case outlook.EverRead(s.view):
		return t.Empty
	case s.refresh.Busy():
		return t.Asking
	case troubled: // which is told above
		return ""
	}
	return t.Never
}

// draw gives the table what room is left, and its bars their length.
func (s *Screen) draw() {
	s.rows.SetRows(s.rows.All())
	s.rows.SetSize(s.width, max(s.height-len(s.above()), 1))
}

// above is all that stands above the table.
func (s *Screen) above() []string {
	st := s.d.Styles
	var lines []string
	for _, l := range outlook.Lines(s.d.Text, s.view) {
		look := st.Text
		if l.Warn {
			look = st.Warn
		}
		words := cells.Cut(l.Fit(s.width-answersIn), max(s.width-answersIn, 1), st.Marks.Ellipsis)
		lines = append(lines, st.Dim.Render(cells.Fit(l.Label, answersIn, ""))+look.Render(words))
	}
	lines = append(lines, s.told(s.problems(), st.Bad.Render(st.Marks.Failed))...)
	lines = append(lines, s.told(outlook.Notes(s.d.Text, s.view), st.Warn.Render(st.Marks.Changed))...)
	lines = append(lines, s.told(s.progress(), st.Accent.Render(st.Marks.Running))...)
	return append(lines, "", s.headLine())
}

// headLine says what the table shows, what its marks mean, and how old it is.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Payouts
	var legend []string
	names := []string{t.Paid, t.Scheduled, t.Earned, t.Held}
	for i, one := range (&month{}).shares() {
		legend = append(legend, one.mark+" "+strings.ToLower(names[i]))
	}
	left := st.Heading.Render(t.Heading)
	if _, all := s.rows.Len(); all > 0 {
		left += "  " + st.Dim.Render(strings.Join(legend, "  "))
	}
	age := ""
	if at := outlook.Oldest(s.view); !at.IsZero() {
		age = fmt.Sprintf(t.Aged, s.d.Text.Words.Time(at, s.d.Now()))
	}
	return cells.Ends(left, st.Dim.Render(age), s.width, st.Marks.Ellipsis)
}

// problems say why there is nothing, or nothing newer, and what to do.
func (s *Screen) problems() []string {
	t := s.d.Text.Payouts
	var out []string
	for _, one := range s.view.States {
		if one.Problem == "" {
			continue
		}
		words := fmt.Sprintf(t.Missing, sanitize.ID(string(one.Profile)), sanitize.Line(one.Problem))
		if one.Hint != "" {
			words = fmt.Sprintf(t.WhatToDo, words, sanitize.Line(one.Hint))
		}
		out = append(out, words)
	}
	return out
}

// progress says how far a refresh is.
func (s *Screen) progress() []string {
	if !s.refresh.Busy() {
		return nil
	}
	t := s.d.Text
	all := s.steps.all()
	if len(all) == 0 {
		return []string{t.Payouts.Asking}
	}
	out := make([]string, len(all))
	for i, p := range all {
		who, kind, state := sanitize.ID(string(p.Profile)), text.Word(t.Payout.Exports, p.Export.Kind), text.Word(t.Payout.Stages, p.Export.State)
		out[i] = fmt.Sprintf(t.Command.Payouts.Stage, who, kind, state)
		if p.Export.Rows > 0 {
			out[i] = fmt.Sprintf(t.Command.Payouts.StageRows, who, kind, state, p.Export.Rows)
		}
		if p.Export.Problem != "" {
			out[i] = fmt.Sprintf(t.Command.Payouts.StageNote, out[i], sanitize.Line(p.Export.Problem))
		}
	}
	return out
}

// told are texts behind a mark, broken into lines: a few, and the last is cut if there
// were more.
func (s *Screen) told(texts []string, mark string) []string {
	st := s.d.Styles
	width := max(s.width-2, 1)
	var out []string
	for _, words := range texts {
		for i, line := range wrap.Lines(words, width) {
			before := "  "
			if i == 0 {
				before = mark + " "
			}
			out = append(out, before+st.Text.Render(line))
		}
	}
	if len(out) > newsLines {
		out = out[:newsLines]
		out[newsLines-1] = cells.Cut(out[newsLines-1], s.width-1, "") + st.Dim.Render(st.Marks.Ellipsis)
	}
	return out
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Payouts
	act := func(name, label, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
		return ui.Action{Name: "payouts." + name, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)), Do: do, Refused: refused}
	}
	out := []ui.Action{
		act("open", "enter", t.Open, s.open, s.cannotOpen, "enter"),
		act("refresh", "R", t.Refresh, s.renew, s.cannotRefresh, "R", "r"),
	}
	if p, troubled := s.troubled(); troubled && s.nav.Doctor != nil {
		out = append(out, act("doctor", "d", t.Doctor, func() tea.Cmd { return ui.Go(s.nav.Doctor(p)) }, nil, "d"))
	}
	return append(out, s.rows.Actions("payouts", s.d.Text.Moves)...)
}

// troubled is the first profile that has a problem.
func (s *Screen) troubled() (model.ProfileName, bool) {
	i := slices.IndexFunc(s.view.States, func(one payout.State) bool { return one.Problem != "" })
	if i < 0 {
		return "", false
	}
	return s.view.States[i].Profile, true
}

func (s *Screen) open() tea.Cmd {
	row, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	m, err := payout.InMonth(row.at)
	if err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Payouts.DoingRead, err)
	}
	return ui.Go(s.nav.Month(s.o.Scope, m))
}

func (s *Screen) cannotOpen() string {
	if r, ok := s.rows.Selected(); !ok || r.at == "" {
		return s.d.Text.Payouts.NoMonth
	}
	return ""
}

func (s *Screen) cannotRefresh() string {
	if s.refresh.Busy() {
		return s.d.Text.Payouts.Refreshing
	}
	return ""
}

// Detail is the month under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	head, rows = s.rows.Export()
	at := slices.Index(head, barID)
	for i, r := range rows {
		rows[i] = slices.Delete(r, at, at+1)
	}
	return slices.Delete(head, at, at+1), rows
}

// Copied is the month under the cursor.
func (s *Screen) Copied() (what, month string) {
	if r, ok := s.rows.Selected(); ok {
		month = r.at
	}
	return s.d.Text.Payouts.TheMonth, month
}
