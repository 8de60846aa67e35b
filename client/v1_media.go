package client

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"awning/client/ingestion"
	"awning/model"
)

// v1Medium is where a file of a listing is: its shelf by the API's word, the
// listing's entity, and the file's own.
type v1Medium struct{ shelf, listing, id string }

// ref is the document's reference; see [mediumOf].
func (m v1Medium) ref() string { return m.shelf + "/" + m.listing + "/" + m.id }

// at is the place the API has for it.
func (m v1Medium) at() ingestion.Shelf {
	switch m.shelf {
	case shelfVideos:
		return ingestion.Videos(m.listing)
	case shelfAssets:
		return ingestion.Assets(m.listing)
	default:
		return ingestion.Images(m.listing)
	}
}

// The shelves of a listing, as references spell them.
const (
	shelfImages = "images"
	shelfAssets = "assets"
	shelfVideos = "videos"
)

// mediumOf reads the reference of a document of a listing's files.
func mediumOf(doc model.Document) v1Medium {
	shelf, rest, _ := strings.Cut(doc.Ref, "/")
	listing, id, _ := strings.Cut(rest, "/")
	return v1Medium{shelf: shelf, listing: listing, id: id}
}

// isMedia reports whether a section's documents are files of a listing.
func isMedia(s model.SectionID) bool { return s == sectionAssets || s == sectionVideos }

// media are a listing's files: images and documents in one section, videos in
// another, each under a name made of its kind and its place among those of
// that kind.
func (d v1Dialect) media(ctx context.Context, t target, listing string) ([]model.Document, error) {
	shelves := []string{shelfImages, shelfAssets, shelfVideos}
	parts := make([][]model.Document, len(shelves))
	g, ctx := errgroup.WithContext(ctx)
	for i, shelf := range shelves {
		g.Go(func() (err error) {
			parts[i], err = d.shelf(ctx, t, v1Medium{shelf: shelf, listing: listing})
			return err
		})
	}
	err := g.Wait()
	return slices.Concat(parts...), err
}

// shelf reads the files of one kind. That an offer has no such place is no failure.
func (d v1Dialect) shelf(ctx context.Context, t target, at v1Medium) ([]model.Document, error) {
	files, err := d.files(ctx, t, at)
	if notThere(err) {
		return nil, nil
	}
	files = slices.SortedStableFunc(slices.Values(files), func(a, b ingestion.File) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
	docs := make([]model.Document, len(files))
	count := map[string]int{}
	for i, f := range files {
		key := model.SectionKey{Section: sectionAssets}
		kind := f.Kind
		if at.shelf == shelfVideos {
			key.Section, kind = sectionVideos, "video"
		}
		count[kind]++
		key.Item = assetItem(kind, count[kind])
		at.id = f.ID
		docs[i] = model.Document{Key: key, Raw: f.Raw, ETag: f.ETag, Ref: at.ref()}
	}
	return docs, err
}

// rereadMedium reads one file's entity again.
func (d v1Dialect) rereadMedium(ctx context.Context, t target, doc model.Document) (model.Document, error) {
	at := mediumOf(doc)
	files, err := d.api.Files(ctx, t.id(), at.at())
	if err != nil {
		return model.Document{}, err
	}
	i := slices.IndexFunc(files, func(f ingestion.File) bool { return f.ID == at.id })
	if i < 0 {
		return model.Document{}, goneSection(t, doc.Key)
	}
	return fresh(doc, files[i].Entity), nil
}

// drop deletes a file from the draft. If the answer is lost, whether the file is still there
// tells, and then it is asked for again: it cannot be deleted twice.
func (d v1Dialect) drop(ctx context.Context, t target, shelf ingestion.Shelf, id string) error {
	const tries = 3
	for try := 1; ; try++ {
		err := d.api.DeleteFile(ctx, t.id(), shelf, id)
		if !errors.Is(err, ErrUncertain) {
			return err
		}
		switch _, readErr := d.api.File(ctx, t.id(), shelf, id); {
		case errors.Is(readErr, ErrNotFound):
			return nil
		case readErr != nil, try == tries:
			return errors.Join(err, readErr)
		}
	}
}
