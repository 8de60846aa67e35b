package section

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
)

// Actions lists what can be done here: with the editor, if it is open.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Section
	if s.editor != nil {
		return s.editing()
	}
	rows := []ui.Action{
		act("edit", t.ActEdit, s.open, "enter", "e"),
		act("view", t.ActView, s.view(!s.whole), "v"),
		act("compare", t.ActCompare, func() tea.Cmd { return ui.Go(s.nav.Compare(s.offer, s.key.Whole())) }, "c"),
		act("reload", t.ActReload, s.load, "r"),
	}
	rows[0].Refused = s.cannotEdit
	if s.whole {
		rows = append(rows, act("close", t.ActClose, s.view(false), "esc"))
		return append(rows, s.detail.Actions("section", s.d.Text.Moves)...)
	}
	return append(rows, s.table.Actions("section", s.d.Text.Moves)...)
}

// editing are the keys of the editor. In a box enter is a new line.
func (s *Screen) editing() []ui.Action {
	t := s.d.Text.Section
	save := act("save", t.ActSave, s.commit, "enter", "ctrl+s")
	if s.editor.box != nil {
		save = act("save", t.ActSave, s.commit, "ctrl+s")
	}
	rows := []ui.Action{save, act("leave", t.ActLeave, s.leave, "esc")}
	if s.editor.clash {
		rows = append(rows, act("rebase", t.ActRebase, s.rebase, "ctrl+r"))
	}
	return rows
}

func act(name, help string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{
		Name:    "section." + name,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do:      do,
	}
}

// view shows the whole of a value, or the fields again.
func (s *Screen) view(whole bool) func() tea.Cmd {
	return func() tea.Cmd {
		s.whole = whole
		s.detail.Move(-1 << 20)
		return nil
	}
}
