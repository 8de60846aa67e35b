package section

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// removed is the name of a file that is no longer in the draft, clean.
type removed struct{ name string }

// holdsFiles reports whether documents of this section are files, each with what is said
// about it: images, documents, videos.
func (s *Screen) holdsFiles() bool {
	sec, ok := s.t.Section(s.key)
	return ok && slices.ContainsFunc(sec.Fields, isFile)
}

func isFile(f catalog.Field) bool { return f.Kind == catalog.File }

// file is the document under the cursor, and what its file is called, clean.
func (s *Screen) file() (doc model.Document, name string, ok bool) {
	r, ok := s.table.Selected()
	if !ok {
		return doc, "", false
	}
	if doc, ok = s.loader.Of(model.Draft).Find(r.id.key); !ok || doc.Key.Item == "" {
		return doc, "", false
	}
	sec, _ := s.t.Section(s.key)
	for _, f := range sec.Fields {
		if v, found, err := raw.Get(doc.Raw, raw.Pointer(f.Pointer)); isFile(f) && err == nil && found {
			name = cmp.Or(name, sanitize.Line(plain(v)))
		}
	}
	return doc, cmp.Or(name, sanitize.Line(doc.Key.String())), true
}

// cannotRemove refuses what the service would refuse. Files are told apart by their
// place among those of their kind, which removing one changes: an edit that is not
// saved would end at another.
func (s *Screen) cannotRemove() string {
	t := s.d.Text.Section
	doc, _, ok := s.file()
	switch {
	case !ok:
		return t.File.NoFile
	case doc.Sealed:
		return t.LockedSealed
	case doc.Dialect != model.V1:
		return t.File.RemoveInPortal
	case len(s.desk.edits) > 0:
		return t.File.RemoveLast
	case !s.loader.Of(model.Draft).Fresh:
		return t.LockedStale
	case s.sending.Busy():
		return t.StillSaving
	case s.removing.Busy():
		return t.File.Removing
	}
	return ""
}

// remove asks, and takes the file under the cursor out of the draft.
func (s *Screen) remove() tea.Cmd {
	t := s.d.Text.Section.File
	doc, name, ok := s.file()
	if !ok {
		return nil
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Remove, name), Body: []string{t.RemoveBody}, Yes: t.RemoveYes, No: t.RemoveNo,
		Do: func() tea.Cmd {
			api, o := s.api, s.offer
			// Once sent, a write is seen through to its answer, whatever is pressed.
			return s.removing.Start(context.WithoutCancel(s.ctx()), saveTimeout, func(ctx context.Context) (removed, error) {
				return removed{name}, api.RemoveFile(ctx, o, doc)
			})
		},
	})
}

// gotRemoved takes what became of it. The draft is read again either way.
func (s *Screen) gotRemoved(r removed, err error) tea.Cmd {
	t := s.d.Text.Section.File
	again := s.loader.Start(s.ctx(), model.Draft)
	if err != nil {
		return tea.Batch(again, ui.Fail(s.d.Text, fmt.Sprintf(t.RemoveDoing, r.name), err))
	}
	return tea.Batch(again, ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Removed, r.name)}))
}
