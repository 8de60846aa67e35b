package shop

import (
	"context"
	"io"
	"slices"

	"awning/client"
	"awning/model"
	"awning/model/raw"
)

// Upload reads a file, tells that it was sent and looked at, and names it in the draft.
func (s *Shop) Upload(ctx context.Context, o model.Offer, u client.Upload) (model.Document, error) {
	s.note("Upload " + u.Base.Key.String() + " " + u.Field + " " + u.Name)
	content, err := io.ReadAll(io.NewSectionReader(u.Content, 0, u.Size))
	if err != nil {
		return model.Document{}, err
	}
	for _, p := range []client.UploadProgress{
		{Stage: client.UploadSending, Sent: int64(len(content)) / 2, Size: u.Size},
		{Stage: client.UploadProcessing, Sent: int64(len(content)), Size: u.Size},
	} {
		u.Progress(p)
		if err = s.answer(ctx, "Upload"); err != nil {
			return model.Document{}, err
		}
	}
	after, err := raw.Set(u.Base.Raw, "/"+raw.Pointer(u.Field), raw.Quote(u.Name))
	if err != nil {
		return model.Document{}, err
	}
	return s.Save(ctx, o, model.Edit{Base: u.Base, Raw: after})
}

// RemoveFile takes a document out of the draft.
func (s *Shop) RemoveFile(ctx context.Context, _ model.Offer, doc model.Document) error {
	s.note("RemoveFile " + doc.Key.String())
	if err := s.answer(ctx, "RemoveFile"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	draft := s.Now[model.Draft]
	draft.Documents = slices.DeleteFunc(slices.Clone(draft.Documents), func(d model.Document) bool { return d.Key == doc.Key })
	s.Now[model.Draft] = draft
	return nil
}
