package checklist

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// recount reads which edits of this offer are on this machine only.
func (s *Screen) recount() tea.Cmd {
	api, o := s.api, s.offer
	return s.counting.Start(s.ctx(), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
		return api.Edits(ctx, o)
	})
}

// counted takes what recount read.
func (s *Screen) counted(r ui.Result[[]model.FieldEdit]) tea.Cmd {
	if !s.counting.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Checklist.ReadingEdits, r.Err)
	}
	s.edits = r.Val
	s.layout()
	return nil
}

// unsaved says that edits are on this machine only and will not travel; nothing
// if there are none.
func (s *Screen) unsaved() string {
	t := s.d.Text.Checklist
	if len(s.edits) == 0 {
		return ""
	}
	return fmt.Sprintf(t.NotPart, text.Count(len(s.edits), t.Unsaved, t.ManyUnsaved), s.edited())
}

// edited names the sections that have unsaved edits.
func (s *Screen) edited() string {
	var names []string
	for _, e := range s.edits {
		if name := show.Section(s.t, e.Key.Whole(), s.d.Styles.Marks.Crumb); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return join(names)
}

// editsOf are the unsaved edits of a row.
func (s *Screen) editsOf(i checklist.Item) []model.FieldEdit {
	return slices.DeleteFunc(slices.Clone(s.edits), func(e model.FieldEdit) bool { return e.Key.Whole() != i.Key })
}

func (s *Screen) allSaved() string {
	if len(s.edits) == 0 {
		return s.d.Text.Checklist.AllSaved
	}
	return ""
}

// openUnsaved goes to the first unsaved edit of the row under the cursor, or else
// of the offer.
func (s *Screen) openUnsaved() tea.Cmd {
	e := s.edits[0]
	if i, ok := s.table.Selected(); ok {
		if here := s.editsOf(i); len(here) > 0 {
			e = here[0]
		}
	}
	s.away = true
	return ui.Go(s.nav.Field(s.offer, checklist.Fault{Key: e.Key, Field: s.fieldAt(e)}))
}

// fieldAt is the catalogue's id of the field an edit is of; empty if the
// catalogue does not know it.
func (s *Screen) fieldAt(e model.FieldEdit) string {
	if s.t == nil {
		return ""
	}
	section, ok := s.t.Section(e.Key)
	if !ok {
		return ""
	}
	for _, f := range section.Fields {
		if e.Path == f.Pointer || strings.HasPrefix(e.Path, f.Pointer+"/") {
			return f.ID
		}
	}
	return ""
}
