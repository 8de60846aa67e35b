package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"awning/client/ingestion"
	"awning/client/secret"
	"awning/model/raw"
)

// How long the service may look at a file that has arrived, and how often it is asked.
const (
	processLimit   = 5 * time.Minute
	processStep    = time.Second
	processLongest = 15 * time.Second
)

var errEmptyFile = errors.New("it is empty")

// send takes a file through the upload protocol: a place for it, its bytes, the word
// that they are there, and the wait until the service has looked at them.
func (up *uploading) send(ctx context.Context, shelf ingestion.Shelf, entity json.RawMessage) (ingestion.File, error) {
	f, err := up.place(ctx, shelf, entity)
	if err != nil {
		return ingestion.File{}, err
	}
	err = up.store(ctx, f.Address)
	if errors.Is(err, ErrForbidden) { // the address has run out: each read gives a new one
		if f, err = up.d.api.File(ctx, up.t.id(), shelf, f.ID); err == nil {
			err = up.store(ctx, f.Address)
		}
	}
	if err != nil {
		return ingestion.File{}, err
	}
	up.tell(UploadProcessing, up.u.Size)
	if f, err = up.commit(ctx, shelf, f); err != nil {
		return ingestion.File{}, err
	}
	id := f.ID
	if f, err = up.settle(ctx, shelf, f); f.State == ingestion.ProcessFailed {
		err = errors.Join(err, up.d.drop(ctx, up.t, shelf, id)) // it is good for nothing, and in the way of publishing
	}
	return f, err
}

// place makes an entity for the file, or takes the one that an upload which broke off
// has left.
func (up *uploading) place(ctx context.Context, shelf ingestion.Shelf, entity json.RawMessage) (ingestion.File, error) {
	if f, ok, err := up.waiting(ctx, shelf, entity); err != nil || ok {
		return f, err
	}
	f, err := up.d.api.CreateFile(ctx, up.t.id(), shelf, entity)
	if !errors.Is(err, ErrUncertain) && !errors.Is(err, ErrBusy) {
		return f, err
	}
	there, ok, lookErr := up.waiting(ctx, shelf, entity)
	switch {
	case lookErr != nil:
		return ingestion.File{}, fmt.Errorf("%w; looking whether it was done failed too: %w", err, lookErr)
	case ok:
		return there, nil
	case errors.Is(err, ErrUncertain):
		return ingestion.File{}, err
	}
	return up.d.api.CreateFile(ctx, up.t.id(), shelf, entity)
}

// waiting looks for a place for just this file whose bytes never came.
func (up *uploading) waiting(ctx context.Context, shelf ingestion.Shelf, entity json.RawMessage) (ingestion.File, bool, error) {
	var want ingestion.File
	if err := want.UnmarshalJSON(entity); err != nil {
		return ingestion.File{}, false, err
	}
	files, err := up.d.api.Files(ctx, up.t.id(), shelf)
	if err != nil {
		return ingestion.File{}, false, err
	}
	i := slices.IndexFunc(files, func(f ingestion.File) bool {
		return f.State == ingestion.PendingUpload && f.Kind == want.Kind && f.FileName == want.FileName
	})
	if i < 0 {
		return ingestion.File{}, false, nil
	}
	f, err := up.d.api.File(ctx, up.t.id(), shelf, files[i].ID)
	return f, err == nil, err
}

// store sends the bytes.
func (up *uploading) store(ctx context.Context, address secret.String) error {
	up.tell(UploadSending, 0)
	return up.storage.Put(ctx, "send "+up.u.Name, address, ingestion.Blob{
		Type: contentType(up.u.Name), Size: up.u.Size, Content: up.u.Content,
		Sent: func(n int64) { up.tell(UploadSending, n) },
	})
}

// commit says that the bytes have arrived. If the answer is lost, or somebody else
// wrote the entity meanwhile, its state tells.
func (up *uploading) commit(ctx context.Context, shelf ingestion.Shelf, f ingestion.File) (ingestion.File, error) {
	const tries = 3
	for try := 1; ; try++ {
		body, err := raw.Set(f.Raw, "/state", raw.Quote(ingestion.Uploaded))
		if err != nil {
			return ingestion.File{}, err
		}
		done, err := up.d.api.PutFile(ctx, up.t.id(), shelf, f.ID, body, f.ETag)
		if err == nil && done.ID != "" {
			return done, nil
		}
		if err != nil && !errors.Is(err, ErrUncertain) && !errors.Is(err, ErrBusy) && !errors.Is(err, ErrStale) {
			return ingestion.File{}, err
		}
		now, readErr := up.d.api.File(ctx, up.t.id(), shelf, f.ID)
		switch {
		case readErr != nil:
			return ingestion.File{}, errors.Join(err, readErr)
		case now.State != ingestion.PendingUpload:
			return now, nil
		case try == tries:
			return ingestion.File{}, err
		}
		f = now
	}
}

// settle waits until the service has looked at the file.
func (up *uploading) settle(ctx context.Context, shelf ingestion.Shelf, f ingestion.File) (ingestion.File, error) {
	step := processStep
	for waited := time.Duration(0); ; waited += step {
		switch f.State {
		case ingestion.Processed:
			return f, nil
		case ingestion.ProcessFailed:
			return f, &FileError{Offer: up.t.ID, Key: up.u.Base.Key, Name: up.u.Name, Sent: true, Err: complaints(f)}
		}
		if waited >= processLimit {
			return f, &StateError{
				Offer: up.t.ID, Text: fmt.Sprintf("%s has arrived, but the service has not finished looking at it (%s)", up.u.Name, f.State),
				Next: "look again later; if it stays so, upload the file again",
			}
		}
		if waited > 0 {
			step = min(2*step, processLongest)
		}
		if err := pause(ctx, step); err != nil {
			return f, err
		}
		now, err := up.d.api.File(ctx, up.t.id(), shelf, f.ID)
		if err != nil {
			return f, err
		}
		f = now
	}
}

// complaints are what the service has against a file, in its own words.
func complaints(f ingestion.File) error {
	var errs []error
	for _, c := range f.Findings {
		errs = append(errs, errors.New(strings.TrimPrefix(c.Code+": "+c.Message, ": ")))
	}
	if len(errs) == 0 {
		return errors.New("it gave no reason")
	}
	return errors.Join(errs...)
}

// contentType is what storage keeps with a file.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".png":
		return "image/png"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	default:
		return "application/octet-stream"
	}
}
