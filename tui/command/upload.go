package command

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/files"
)

const (
	// uploadTimeout ends an upload that goes nowhere: a gigabyte takes three hours
	// on a slow line.
	uploadTimeout = 6 * time.Hour
	// sendingEvery is how often a person is told how much has been sent.
	sendingEvery = 5 * time.Second
)

// uploads reports whether what was typed names a file that is to be uploaded, not
// one to read a value from.
func (p place) uploads(typed string) bool {
	named := strings.HasPrefix(typed, "@") && !strings.HasPrefix(typed, "@@")
	switch {
	case p.field == nil || !named || p.doc.Sealed:
		return false
	case p.field.Kind == catalog.File:
		return true
	}
	// References to packages are JSON, which standard input may still bring.
	return len(p.field.Files) > 0 && p.doc.Dialect == model.V1 && typed != "@-"
}

// fileOf understands PATH=@FILE of a field that takes files: the file is there, and
// keeps the field's rules.
func (s *subject) fileOf(p place, typed string) (a assignment, err error) {
	name := strings.TrimPrefix(typed, "@")
	if name == "-" {
		t := &s.text.Command.Upload
		return assignment{}, wrong(sprintf(t.FromInput, p.path), sprintf(t.Like, s.offer.ID, p.path))
	}
	f, size, err := files.Open(name)
	if err != nil {
		return assignment{}, &Error{Exit: WrongUsage, Text: err.Error(), Cause: err}
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	a = assignment{place: p, file: name}
	if p.doc.Dialect != model.V1 {
		return a, nil // the market says, before it sends anything, who takes none
	}
	if errBroken := broken(p, f, size); errBroken != nil {
		return a, &client.FileError{Offer: s.offer.ID, Key: p.doc.Key, Name: filepath.Base(f.Name()), Err: errBroken}
	}
	return a, nil
}

// broken is what a file has against the rules of the place it is for.
func broken(p place, f *os.File, size int64) error {
	root, err := raw.Parse(p.doc.Raw)
	if err != nil {
		return err
	}
	facts, err := catalog.Inspect(filepath.Base(f.Name()), f, size)
	if err != nil {
		return err
	}
	return p.field.CheckFile(root, facts)
}

// upload sends the file of an assignment and returns the document that names it
// now. base is the document as it was read last.
func (s *subject) upload(ctx context.Context, base model.Document, a assignment) (doc model.Document, err error) {
	f, size, err := files.Open(a.file)
	if err != nil {
		return model.Document{}, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	ctx, cancel := context.WithTimeout(ctx, uploadTimeout)
	defer cancel()
	name := filepath.Base(f.Name())
	doc, err = s.market.Upload(ctx, s.offer, client.Upload{
		Base: base, Field: a.place.field.ID, Name: name, Size: size, Content: f, Progress: s.tellUpload(name),
	})
	if err == nil {
		s.notef(s.text.Command.Upload.Sent, name, s.sectionLabel(base.Key), base.Key)
	}
	return doc, err
}

// tellUpload tells a person how far an upload is; nil if nobody is there.
func (s *subject) tellUpload(name string) func(client.UploadProgress) {
	if !s.opt.Asks {
		return nil
	}
	t := &s.text.Command.Upload
	var (
		stage client.UploadStage
		last  time.Time
	)
	return func(p client.UploadProgress) {
		now := s.opt.Now()
		if p.Stage == stage && (p.Stage != client.UploadSending || now.Sub(last) < sendingEvery) {
			return
		}
		stage, last = p.Stage, now
		switch p.Stage {
		case client.UploadSending:
			s.notef(t.Sending, name, 100*p.Sent/max(p.Size, 1), p.Size)
		case client.UploadProcessing:
			s.notef(t.Processing, name)
		case client.UploadDone: // told with what it was uploaded to
		}
	}
}
