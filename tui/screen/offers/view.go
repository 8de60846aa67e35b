package offers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// headLines stand above the table: one of facts and a blank one.
const headLines = 2

// View draws the screen.
func (s *Screen) View() string {
	lines := append([]string{s.headLine(), ""}, s.rows.Lines()...)
	st, t := s.d.Styles, s.d.Text.Offers
	shown, all := s.rows.Len()
	say := func(words string) {
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(words, s.width-2, st.Marks.Ellipsis)))
	}
	switch {
	case shown > 0:
	case all > 0:
		say(fmt.Sprintf(t.NoMatch, s.rows.Filter()))
	case s.load.Busy():
		say(t.Reading + st.Marks.Ellipsis)
	default:
		say(t.Empty)
		say(t.EmptyHint)
		if s.nav.Doctor != nil {
			say(t.DoctorHint)
		}
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// headLine says how many, filtered by what, and how old the data is.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Offers
	_, all := s.rows.Len()
	count := fmt.Sprintf(t.Count, all)
	if all == 1 {
		count = t.One
	}
	left := s.finder.Head(count, t.FilterKey, t.Shown, s.width)
	facts := []string{s.age(), s.sorted()}
	// How many are left of how many matters more than what the marks mean.
	if s.width >= 110 && !s.finder.On() || s.width >= 170 {
		facts = append(facts, fmt.Sprintf(t.Legend, st.Marks.Yes, st.Marks.No, st.Marks.Changed))
	}
	facts = slices.DeleteFunc(facts, func(f string) bool { return f == "" })
	return cells.Ends(left, st.Dim.Render(strings.Join(facts, "   ")), s.width, st.Marks.Ellipsis)
}

// age says how old the list is, or how far reading it has come.
func (s *Screen) age() string {
	t := s.d.Text
	_, all := s.rows.Len()
	switch {
	case s.load.Busy() && all == 0:
		return t.Offers.Reading
	case s.load.Busy() && s.asOf.IsZero():
		return fmt.Sprintf(t.Offers.SoFar, all)
	case s.load.Busy():
		return fmt.Sprintf(t.Offers.Aged, t.Words.Time(s.asOf, s.d.Now())) + t.Shell.And + t.Offers.Reading
	}
	var out []string
	if !s.asOf.IsZero() {
		out = append(out, fmt.Sprintf(t.Offers.Aged, t.Words.Time(s.asOf, s.d.Now())))
	}
	if s.parts > 0 {
		out = append(out, t.Offers.Partial)
	}
	if s.standing.running > 0 && s.width >= 100 {
		out = append(out, fmt.Sprintf(t.Offers.Standings, s.standing.done, all))
	}
	return strings.Join(out, t.Shell.And)
}

func (s *Screen) sorted() string {
	t := s.d.Text.Offers
	column, reverse := s.rows.Sorted()
	for _, c := range s.rows.Sortable() {
		if c.ID != column {
			continue
		}
		if reverse {
			return fmt.Sprintf(t.Backwards, strings.ToLower(c.Title))
		}
		return fmt.Sprintf(t.Sorted, strings.ToLower(c.Title))
	}
	return ""
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Offers
	row := func(name, k, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "offers." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do}
	}
	if s.finder.Typing() {
		// Shown as hints only: while a field has the focus its keys come to Update.
		return []ui.Action{
			row("keep", "enter", t.Keep, s.look),
			row("clear", "esc", t.Clear, s.clear),
		}
	}
	open := row("open", "enter", t.Open, s.open)
	open.Refused = func() string {
		if _, ok := s.rows.Selected(); !ok {
			return t.NoOffer
		}
		return ""
	}
	out := []ui.Action{open, row("filter", "/", t.Filter, s.find)}
	if s.rows.Filter() != "" {
		out = append(out, row("clear", "esc", t.Clear, s.clear))
	}
	if _, all := s.rows.Len(); all == 0 && !s.load.Busy() && s.nav.Doctor != nil {
		out = append(out, row("doctor", "d", t.Doctor, func() tea.Cmd { return ui.Go(s.nav.Doctor(s.o.Scope.Profile)) }))
	}
	out = append(
		out,
		row("sort", "s", t.Sort, s.sort),
		row("reverse", "S", t.Reverse, s.turn),
		row("refresh", "r", t.Refresh, s.reload),
		row("payouts", "$", t.Payouts, func() tea.Cmd { return ui.Go(s.nav.Payouts(s.o.Scope)) }),
	)
	return append(out, s.rows.Actions("offers", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	return ui.Go(s.nav.Overview(r.offer))
}

func (s *Screen) find() tea.Cmd {
	s.finder.Open()
	return nil
}

// sort orders by the next column.
func (s *Screen) sort() tea.Cmd {
	columns := s.rows.Sortable()
	now, _ := s.rows.Sorted()
	i := slices.IndexFunc(columns, func(c table.Column[*row]) bool { return c.ID == now })
	s.rows.Sort(columns[(i+1)%len(columns)].ID, false)
	return s.look()
}

func (s *Screen) turn() tea.Cmd {
	column, reverse := s.rows.Sorted()
	s.rows.Sort(column, !reverse)
	return s.look()
}
