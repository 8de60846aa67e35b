package prices

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/shopspring/decimal"

	"awning/model/prices"
	"awning/tui/ui"
	"awning/tui/widget/grid"
)

// openCell asks for the price of the cell under the cursor. start is what was
// typed already; if it is empty the price there is edited.
func (s *Screen) openCell(start string) tea.Cmd {
	t := s.d.Text.Prices
	at, _ := s.grid.Cursor()
	s.grid.Release()
	before := s.book.typed(at)
	if start == "" {
		start = before
	}
	p := s.ask(fmt.Sprintf(t.SetTitle, s.book.place(at)), t.SetHelp, start, t.ActSet, func(typed string) (tea.Cmd, error) {
		price, err := prices.Parse(typed)
		if err != nil {
			return nil, err
		}
		at, _ := s.grid.Cursor()
		n, err := s.book.set(at, price)
		if err != nil {
			return nil, err
		}
		s.closePrompt()
		cmd := s.changed(n, t.ChangedOne, t.ChangedMany, t.NoChange)
		s.grid.Move(1, 0) // the next price is likely the one below
		s.layout()
		return cmd, nil
	})
	p.cell, p.before = true, before
	return nil
}

// fill copies the first row of what is selected into all its others.
func (s *Screen) fill() tea.Cmd {
	t := s.d.Text.Prices
	n, err := s.book.fill(s.grid.Range())
	if err != nil {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: s.words(err)})
	}
	return s.changed(n, t.ChangedOne, t.ChangedMany, t.NoChange)
}

// openPercent asks by how many percent the selected prices go up or down.
func (s *Screen) openPercent() tea.Cmd {
	t := s.d.Text.Prices
	return s.bulk(t.PercentTitle, t.PercentHelp, "", t.ActAdd, func(typed string) (decimal.Decimal, error) {
		return number(strings.TrimSuffix(typed, "%"), t.NotAPercent, func(n decimal.Decimal) bool {
			return n.GreaterThan(decimal.NewFromInt(-100))
		})
	}, (*book).percent)
}

// openFactor asks by what the base price is multiplied to give the selected
// prices.
func (s *Screen) openFactor() tea.Cmd {
	t := s.d.Text.Prices
	return s.bulk(t.FactorTitle, t.FactorHelp, "1", t.ActCopy, func(typed string) (decimal.Decimal, error) {
		return number(typed, t.NotAFactor, decimal.Decimal.IsPositive)
	}, (*book).factor)
}

// bulk asks for a number and changes all selected cells by it.
func (s *Screen) bulk(
	title, help, start, act string, parse func(string) (decimal.Decimal, error),
	do func(*book, grid.Range, decimal.Decimal) (int, error),
) tea.Cmd {
	t := s.d.Text.Prices
	s.ask(fmt.Sprintf(title, s.grid.Range().Size()), help, start, act, func(typed string) (tea.Cmd, error) {
		n, err := parse(typed)
		if err != nil {
			return nil, err
		}
		cells, err := do(s.book, s.grid.Range(), n)
		if err != nil {
			return nil, err
		}
		s.closePrompt()
		return s.changed(cells, t.ChangedOne, t.ChangedMany, t.NoChange), nil
	})
	return nil
}

// openPaste asks for a column of prices, as a spreadsheet copies it.
func (s *Screen) openPaste() tea.Cmd {
	t := s.d.Text.Prices
	at, _ := s.grid.Cursor()
	s.askLines(fmt.Sprintf(t.PasteTitle, s.book.place(at)), t.PasteHelp, t.ActTake, func(typed string) (tea.Cmd, error) {
		at, _ := s.grid.Cursor()
		n, err := s.book.paste(at, typed)
		if err != nil {
			return nil, err
		}
		s.closePrompt()
		return s.changed(n, t.ChangedOne, t.ChangedMany, t.NoChange), nil
	})
	return nil
}

// openFind asks for a market and goes there while it is typed.
func (s *Screen) openFind() tea.Cmd {
	t := s.d.Text.Prices
	from, _ := s.grid.Cursor()
	p := s.ask(t.FindTitle, t.FindHelp, "", t.ActGo, func(typed string) (tea.Cmd, error) {
		if _, ok := s.book.find(typed, from.Row); !ok {
			return nil, fmt.Errorf(t.NotFound, typed)
		}
		return s.closePrompt(), nil
	})
	p.left = func() { s.grid.Select(from) }
	p.typed = func(typed string) {
		row, ok := s.book.find(typed, from.Row)
		if !ok {
			row = from.Row
		}
		s.grid.Select(grid.Place{Row: row, Col: from.Col})
	}
	return nil
}

// longest is how many characters a number may have: enough for any price.
const longest = 24

// number reads a decimal number within some bounds; words refuse all else.
func number(typed, words string, within func(decimal.Decimal) bool) (decimal.Decimal, error) {
	typed = strings.TrimSpace(typed)
	plain := strings.Trim(typed, "+-.0123456789") == "" && len(typed) <= longest
	n, err := decimal.NewFromString(strings.TrimPrefix(typed, "+"))
	if err != nil || !plain || !within(n) {
		return decimal.Decimal{}, fmt.Errorf(words, typed)
	}
	return n, nil
}

// changed shows and keeps what an edit changed and says how much that was.
func (s *Screen) changed(n int, one, many, none string) tea.Cmd {
	s.refresh()
	if n == 0 {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: none})
	}
	return tea.Batch(s.keep(), ui.Notify(ui.Notice{Level: ui.Info, Text: count(n, one, many)}))
}

func (s *Screen) undo() tea.Cmd {
	s.book.undo()
	s.refresh()
	return s.keep()
}

func (s *Screen) redo() tea.Cmd {
	s.book.redo()
	s.refresh()
	return s.keep()
}

// revert gives the selected cells the prices of the draft again.
func (s *Screen) revert() tea.Cmd {
	t := s.d.Text.Prices
	n, err := s.book.revert(s.grid.Range())
	if err != nil {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: s.words(err)})
	}
	return s.changed(n, t.ChangedOne, t.ChangedMany, t.NoChange)
}
