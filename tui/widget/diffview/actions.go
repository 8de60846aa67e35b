package diffview

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

// Actions are the keys that go through the changes, for a screen's own list of
// actions.
func (v *View) Actions(screen string, w text.Moves) []ui.Action {
	move := func(name, label, help string, do func(), keys ...string) ui.Action {
		return ui.Action{
			Name: screen + "." + name, Quiet: true,
			Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)),
			Do: func() tea.Cmd {
				do()
				return nil
			},
		}
	}
	return []ui.Action{
		move("down", "j, down", w.Down, func() { v.Move(1) }, "j", "down"),
		move("up", "k, up", w.Up, func() { v.Move(-1) }, "k", "up"),
		move("pagedown", "pgdn", w.PageDown, func() { v.Page(1) }, "pgdown", " "),
		move("pageup", "pgup", w.PageUp, func() { v.Page(-1) }, "pgup"),
		move("first", "home", w.First, v.First, "home"),
		move("last", "G, end", w.Last, v.Last, "G", "end"),
	}
}
