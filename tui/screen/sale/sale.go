// Package sale is the screen of one sale: what was ordered and used, whether the customer
// has paid, what is earned of it, and which payments it came with. It answers where a sale
// is that payouts do not show yet.
package sale

import (
	"context"
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs. It answers from what is on this
// machine.
type API interface {
	// Trace follows one sale from its order to its payments. ref is the id of an order, an
	// asset or an earning, or "order:line".
	Trace(ctx context.Context, s payout.Scope, ref string) (payout.Trace, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Payment shows the lines of a payment.
	Payment func(s payout.Scope, id string) ui.Screen
	// Orders shows what was sold, and has it read where it never was.
	Orders func(s payout.Scope) ui.Screen
}

// Options say which sale is shown.
type Options struct {
	Scope payout.Scope
	Ref   string // as [API.Trace] wants it
}

// storeTimeout is how long reading may take.
const storeTimeout = 10 * time.Second

// Screen shows a sale.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	ctx  func() context.Context
	rows *table.Table[string, *row]

	load  ui.Latest[payout.Trace]
	trace payout.Trace
	read  bool
	names bool // customers' names are shown

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o}
	s.rows = table.New(table.Options[string, *row]{
		Styles: d.Styles, Columns: s.columns(), Key: func(r *row) string { return r.key },
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string {
	const enough = 8
	return fmt.Sprintf(s.d.Text.Sale.Title, cells.Cut(sanitize.ID(s.o.Ref), enough, ""))
}

// Owner is the account whose sale it is.
func (s *Screen) Owner() (account string, testing bool) { return string(s.o.Scope.Account), false }

// Profile is the one whose sale it is.
func (s *Screen) Profile() model.ProfileName { return s.o.Scope.Profile }

// Init reads the sale.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

func (s *Screen) reload() tea.Cmd {
	api, scope, ref := s.api, s.o.Scope, s.o.Ref
	return s.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (payout.Trace, error) { return api.Trace(ctx, scope, ref) })
}

// Update takes what was read.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case ui.SignedIn, ui.PayoutsRead:
		return s.reload()
	}
	r, ok := msg.(ui.Result[payout.Trace])
	if !ok || !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Sale.DoingRead, r.Err)
	}
	s.trace, s.read = r.Val, true
	s.rows.SetRows(s.steps())
	s.SetSize(s.width, s.height)
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-len(s.head())-s.footLines(), 1))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Sale
	act := func(name, k, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{Name: "sale." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do, Refused: refused}
	}
	names := t.ShowNames
	if s.names {
		names = t.HideNames
	}
	return append([]ui.Action{
		act("open", "enter", t.Open, s.open, s.cannotOpen),
		act("customers", "c", names, s.hide, nil),
		act("orders", "o", t.ToOrders, func() tea.Cmd { return ui.Go(s.nav.Orders(s.o.Scope)) }, nil),
		act("reload", "r", t.Reload, s.reload, nil),
	}, s.rows.Actions("sale", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Payment(s.o.Scope, r.payment))
}

func (s *Screen) cannotOpen() string {
	if r, ok := s.rows.Selected(); !ok || r.payment == "" {
		return s.d.Text.Sale.NoLines
	}
	return ""
}

// hide hides the customers' names, or shows them.
func (s *Screen) hide() tea.Cmd {
	s.names = !s.names
	s.rows.SetRows(s.rows.All())
	return nil
}

// Detail is all that is known of the row under the cursor.
func (s *Screen) Detail() []ui.Fact {
	r, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	return append(s.rows.Detail(), r.facts()...)
}

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Explain says what the columns tell.
func (s *Screen) Explain() []ui.Fact { return s.rows.Means() }

// Copied is the id of the row under the cursor, or that of the sale.
func (s *Screen) Copied() (what, id string) {
	if r, ok := s.rows.Selected(); ok && r.id != "" {
		return s.d.Text.Sale.TheID, r.id
	}
	return s.d.Text.Sale.TheID, s.o.Ref
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
