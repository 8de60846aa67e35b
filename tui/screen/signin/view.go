package signin

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything; headLines above a list.
const (
	lead      = "  "
	headLines = 2
)

// View draws the stage at hand.
func (s *Screen) View() string {
	t, st := s.d.Text.SignIn, s.d.Styles
	var lines []string
	switch s.stage {
	case choosing:
		lines = append([]string{lead + st.Title.Render(t.AskWay), ""}, s.ways.Lines()...)
		lines = append(lines, s.needs()...)
	case finding:
		lines = []string{s.busy(s.d.Text.Profiles.Reading)}
	case filling:
		lines = append(append(lines, lead+st.Title.Render(s.heading())), s.form.lines(s.width, s.height-1)...)
	case starting:
		lines = []string{lead + st.Title.Render(s.heading()), "", s.busy(t.Starting)}
	case prompting:
		lines = s.promptLines()
	case picking:
		lines = append(s.tenantHead(), s.tenants.Lines()...)
	case keeping:
		lines = []string{lead + st.Title.Render(s.heading()), "", s.busy(t.Keeping)}
	case failed:
		lines = s.failedLines()
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

// heading says what is being done.
func (s *Screen) heading() string {
	t := s.d.Text.SignIn
	way := t.Ways[s.form.kind].Name
	if way == "" {
		way = text.Word(s.d.Text.Doctor.Identities, s.form.kind)
	}
	if again := s.o.Again.Name; again != "" {
		return fmt.Sprintf(t.AskAgain, sanitize.ID(string(again)), way)
	}
	return fmt.Sprintf(t.AskNew, way)
}

// needs says below the ways what the one under the cursor needs, where its column
// has no room.
func (s *Screen) needs() []string {
	k, ok := s.ways.Selected()
	if !ok {
		return nil
	}
	return append([]string{""}, s.paragraph(s.d.Styles.Text, s.d.Text.SignIn.Ways[k].Needs)...)
}

func (s *Screen) busy(words string) string {
	st := s.d.Styles
	return lead + st.Warn.Render(st.Marks.Running+" "+words)
}

// promptLines say what to do in the browser.
func (s *Screen) promptLines() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	lines := []string{lead + st.Title.Render(s.heading()), ""}
	switch {
	case s.prompt.Code != "":
		lines = append(lines, s.paragraph(st.Text, t.CodeOpen)...)
		lines = append(lines, "", lead+st.Accent.Render(sanitize.Line(s.prompt.Address)), "")
		lines = append(lines, s.paragraph(st.Text, t.CodeType)...)
		lines = append(lines, "", lead+st.Accent.Bold(true).Render(sanitize.Line(s.prompt.Code)), "")
		return append(lines, s.left()...)
	case s.prompt.Address != "":
		return append(lines, s.browserLines()...)
	}
	return append(lines, s.busy(t.Starting))
}

// left says how long the code is good for.
func (s *Screen) left() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	if s.prompt.Expires.IsZero() {
		return []string{s.busy(t.Waiting)}
	}
	rest := s.prompt.Expires.Sub(s.d.Now()).Truncate(time.Second)
	if rest <= 0 {
		return s.paragraph(st.Bad, t.CodeOver)
	}
	clock := fmt.Sprintf("%d:%02d", int(rest.Minutes()), int(rest.Seconds())%60)
	return append(s.paragraph(st.Text, fmt.Sprintf(t.CodeLeft, clock)), s.busy(t.Waiting))
}

// browserLines tell how to bring a browser's last step back to this machine. The
// address starts at the edge of the window and goes over lines as it must, so that
// it can be selected whole.
func (s *Screen) browserLines() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	var lines []string
	if s.prompt.Port > 0 {
		forward, host := t.BrowserForward, sanitize.Line(s.o.Host)
		if host == "" {
			forward, host = t.BrowserForwardTo, t.BrowserHost
		}
		lines = append(s.paragraph(st.Text, forward), lead+st.Accent.Render(fmt.Sprintf(t.BrowserLine, s.prompt.Port, s.prompt.Port, host)))
	}
	lines = append(lines, s.paragraph(st.Text, t.BrowserOpen)...)
	address := wrap.Lines(sanitize.Line(s.prompt.Address), max(s.width, 1))
	foot := append(s.paragraph(st.Dim, t.BrowserPaste), s.pasteLines()...)
	room := s.height - len(lines) - len(foot) - headLines
	if len(address) > room && room > 0 {
		address = address[:room] // o copies it whole
		address[room-1] = cells.Cut(address[room-1], s.width-1, "") + st.Marks.Ellipsis
	}
	for i, l := range address {
		address[i] = st.Accent.Render(l)
	}
	if len(address)+2 <= room { // a blank line before and after it
		address = slices.Concat([]string{""}, address, []string{""})
	}
	return slices.Concat(lines, address, foot)
}

// pasteLines are the field for the last address, or what became of it.
func (s *Screen) pasteLines() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	var lines []string
	switch {
	case s.paste != nil:
		lines = append(lines, lead+st.Dim.Render(t.PasteHead)+" "+s.paste.View(true))
	case s.pasting:
		lines = append(lines, s.busy(t.Pasting))
	default:
		lines = append(lines, s.busy(t.Waiting))
	}
	if s.wrong != "" {
		lines = append(lines, s.paragraph(st.Bad, st.Marks.Failed+" "+s.wrong)...)
	}
	return lines
}

func (s *Screen) pasteRoom() int {
	return max(s.width-len(lead)-cells.Width(s.d.Text.SignIn.PasteHead)-1-len(lead), 4)
}

// failedLines say what went wrong, what to do, and what support wants to know.
func (s *Screen) failedLines() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	lines := append([]string{lead + st.Title.Render(s.heading()), "", lead + st.Bad.Render(st.Marks.Failed+" "+t.Failed)},
		s.paragraph(st.Text, sanitize.Line(s.failure.Error()))...)
	if hint := s.hint(); hint != "" {
		lines = append(append(lines, ""), s.paragraph(st.Text, sanitize.Line(hint))...)
	}
	if ticket := s.ticket(); ticket != "" {
		lines = append(lines, "", lead+st.Dim.Render(t.Ticket))
		lines = append(lines, s.paragraph(st.Dim, sanitize.Block(ticket))...)
	}
	return lines
}

// hint is what to do about what went wrong, or "".
func (s *Screen) hint() string {
	x, ok := errors.AsType[interface {
		error
		Hint() string
	}](s.failure)
	if !ok {
		return ""
	}
	return x.Hint()
}

// ticket is the block of ids for support, or "".
func (s *Screen) ticket() string {
	x, ok := errors.AsType[interface {
		error
		Ticket() string
	}](s.failure)
	if !ok {
		return ""
	}
	return x.Ticket()
}
