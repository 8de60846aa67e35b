package prices

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// Actions lists what can be done here: with the prompt, in the list of flags,
// or in the grid.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Prices
	switch {
	case s.prompt != nil:
		return s.prompting()
	case s.listed:
		rows := []ui.Action{
			act("go", t.ActShow, s.showFlag, "enter"),
			act("close", t.ActClose, s.showList(false), "esc", "F"),
		}
		return append(rows, s.flags.Actions("prices", s.d.Text.Moves)...)
	}
	edit := func(a ui.Action) ui.Action {
		a.Refused = s.cannotEdit
		return a
	}
	when := func(a ui.Action, refused func() string) ui.Action {
		a.Refused = refused
		return a
	}
	rows := []ui.Action{
		edit(act("edit", t.ActEdit, func() tea.Cmd { return s.openCell("") }, "enter")),
		when(act("save", t.ActSave, s.commit, "ctrl+s"), s.cannotSave),
		edit(act("percent", t.ActPercent, s.openPercent, "%")),
		when(act("fill", t.ActFill, s.fill, "f"), s.cannotFill),
		edit(act("factor", t.ActFactor, s.openFactor, "b")),
		edit(act("paste", t.ActPaste, s.openPaste, "p")),
		when(act("undo", t.ActUndo, s.undo, "u"), s.cannotUndo),
		when(act("redo", t.ActRedo, s.redo, "ctrl+r"), s.cannotRedo),
		edit(act("revert", t.ActRevert, s.revert, "x")),
		when(act("find", t.ActFind, s.openFind, "/"), s.nothingHere),
		when(act("flags", t.ActFlags, s.showList(true), "F"), s.nothingHere),
		when(act("next", t.ActNext, s.toFlag(1), "n"), s.noFlags),
		when(quiet(act("previous", t.ActPrevious, s.toFlag(-1), "N")), s.noFlags),
		edit(act("import", t.ActImport, s.openImport, "i")),
		act("reload", t.ActReload, s.load, "r"),
	}
	rows = ui.Writing(rows, "prices.edit", "prices.save", "prices.percent", "prices.fill", "prices.factor", "prices.paste", "prices.revert", "prices.import")
	switch {
	case s.book == nil:
		return rows
	case s.grid.Ranged():
		rows = append(rows, act("release", t.ActRelease, s.release, "esc"))
	case s.unkept():
		rows = append(rows, act("leave", t.ActDiscard, s.leave, "esc"))
	}
	return append(rows, s.grid.Actions("prices", s.d.Text.Moves)...)
}

// prompting are the keys of a prompt. In a box enter is a new line.
func (s *Screen) prompting() []ui.Action {
	take := act("take", s.prompt.act, s.accept, "enter", "ctrl+s")
	if s.prompt.box != nil {
		take = act("take", s.prompt.act, s.accept, "ctrl+s")
	}
	return []ui.Action{take, act("close", s.d.Text.Prices.ActLeave, s.leavePrompt, "esc")}
}

func act(name, help string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{
		Name:    "prices." + name,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do:      do,
	}
}

func quiet(a ui.Action) ui.Action {
	a.Quiet = true
	return a
}

// dirty reports whether something would be lost by leaving.
func (s *Screen) dirty() bool { return s.book != nil && s.book.edits() > 0 }

// nothingHere says why there is no cell to act on, or "".
func (s *Screen) nothingHere() string {
	if s.book == nil {
		return s.why
	}
	return ""
}

// cannotEdit says why no price can be edited now, or "".
func (s *Screen) cannotEdit() string {
	t, draft := s.d.Text.Prices, s.loader.Of(model.Draft)
	switch {
	case s.book == nil:
		return s.why
	case s.save.Busy():
		return t.StillSaving
	case s.book.doc.Sealed:
		return t.Sealed
	case !draft.Fresh && draft.Err != nil:
		return t.NoDraft
	case !draft.Fresh, !s.desk.known:
		return t.Stale
	}
	return ""
}

// cannotFill refuses to fill what is one row only.
func (s *Screen) cannotFill() string {
	if why := s.cannotEdit(); why != "" {
		return why
	}
	if r := s.grid.Range(); r.Top == r.Bottom {
		return s.d.Text.Prices.NoRange
	}
	return ""
}

func (s *Screen) cannotSave() string {
	if why := s.cannotEdit(); why != "" {
		return why
	}
	if !s.dirty() {
		return s.d.Text.Prices.NothingToSave
	}
	return ""
}

func (s *Screen) cannotUndo() string {
	if why := s.cannotEdit(); why != "" {
		return why
	}
	if len(s.book.past) == 0 {
		return s.d.Text.Prices.NothingToUndo
	}
	return ""
}

func (s *Screen) cannotRedo() string {
	if why := s.cannotEdit(); why != "" {
		return why
	}
	if len(s.book.future) == 0 {
		return s.d.Text.Prices.NothingAgain
	}
	return ""
}

func (s *Screen) noFlags() string {
	if s.book == nil {
		return s.why
	}
	if len(s.book.flagged) == 0 {
		return s.d.Text.Prices.NoFlags
	}
	return ""
}

func (s *Screen) release() tea.Cmd {
	s.grid.Release()
	return nil
}

// leave asks before edits that are not saved are given up.
func (s *Screen) leave() tea.Cmd {
	t := s.d.Text.Prices
	if s.save.Busy() {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: t.StillSaving})
	}
	return ui.Confirm(ui.Question{
		Title: t.Discard, Body: []string{fmt.Sprintf(t.DiscardBody, s.book.edits())},
		Yes: t.DiscardYes, No: t.DiscardNo, Do: ui.Back,
	})
}
