package picker

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// headLines stand above the table: a heading and a blank line.
const headLines = 2

// View draws the screen.
func (s *Screen) View() string {
	st, t := s.d.Styles, s.d.Text.Picker
	right := ""
	switch {
	case s.load.Busy():
		right = st.Dim.Render(t.Reading)
	case s.read:
		publishers := 0
		for _, a := range s.seen {
			publishers += len(a.Publishers)
		}
		right = st.Dim.Render(text.Count(len(s.seen), t.OneAccount, t.Accounts) + s.d.Text.Shell.And +
			text.Count(publishers, t.OnePublisher, t.Publishers))
	}
	lines := []string{cells.Ends(st.Text.Render(t.Heading), right, s.width, st.Marks.Ellipsis), ""}
	lines = append(lines, s.rows.Lines()...)
	if _, rows := s.rows.Len(); s.read && rows == 0 {
		words := t.NoSuch
		if len(s.seen) == 0 {
			words = t.Nothing
		}
		for _, span := range wrap.Spans(words, s.width-2) {
			lines = append(lines, "  "+st.Text.Render(words[span.Start:span.End]))
		}
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Picker
	return append([]ui.Action{
		{Name: "picker.open", Binding: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", t.Open)), Do: s.open, Refused: s.refused},
		{Name: "picker.refresh", Binding: key.NewBinding(key.WithKeys("r"), key.WithHelp("r", t.Refresh)), Do: s.reload},
	}, s.rows.Actions("picker", s.d.Text.Moves)...)
}

var _ ui.Screen = (*Screen)(nil)
