// Package earnings is the screen of the lines of the transaction history: what was sold,
// what is earned of it, and what became of that. It never holds more than a page of them.
package earnings

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs. It answers from what is on this
// machine.
type API interface {
	// Earnings returns the lines a query asks for, the newest first, from offset on and
	// at most limit of them, and how many there are.
	Earnings(ctx context.Context, s payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error)
	// EarningSums adds all of them up.
	EarningSums(ctx context.Context, s payout.Scope, q payout.Query, by payout.By) ([]payout.Sum, error)
}

// Nav leads to the screens reached from here. What is nil cannot be reached.
type Nav struct {
	// Sale shows one sale from the order to the payment. ref is an order, "order:line", an
	// asset or an earning, by id.
	Sale func(s payout.Scope, ref string) ui.Screen
	// Payment shows the lines of a payment.
	Payment func(s payout.Scope, id string) ui.Screen
	// Orders shows what was sold, paid for or not.
	Orders func(s payout.Scope) ui.Screen
}

// Options say which lines are shown.
type Options struct {
	Scope payout.Scope
	// Query is what the lines have in common. The user can narrow it, and never widen.
	Query payout.Query
	// Title is what they are called on the line on top; empty: by the month or the payment
	// of the query.
	Title string
}

// How many lines are read at once, and how long that may take.
const (
	pageLines    = 100
	storeTimeout = 10 * time.Second
)

// row is a line and where it stands among all of them.
type row struct {
	payout.Earning

	place int
}

// key tells the rows apart. An estimate's lines have no id.
func (r row) key() string { return cmp.Or(r.ID, strconv.Itoa(r.place)) }

// page is some of the lines.
type page struct {
	offset, total int
	rows          []row
	toLast        bool // the cursor goes to the last one
}

// Screen shows lines.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	ctx  func() context.Context
	rows *table.Table[string, row]

	load  ui.Latest[page]
	page  page
	read  bool
	add   ui.Latest[[]payout.Sum]
	sums  []payout.Sum
	names bool // customers' names are shown

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o}
	s.rows = table.New(table.Options[string, row]{Styles: d.Styles, Columns: s.columns(), Key: row.key})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string {
	t, q := s.d.Text.Earnings, s.o.Query
	switch {
	case s.o.Title != "":
		return s.o.Title
	case q.Payment != "":
		return fmt.Sprintf(t.Paid, sanitize.ID(q.Payment))
	case !q.From.Zero() && q.From == q.To:
		return fmt.Sprintf(t.OfMonth, q.From)
	}
	return t.Title
}

// Owner is the account whose lines these are.
func (s *Screen) Owner() (account string, testing bool) { return string(s.o.Scope.Account), false }

// Profile is the one whose lines these are.
func (s *Screen) Profile() model.ProfileName { return s.o.Scope.Profile }

// Init reads the first page.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

// reload reads the page that is shown again, and the sums.
func (s *Screen) reload() tea.Cmd {
	api, scope, q := s.api, s.o.Scope, s.query()
	return tea.Batch(s.turn(s.page.offset, false), s.add.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]payout.Sum, error) {
		return api.EarningSums(ctx, scope, q, payout.ByMonth)
	}))
}

func (s *Screen) query() payout.Query { return s.o.Query }

// turn reads the page that begins at an offset.
func (s *Screen) turn(offset int, toLast bool) tea.Cmd {
	api, scope, q := s.api, s.o.Scope, s.query()
	return s.load.Start(s.ctx(), storeTimeout, func(ctx context.Context) (page, error) {
		lines, total, err := api.Earnings(ctx, scope, q, pageLines, offset)
		p := page{offset: offset, total: total, rows: make([]row, len(lines)), toLast: toLast}
		for i, e := range lines {
			p.rows[i] = row{e, offset + i}
		}
		return p, err
	})
}

// Update takes what was read.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[page]:
		return s.turned(msg)
	case ui.Result[[]payout.Sum]:
		if !s.add.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		if msg.Err != nil {
			return ui.Fail(s.d.Text, s.d.Text.Earnings.DoingRead, msg.Err)
		}
		s.sums = msg.Val
		s.SetSize(s.width, s.height)
	}
	return nil
}

func (s *Screen) turned(r ui.Result[page]) tea.Cmd {
	if !s.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Earnings.DoingRead, r.Err)
	}
	other := r.Val.offset != s.page.offset
	s.page, s.read = r.Val, true
	s.rows.SetRows(s.page.rows)
	switch {
	case s.page.toLast:
		s.rows.End()
	case other:
		s.rows.Home()
	}
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-len(s.head())-s.footLines(), 1))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

var (
	_ ui.Screen   = (*Screen)(nil)
	_ ui.Owner    = (*Screen)(nil)
	_ ui.Actor    = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
