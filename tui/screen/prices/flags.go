package prices

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/grid"
	"awning/tui/widget/table"
)

// flag is a price that wants a look, or several at once, and why.
type flag struct {
	id     int
	at     grid.Place // the first of them
	place  string
	change string
	words  string
	note   bool // nothing is wrong; it is good to know
}

func (s *Screen) flagColumns() table.Options[int, flag] {
	t, st := s.d.Text.Prices, s.d.Styles
	return table.Options[int, flag]{
		Styles: st,
		Key:    func(f flag) int { return f.id },
		Columns: []table.Column[flag]{
			{ID: "place", Title: t.FlagPlace, Min: 14, Cell: func(f flag) string { return f.place }},
			{ID: "change", Title: t.FlagChange, Rank: 1, Right: true, Cell: func(f flag) string { return f.change }},
			{
				ID: "why", Title: t.FlagWhy, Min: 20, Cell: func(f flag) string { return f.words },
				Style: func(f flag) lipgloss.Style {
					if f.note {
						return st.Text
					}
					return st.Bad
				},
			},
		},
	}
}

// showList opens the list of flags, or the grid again.
func (s *Screen) showList(open bool) func() tea.Cmd {
	return func() tea.Cmd {
		s.listed = open
		s.layout()
		return nil
	}
}

// showFlag goes to the price a flag is about.
func (s *Screen) showFlag() tea.Cmd {
	f, ok := s.flags.Selected()
	if !ok {
		return nil
	}
	s.grid.Release()
	s.grid.Select(f.at)
	return s.showList(false)()
}

// toFlag goes to the next or the previous price that wants a look, and beyond the
// last one on from the other end.
func (s *Screen) toFlag(step int) func() tea.Cmd {
	return func() tea.Cmd {
		here, _ := s.grid.Cursor()
		cols := s.book.Cols()
		all := s.book.Rows() * cols
		for i := 1; i <= all; i++ {
			n := (here.Row*cols + here.Col + i*step + all) % all
			if p := (grid.Place{Row: n / cols, Col: n % cols}); s.book.flagged[p] {
				s.grid.Release()
				s.grid.Select(p)
				break
			}
		}
		return nil
	}
}
