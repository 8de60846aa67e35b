package pane

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

// Actions are the keys that scroll, for a screen's own list of actions.
func (p *Pane) Actions(screen string, w text.Moves) []ui.Action {
	scroll := func(name, label, help string, do func(), keys ...string) ui.Action {
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
		scroll("down", "j, down", w.Down, func() { p.Move(1) }, "j", "down"),
		scroll("up", "k, up", w.Up, func() { p.Move(-1) }, "k", "up"),
		scroll("pagedown", "pgdn", w.PageDown, func() { p.Page(1) }, "pgdown", " "),
		scroll("pageup", "pgup", w.PageUp, func() { p.Page(-1) }, "pgup"),
		scroll("first", "home", w.First, func() { p.Move(-len(p.lines)) }, "home"),
		scroll("last", "G, end", w.Last, func() { p.Move(len(p.lines)) }, "G", "end"),
	}
}
