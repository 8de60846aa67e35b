// Package payouts is the screen that answers when the publisher is paid, how much, and why
// not: three lines on top, and below them what was earned in each month and what became of
// it. It opens on what is on this machine; the service is asked behind it.
package payouts

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs.
type API interface {
	// Payouts is what is known on this machine.
	Payouts(ctx context.Context, s payout.Scope) (client.PayoutView, error)
	// EarningSums adds up what was earned.
	EarningSums(ctx context.Context, s payout.Scope, q payout.Query, by payout.By) ([]payout.Sum, error)
	// RefreshPayouts brings it up to date, so many months back (0: twelve), and tells
	// report of each step, from other goroutines. It takes seconds to a day, and ends
	// with ctx: the next call goes on.
	RefreshPayouts(ctx context.Context, s payout.Scope, months int, report func(payout.Progress)) error
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Month shows the lines that were earned in a month.
	Month func(s payout.Scope, m payout.Month) ui.Screen
	// All shows all lines, Payments what was paid, Orders what was sold, Reconcile what
	// does not add up.
	All, Payments, Orders, Reconcile func(s payout.Scope) ui.Screen
	// Doctor says what a profile may do. Nil where nobody can sign in.
	Doctor func(p model.ProfileName) ui.Screen
	// SignIn signs somebody in, who may see what is paid. Nil where nobody can sign in.
	SignIn func() ui.Screen
}

// Options say whose payouts these are.
type Options struct {
	Scope payout.Scope
	// Where returns the parts of the top line that say where the user is.
	Where func() []string
}

// Timeouts of what is asked here. A refresh waits for exports, which take up to a day.
const (
	storeTimeout   = 10 * time.Second
	refreshTimeout = 25 * time.Hour
)

// Screen shows payouts.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	ctx  func() context.Context
	rows *table.Table[which, *month]

	stored  ui.Latest[client.PayoutView]
	view    client.PayoutView
	read    bool
	settled bool // it is decided whether the service is asked without a key
	adding  ui.Latest[offers]
	offers  offers
	refresh ui.Latest[refreshed]
	steps   *steps

	width, height int
	bars          int // cells of the longest bar
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o}
	s.rows = table.New(table.Options[which, *month]{
		Styles: d.Styles, Columns: s.columns(), Key: func(m *month) which { return m.which },
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Payouts.Title }

// Crumbs say whose payouts these are.
func (s *Screen) Crumbs() []string { return s.o.Where() }

// Owner is the account whose payouts these are.
func (s *Screen) Owner() (account string, testing bool) { return string(s.o.Scope.Account), false }

// Profile is the one whose payouts these are.
func (s *Screen) Profile() model.ProfileName { return s.o.Scope.Profile }

// Init shows what is known.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.recall()
}

// Update takes what was read, and how far a refresh is.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[client.PayoutView]:
		return s.recalled(msg)
	case ui.Result[refreshed]:
		return s.ended(msg)
	case stepped:
		return s.stepped(msg)
	case ui.Result[offers]:
		return s.summed(msg)
	case ui.PayoutsRead:
		return s.recall()
	case ui.SignedIn: // who can see more than the others could
		s.settled = false
		return s.recall()
	}
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.draw()
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

var (
	_ ui.Screen    = (*Screen)(nil)
	_ ui.Crumber   = (*Screen)(nil)
	_ ui.Owner     = (*Screen)(nil)
	_ ui.Actor     = (*Screen)(nil)
	_ ui.Detailer  = (*Screen)(nil)
	_ ui.Explainer = (*Screen)(nil)
	_ ui.Exporter  = (*Screen)(nil)
	_ ui.Copier    = (*Screen)(nil)
)
