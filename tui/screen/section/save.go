package section

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// saveTimeout ends a save that gets no answer. It reads, writes and reads back.
const saveTimeout = 3 * time.Minute

// elsewhere is what a save answers if somebody else changed the document.
type elsewhere interface {
	error
	Elsewhere() model.Document
}

// open starts editing the field under the cursor.
func (s *Screen) open() tea.Cmd {
	r, ok := s.table.Selected()
	if !ok {
		return nil
	}
	d, ok := s.loader.Of(model.Draft).Find(r.id.key)
	if !ok {
		return nil
	}
	s.whole = false
	s.editor = newEditor(s.d, r, d, s.width-2*len(lead))
	return nil
}

// cannotEdit refuses to edit what is under the cursor, and says why.
func (s *Screen) cannotEdit() string {
	r, ok := s.table.Selected()
	if !ok {
		return s.d.Text.Section.NothingHere
	}
	return s.locked(r)
}

// locked says why a field cannot be edited, or "".
func (s *Screen) locked(r row) string {
	t, draft := s.d.Text.Section, s.loader.Of(model.Draft)
	d, _ := draft.Find(r.id.key)
	switch {
	case r.field == nil:
		return t.LockedUnknown
	case d.Sealed:
		return t.LockedSealed
	case r.field.Frozen == catalog.FrozenCreate:
		return t.LockedCreated
	case r.field.Frozen == catalog.FrozenPublish && s.published(r):
		return t.LockedPublished
	case !r.field.Editable():
		return t.LockedKind
	case !draft.Fresh && draft.Err != nil:
		return t.LockedNoDraft
	// What the store kept has no secrets in it: sent back it would delete them.
	case !draft.Fresh:
		return t.LockedStale
	}
	return ""
}

// published reports whether preview or live has the document a field is in.
func (s *Screen) published(r row) bool {
	return slices.ContainsFunc([]model.Environment{model.Preview, model.Live}, func(env model.Environment) bool {
		_, ok := s.loader.Of(env).Find(r.id.key)
		return ok
	})
}

// edit takes a key while a field is being edited.
func (s *Screen) edit(msg tea.KeyMsg) tea.Cmd {
	if cmd, ok := ui.Dispatch(msg, s.Actions()); ok {
		return cmd
	}
	s.editor.update(msg)
	return nil
}

// leave closes the editor; what was typed and not saved is asked about.
func (s *Screen) leave() tea.Cmd {
	t, e := s.d.Text.Section, s.editor
	if e.saving {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: t.StillSaving})
	}
	if !e.changed() {
		s.editor = nil
		return nil
	}
	return ui.Confirm(ui.Question{
		Title: t.Discard, Body: []string{fmt.Sprintf(t.DiscardBody, e.row.label)},
		Yes: t.DiscardYes, No: t.DiscardNo,
		Do: func() tea.Cmd {
			s.editor = nil
			return nil
		},
	})
}

// commit checks what was typed and saves it.
func (s *Screen) commit() tea.Cmd {
	t, e := s.d.Text.Section, s.editor
	if e.saving || e.clash { // their version must be taken as the base first
		return nil
	}
	if !e.changed() {
		s.editor = nil
		return ui.Notify(ui.Notice{Level: ui.Info, Text: fmt.Sprintf(t.NothingChanged, e.row.label)})
	}
	v, err := e.row.field.Parse(e.value())
	if err != nil {
		e.problem = fmt.Sprintf(t.Broken, sanitize.Line(err.Error()))
		return nil
	}
	doc, err := e.row.field.Set(e.base.Raw, v)
	if err != nil {
		e.problem = fmt.Sprintf(t.SaveFailed, sanitize.Line(err.Error()))
		return nil
	}
	if bytes.Equal(doc, e.base.Raw) {
		s.editor = nil
		return ui.Notify(ui.Notice{Level: ui.Info, Text: fmt.Sprintf(t.NothingChanged, e.row.label)})
	}
	e.saving, e.problem = true, ""
	api, o, edit := s.api, s.offer, model.Edit{Base: e.base, Raw: doc}
	// Once sent, a write is seen through to its answer, whatever is pressed.
	return s.save.Start(context.WithoutCancel(s.ctx()), saveTimeout, func(ctx context.Context) (model.Document, error) {
		return api.Save(ctx, o, edit)
	})
}

// saved takes the answer to a save. A failed one leaves the field open and
// filled.
func (s *Screen) saved(d model.Document, err error) tea.Cmd {
	e := s.editor
	if e == nil {
		return nil
	}
	e.saving = false
	t := s.d.Text.Section
	if err == nil {
		s.editor = nil
		s.loader.Put(d)
		s.refresh()
		return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Saved, e.row.label)})
	}
	if other, ok := errors.AsType[elsewhere](err); ok {
		e.theirs, e.clash = other.Elsewhere(), true
		theirs, _, errGet := e.row.field.Get(e.theirs.Raw)
		if errGet != nil {
			theirs = nil
		}
		e.problem = fmt.Sprintf(t.Elsewhere, s.line(row{field: e.row.field, value: theirs}))
		return nil
	}
	notice := ui.Failure(s.d.Text, fmt.Sprintf(t.Replaced, e.row.label), err)
	e.problem = notice.Text
	if notice.Hint != "" {
		e.problem += ". " + notice.Hint
	}
	return nil
}

// rebase takes the other version as the base and keeps what was typed.
func (s *Screen) rebase() tea.Cmd {
	e := s.editor
	e.base, e.clash, e.problem = e.theirs, false, s.d.Text.Section.Reloaded
	theirs, _, err := e.row.field.Get(e.theirs.Raw)
	if err != nil {
		theirs = nil
	}
	e.start = plain(e.row.field, theirs)
	s.loader.Put(e.theirs)
	s.refresh()
	return nil
}
