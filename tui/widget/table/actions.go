package table

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

// Actions are the keys that move the cursor, for a screen's own list of
// actions: arrows and letters both, nothing on function keys only.
func (t *Table[K, T]) Actions(screen string, w text.Moves) []ui.Action {
	row := func(name, label, help string, do func(), keys ...string) ui.Action {
		return ui.Action{
			Name: screen + "." + name, Quiet: true,
			Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)),
			Do: func() tea.Cmd {
				do()
				return nil
			},
		}
	}
	half := func() int { return max(t.room()/2, 1) }
	return []ui.Action{
		row("down", "j, down", w.Down, func() { t.Move(1) }, "j", "down"),
		row("up", "k, up", w.Up, func() { t.Move(-1) }, "k", "up"),
		row("pagedown", "pgdn", w.PageDown, func() { t.Page(1) }, "pgdown", " "),
		row("pageup", "pgup", w.PageUp, func() { t.Page(-1) }, "pgup"),
		row("halfdown", "ctrl+d", w.HalfDown, func() { t.Move(half()) }, "ctrl+d"),
		row("halfup", "ctrl+u", w.HalfUp, func() { t.Move(-half()) }, "ctrl+u"),
		row("first", "home", w.First, t.Home, "home"),
		row("last", "G, end", w.Last, t.End, "G", "end"),
	}
}
