package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"awning/client/ingestion"
	"awning/model"
	"awning/model/raw"
)

// medium puts a file into a listing. A file of a listing cannot be changed, only
// its entity made anew: what is said about the old one is said about the new
// one, and the old one is deleted when the new one is there.
func (up *uploading) medium(ctx context.Context) (model.Document, error) {
	entity, err := up.entity(up.u.Base.Raw)
	if err != nil {
		return model.Document{}, err
	}
	if err = up.check(entity); err != nil {
		return model.Document{}, err
	}
	at := mediumOf(up.u.Base)
	switch {
	case up.u.Base.Ref != "":
		var now model.Document
		if now, err = up.d.rereadMedium(ctx, up.t, up.u.Base); err == nil {
			entity, err = up.entity(now.Raw)
		}
	default:
		at, err = up.shelf(ctx, entity)
	}
	if err != nil {
		return model.Document{}, err
	}
	f, err := up.instead(ctx, at, entity)
	if f.ID == "" || f.State != ingestion.Processed {
		return model.Document{}, err
	}
	doc, seenErr := up.seen(ctx, v1Medium{shelf: at.shelf, listing: at.listing, id: f.ID})
	if err != nil {
		return doc, fmt.Errorf("%s is in the draft, but the file it replaces could not be deleted: %w", up.u.Name, err)
	}
	return doc, seenErr
}

// entity is what is to be said about the file.
func (up *uploading) entity(doc json.RawMessage) (json.RawMessage, error) {
	set := map[raw.Pointer]string{"/state": ingestion.PendingUpload, raw.Pointer(up.field.Pointer): up.u.Name}
	if len(doc) == 0 {
		doc = json.RawMessage(`{}`)
	}
	if kind, there, err := raw.Get(doc, "/resourceType"); err != nil || !there || emptyValue(kind) {
		set["/resourceType"] = up.resourceType(doc)
	}
	var err error
	for _, gone := range []raw.Pointer{
		"/id", "/@odata.etag", "/fileSasUri", "/publisherDefinedSasUri",
		"/thumbnail/fileSasUri", "/thumbnail/publisherDefinedSasUri", "/thumbnail/state",
	} {
		if doc, err = raw.Delete(doc, gone); err != nil {
			return nil, err
		}
	}
	for _, at := range []raw.Pointer{"/resourceType", raw.Pointer(up.field.Pointer), "/state"} {
		if text, ok := set[at]; ok {
			if doc, err = raw.Set(doc, at, raw.Quote(text)); err != nil {
				return nil, err
			}
		}
	}
	return doc, nil
}

// resourceType is that of a file that is new: images and documents share a section.
func (up *uploading) resourceType(doc json.RawMessage) string {
	if up.u.Base.Key.Section == sectionVideos {
		return "ListingVideo"
	}
	if kind, _, err := raw.Get(doc, "/type"); err == nil && string(kind) == `"PdfDocument"` {
		return "ListingAsset"
	}
	return "ListingImage"
}

// shelf is where a new file goes: with the listing that the draft has.
func (up *uploading) shelf(ctx context.Context, entity json.RawMessage) (v1Medium, error) {
	listing, err := up.d.rereadModule(ctx, up.t, model.Document{Key: model.SectionKey{Section: sectionListing}, Dialect: model.V1, Env: model.Draft})
	if err != nil {
		return v1Medium{}, err
	}
	at := v1Medium{shelf: shelfImages, listing: listing.Ref}
	switch kind, _, err := raw.Get(entity, "/resourceType"); {
	case err != nil:
		return v1Medium{}, err
	case string(kind) == `"ListingAsset"`:
		at.shelf = shelfAssets
	case string(kind) == `"ListingVideo"`:
		at.shelf = shelfVideos
	}
	return at, nil
}

// instead sends the file and then deletes the one it replaces. A service that takes no second
// one of a kind has the old one deleted first.
func (up *uploading) instead(ctx context.Context, at v1Medium, entity json.RawMessage) (ingestion.File, error) {
	f, err := up.send(ctx, at.at(), entity)
	switch {
	case at.id != "" && f.ID == "" && isStatus(err, http.StatusConflict):
		if err = up.d.drop(ctx, up.t, at.at(), at.id); err != nil {
			return ingestion.File{}, err
		}
		return up.send(ctx, at.at(), entity)
	case err != nil, at.id == "", at.id == f.ID: // the last: it was a place whose bytes never came
		return f, err
	}
	return f, up.d.drop(ctx, up.t, at.at(), at.id)
}

// seen is the document of a file as the draft has it now. Lists may be some seconds behind.
func (up *uploading) seen(ctx context.Context, at v1Medium) (model.Document, error) {
	for waited := time.Duration(0); ; waited += time.Second {
		docs, err := up.d.shelf(ctx, up.t, at)
		if err != nil {
			return model.Document{}, err
		}
		i := slices.IndexFunc(docs, func(d model.Document) bool { return d.Ref == at.ref() })
		if i >= 0 {
			up.tell(UploadDone, up.u.Size)
			docs[i].Env, docs[i].Dialect = model.Draft, model.V1
			return docs[i], nil
		}
		if waited >= settleStep {
			return model.Document{}, goneSection(up.t, up.u.Base.Key)
		}
		if err = pause(ctx, time.Second); err != nil {
			return model.Document{}, err
		}
	}
}
