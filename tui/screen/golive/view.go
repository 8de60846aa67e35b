package golive

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks; below low lines the consequences
// are one line, so that the differences have room.
const (
	lead = "  "
	low  = 16
)

// View draws the summary, the consequences, and what differs.
func (s *Screen) View() string {
	lines := s.head()
	if len(s.changes) > 0 {
		lines = append(lines, strings.Split(s.view.View(), "\n")...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, s.d.Styles.Marks.Ellipsis), "\n")
}

// head is all that stands above the differences.
func (s *Screen) head() []string {
	t, st := s.d.Text.GoLive, s.d.Styles
	age := ""
	switch preview := s.loader.Of(model.Preview); {
	case s.sending:
		age = t.Sending
	case s.loader.Busy() || s.diff.Busy():
		age = t.Busy
	case preview.Known:
		age = fmt.Sprintf(t.Age, s.d.Text.Words.Age(s.d.Now().Sub(preview.Read)))
	}
	var lines []string
	for i, l := range wrap.Lines(s.summary(), max(s.width-2*len(lead)-cells.Width(age), 1)) {
		l = lead + st.Title.Render(l)
		if i == 0 {
			l = cells.Ends(l, st.Dim.Render(age), s.width, st.Marks.Ellipsis)
		}
		lines = append(lines, l)
	}
	if s.loader.Of(model.Preview).Approximate || s.loader.Of(model.Live).Approximate {
		lines = append(lines, s.wrapped(st.Dim, t.Approximate)...)
	}
	if err := s.unseen(); err != nil {
		lines = append(lines, s.wrapped(st.Bad, fmt.Sprintf(t.Unseen, sanitize.Line(err.Error())))...)
	}
	for _, c := range s.consequences() {
		words := s.wrapped(st.Warn, c)
		if s.height < low && len(s.changes) > 0 { // the dialog says all of it
			lines = append(lines, s.short(c))
			break
		}
		lines = append(lines, words...)
	}
	return append(lines, "")
}

// summary is the first line: how much differs for customers.
func (s *Screen) summary() string {
	t := s.d.Text.GoLive
	switch {
	case s.loader.Of(model.Live).Missing():
		return fmt.Sprintf(t.FirstTime, sanitize.ID(string(s.offer.ID)))
	case len(s.changes) > 0:
		return s.kinds()
	case s.compared && s.unseen() == nil:
		return t.SameAsLive
	case s.loader.Busy() || s.diff.Busy():
		return t.Reading
	}
	return fmt.Sprintf(t.Submission, sanitize.Line(string(s.submission)))
}

// kinds counts the differences by kind.
func (s *Screen) kinds() string {
	n := map[model.ChangeKind]int{}
	for _, c := range s.changes {
		n[c.Kind]++
	}
	return fmt.Sprintf(s.d.Text.GoLive.Differs, n[model.Edited], n[model.Added], n[model.Removed])
}

// consequences are what going live starts, a paragraph each.
func (s *Screen) consequences() []string {
	t := s.d.Text.GoLive
	if s.offer.ForTesting() {
		return []string{t.TestOffer}
	}
	_, after := show.Stages(s.t)
	steps := show.Steps(after, s.d.Styles.Marks.Arrow)
	words := t.Undocumented
	if s.t != nil && steps != "" {
		switch s.t.Flow.Order {
		case catalog.CertifiesAfterSignoff:
			words = fmt.Sprintf(t.CertifiesAfter, steps)
		case catalog.CertifiesBeforePreview:
			words = fmt.Sprintf(t.CertifiesBefore, steps)
		}
	}
	return []string{words, t.NoWayBack}
}

// short is as much of a paragraph as one line takes.
func (s *Screen) short(words string) string {
	return lead + s.d.Styles.Warn.Render(cells.Cut(words, max(s.width-2*len(lead), 1), s.d.Styles.Marks.Ellipsis))
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.GoLive
	act := func(name, press, help string, do func() tea.Cmd) ui.Action {
		return ui.Action{
			Name: "golive." + name, Do: do,
			Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help)),
		}
	}
	step := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			s.view.Difference(n)
			return nil
		}
	}
	rows := []ui.Action{
		act("golive", "g", t.ActGoLive, s.ask),
		act("next", "n", t.ActNext, step(1)),
		act("previous", "N", t.ActPrevious, step(-1)),
		act("reload", "r", t.ActReload, s.load),
	}
	rows[0].Refused, rows[0].Writes = s.cannotGoLive, true
	none := func() string {
		if len(s.changes) == 0 {
			return t.NoChange
		}
		return ""
	}
	rows[1].Refused, rows[2].Refused, rows[2].Quiet = none, none, true
	return slices.Concat(rows, s.view.Actions("golive", s.d.Text.Moves))
}
