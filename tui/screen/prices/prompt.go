package prices

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/input"
	"awning/tui/widget/textbox"
	"awning/tui/widget/wrap"
)

// boxHeight is how many lines a box for a column has where there is room.
const boxHeight = 8

// prompt asks for one thing in the panel below the grid: a price, a percentage,
// a path, a column of prices. It stays open and filled until what was typed
// could be done.
type prompt struct {
	d       ui.Deps
	title   string
	help    string
	line    *input.Input // for one line
	box     *textbox.Box // for several
	act     string       // what its key is called: "set"
	take    func(typed string) (tea.Cmd, error)
	typed   func(typed string) // hears of every change, if not nil
	left    func()             // hears that it was left, if not nil
	cell    bool               // it asks for the price under the cursor
	before  string             // what that was, as typed
	problem string             // why it is still open
	busy    bool               // what was typed is being carried out
}

// ask opens a prompt for one line.
func (s *Screen) ask(title, help, start, act string, take func(string) (tea.Cmd, error)) *prompt {
	in := input.New(s.d.Styles)
	in.SetWidth(s.width - 2*len(lead)) // before the text, which scrolls to its end
	in.SetValue(start)
	s.prompt = &prompt{d: s.d, title: title, help: help, line: in, act: act, take: take}
	s.layout()
	return s.prompt
}

// askLines opens a prompt for several lines.
func (s *Screen) askLines(title, help, act string, take func(string) (tea.Cmd, error)) {
	s.prompt = &prompt{d: s.d, title: title, help: help, box: textbox.New(s.d.Styles), act: act, take: take}
	s.layout()
}

// leavePrompt ends the question unanswered.
func (s *Screen) leavePrompt() tea.Cmd {
	if s.prompt.left != nil {
		s.prompt.left()
	}
	s.file.Stop()
	return s.closePrompt()
}

// closePrompt ends the question.
func (s *Screen) closePrompt() tea.Cmd {
	s.prompt = nil
	s.layout()
	return nil
}

// accept carries out what was typed. What cannot be done leaves the prompt open
// and says why.
func (s *Screen) accept() tea.Cmd {
	p := s.prompt
	if p.busy {
		return nil
	}
	cmd, err := p.take(p.value())
	if err != nil {
		p.problem = s.words(err)
		s.layout()
	}
	return cmd
}

func (p *prompt) value() string {
	if p.box != nil {
		return p.box.Value()
	}
	return strings.TrimSpace(p.line.Value())
}

// update takes a key that is not for the screen.
func (p *prompt) update(msg tea.KeyMsg) {
	if p.busy {
		return
	}
	before := p.value()
	if p.box != nil {
		p.box.Update(msg)
	} else {
		p.line.Update(msg)
	}
	if p.value() == before {
		return
	}
	p.problem = ""
	if p.typed != nil {
		p.typed(p.value())
	}
}

// height is how many lines the prompt would like, its title included.
func (p *prompt) height() int {
	const around = 4 // title, help, a problem of two lines
	if p.box != nil {
		return boxHeight + around
	}
	return 1 + around
}

// lines draw the prompt below its title, in a room of some size: the field
// always, its help and what is wrong as far as there is room.
func (p *prompt) lines(width, room int) []string {
	st := p.d.Styles
	var foot []string
	if p.problem != "" {
		for _, l := range wrap.Lines(st.Marks.Failed+" "+p.problem, max(width, 1)) {
			foot = append(foot, st.Bad.Render(l))
		}
		foot = foot[:min(len(foot), max(room-1, 0))]
	}
	var out []string
	if room > len(foot)+1 {
		out = append(out, st.Dim.Render(cells.Cut(p.help, width, st.Marks.Ellipsis)))
	}
	if p.box != nil {
		p.box.SetSize(max(width, 1), max(room-len(out)-len(foot), 1))
		out = append(out, strings.Split(p.box.View(), "\n")...)
	} else {
		p.line.SetWidth(max(width, 1))
		out = append(out, p.line.View(!p.busy))
	}
	return append(out, foot...)
}
