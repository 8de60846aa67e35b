package picker

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// headLines stand above the table: a heading and a blank line.
const headLines = 2

// View draws the screen.
func (s *Screen) View() string {
	st, t := s.d.Styles, s.d.Text.Picker
	right := ""
	switch {
	case s.load.Busy():
		right = st.Dim.Render(t.Reading)
	case s.read:
		accounts, publishers := s.tally()
		right = st.Dim.Render(text.Count(accounts, t.OneAccount, t.Accounts) + s.d.Text.Shell.And +
			text.Count(publishers, t.OnePublisher, t.Publishers))
	}
	lines := []string{cells.Ends(st.Text.Render(t.Heading), right, s.width, st.Marks.Ellipsis), ""}
	lines = append(lines, s.rows.Lines()...)
	if _, rows := s.rows.Len(); s.read && rows == 0 {
		words := s.none()
		for _, span := range wrap.Spans(words, s.width-2) {
			lines = append(lines, "  "+st.Text.Render(words[span.Start:span.End]))
		}
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// tally counts accounts and publishers, each once: several profiles may see one.
func (s *Screen) tally() (accounts, publishers int) {
	seen, names := map[model.AccountID]bool{}, map[model.PublisherID]bool{}
	for _, a := range s.seen {
		seen[a.ID] = true
		for _, p := range a.Publishers {
			names[p.ID] = true
		}
	}
	return len(seen), len(names)
}

// none says why there is no account.
func (s *Screen) none() string {
	if len(s.seen) == 0 {
		return s.d.Text.Picker.Nothing
	}
	return s.d.Text.Picker.NoSuch
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Picker
	act := func(name, press, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{Name: "picker." + name, Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help)), Do: do, Refused: refused}
	}
	out := []ui.Action{act("open", "enter", t.Open, s.open, s.refused), act("payouts", "$", t.Payouts, s.payouts, s.empty), act("refresh", "r", t.Refresh, s.reload, nil)}
	if s.nav.SignIn != nil {
		out = append(
			out,
			act("add", "a", t.Add, func() tea.Cmd { return ui.Go(s.nav.SignIn("")) }, nil),
			act("doctor", "d", t.Doctor, func() tea.Cmd { return ui.Go(s.nav.Doctor(s.Profile())) }, s.unnamed),
			act("again", "s", t.Again, func() tea.Cmd { return ui.Go(s.nav.SignIn(s.Profile())) }, s.unnamed),
			act("profiles", "P", t.Profiles, func() tea.Cmd { return ui.Go(s.nav.Profiles()) }, nil),
		)
	}
	return append(out, s.rows.Actions("picker", s.d.Text.Moves)...)
}

// payouts are those of the account under the cursor, whether its offers can be seen or not.
func (s *Screen) payouts() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Payouts(model.Scope{Profile: r.scope.Profile, Account: r.scope.Account}))
}

// empty says why there is no account to see the payouts of.
func (s *Screen) empty() string {
	if _, ok := s.rows.Selected(); !ok {
		return s.none()
	}
	return ""
}

// unnamed says why nothing can be done with the profile of a row: it has none.
func (s *Screen) unnamed() string {
	if s.Profile() == "" {
		return s.d.Text.Picker.NoAccount
	}
	return ""
}

var _ ui.Screen = (*Screen)(nil)
