package root

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/hints"
	"awning/tui/widget/pane"
	"awning/tui/widget/wrap"
)

// sheet shows something with nothing cut: labels and values, wrapped, to scroll.
type sheet struct {
	a      *App
	title  string
	what   string // in a sentence, when it is copied
	opener string // the key that opens it closes it too
	facts  []ui.Fact
	pane   *pane.Pane
}

func newSheet(a *App, title, what, opener string, facts []ui.Fact) *sheet {
	return &sheet{a: a, title: title, what: what, opener: opener, facts: facts, pane: pane.New(a.o.Deps.Styles.Marks.Ellipsis)}
}

// detail shows the row under the cursor with nothing cut.
func (a *App) detail() tea.Cmd {
	d, ok := a.top().Screen.(ui.Detailer)
	if !ok {
		return nil
	}
	facts := d.Detail()
	if len(facts) == 0 {
		return a.tell(ui.Notice{Level: ui.Info, Text: a.o.Deps.Text.Shell.DetailNothing})
	}
	t := a.o.Deps.Text.Shell
	a.lay(newSheet(a, t.DetailTitle, t.DetailOne, "v", facts))
	return nil
}

// explain shows what the columns of a table tell.
func (a *App) explain() tea.Cmd {
	x, ok := a.top().Screen.(ui.Explainer)
	if !ok {
		return nil
	}
	t, facts := a.o.Deps.Text.Shell.Explain, x.Explain()
	if len(facts) == 0 {
		return a.tell(ui.Notice{Level: ui.Info, Text: t.Nothing})
	}
	a.lay(newSheet(a, t.Title, t.One, "e", facts))
	return nil
}

func (s *sheet) typing() bool { return false }

func (s *sheet) key(msg tea.KeyMsg) tea.Cmd {
	switch msg.String() {
	case "esc", "enter", s.opener:
		s.a.lift()
		return nil
	case "y":
		return s.a.copy(ui.Copy{What: s.what, Text: plain(s.facts)})
	}
	cmd, _ := ui.Dispatch(msg, s.pane.Actions("sheet", s.a.o.Deps.Text.Moves))
	return cmd
}

// plain is how facts are copied: a line for each.
func plain(facts []ui.Fact) string {
	lines := make([]string, len(facts))
	for i, f := range facts {
		lines[i] = f.Label + ": " + f.Value
	}
	return strings.Join(lines, "\n")
}

func (s *sheet) setSize(width, height int) {
	st := s.a.o.Deps.Styles
	const gap, most = 2, 24
	label := 0
	for _, f := range s.facts {
		label = min(max(label, cells.Width(f.Label)), most)
	}
	var lines []string
	for _, f := range s.facts {
		head := st.Dim.Render(f.Label)
		if cells.Width(f.Label) > label { // too long to stand beside its value
			for _, line := range wrap.Lines(f.Label, max(width-gap-gap, 1)) {
				lines = append(lines, cells.Blank(gap)+st.Dim.Render(line))
			}
			head = ""
		}
		for _, line := range wrap.Lines(f.Value, max(width-label-gap-gap, 1)) {
			lines = append(lines, cells.Blank(gap)+cells.Fit(head, label, "")+cells.Blank(gap)+st.Text.Render(line))
			head = ""
		}
	}
	s.pane.SetSize(width, max(height-gap, 1))
	s.pane.SetLines(lines)
}

func (s *sheet) lines() []string {
	st := s.a.o.Deps.Styles
	return append([]string{st.Title.Render(s.title), ""}, strings.Split(s.pane.View(), "\n")...)
}

func (s *sheet) hints() []hints.Hint {
	t := s.a.o.Deps.Text.Shell
	return []hints.Hint{{Key: "y", Help: t.Copy}, {Key: "esc", Help: t.Close}}
}
