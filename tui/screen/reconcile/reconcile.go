// Package reconcile is the screen that holds what was ordered, earned and paid against each
// other. It says what does not fit and who must act, and which sales wait as they should.
package reconcile

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/payout"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs. It answers from what is on this
// machine.
type API interface {
	Reconcile(ctx context.Context, s payout.Scope) (payout.Reconciliation, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Sale shows one sale from the order to the payment. ref is an order, "order:line", or an
	// earning.
	Sale func(s payout.Scope, ref string) ui.Screen
	// Payment shows the lines of a payment.
	Payment func(s payout.Scope, id string) ui.Screen
	// Orders shows what was sold, and has it read where it never was.
	Orders func(s payout.Scope) ui.Screen
}

// storeTimeout is how long reading may take: all lines are looked at.
const storeTimeout = 30 * time.Second

// Screen shows what does not fit, and what waits.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	of   payout.Scope
	ctx  func() context.Context
	rows *table.Table[string, *row]

	load ui.Latest[payout.Reconciliation]
	all  payout.Reconciliation
	read bool

	width, height int
}

// New returns the screen of a scope.
func New(d ui.Deps, api API, nav Nav, of payout.Scope) *Screen {
	s := &Screen{d: d, api: api, nav: nav, of: of}
	s.rows = table.New(table.Options[string, *row]{
		Styles: d.Styles, Columns: s.columns(), Key: func(r *row) string { return r.key },
		Group: func(r *row) string { return r.group },
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Reconcile.Title }

// Owner is the account whose sales and payments these are.
func (s *Screen) Owner() (account string, testing bool) { return string(s.of.Account), false }

// Profile is the one whose sales and payments these are.
func (s *Screen) Profile() model.ProfileName { return s.of.Profile }

// Init reads all of it.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

func (s *Screen) reload() tea.Cmd {
	api, of := s.api, s.of
	return s.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (payout.Reconciliation, error) { return api.Reconcile(ctx, of) })
}

// Update takes what was read.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case ui.SignedIn, ui.PayoutsRead:
		return s.reload()
	}
	r, ok := msg.(ui.Result[payout.Reconciliation])
	if !ok || !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Reconcile.DoingRead, r.Err)
	}
	s.all, s.read = r.Val, true
	rows := s.list()
	s.name(rows)
	s.rows.SetRows(rows)
	s.SetSize(s.width, s.height)
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-len(s.head())-footLines, 1))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Reconcile
	act := func(name, k, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{Name: "reconcile." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do, Refused: refused}
	}
	help := t.OpenSale
	if r, ok := s.rows.Selected(); ok && r.payment {
		help = t.OpenPayment
	}
	return append([]ui.Action{
		act("open", "enter", help, s.open, s.cannotOpen),
		act("orders", "o", t.Orders, func() tea.Cmd { return ui.Go(s.nav.Orders(s.of)) }, nil),
		act("reload", "r", t.Reload, s.reload, nil),
	}, s.rows.Actions("reconcile", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	r, _ := s.rows.Selected()
	if r.payment {
		return ui.Go(s.nav.Payment(s.of, r.id))
	}
	return ui.Go(s.nav.Sale(s.of, r.id))
}

func (s *Screen) cannotOpen() string {
	if r, ok := s.rows.Selected(); !ok || r.id == "" {
		return s.d.Text.Reconcile.NoRow
	}
	return ""
}

// Detail is the row under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Explain says what the columns tell.
func (s *Screen) Explain() []ui.Fact { return s.rows.Means() }

// Copied is the id of the row under the cursor.
func (s *Screen) Copied() (what, id string) {
	if r, ok := s.rows.Selected(); ok {
		id = r.id
	}
	return s.d.Text.Reconcile.TheID, id
}

var (
	_ ui.Screen    = (*Screen)(nil)
	_ ui.Owner     = (*Screen)(nil)
	_ ui.Actor     = (*Screen)(nil)
	_ ui.Detailer  = (*Screen)(nil)
	_ ui.Exporter  = (*Screen)(nil)
	_ ui.Explainer = (*Screen)(nil)
	_ ui.Copier    = (*Screen)(nil)
)
