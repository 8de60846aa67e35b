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
	names := t.ShowNames
	if s.names {
		names = t.HideNames
	}
	out := s.leads(act)
	out = append(out, act("customers", "c", names, s.mask), act("reload", "r", t.Reload, s.reload))
	return append(out, s.moves()...)
}

// leads are the keys to other screens, as far as there are any.
func (s *Screen) leads(act func(name, k, help string, do func() tea.Cmd) ui.Action) []ui.Action {
	t := s.d.Text.Earnings
	var out []ui.Action
	if s.nav.Sale != nil {
		sale := act("sale", "enter", t.Sale, func() tea.Cmd {
			r, _ := s.rows.Selected()
			return ui.Go(s.nav.Sale(s.o.Scope, r.sale()))
		})
		sale.Refused = s.noSale
		out = append(out, sale)
	}
	if s.nav.Payment != nil {
		paid := act("payment", "p", t.PaidBy, func() tea.Cmd {
			r, _ := s.rows.Selected()
			return ui.Go(s.nav.Payment(s.o.Scope, r.PaymentID))
		})
		paid.Refused = s.noPayment
		out = append(out, paid)
	}
	if s.nav.Orders != nil {
		out = append(out, act("orders", "o", t.Orders, func() tea.Cmd { return ui.Go(s.nav.Orders(s.o.Scope)) }))
	}
	return out
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
	s.names = !s.names
	s.rows.SetRows(s.rows.All())
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
	first, last := s.page.offset, max(s.page.total-1, 0)/pageLines*pageLines
	switch name {
	case "earnings.down", "earnings.pagedown", "earnings.halfdown":
		if s.rows.Position() == shown && first < last {
			return s.turn(first+pageLines, false)
		}
	case "earnings.up", "earnings.pageup", "earnings.halfup":
		if s.rows.Position() <= 1 && first > 0 {
			return s.turn(max(first-pageLines, 0), true)
		}
	case "earnings.first":
		if first > 0 {
			return s.turn(0, false)
		}
	case "earnings.last":
		if first < last {
			return s.turn(last, true)
		}
	}
	return nil
}
