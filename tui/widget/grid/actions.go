package grid

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

// Actions are the keys that move the cursor and select, for a screen's own list
// of actions. None needs shift with an arrow, which many terminals do not send.
func (g *Grid) Actions(screen string, w text.Moves) []ui.Action {
	act := func(name, label, help string, do func(), keys ...string) ui.Action {
		return ui.Action{
			Name: screen + "." + name, Quiet: true,
			Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help)),
			Do: func() tea.Cmd {
				do()
				return nil
			},
		}
	}
	half := func() int { return max(g.room()/2, 1) }
	rows, cols := g.src.Rows(), g.src.Cols()
	return []ui.Action{
		act("select", "v", w.Select, g.Anchor, "v"),
		act("column", "C", w.SelectColumn, func() { g.Block(Range{0, g.cursor.Col, rows - 1, g.cursor.Col}) }, "C"),
		act("all", "A", w.SelectAll, func() { g.Block(Range{0, 0, rows - 1, cols - 1}) }, "A"),
		act("down", "j, down", w.Down, func() { g.Move(1, 0) }, "j", "down"),
		act("up", "k, up", w.Up, func() { g.Move(-1, 0) }, "k", "up"),
		act("right", "l, right", w.Right, func() { g.Move(0, 1) }, "l", "right", "tab"),
		act("left", "h, left", w.Left, func() { g.Move(0, -1) }, "h", "left", "shift+tab"),
		act("pagedown", "pgdn", w.PageDown, func() { g.Page(1) }, "pgdown", " "),
		act("pageup", "pgup", w.PageUp, func() { g.Page(-1) }, "pgup"),
		act("halfdown", "ctrl+d", w.HalfDown, func() { g.Move(half(), 0) }, "ctrl+d"),
		act("halfup", "ctrl+u", w.HalfUp, func() { g.Move(-half(), 0) }, "ctrl+u"),
		act("leftmost", "home", w.FirstColumn, func() { g.Move(0, -cols) }, "home"),
		act("rightmost", "end", w.LastColumn, func() { g.Move(0, cols) }, "end"),
		act("first", "g", w.First, func() { g.Move(-rows, 0) }, "g", "ctrl+home"),
		act("last", "G", w.Last, func() { g.Move(rows, 0) }, "G", "ctrl+end"),
	}
}
