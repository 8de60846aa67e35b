package doctor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/tui/sanitize"
	"awning/tui/ticket"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything; headLines above what scrolls.
const (
	lead      = "  "
	headLines = 2
)

// View draws the heading and as much of the rest as there is room for.
func (s *Screen) View() string {
	t, st := s.d.Text, s.d.Styles
	right := ""
	switch {
	case s.load.Busy():
		right = st.Warn.Render(st.Marks.Running + " " + t.DoctorScreen.Asking)
	case !s.found.At.IsZero():
		right = st.Dim.Render(fmt.Sprintf(t.DoctorScreen.Age, t.Words.Age(s.d.Now().Sub(s.found.At))))
	}
	head := []string{cells.Ends(st.Title.Render(s.heading()), right, s.width, st.Marks.Ellipsis), ""}
	rest := s.pane.Lines(func(n int) string { return lead + st.Dim.Render(fmt.Sprintf(t.Shell.MoreBelow, n)) })
	return strings.Join(cells.Box(append(head, rest...), s.width, s.height, st.Marks.Ellipsis), "\n")
}

// draw lays out what was found.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	s.pane.SetSize(s.width, max(s.height-headLines, 1))
	s.pane.SetLines(s.body())
}

func (s *Screen) body() []string {
	t, st := s.d.Text, s.d.Styles
	var lines []string
	if s.failure != nil {
		n := ui.Failure(t, fmt.Sprintf(t.DoctorScreen.Doing, sanitize.ID(string(s.profile))), s.failure)
		lines = append(s.wrapped(st.Bad, lead+st.Marks.Failed+" "+n.Text, lead), s.wrapped(st.Text, lead+lead+n.Hint, "")...)
		lines = append(lines, "")
	}
	switch {
	case s.profile == "":
		return append(lines, s.wrapped(st.Text, lead+t.DoctorScreen.Nobody, "")...)
	case s.found.At.IsZero() && s.failure == nil:
		return append(lines, s.wrapped(st.Dim, lead+t.DoctorScreen.Unheard, "")...)
	}
	for i, p := range ticket.Parts(s.found, &t.Doctor) {
		lines = append(lines, st.Heading.Render(p.Head))
		for j, line := range ticket.Lay(p.Lines) {
			lines = append(lines, s.wrapped(s.look(i == 0, p.Lines[j].Deep), line, lead)...)
		}
		lines = append(lines, "")
	}
	return lines
}

// look sets the causes apart from the rest, and what is said from what it is about.
func (s *Screen) look(causes bool, deep int) lipgloss.Style {
	st := s.d.Styles
	switch {
	case causes && deep == 0 && len(s.found.Causes) > 0:
		return st.Warn
	case causes && deep == 0:
		return st.Good
	case causes || deep == 0:
		return st.Text
	}
	return st.Dim
}

// wrapped breaks a line; what follows stands as far in, and by hang more.
func (s *Screen) wrapped(look lipgloss.Style, line, hang string) []string {
	bare := strings.TrimLeft(line, " ")
	if bare == "" {
		return nil
	}
	indent := cells.Blank(len(line) - len(bare))
	parts := wrap.Lines(bare, max(s.width-len(indent)-2*len(lead), 1))
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = indent + look.Render(p)
		if i > 0 {
			out[i] = indent + hang + look.Render(p)
		}
	}
	return out
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.DoctorScreen
	act := func(name, press, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{Name: "doctor." + name, Do: do, Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help))}
	}
	rows := []ui.Action{
		act("copy", "y", t.Copy, func() tea.Cmd {
			what, text := s.Copied()
			return ui.CopyText(what, text)
		}),
		act("again", "r", t.Again, s.ask),
		act("signin", "s", t.SignIn, func() tea.Cmd { return ui.Go(s.nav.SignIn(s.profile)) }),
		act("other", "n", t.Other, s.other),
	}
	rows[3].Refused = func() string {
		if len(s.names()) < 2 {
			return t.Only
		}
		return ""
	}
	return slices.Concat(rows, s.pane.Actions("doctor", s.d.Text.Moves))
}
