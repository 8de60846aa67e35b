package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"awning/client/ingestion"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// Upload is a file to be put into a field of the draft.
type Upload struct {
	// Base is the document whose field takes the file, as it was read. For a new image,
	// document or video it has a key without item, no reference, and in Raw what is
	// to be said about it beside the file: "type" at least for all but videos.
	Base  model.Document
	Field string // the field's id in the catalogue: "file", "package"
	// As is what a package is, where the offer takes several kinds: a resourceType of
	// the API. Empty means the usual one. Of supplemental content it is the asset's type.
	As      string
	Name    string // without folders: what customers and certification see
	Size    int64  // bytes
	Content io.ReaderAt
	// Progress, if set, is told how far it is, by the goroutine that uploads.
	Progress func(UploadProgress)
}

// UploadStage is what an upload is at.
type UploadStage string

// The stages, in their order.
const (
	UploadSending    UploadStage = "sending"    // the bytes are on their way
	UploadProcessing UploadStage = "processing" // the service looks at the file
	UploadDone       UploadStage = "done"
)

// UploadProgress is how far an upload is.
type UploadProgress struct {
	Stage      UploadStage
	Sent, Size int64 // bytes
}

// FileError says that a file was not taken: before it was sent, because it breaks
// what the field asks for, or afterwards by the service.
type FileError struct {
	Offer model.OfferID
	Key   model.SectionKey
	Name  string
	Sent  bool  // the service refused it
	Err   error // why: each broken rule as a [*catalog.RuleError]
}

// Error names the file and why it is not taken.
func (e *FileError) Error() string {
	if e.Sent {
		return fmt.Sprintf("%s of %s: the service did not take %s: %s", e.Key, e.Offer, e.Name, e.Err)
	}
	return fmt.Sprintf("%s of %s: %s does not fit, nothing was sent: %s", e.Key, e.Offer, e.Name, e.Err)
}

// Hint says what to do next.
func (e *FileError) Hint() string { return "mend the file or choose another, then upload again" }

// Unwrap is why.
func (e *FileError) Unwrap() error { return e.Err }

// Upload checks a file against the catalogue, sends it, waits until the service has
// looked at it, and returns the document that now names it. A file that breaks a
// rule of its field is a [*FileError] before anything is asked of the service.
//
// The draft has the file when Upload has returned, without any save. Until then it
// has what it had: a file that is replaced goes last. What failed or was
// cancelled can simply be done again; it goes on with the place that was made
// for it.
func (m *Market) Upload(ctx context.Context, o model.Offer, u Upload) (model.Document, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Document{}, err
	}
	section, ok := t.kind.Section(u.Base.Key)
	if !ok {
		return model.Document{}, noFile(t, u)
	}
	field, ok := section.Field(u.Field)
	if !ok {
		return model.Document{}, noFile(t, u)
	}
	d, err := m.uploader(t)
	if err != nil {
		return model.Document{}, err
	}
	if u.Base.Ref != "" && u.Base.Dialect != model.V1 {
		return model.Document{}, &StateError{
			Offer: t.ID, Text: fmt.Sprintf("%s was read through another API than the one that takes files", u.Base.Key), Next: "read the offer with --api v1",
		}
	}
	up := &uploading{d: d, t: t, u: u, field: field, storage: ingestion.NewStorage(transport.Options{
		Base: m.o.Base, Logger: m.o.Logger, ReadOnly: m.o.ReadOnly,
	})}
	switch {
	case isMedia(u.Base.Key.Section):
		return up.medium(ctx)
	case section.Module == string(ingestion.ModulePackage) && field.Pointer == string(packageRefs):
		return up.pack(ctx)
	case section.Module == string(ingestion.ModuleSupplemental) && field.Pointer == string(supplementalFiles):
		return up.supplement(ctx)
	}
	return model.Document{}, noFile(t, u)
}

// RemoveFile deletes an image, document or video from the draft's listing. What was published
// keeps it until the next time.
func (m *Market) RemoveFile(ctx context.Context, o model.Offer, doc model.Document) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	if err = writable(t, doc); err != nil {
		return err
	}
	d, err := m.uploader(t)
	if err != nil {
		return err
	}
	if !isMedia(doc.Key.Section) || doc.Ref == "" {
		return &StateError{
			Offer: t.ID, Text: fmt.Sprintf("%s cannot be removed through the API in use", doc.Key), Next: "remove it in Partner Center",
		}
	}
	at := mediumOf(doc)
	return d.drop(ctx, t, at.at(), at.id)
}

// uploader is who takes files.
func (m *Market) uploader(t target) (v1Dialect, error) {
	d, err := m.dialect(t, TaskUpload)
	if err != nil {
		return v1Dialect{}, err
	}
	v1, ok := d.(v1Dialect)
	if !ok {
		return v1Dialect{}, &NoAPIError{Offer: t.ID, Task: TaskUpload, Type: t.kind.Label, API: m.o.API}
	}
	return v1, nil
}

func noFile(t target, u Upload) error {
	return &StateError{
		Offer: t.ID, Text: fmt.Sprintf("%s has no field %q that takes a file", u.Base.Key, u.Field),
		Next: "list the fields of this type of offer",
	}
}

// uploading is one file at work.
type uploading struct {
	d       v1Dialect
	t       target
	u       Upload
	field   *catalog.Field
	storage *ingestion.Storage
}

// check holds the file against the field's rules; the document says what it is for.
func (up *uploading) check(doc json.RawMessage) error {
	refused := func(err error) error {
		return &FileError{Offer: up.t.ID, Key: up.u.Base.Key, Name: up.u.Name, Err: err}
	}
	root, err := raw.Parse(doc)
	if err != nil {
		return err
	}
	if up.u.Size <= 0 {
		return refused(errEmptyFile)
	}
	facts, err := catalog.Inspect(up.u.Name, up.u.Content, up.u.Size)
	if err != nil {
		return refused(err)
	}
	if err = up.field.CheckFile(root, facts); err != nil {
		return refused(err)
	}
	return nil
}

func (up *uploading) tell(stage UploadStage, sent int64) {
	if up.u.Progress != nil {
		up.u.Progress(UploadProgress{Stage: stage, Sent: sent, Size: up.u.Size})
	}
}
