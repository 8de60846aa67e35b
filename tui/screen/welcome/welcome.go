// Package welcome is what somebody sees who is not signed in: what Awning is, and
// the three ways to begin.
package welcome

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// Nav leads to the ways to begin.
type Nav struct {
	SignIn   func() ui.Screen
	AzureCLI func() ui.Screen
	Sandbox  func() tea.Cmd
	// Accounts is where somebody who has signed in works.
	Accounts func() ui.Screen
}

// Screen asks a newcomer what to do.
type Screen struct {
	d    ui.Deps
	nav  Nav
	rows *table.Table[string, text.Choice]
	in   bool // somebody has signed in

	width, height int
}

// New returns the screen.
func New(d ui.Deps, nav Nav) *Screen {
	s := &Screen{d: d, nav: nav}
	s.rows = table.New(table.Options[string, text.Choice]{
		Styles: d.Styles, NoHead: true,
		Key: func(c text.Choice) string { return c.Key },
		Columns: []table.Column[text.Choice]{
			{ID: "key", Cell: func(c text.Choice) string { return c.Key }, Style: func(text.Choice) lipgloss.Style { return d.Styles.Key }},
			{ID: "choice", Cell: func(c text.Choice) string { return c.Name }},
			{ID: "about", Cell: func(c text.Choice) string { return c.About }, Style: func(text.Choice) lipgloss.Style { return d.Styles.Dim }, Extra: true},
		},
	})
	s.rows.SetRows(d.Text.Welcome.Choices[:])
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Welcome.Title }

// Init has nothing to read.
func (s *Screen) Init(context.Context) tea.Cmd { return nil }

// Update takes note that somebody has signed in.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(ui.SignedIn); ok {
		s.in = true
	}
	return nil
}

// Resume steps aside once somebody has signed in.
func (s *Screen) Resume() tea.Cmd {
	if !s.in {
		return nil
	}
	return ui.Instead(s.nav.Accounts())
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	_, all := s.rows.Len()
	s.rows.SetSize(width, all)
}

// View draws the screen.
func (s *Screen) View() string {
	t, st := s.d.Text.Welcome, s.d.Styles
	lines := []string{"  " + st.Title.Render(t.Greeting)}
	lines = append(append(lines, s.paragraph(st.Text, t.About)...), "")
	lines = append(append(lines, s.paragraph(st.Text, t.Ask)...), "")
	lines = append(append(lines, s.rows.Lines()...), "")
	if c, ok := s.rows.Selected(); ok {
		lines = append(append(lines, s.paragraph(st.Text, c.About)...), "")
	}
	lines = append(lines, s.paragraph(st.Dim, t.Later)...)
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

func (s *Screen) paragraph(look lipgloss.Style, words string) []string {
	const indent, most = 2, 100
	out := wrap.Lines(words, max(min(s.width-2*indent, most), 1))
	for i, l := range out {
		out[i] = cells.Blank(indent) + look.Render(l)
	}
	return out
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Welcome
	act := func(name, press, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "welcome." + name, Do: do, Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help))}
	}
	rows := []ui.Action{
		act("choose", "enter", t.Choose, s.choose),
		act("signin", t.Choices[0].Key, t.SignIn, s.signIn),
		act("azurecli", t.Choices[1].Key, t.CLI, s.azureCLI),
		act("sandbox", t.Choices[2].Key, t.Box, s.nav.Sandbox),
	}
	return append(rows, s.rows.Actions("welcome", s.d.Text.Moves)...)
}

func (s *Screen) signIn() tea.Cmd   { return ui.Go(s.nav.SignIn()) }
func (s *Screen) azureCLI() tea.Cmd { return ui.Go(s.nav.AzureCLI()) }

// choose does what the row under the cursor says.
func (s *Screen) choose() tea.Cmd {
	do := [...]func() tea.Cmd{s.signIn, s.azureCLI, s.nav.Sandbox}
	return do[s.rows.Position()-1]()
}

var (
	_ ui.Screen  = (*Screen)(nil)
	_ ui.Resumer = (*Screen)(nil)
)
