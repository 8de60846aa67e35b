package earnings

import (
	"cmp"
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/ui"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Earnings
	act := func(name, k, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "earnings." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do}
	}
	switch {
	case s.pick != nil:
		return s.pick.actions()
	case s.finder.Typing():
		// Shown as hints only: what is typed comes to Update.
		return []ui.Action{act("keep", "enter", t.Keep, s.search), act("clear", "esc", t.Clear, s.clear)}
	}
	states := act("states", "s", t.ByState, func() tea.Cmd { return s.openValues(payout.ByStatus) })
	states.Refused = func() string {
		if s.fixed(facet{by: payout.ByStatus}) {
			return t.IsFixed
		}
		return ""
	}
	sale, others := s.leads(act)
	out := append(sale, act("filter", "f", t.Filter, s.openPick))
	if s.narrowing() {
		all := act("all", "F", t.All, s.clear)
		all.SetKeys("F", "backspace", "esc")
		out = append(out, all)
	}
	out = append(out, act("search", "/", t.Search, s.search), states)
	out = append(append(out, others...), act("customers", "c", s.namesHelp(), s.mask), act("reload", "r", t.Reload, s.reload))
	return append(out, s.moves()...)
}

func (s *Screen) namesHelp() string {
	if s.shown {
		return s.d.Text.Earnings.HideNames
	}
	return s.d.Text.Earnings.ShowNames
}

// search begins to take a text to look for.
func (s *Screen) search() tea.Cmd {
	s.finder.Open()
	s.layout()
	return nil
}

// leads are the keys to other screens, as far as there are any: to what enter opens, and to
// the others.
func (s *Screen) leads(act func(name, k, help string, do func() tea.Cmd) ui.Action) (enter, others []ui.Action) {
	t := s.d.Text.Earnings
	if s.nav.Payment != nil {
		paid := act("payment", "p", t.PaidBy, func() tea.Cmd {
			r, _ := s.rows.Selected()
			return ui.Go(s.nav.Payment(s.o.Scope, r.PaymentID))
		})
		paid.Refused = s.noPayment
		others = append(others, paid)
	}
	orders := act("orders", "o", t.Orders, s.orders)
	if s.asksForOrders() {
		orders.SetKeys("enter", "o")
		orders.SetHelp("enter", t.Orders)
		return []ui.Action{orders}, others
	}
	if s.nav.Orders != nil {
		others = append(others, orders)
	}
	if s.nav.Sale != nil {
		sale := act("sale", "enter", t.Sale, func() tea.Cmd {
			r, _ := s.rows.Selected()
			return ui.Go(s.nav.Sale(s.o.Scope, r.sale()))
		})
		sale.Refused = s.noSale
		enter = []ui.Action{sale}
	}
	return enter, others
}

func (s *Screen) orders() tea.Cmd { return ui.Go(s.nav.Orders(s.o.Scope)) }

// asksForOrders reports whether what is searched for are no earnings, and orders tell of it.
func (s *Screen) asksForOrders() bool {
	return s.nav.Orders != nil && s.page.total == 0 && s.old(s.narrow.Text)
}

// sale is what the sale of a line is known by.
func (r row) sale() string {
	if r.Order != "" && r.LineItem != "" {
		return r.Order + ":" + r.LineItem
	}
	return cmp.Or(r.Order, r.Asset, r.ID)
}

func (s *Screen) noSale() string {
	r, ok := s.rows.Selected()
	switch {
	case !ok:
		return s.d.Text.Earnings.NoLine
	case r.Order == "" && r.Asset == "" && (r.Adjustment() || r.ID == ""):
		return s.d.Text.Earnings.NoSale
	}
	return ""
}

// noPayment says why no payment can be shown.
func (s *Screen) noPayment() string {
	t := s.d.Text.Earnings
	r, ok := s.rows.Selected()
	switch {
	case !ok:
		return t.NoLine
	case r.PaymentID != "" && r.PaymentID == s.o.Query.Payment:
		return t.OfThisOne
	case r.PaymentID != "":
		return ""
	case payout.StatusOf(r.Status).Group == payout.Paid:
		return t.NoIDYet
	}
	return fmt.Sprintf(t.NotPaid, s.d.Text.PayoutStatus(r.Status).Label)
}

// mask shows the customers' names, or hides them again.
func (s *Screen) mask() tea.Cmd {
	s.shown = !s.shown
	s.rows.SetRows(s.rows.All())
	if s.pick != nil {
		s.pick.values.SetRows(s.pick.values.All())
	}
	return nil
}

// moves are the keys of the table. At the edge of a page they turn it.
func (s *Screen) moves() []ui.Action {
	out := s.rows.Actions("earnings", s.d.Text.Moves)
	for i, a := range out {
		within := a.Do
		out[i].Do = func() tea.Cmd {
			if turn := s.beyond(a.Name); turn != nil {
				return turn
			}
			return within()
		}
	}
	return out
}

// beyond turns the page if a key leads out of this one; nil if it does not.
func (s *Screen) beyond(name string) tea.Cmd {
	shown, _ := s.rows.Len()
	here, end := s.page.offset, s.page.last()
	switch name {
	case "earnings.down", "earnings.pagedown", "earnings.halfdown":
		if s.rows.Position() == shown && here < end {
			return s.ask(wish{here + pageLines, toFirst})
		}
	case "earnings.up", "earnings.pageup", "earnings.halfup":
		if s.rows.Position() <= 1 && here > 0 {
			return s.ask(wish{max(here-pageLines, 0), toLast})
		}
	case "earnings.first":
		if here > 0 {
			return s.ask(wish{0, toFirst})
		}
	case "earnings.last":
		if here < end {
			return s.ask(wish{end, toLast})
		}
	}
	return nil
}
