package prices

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/files"
)

// fileTimeout ends the work on a file, which may lie on a slow network.
const fileTimeout = 30 * time.Second

// filed is what a file holds.
type filed struct{ data []byte }

// openImport asks for a file of prices.
func (s *Screen) openImport() tea.Cmd {
	t := s.d.Text.Prices
	s.ask(t.ImportTitle, t.ImportHelp, "", t.ActRead, func(path string) (tea.Cmd, error) {
		s.prompt.busy, s.prompt.problem = true, ""
		return s.file.Start(s.ctx(), fileTimeout, func(context.Context) (filed, error) {
			data, err := files.Read(path)
			return filed{data}, err
		}), nil
	})
	return nil
}

// filed takes the prices of a file. What failed leaves the prompt open.
func (s *Screen) filed(f filed, err error) tea.Cmd {
	t, p := s.d.Text.Prices, s.prompt
	if p == nil {
		return nil
	}
	p.busy = false
	n := 0
	if err == nil {
		n, err = s.book.fromCSV(f.data)
	}
	if err != nil {
		p.problem = s.words(err)
		s.layout()
		return nil
	}
	s.closePrompt()
	return s.changed(n, t.ImportedOne, t.Imported, t.NothingImported)
}
