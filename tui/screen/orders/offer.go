package orders

import (
	"cmp"
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// Offer says of which offer the orders and the usage are shown.
type Offer struct {
	Scope payout.Scope
	// Products are the ids and names by which reports may know it.
	Products []string
	// Name is what it is called on the line on top; empty where that names it anyway.
	Name string
	// Usage begins with what was used.
	Usage bool
}

// OfferScreen shows the orders of an offer and how far the money of each has come, or what was
// used of it.
type OfferScreen struct {
	feed

	nav   Nav
	o     Offer
	rows  *table.Table[string, *placed]
	used  *table.Table[string, *meter]
	finds *finder.Finder // among the orders
	usage bool           // what was used is shown
	names bool           // customers' names are shown

	look      ui.Latest[staged]
	lookedFor time.Duration           // all in all
	stages    map[string]payout.Stage // by the reference of an order

	width, height int
}

// NewOffer returns the screen of an offer.
func NewOffer(d ui.Deps, api API, nav Nav, o Offer) *OfferScreen {
	s := &OfferScreen{
		feed: feed{d: d, api: api, scope: o.Scope, query: payout.Query{Products: o.Products}},
		nav:  nav, o: o, usage: o.Usage, stages: map[string]payout.Stage{},
	}
	s.rows = table.New(table.Options[string, *placed]{Styles: d.Styles, Columns: s.orderColumns(), Key: func(r *placed) string { return r.key }})
	s.finds = finder.New(d.Styles, s.rows)
	s.used = table.New(table.Options[string, *meter]{Styles: d.Styles, Columns: s.meterColumns(), Key: (*meter).key})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *OfferScreen) Title() string { return cmp.Or(sanitize.Line(s.o.Name), s.d.Text.Orders.Title) }

// Update takes what was read.
func (s *OfferScreen) Update(msg tea.Msg) tea.Cmd {
	if r, ok := msg.(ui.Result[staged]); ok {
		return s.staged(r)
	}
	if key, ok := msg.(tea.KeyMsg); ok && s.finds.Typing() {
		s.finds.Key(key)
	}
	cmd, anew := s.update(msg)
	if anew {
		clear(s.stages)
		s.lookedFor = 0
		s.rows.SetRows(placedOf(s.view.Orders))
		s.used.SetRows(metersOf(s.view.Usage, payout.MonthOf(s.d.Now())))
		if len(s.view.Orders) == 0 && len(s.view.Usage) > 0 {
			s.usage = true
		}
	}
	s.SetSize(s.width, s.height)
	return tea.Batch(cmd, s.lookAhead())
}

// SetSize says how many cells the screen may fill.
func (s *OfferScreen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.finds.SetWidth(width)
	room := max(height-len(s.head())-footLines, 1)
	s.rows.SetSize(width, room)
	s.used.SetSize(width, room)
}

// Typing reports whether it is typed what to find.
func (s *OfferScreen) Typing() bool { return s.finds.Typing() }

// Actions lists what can be done here.
func (s *OfferScreen) Actions() []ui.Action {
	t := s.d.Text.Orders
	act := func(name, label, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
		return ui.Action{Name: "orders." + name, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)), Do: do, Refused: refused}
	}
	if s.finds.Typing() {
		return []ui.Action{act("keep", "enter", t.Keep, s.looked, nil, "enter"), act("clear", "esc", t.Clear, s.clear, nil, "esc")}
	}
	names, other, moves := t.ShowNames, t.ShowUsage, s.rows.Actions("orders", s.d.Text.Moves)
	if s.names {
		names = t.HideNames
	}
	if s.usage {
		other, moves = t.ShowOrders, s.used.Actions("orders", s.d.Text.Moves)
	}
	for i, a := range moves {
		move := a.Do
		moves[i].Do = func() tea.Cmd { return tea.Batch(move(), s.lookAhead()) }
	}
	out := []ui.Action{
		act("open", "enter", t.OpenSale, s.open, s.cannotOpen, "enter"),
		act("usage", "u", other, s.turn, nil, "u", "tab"),
	}
	if !s.usage {
		out = append(out, act("find", "/", t.Find, s.find, nil, "/"))
		if s.finds.On() {
			out = append(out, act("clear", "esc", t.Clear, s.clear, nil, "esc"))
		}
		out = append(out, act("customers", "c", names, s.hide, nil, "c"))
	}
	return slices.Concat(out, []ui.Action{act("refresh", "R", t.Refresh, s.renew, s.cannotRenew, "R", "r")}, moves)
}

func (s *OfferScreen) open() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Sale(s.scope, r.ref))
}

func (s *OfferScreen) cannotOpen() string {
	if _, ok := s.rows.Selected(); !ok || s.usage {
		return s.d.Text.Orders.NoSale
	}
	return ""
}

// turn shows what was used instead of the orders, or the other way round.
func (s *OfferScreen) turn() tea.Cmd {
	s.usage = !s.usage
	s.SetSize(s.width, s.height)
	return nil
}

// find begins to take what to find.
func (s *OfferScreen) find() tea.Cmd {
	s.finds.Open()
	return nil
}

// clear shows all orders again.
func (s *OfferScreen) clear() tea.Cmd {
	s.finds.Clear()
	return s.looked()
}

// looked looks how far the orders have come that show now.
func (s *OfferScreen) looked() tea.Cmd {
	s.SetSize(s.width, s.height)
	return s.lookAhead()
}

// hide hides the customers' names, or shows them.
func (s *OfferScreen) hide() tea.Cmd {
	s.names = !s.names
	s.rows.SetRows(s.rows.All())
	return nil
}

// Detail is the row under the cursor in full.
func (s *OfferScreen) Detail() []ui.Fact {
	if s.usage {
		return s.used.Detail()
	}
	return s.rows.Detail()
}

// Table is the list, to be written to a file.
func (s *OfferScreen) Table() (head []string, rows [][]string) {
	if s.usage {
		return s.used.Export()
	}
	return s.rows.Export()
}

// Explain says what the columns tell.
func (s *OfferScreen) Explain() []ui.Fact {
	if s.usage {
		return s.used.Means()
	}
	return s.rows.Means()
}

// Copied is the order under the cursor, or the meter.
func (s *OfferScreen) Copied() (what, id string) {
	t := s.d.Text.Orders
	if s.usage {
		if m, ok := s.used.Selected(); ok {
			id = cmp.Or(m.dimension, m.unit)
		}
		return t.TheMeter, id
	}
	if r, ok := s.rows.Selected(); ok {
		id = r.ID
	}
	return t.TheOrder, id
}

var (
	_ ui.Screen    = (*OfferScreen)(nil)
	_ ui.Owner     = (*OfferScreen)(nil)
	_ ui.Actor     = (*OfferScreen)(nil)
	_ ui.Detailer  = (*OfferScreen)(nil)
	_ ui.Exporter  = (*OfferScreen)(nil)
	_ ui.Explainer = (*OfferScreen)(nil)
	_ ui.Copier    = (*OfferScreen)(nil)
)
