package section

import (
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/external"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// keepAfter is how long after a key what is typed is kept. With the store's own
// time it is less than a second.
const keepAfter = 600 * time.Millisecond

// open starts editing the field under the cursor.
func (s *Screen) open() tea.Cmd {
	r, ok := s.table.Selected()
	if !ok {
		return nil
	}
	s.show = fields
	s.editor = newEditor(s.d, r, r.others)
	s.layout()
	return nil
}

// cannotEdit refuses to edit what is under the cursor, and says why.
func (s *Screen) cannotEdit() string {
	r, ok := s.table.Selected()
	if !ok {
		return s.d.Text.Section.NothingHere
	}
	if r.field != nil && r.field.Kind == catalog.File {
		return "" // to check a file changes nothing
	}
	return s.locked(r)
}

// locked says why a field cannot be edited, or "".
func (s *Screen) locked(r row) string {
	t, draft := s.d.Text.Section, s.loader.Of(model.Draft)
	d, _ := draft.Find(r.id.key)
	switch {
	case d.Sealed:
		return t.LockedSealed
	case r.field != nil && r.field.Frozen == catalog.FrozenCreate:
		return t.LockedCreated
	case r.field != nil && r.field.Frozen == catalog.FrozenPublish && s.published(r.id.key):
		return t.LockedPublished
	case r.hidden:
		return t.LockedSecret
	case r.field != nil && r.field.Kind == catalog.File, r.id.path == "":
		return t.LockedKind
	case !draft.Fresh && draft.Err != nil:
		return t.LockedNoDraft
	// What the store kept has no secrets in it: sent back it would delete them.
	case !draft.Fresh:
		return t.LockedStale
	case s.sending.Busy():
		return t.StillSaving
	}
	return ""
}

// published reports whether preview or live has a document.
func (s *Screen) published(k model.SectionKey) bool {
	return slices.ContainsFunc([]model.Environment{model.Preview, model.Live}, func(env model.Environment) bool {
		_, ok := s.loader.Of(env).Find(k)
		return ok
	})
}

// press takes a key while a field is being edited, or while the store works.
func (s *Screen) press(msg tea.KeyMsg) tea.Cmd {
	if s.busy() {
		s.desk.keys = append(s.desk.keys, msg)
		return nil
	}
	if s.editor == nil {
		return nil
	}
	if cmd, ok := ui.Dispatch(msg, s.Actions()); ok {
		return cmd
	}
	s.editor.update(msg)
	s.layout()
	return s.soon()
}

// due is time to keep what is being typed.
type due struct{ of *editor }

// soon has what is typed kept a moment later, so that not each key is a write.
func (s *Screen) soon() tea.Cmd {
	e := s.editor
	if e.timed || e.entry.typed() == e.held {
		return nil
	}
	e.timed = true
	return tea.Tick(keepAfter, func(time.Time) tea.Msg { return due{e} })
}

// keepTyped keeps what is being typed while the field stays open. It is no step
// for undo: that is the whole field.
func (s *Screen) keepTyped(e *editor) tea.Cmd {
	e.timed = false
	if e != s.editor || e.leaving {
		return nil
	}
	typed := e.entry.typed()
	v, _ := e.value()
	return s.put(keeping{changes: []change{{id: e.row.id, from: e.before, to: v}}, done: func(err error) tea.Cmd {
		if e != s.editor {
			return nil
		}
		if err != nil {
			e.unkept = fmt.Sprintf(s.d.Text.Section.NotKept, sanitize.Line(err.Error()))
			return s.soon()
		}
		e.held, e.keptAt, e.unkept = typed, s.d.Now(), ""
		return s.soon()
	}})
}

// commit takes what was typed; a broken rule keeps the field open.
func (s *Screen) commit() tea.Cmd {
	if _, err := s.editor.value(); err != nil && s.editor.changed() {
		s.editor.problem = fmt.Sprintf(s.d.Text.Section.Broken, sanitize.Line(err.Error()))
		return s.keepTyped(s.editor)
	}
	return s.leave(func(error) tea.Cmd { return nil })
}

// leave closes the editor once what was typed is kept, whatever rule it breaks:
// saving asks for that. then is told how it went.
func (s *Screen) leave(then func(error) tea.Cmd) tea.Cmd {
	e := s.editor
	if !e.changed() && e.held == e.start {
		s.editor = nil
		s.layout()
		return then(nil)
	}
	e.leaving = true
	v, _ := e.value()
	return s.put(keeping{changes: []change{{id: e.row.id, from: e.before, to: v}}, record: true, done: func(err error) tea.Cmd {
		e.leaving, e.unkept = false, ""
		if err != nil {
			e.unkept = fmt.Sprintf(s.d.Text.Section.NotKept, sanitize.Line(err.Error()))
			return tea.Batch(then(err), s.soon())
		}
		s.editor = nil
		s.layout()
		return then(nil)
	}})
}

// closeEditor leaves a field that changes nothing.
func (s *Screen) closeEditor() tea.Cmd {
	s.editor = nil
	s.layout()
	return nil
}

// outside has the text under the cursor edited in the user's own editor.
func (s *Screen) outside() tea.Cmd {
	if s.editor == nil {
		s.open()
	}
	b := s.editor.box()
	return s.nav.Editor.Open(s.ctx(), s.editor, b.Value(), b.ext)
}

func (s *Screen) cannotOutside() string {
	if why := s.cannotEdit(); why != "" {
		return why
	}
	e := s.editor
	if e == nil {
		r, _ := s.table.Selected()
		e = newEditor(s.d, r, nil)
	}
	if e.box() == nil {
		return s.d.Text.Section.NotLong
	}
	return ""
}

// wrote takes what the user's own editor made of the text.
func (s *Screen) wrote(d external.Done) tea.Cmd {
	e, ok := d.Owner.(*editor)
	if !ok || e != s.editor {
		return nil
	}
	t := s.d.Text.Section
	switch {
	case d.Err != nil:
		e.problem = fmt.Sprintf(t.EditorFailed, sanitize.Line(d.Err.Error()))
		s.layout()
		return nil
	case !d.Changed:
		return ui.Notify(ui.Notice{Level: ui.Info, Text: fmt.Sprintf(t.NothingChanged, e.row.label)})
	}
	e.box().Replace(d.Text)
	e.touched = true
	s.layout()
	return s.keepTyped(e)
}

// box is the box of several lines that is typed into; nil if it is none.
func (e *editor) box() *boxEntry {
	switch b := e.entry.(type) {
	case *textBox:
		return &b.boxEntry
	case *listBox:
		return &b.boxEntry
	case *jsonBox:
		return &b.boxEntry
	}
	return nil
}
