package earnings

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

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
	return append([]ui.Action{
		act("customers", "c", names, s.mask),
		act("reload", "r", t.Reload, s.reload),
	}, s.moves()...)
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
