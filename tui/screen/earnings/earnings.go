// Package earnings is the screen of the lines of the transaction history: what was sold,
// what is earned of it, and what became of that. It never holds more than a page of them.
package earnings

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// API is the part of the marketplace this screen needs. It answers from what is on this
// machine.
type API interface {
	// Earnings returns the lines a query asks for, the newest first, from offset on and
	// at most limit of them, and how many there are.
	Earnings(ctx context.Context, s payout.Scope, q payout.Query, limit, offset int) ([]payout.Earning, int, error)
	// EachEarning goes through all of them, as they are at one moment.
	EachEarning(ctx context.Context, s payout.Scope, q payout.Query) iter.Seq2[payout.Earning, error]
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
	// Query is what the lines have in common: the user narrows it, and never widens it. It has
	// no text: what is searched for is the user's.
	Query payout.Query
	// Title is what they are called on the line on top; empty: by the month or the payment
	// of the query.
	Title string
}

// row is a line and where it stands among all of them.
type row struct {
	payout.Earning

	place int
}

// key tells the rows apart. An estimate's lines have no id.
func (r row) key() string { return cmp.Or(r.ID, strconv.Itoa(r.place)) }

// Screen shows lines.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	o    Options
	ctx  func() context.Context
	rows *table.Table[string, row]

	asked asked
	page  page
	sums  []payout.Sum // by state
	whole int          // lines there are where nothing narrows them; -1: not known

	facets []facet
	narrow payout.Query        // by what the user narrows
	called map[payout.By]names // what people call it
	finder *finder.Finder
	pick   *picker // by what to narrow is being chosen
	shown  bool    // customers' names are

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav, o Options) *Screen {
	s := &Screen{d: d, api: api, nav: nav, o: o, whole: -1, facets: facets(d.Text.Earnings), called: map[payout.By]names{payout.ByCountry: catalog.MarketNames()}}
	s.rows = table.New(table.Options[string, row]{Styles: d.Styles, Columns: s.columns(), Key: row.key})
	s.finder = finder.New(d.Styles, searched{s})
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

// Update takes what was read, and what is typed.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return s.key(msg)
	case ui.Result[answer]:
		return s.answered(msg)
	case ui.Result[[]payout.Sum]:
		if s.pick != nil {
			return s.pick.added(msg)
		}
	case ui.SignedIn, ui.PayoutsRead:
		return s.reload()
	}
	return nil
}

// key takes keys while something is typed.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.pick != nil && s.pick.finder.Typing():
		s.pick.finder.Key(msg)
	case s.pick == nil && s.finder.Typing():
		was := s.narrow.Text
		s.finder.Key(msg)
		switch {
		case s.narrow.Text != was:
			return s.narrowed()
		case msg.Type == tea.KeyEnter && s.asksForOrders():
			return s.orders()
		}
	}
	return nil
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.finder.SetWidth(width)
	s.layout()
}

// layout gives the table the room that is left.
func (s *Screen) layout() {
	room := s.height - len(s.head())
	s.rows.SetSize(s.width, max(room-s.footLines(), 1))
	if s.pick != nil {
		s.pick.setSize(s.width, room)
	}
}

// Typing reports whether something is searched for.
func (s *Screen) Typing() bool {
	if s.pick != nil {
		return s.pick.finder.Typing()
	}
	return s.finder.Typing()
}

var (
	_ ui.Screen       = (*Screen)(nil)
	_ ui.Owner        = (*Screen)(nil)
	_ ui.Actor        = (*Screen)(nil)
	_ ui.Detailer     = (*Screen)(nil)
	_ ui.LongExporter = (*Screen)(nil)
	_ ui.Copier       = (*Screen)(nil)
	_ ui.Explainer    = (*Screen)(nil)
)
