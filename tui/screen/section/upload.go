package section

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// uploadTimeout ends an upload that goes nowhere: a gigabyte takes three hours on
// a slow line.
const uploadTimeout = 6 * time.Hour

// Uploads puts files into the draft and takes them out.
type Uploads interface {
	// Upload sends a file and waits until the service has looked at it. The draft has
	// it then, without a save.
	Upload(ctx context.Context, o model.Offer, u client.Upload) (model.Document, error)
	// RemoveFile takes an image, document or video out of the draft. What was
	// published keeps it until the next time.
	RemoveFile(ctx context.Context, o model.Offer, doc model.Document) error
}

// uploaded is a file that arrived, by its name, and the document that names it now.
type uploaded struct {
	name string
	doc  model.Document
}

// upload sends the file whose path is typed. Leaving the screen ends it: what was not
// finished is as if it had not begun.
func (s *Screen) upload(e *fileEntry) func() tea.Cmd {
	return func() tea.Cmd {
		base, ok := s.loader.Of(model.Draft).Find(e.r.id.key)
		if !ok {
			return nil // a row without a document has no field to open
		}
		way := new(atomic.Pointer[client.UploadProgress])
		way.Store(&client.UploadProgress{Stage: client.UploadSending})
		e.way = way
		s.layout()
		path, field, api, o := e.path.Value(), e.r.field.ID, s.api, s.offer
		return s.uploading.Start(s.ctx(), uploadTimeout, func(ctx context.Context) (uploaded, error) {
			f, size, err := files.Open(path)
			if err != nil {
				return uploaded{}, err
			}
			name := filepath.Base(f.Name())
			doc, err := api.Upload(ctx, o, client.Upload{
				Base: base, Field: field, Name: name, Size: size, Content: f,
				Progress: func(p client.UploadProgress) { way.Store(&p) },
			})
			return uploaded{name, doc}, errors.Join(err, f.Close())
		})
	}
}

// cannotUpload refuses what the service would refuse, and what would leave edits without the
// document they were made on.
func (s *Screen) cannotUpload(e *fileEntry) func() string {
	return func() string {
		t := s.d.Text.Section
		switch {
		case e.r.dialect != model.V1:
			return t.File.Address
		case !e.fits:
			return t.File.CheckFirst
		case slices.ContainsFunc(s.desk.edits, func(u model.FieldEdit) bool { return u.Key == e.r.id.key }):
			return t.File.SaveFirst
		case !s.loader.Of(model.Draft).Fresh:
			return t.LockedStale
		case s.removing.Busy():
			return t.File.Removing
		}
		return ""
	}
}

// stopUpload ends an upload at once.
func (s *Screen) stopUpload(e *fileEntry) func() tea.Cmd {
	return func() tea.Cmd {
		s.uploading.Stop()
		e.way = nil
		s.layout()
		return ui.Notify(ui.Notice{Level: ui.Info, Text: s.d.Text.Section.File.Stopped})
	}
}

// arrived takes what became of an upload.
func (s *Screen) arrived(u uploaded, err error) tea.Cmd {
	t := s.d.Text.Section.File
	if e, ok := s.fileEntry(); ok && e.way != nil {
		e.way = nil
		if err == nil {
			s.editor = nil
		}
	}
	if err == nil {
		s.loader.Put(u.doc)
	}
	s.refresh()
	again := s.loader.Start(s.ctx(), model.Draft)
	if err != nil {
		return tea.Batch(again, ui.Fail(s.d.Text, fmt.Sprintf(t.Doing, s.Title()), err))
	}
	return tea.Batch(again, ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Arrived, sanitize.Line(u.name))}))
}

// fileEntry is the field that is open, if it takes a file.
func (s *Screen) fileEntry() (*fileEntry, bool) {
	if s.editor == nil {
		return nil, false
	}
	e, ok := s.editor.entry.(*fileEntry)
	return e, ok
}

// progress says how far an upload is.
func (e *fileEntry) progress() string {
	t, p := e.d.Text.Section.File, e.way.Load()
	switch {
	case p.Stage == client.UploadProcessing || p.Stage == client.UploadDone:
		return t.Processing
	case p.Size == 0:
		return t.Opening
	}
	return fmt.Sprintf(t.Sending, 100*p.Sent/p.Size, p.Size)
}
