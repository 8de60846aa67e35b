package payments

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/table"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Payments
	act := func(name, k, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "payments." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do}
	}
	at := func(do func()) func() tea.Cmd {
		return func() tea.Cmd {
			do()
			return nil
		}
	}
	if s.finder.Typing() {
		// Shown as hints only: while a field has the focus its keys come to Update.
		return []ui.Action{act("keep", "enter", t.Keep, at(func() {})), act("clear", "esc", t.Clear, at(s.finder.Clear))}
	}
	open := act("open", "enter", t.Lines, s.open)
	open.Refused = s.cannotOpen
	out := []ui.Action{open, act("filter", "/", t.Filter, at(s.finder.Open))}
	if s.rows.Filter() != "" {
		out = append(out, act("clear", "esc", t.Clear, at(s.finder.Clear)))
	}
	out = append(
		out,
		act("sort", "s", t.Sort, at(s.sort)),
		act("reverse", "S", t.Reverse, at(s.turn)),
		act("reload", "r", t.Reload, s.reload),
	)
	return append(out, s.rows.Actions("payments", s.d.Text.Moves)...)
}

func (s *Screen) open() tea.Cmd {
	p, ok := s.rows.Selected()
	if !ok {
		return nil
	}
	return ui.Go(s.nav.Payment(s.o.Scope, p.id))
}

func (s *Screen) cannotOpen() string {
	p, ok := s.rows.Selected()
	switch {
	case !ok:
		return s.d.Text.Payments.NoPayment
	case p.id == "":
		return s.d.Text.Payments.NoID
	}
	return ""
}

// sort orders by the next column.
func (s *Screen) sort() {
	columns := s.rows.Sortable()
	now, _ := s.rows.Sorted()
	i := slices.IndexFunc(columns, func(c table.Column[*payment]) bool { return c.ID == now })
	s.rows.Sort(columns[(i+1)%len(columns)].ID, false)
}

func (s *Screen) turn() {
	column, reverse := s.rows.Sorted()
	s.rows.Sort(column, !reverse)
}
