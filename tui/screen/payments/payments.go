// Package payments is the screen of what was paid, and is being paid: when it was sent, when
// it is at the bank, and what it is made of.
package payments

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs. It answers from what is on this
// machine.
type API interface {
	// Payments returns the rows of payments: several for one that programs or accounts
	// share.
	Payments(ctx context.Context, s payout.Scope) ([]payout.Payment, error)
	// Payouts tells how fresh they are, and what does not add up.
	Payouts(ctx context.Context, s payout.Scope) (client.PayoutView, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Payment shows the lines a payment is made of.
	Payment func(s payout.Scope, id string) ui.Screen
}

// Options say whose payments these are.
type Options struct{ Scope payout.Scope }

const storeTimeout = 10 * time.Second

// known is what the store has.
type known struct {
	payments []*payment
	view     client.PayoutView
}

// Screen shows payments.
type Screen struct {
	d      ui.Deps
	api    API
	nav    Nav
	o      Options
	ctx    func() context.Context
	rows   *table.Table[name, *payment]
	finder *finder.Finder

	load ui.Latest[known]
	view client.PayoutView
	read bool

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o}
	s.rows = table.New(table.Options[name, *payment]{
		Styles: d.Styles, Columns: s.columns(), Key: func(p *payment) name { return p.name }, Match: s.haystack,
	})
	s.finder = finder.New(d.Styles, s.rows)
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Payments.Title }

// Owner is the account whose payments these are.
func (s *Screen) Owner() (account string, testing bool) { return string(s.o.Scope.Account), false }

// Profile is the one whose payments these are.
func (s *Screen) Profile() model.ProfileName { return s.o.Scope.Profile }

// Init reads the payments.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

func (s *Screen) reload() tea.Cmd {
	api, scope := s.api, s.o.Scope
	return s.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (known, error) {
		view, err := api.Payouts(ctx, scope)
		if err != nil {
			return known{}, err
		}
		rows, err := api.Payments(ctx, scope)
		return known{paymentsOf(rows, view.Mismatches), view}, err
	})
}

// Update takes what was read, and what is typed to filter.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if s.finder.Typing() {
			s.finder.Key(msg)
		}
	case ui.Result[known]:
		return s.loaded(msg)
	case ui.SignedIn, ui.PayoutsRead:
		return s.reload()
	}
	return nil
}

func (s *Screen) loaded(r ui.Result[known]) tea.Cmd {
	if !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Payments.DoingRead, r.Err)
	}
	s.view, s.read = r.Val.view, true
	s.rows.SetRows(r.Val.payments)
	s.SetSize(s.width, s.height)
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.finder.SetWidth(width)
	s.rows.SetSize(width, max(height-headLines-s.footLines(), 1))
}

// Typing reports whether the filter has the focus.
func (s *Screen) Typing() bool { return s.finder.Typing() }

var (
	_ ui.Screen    = (*Screen)(nil)
	_ ui.Owner     = (*Screen)(nil)
	_ ui.Actor     = (*Screen)(nil)
	_ ui.Detailer  = (*Screen)(nil)
	_ ui.Explainer = (*Screen)(nil)
	_ ui.Exporter  = (*Screen)(nil)
	_ ui.Copier    = (*Screen)(nil)
)
