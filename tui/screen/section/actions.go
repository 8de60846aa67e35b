package section

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/catalog"
	"awning/tui/ui"
)

// Actions lists what can be done here: with the editor, if it is open.
func (s *Screen) Actions() []ui.Action {
	switch {
	case s.editor != nil:
		return s.editing()
	case s.copying != nil:
		return s.choosingPlan()
	case s.desk.offered:
		return s.answering()
	}
	t := s.d.Text.Section
	rows := []ui.Action{
		refused(act("edit", t.ActEdit, s.open, "enter", "e"), s.cannotEdit),
		refused(act("save", t.ActSave, s.save, "ctrl+s"), s.cannotSave),
		act("view", t.ActView, s.view(whole), "v"),
		act("compare", t.ActCompare, func() tea.Cmd { return ui.Go(s.nav.Compare(s.offer, s.key.Whole())) }, "c"),
		refused(act("undo", t.ActUndo, s.undo, "u"), s.cannotUndo),
		quiet(refused(act("redo", t.ActRedo, s.redo, "ctrl+r"), s.cannotRedo)),
		quiet(refused(act("editor", t.ActEditor, s.outside, "E"), s.cannotOutside)),
		quiet(refused(act("preview", t.ActPreview, s.view(rendered), "p"), s.cannotRender)),
		quiet(refused(act("revert", t.ActRevert, s.revert, "R"), s.cannotRevert)),
		quiet(refused(act("discard", t.ActDiscard, s.discard, "D"), s.cannotDiscard)),
		quiet(act("discarded", t.Shelf.ActOpen, s.openShelf, "U")),
		act("reload", t.ActReload, s.reload, "r"),
	}
	if s.key.Plan != "" {
		rows = append(rows, quiet(refused(act("copy", t.ActCopyPlan, s.copyFrom, "f"), s.cannotCopy)))
	}
	if s.prices() {
		rows = append(rows, act("prices", t.ActPrices, func() tea.Cmd { return ui.Go(s.nav.Prices(s.offer, s.key.Plan)) }, "$"))
	}
	if s.holdsFiles() {
		rows = append(rows, refused(act("remove", t.File.ActRemove, s.remove, "x"), s.cannotRemove))
	}
	rows = ui.Writing(rows, "section.edit", "section.save", "section.editor", "section.copy", "section.remove")
	switch {
	case s.show != fields:
		rows = append(rows, act("close", t.ActClose, s.view(fields), "esc"))
		return append(rows, s.detail.Actions("section", s.d.Text.Moves)...)
	case s.below:
		rows = append(rows, quiet(act("jump", t.ActJump, s.jump, "tab", "shift+tab", "esc")))
		return append(rows, s.detail.Actions("section", s.d.Text.Moves)...)
	}
	rows = append(rows, quiet(act("jump", t.ActJump, s.jump, "tab", "shift+tab")))
	return append(rows, s.table.Actions("section", s.d.Text.Moves)...)
}

// editing are the keys of the editor. In a box enter is a new line.
func (s *Screen) editing() []ui.Action {
	t := s.d.Text.Section
	box := s.editor.box() != nil
	var rows []ui.Action
	file, ok := s.fileEntry()
	switch {
	case ok && file.way != nil:
		return append(rows, act("leave", t.File.ActStop, s.stopUpload(file), "esc"))
	case ok:
		return append(rows,
			act("check", t.File.ActCheck, s.checkPath(file), "enter"),
			refused(act("upload", t.File.ActUpload, s.upload(file), "ctrl+s"), s.cannotUpload(file)),
			act("complete", t.File.ActTab, s.completePath(file), "tab"),
			act("leave", t.ActClose, s.closeEditor, "esc"),
		)
	case !box:
		rows = append(rows, act("take", t.ActTake, s.commit, "enter"))
	}
	if _, ok = s.editor.entry.(*picksEntry); ok {
		choose := act("choose", t.ActChoose, s.typeKey(tea.KeySpace), " ")
		choose.SetHelp("space", t.ActChoose)
		rows = append(rows, choose, quiet(act("all", t.ActChooseAll, s.typeKey(tea.KeyCtrlA), "ctrl+a")))
	}
	rows = append(rows,
		act("save", t.ActSave, s.save, "ctrl+s"),
		act("leave", t.ActLeave, func() tea.Cmd { return s.leave(func(error) tea.Cmd { return nil }) }, "esc"),
	)
	if box {
		rows = append(rows, act("editor", t.ActEditor, s.outside, "ctrl+e"))
	}
	if u, ok := s.editor.entry.(undoer); ok {
		rows = append(rows,
			act("undo", t.ActUndo, s.typedBack(u.Undo, t.NothingToUndo), "ctrl+_"),
			quiet(act("redo", t.ActRedo, s.typedBack(u.Redo, t.NothingToRedo), "ctrl+r")),
		)
	}
	return rows
}

// typeKey gives the open field a key that has a name here only so that it is seen.
func (s *Screen) typeKey(k tea.KeyType) func() tea.Cmd {
	return func() tea.Cmd {
		s.editor.update(tea.KeyMsg{Type: k})
		s.layout()
		return s.soon()
	}
}

// undoer is an entry whose changes can be taken back one by one while it is
// open.
type undoer interface {
	Undo() bool
	Redo() bool
}

// typedBack takes a change of the open field back or makes it again, and says
// if there is none.
func (s *Screen) typedBack(step func() bool, none string) func() tea.Cmd {
	return func() tea.Cmd {
		if !step() {
			return ui.Notify(ui.Notice{Level: ui.Info, Text: none})
		}
		s.editor.retouched()
		s.layout()
		return s.soon()
	}
}

// answering are the keys while edits of before are offered.
func (s *Screen) answering() []ui.Action {
	t := s.d.Text.Section
	rows := []ui.Action{
		act("goon", t.ActGoOn, func() tea.Cmd {
			s.desk.offered = false
			s.layout()
			return nil
		}, "enter"),
		act("discard", t.ActDiscard, s.discard, "D"),
		act("reload", t.ActReload, s.reload, "r"),
	}
	return append(rows, s.table.Actions("section", s.d.Text.Moves)...)
}

func act(name, help string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{
		Name:    "section." + name,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do:      do,
	}
}

func refused(a ui.Action, why func() string) ui.Action {
	a.Refused = why
	return a
}

func quiet(a ui.Action) ui.Action {
	a.Quiet = true
	return a
}

// view shows the whole of a value, or what it will look like, or the fields
// again.
func (s *Screen) view(v view) func() tea.Cmd {
	return func() tea.Cmd {
		if s.show == v {
			v = fields
		}
		s.show = v
		s.layout()
		s.detail.Move(-1 << 20)
		return nil
	}
}

// jump moves between the fields and the panel below them.
func (s *Screen) jump() tea.Cmd {
	s.below = !s.below
	return nil
}

func (s *Screen) cannotRender() string {
	if r, ok := s.table.Selected(); !ok || r.field == nil || r.field.Kind != catalog.HTML {
		return s.d.Text.Section.NotHTML
	}
	return ""
}

// prices reports whether this section's prices are edited on a screen of their
// own.
func (s *Screen) prices() bool {
	return s.nav.Prices != nil && s.key.Plan != "" && s.key.Section == "pricing"
}

func (s *Screen) reload() tea.Cmd { return tea.Batch(s.reread(), s.load()) }
