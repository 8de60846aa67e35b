// Package orders has the screens of what was sold and used: one of all offers at a glance,
// subscriptions apart from what is sold by usage, and one of the orders and the usage of an
// offer. They tell of sales that payouts do not show yet.
package orders

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/client"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// API is the part of the marketplace these screens need.
type API interface {
	// OrderView is what is known of orders and usage on this machine.
	OrderView(ctx context.Context, s payout.Scope, q payout.Query) (client.OrderView, error)
	// RefreshOrders brings it up to date, which takes minutes.
	RefreshOrders(ctx context.Context, s payout.Scope) error
	// Traces follows sales one after the other, as far as they are known on this machine.
	Traces(ctx context.Context, s payout.Scope, refs []string) iter.Seq2[payout.Trace, error]
}

// Nav leads to the screens reached from here.
type Nav struct {
	// Sale shows one sale from the order to the payment. ref is an order, or "order:line".
	Sale func(s payout.Scope, ref string) ui.Screen
}

// Screen shows what was sold and used of each offer.
type Screen struct {
	feed

	nav  Nav
	rows *table.Table[which, *sold]

	width, height int
}

// New returns the screen of all offers in a scope.
func New(d ui.Deps, api API, nav Nav, of payout.Scope) *Screen {
	s := &Screen{feed: feed{d: d, api: api, scope: of}, nav: nav}
	s.rows = table.New(table.Options[which, *sold]{
		Styles: d.Styles, Columns: s.columns(), Key: func(r *sold) which { return r.which },
		Group: func(r *sold) string {
			t := d.Text.Orders
			return []string{t.SaaS, t.Other, t.Usage}[r.way]
		},
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Orders.Title }

// Update takes what was read.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	cmd, anew := s.update(msg)
	if anew {
		s.rows.SetRows(soldOf(s.view, payout.MonthOf(s.d.Now())))
	}
	s.SetSize(s.width, s.height)
	return cmd
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-len(s.head())-footLines, 1))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// footLines stand below: a blank line, and the chart of a row in words.
const footLines = 4

// View draws the screen.
func (s *Screen) View() string {
	st := s.d.Styles
	lines := s.head()
	if _, all := s.rows.Len(); all > 0 {
		lines = append(lines, s.rows.Lines()...)
	} else {
		lines = append(lines, "  "+st.Dim.Render(cells.Cut(s.empty(s.d.Text.Orders.Empty), s.width-2, st.Marks.Ellipsis)))
	}
	lines = cells.Box(lines, s.width, max(s.height-footLines, 0), st.Marks.Ellipsis)
	if r, ok := s.rows.Selected(); ok {
		lines = append(lines, foot(st, s.byMonth(r, unbroken), s.width)...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// head says what the table shows, how old it is, and what is the matter with it.
func (s *Screen) head() []string {
	st, t := s.d.Styles, s.d.Text.Orders
	out := []string{cells.Ends(st.Heading.Render(t.Heading), st.Dim.Render(s.age(s.width)), s.width, st.Marks.Ellipsis)}
	if _, all := s.rows.Len(); all > 0 {
		out = append(out, st.Dim.Render(cells.Cut(t.Estimated, s.width, st.Marks.Ellipsis)))
	}
	return append(append(out, s.news(s.width)...), "")
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Orders
	act := func(name, label, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
		return ui.Action{Name: "orders." + name, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)), Do: do, Refused: refused}
	}
	return append([]ui.Action{
		act("open", "enter", t.Open, s.open, s.cannotOpen, "enter"),
		act("refresh", "R", t.Refresh, s.renew, s.cannotRenew, "R", "r"),
	}, s.rows.Actions("orders", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(NewOffer(s.d, s.api, s.nav, Offer{Scope: s.scope, Products: r.products, Name: r.name, Usage: r.way == usage}))
}

func (s *Screen) cannotOpen() string {
	if _, ok := s.rows.Selected(); !ok {
		return s.d.Text.Orders.NoOffer
	}
	return ""
}

func (s *Screen) columns() []table.Column[*sold] {
	t, st := s.d.Text.Orders, s.d.Styles
	count := func(id, title, means string, rank int, of func(*sold) int) table.Column[*sold] {
		return table.Column[*sold]{ID: id, Title: title, Means: means, Right: true, Rank: rank, Cell: func(r *sold) string {
			if r.way == usage {
				return ""
			}
			return strconv.Itoa(of(r))
		}}
	}
	dim := func(*sold) lipgloss.Style { return st.Dim }
	return []table.Column[*sold]{
		{ID: "offer", Title: t.Offer, Means: t.OfferMeans, Cell: func(r *sold) string { return sanitize.Line(r.name) }, Min: 20},
		count("active", t.Active, t.ActiveMeans, 0, func(r *sold) int { return r.active }),
		count("ended", t.Ended, t.EndedMeans, 3, func(r *sold) int { return r.ended }),
		count("trials", t.Trials, t.TrialsMeans, 4, func(r *sold) int { return r.trials }),
		{ID: "quantity", Title: t.Quantity, Means: t.QuantityMeans, Right: true, Extra: true, Cell: func(r *sold) string {
			if r.way == usage {
				return ""
			}
			return show.Quantity(r.quantity)
		}},
		{ID: "charged", Title: t.Charges, Means: t.ChargesMeans, Right: true, Min: 22, Cell: func(r *sold) string { return charged(s.d.Text, r.charges) }, Short: func(r *sold) string { return brief(s.d.Text, r.charges) }},
		{ID: "last", Title: t.LastMonth, Means: t.LastMonthMeans, Right: true, Min: 10, Rank: 2, Cell: s.lastMonth},
		{
			ID: "chart", Title: t.Chart, Means: t.ChartMeans, Rank: 1, Cell: func(r *sold) string { return r.chart.marks() }, Plain: func(r *sold) string { return s.byMonth(r, plain) },
			Style: func(*sold) lipgloss.Style { return st.Accent },
		},
		{ID: "type", Title: t.Type, Means: t.TypeMeans, Cell: func(r *sold) string { return sanitize.Line(r.kind) }, Style: dim, Extra: true},
		{ID: "id", Title: t.OfferID, Means: t.OfferIDMeans, Cell: func(r *sold) string { return sanitize.ID(r.products[0]) }, Style: dim, Extra: true},
	}
}

// Detail is the offer under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Explain says what the columns tell.
func (s *Screen) Explain() []ui.Fact { return s.rows.Means() }

// Copied is the offer under the cursor.
func (s *Screen) Copied() (what, id string) {
	if r, ok := s.rows.Selected(); ok {
		id = r.products[0]
	}
	return s.d.Text.Orders.TheOffer, id
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
