package root

import (
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/clip"
	"awning/tui/text"
	"awning/tui/ui"
)

// copy hands a text to the terminal's clipboard. Nobody can tell whether the
// terminal took it, so the notice says how it went there.
func (a *App) copy(c ui.Copy) tea.Cmd {
	t, write := a.o.Deps.Text, a.o.Deps.Copy
	switch {
	case c.Text == "":
		return a.tell(ui.Notice{Level: ui.Info, Text: t.Shell.CopyNothing})
	case write == nil:
		return a.tell(ui.Notice{Level: ui.Info, Text: t.Shell.CopyNowhere})
	}
	doing := fmt.Sprintf(t.Shell.CopyDoing, c.What)
	done := ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Shell.Copied, c.What, text.Count(len([]rune(c.Text)), t.Shell.Character, t.Shell.Characters))}
	return func() tea.Msg {
		err := write(c.Text)
		if _, long := errors.AsType[*clip.TooLongError](err); long {
			return ui.Notice{Level: ui.Info, Text: t.CouldNot(doing, err.Error()), Hint: t.Shell.CopyLongHint}
		}
		if err != nil {
			return ui.Failure(t, doing, err)
		}
		return done
	}
}

// copyHere copies what the screen on top offers.
func (a *App) copyHere() tea.Cmd {
	c, ok := a.top().Screen.(ui.Copier)
	if !ok {
		return nil
	}
	what, value := c.Copied()
	return a.copy(ui.Copy{What: what, Text: value})
}
