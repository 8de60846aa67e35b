package picker

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"awning/tui/ui"
	"awning/tui/widget/cells"
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
		right = st.Dim.Render(fmt.Sprintf(t.Counts, len(s.seen), publishers))
	}
	lines := []string{cells.Ends(st.Text.Render(t.Heading), right, s.width, st.Marks.Ellipsis), ""}
	lines = append(lines, s.rows.Lines()...)
	if s.read && len(s.seen) == 0 && len(lines)+2 <= s.height {
		lines = append(lines, "", st.Dim.Render("  "+cells.Cut(t.Nothing, s.width-2, st.Marks.Ellipsis)))
	}
	return strings.Join(lines, "\n")
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
