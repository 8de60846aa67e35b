// Package picker is the first screen: it asks in which account, program and
// publisher to work. One choice is no question: then it steps aside at once.
// "All offers" can be chosen before the accounts are read, so that nobody waits
// for what is known already.
package picker

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// readTimeout ends the question for accounts; each profile is asked side by side.
const readTimeout = 60 * time.Second

// API is the part of the marketplace this screen needs.
type API interface {
	// Accounts lists the accounts the profiles can see. What is wrong with one is
	// in its Problem, not in the error.
	Accounts(ctx context.Context) ([]model.Account, error)
	// KnownAccounts lists what is known of them without asking: publishers and
	// programs may be missing.
	KnownAccounts() []model.Account
	// Capabilities finds out what a profile may do; the accounts have it from then on.
	Capabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error)
	// LastChoice is what was chosen last, in whatever run; false if nothing was.
	LastChoice(ctx context.Context) (model.Scope, bool, error)
	// KeepChoice remembers a choice for the next run.
	KeepChoice(ctx context.Context, s model.Scope) error
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Offers opens the offers of a scope.
	Offers func(s model.Scope) ui.Screen
	// Payouts opens the payouts of an account, or of all.
	Payouts func(s model.Scope) ui.Screen
	// SignIn signs in to a profile again, or to a new one if it is empty; Profiles
	// lists them; Doctor says what is wrong with one. All are nil where nobody can
	// sign in.
	SignIn   func(p model.ProfileName) ui.Screen
	Profiles func() ui.Screen
	Doctor   func(p model.ProfileName) ui.Screen
}

// Options narrow the choice, as the flags of these names do. Account is an id
// or a name.
type Options struct {
	Profile   model.ProfileName
	Account   string
	Publisher model.PublisherID
}

// covers reports whether a row is among what was asked for.
func (o Options) covers(r row) bool {
	return (o.Profile == "" || o.Profile == r.key.profile) &&
		(o.Publisher == "" || o.Publisher == r.key.publisher) &&
		(o.Account == "" || strings.EqualFold(o.Account, string(r.key.account)) || strings.EqualFold(o.Account, r.group))
}

// Screen is the list of accounts and their publishers.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	ctx  func() context.Context
	load ui.Latest[[]model.Account]
	rows *table.Table[rowKey, row]
	read bool // the accounts were read once
	seen []model.Account

	choice ui.Latest[choice]
	last   choice // what was chosen last
	round  int    // of looking at what the profiles may do: the answers of older ones are dropped

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o}
	t := d.Text.Picker
	dim := func(row) lipgloss.Style { return d.Styles.Dim }
	s.rows = table.New(table.Options[rowKey, row]{
		Styles: d.Styles,
		Key:    func(r row) rowKey { return r.key },
		Group:  func(r row) string { return r.group },
		Columns: []table.Column[row]{
			{ID: "publisher", Title: t.Publisher, Cell: func(r row) string { return r.publisher }, Style: s.look},
			{ID: "name", Title: t.Name, Cell: func(r row) string { return r.name }, Style: s.look, Rank: 1, Min: 16},
			{ID: "program", Title: t.Program, Cell: func(r row) string { return r.program }, Style: dim, Rank: 4, Min: 14, Extra: true},
			{ID: "role", Title: t.Role, Cell: func(r row) string { return r.role }, Style: dim, Rank: 3, Min: 12, Extra: true},
			{ID: "profile", Title: t.SignIn, Cell: func(r row) string { return r.profile }, Style: dim, Rank: 2, Min: 8},
		},
	})
	return s
}

// look dims what cannot be opened; its remark says why.
func (s *Screen) look(r row) lipgloss.Style {
	if r.closed != "" {
		return s.d.Styles.Dim
	}
	return s.d.Styles.Text
}

// Profile is that of the row under the cursor; empty if it stands for all.
func (s *Screen) Profile() model.ProfileName {
	r, _ := s.rows.Selected()
	return r.key.profile
}

// Title is this screen's part of the top line.
func (s *Screen) Title() string { return s.d.Text.Picker.Title }

// Init shows what the config file says of the accounts, and asks for the rest.
// If the file leaves no choice nobody is asked.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	var rows []row
	for _, r := range s.rowsOf(s.api.KnownAccounts()) {
		// An account without publishers may have some nobody wrote down.
		if s.o.covers(r) && r.key.publisher != "" {
			rows = append(rows, r)
		}
	}
	if len(rows) == 1 && len(s.api.KnownAccounts()) == 1 {
		return ui.Instead(s.nav.Offers(rows[0].scope))
	}
	s.show(rows)
	return tea.Batch(s.reload(), s.recall())
}

// Resume reads the accounts again if the profiles are others than before: somebody
// signed in or out above.
func (s *Screen) Resume() tea.Cmd {
	if s.read && !slices.EqualFunc(s.seen, s.api.KnownAccounts(), func(a, b model.Account) bool { return a.Profile == b.Profile }) {
		return s.reload()
	}
	return nil
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-headLines, 1))
}

func (s *Screen) reload() tea.Cmd { return s.load.Start(s.ctx(), readTimeout, s.api.Accounts) }

// Update takes the accounts, what was chosen last, and what the profiles may do.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[[]model.Account]:
		return s.loaded(msg)
	case ui.Result[choice]:
		return s.recalled(msg)
	case probed:
		return s.probed(msg)
	case ui.SignedIn:
		return s.reload()
	}
	return nil
}

// loaded lists the accounts. If there is but one choice it steps aside.
func (s *Screen) loaded(r ui.Result[[]model.Account]) tea.Cmd {
	if !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Picker.ReadAccounts, r.Err)
	}
	first := !s.read
	s.seen, s.read = r.Val, true
	rows := s.chosen()
	if first && len(rows) == 1 && rows[0].closed == "" {
		return ui.Instead(s.nav.Offers(rows[0].scope))
	}
	s.show(rows)
	if first && !slices.ContainsFunc(rows, func(x row) bool { return x.closed == "" }) {
		s.rows.Home() // on what is wrong, not on what stood there while it was read
	}
	return s.probe()
}

// chosen are the rows of the accounts that were read, as the flags narrow them.
func (s *Screen) chosen() []row {
	return slices.DeleteFunc(s.rowsOf(s.seen), func(x row) bool { return !s.o.covers(x) })
}

// show lists the choices, everything first unless there is but one.
func (s *Screen) show(rows []row) {
	open := 0
	for _, r := range rows {
		if r.closed == "" {
			open++
		}
	}
	rows = s.lastFirst(rows)
	switch {
	case s.o.Account != "":
	case s.read && open == 0 && len(rows) > 0: // why not comes first
		rows = append(rows, s.everything())
	case !s.read || open > 1:
		rows = append([]row{s.everything()}, rows...)
	}
	s.rows.SetRows(rows)
	s.toLast()
}

// open goes to the offers of the row under the cursor, which is where the next run
// begins.
func (s *Screen) open() tea.Cmd {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	return tea.Batch(s.keep(r.scope), ui.Go(s.nav.Offers(r.scope)))
}

// refused says why the row under the cursor cannot be opened.
func (s *Screen) refused() string {
	r, ok := s.rows.Selected()
	if !ok {
		return s.d.Text.Picker.NoSuch
	}
	if r.closed != "" && s.nav.Doctor != nil {
		return r.closed + "; " + s.d.Text.Picker.DoctorHint
	}
	return r.closed
}
