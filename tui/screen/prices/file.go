package prices

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// fileTimeout ends the work on a file, which may lie on a slow network.
const fileTimeout = 30 * time.Second

// filed is what became of a file.
type filed struct {
	path string // of the one that was written
	data []byte // of the one that was read
}

// openExport asks where to write the prices.
func (s *Screen) openExport() tea.Cmd {
	t := s.d.Text.Prices
	s.ask(t.ExportTitle, t.ExportHelp, s.fileName(), t.ActWrite, func(path string) (tea.Cmd, error) {
		data := s.book.now.ToCSV()
		return s.work(func() (filed, error) {
			written, err := files.Write(path, data)
			return filed{path: written}, err
		}), nil
	})
	return nil
}

// openImport asks for a file of prices.
func (s *Screen) openImport() tea.Cmd {
	t := s.d.Text.Prices
	s.ask(t.ImportTitle, t.ImportHelp, "", t.ActRead, func(path string) (tea.Cmd, error) {
		return s.work(func() (filed, error) {
			data, err := files.Read(path)
			return filed{data: data}, err
		}), nil
	})
	return nil
}

// work does something with a file, off the event loop.
func (s *Screen) work(f func() (filed, error)) tea.Cmd {
	s.prompt.busy, s.prompt.problem = true, ""
	return s.file.Start(s.ctx(), fileTimeout, func(context.Context) (filed, error) { return f() })
}

// filed takes what became of a file. What failed leaves the prompt open.
func (s *Screen) filed(f filed, err error) tea.Cmd {
	t, p := s.d.Text.Prices, s.prompt
	if p == nil {
		return nil
	}
	p.busy = false
	if err == nil && f.path == "" {
		var n int
		if n, err = s.book.fromCSV(f.data); err == nil {
			s.closePrompt()
			return s.changed(n, t.ImportedOne, t.Imported, t.NothingImported)
		}
	}
	if err != nil {
		p.problem = s.words(err)
		s.layout()
		return nil
	}
	s.closePrompt()
	return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Exported, sanitize.Line(f.path))})
}

// fileName is what the prices of a plan are called as a file.
func (s *Screen) fileName() string {
	plain := func(id string) string {
		return strings.Map(func(r rune) rune {
			if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				return r
			}
			return '_'
		}, id)
	}
	return plain(string(s.offer.ID)) + "-" + plain(string(s.key.Plan)) + "-prices.csv"
}
