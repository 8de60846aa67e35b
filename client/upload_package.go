package client

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"awning/client/ingestion"
	"awning/model"
	"awning/model/raw"
)

// Where documents name their files.
const (
	packageRefs       raw.Pointer = "/packageReferences"
	supplementalFiles raw.Pointer = "/assets"
)

// pack uploads a package and names it in the technical configuration, in the place of
// those of its kind. The packages named before stay: what was published needs
// them.
func (up *uploading) pack(ctx context.Context) (model.Document, error) {
	if err := up.check(up.u.Base.Raw); err != nil {
		return model.Document{}, err
	}
	kind, err := up.packageType()
	if err != nil {
		return model.Document{}, err
	}
	entity, err := json.Marshal(map[string]string{"resourceType": kind, "fileName": up.u.Name, "state": ingestion.PendingUpload})
	if err != nil {
		return model.Document{}, err
	}
	f, err := up.send(ctx, ingestion.Packages(), entity)
	if err != nil {
		return model.Document{}, err
	}
	doc, err := up.amend(ctx, func(doc json.RawMessage) (json.RawMessage, error) { return withPackage(doc, kind, f.ID) })
	if err == nil {
		up.tell(UploadDone, up.u.Size)
	}
	return doc, err
}

// packageType is the resourceType of the package: what was asked for, or the usual
// one of the configuration.
func (up *uploading) packageType() (string, error) {
	if up.u.As != "" {
		return up.u.As, nil
	}
	kind, _, err := raw.Get(up.u.Base.Raw, "/resourceType")
	switch config := string(kind); {
	case err != nil:
		return "", err
	case strings.HasPrefix(config, `"Dynamics365BusinessCentral`):
		return "Dynamics365BusinessCentralAddOnExtensionPackage", nil
	case strings.HasPrefix(config, `"AzureManagedApplication`), strings.HasPrefix(config, `"AzureSolutionTemplate`):
		return "AzureApplicationPackage", nil
	}
	return "", noFile(up.t, up.u)
}

// withPackage names a package in a configuration, in the place of all of its kind.
func withPackage(doc json.RawMessage, kind, id string) (json.RawMessage, error) {
	root, err := raw.Parse(doc)
	if err != nil {
		return nil, err
	}
	ref, err := json.Marshal(ingestion.Pair{Type: kind, Value: id})
	if err != nil {
		return nil, err
	}
	refs := []json.RawMessage{ref}
	if list := root.Member("packageReferences"); list != nil {
		for _, item := range list.Items {
			if of := item.Member("type"); of == nil || of.Text() != kind {
				refs = append(refs, item.Raw())
			}
		}
	}
	all, err := json.Marshal(refs)
	if err != nil {
		return nil, err
	}
	return raw.Set(doc, packageRefs, all)
}

// amend changes the document as it is now and saves it; again, if somebody else was
// faster: the change is to one place and the same whatever else was changed.
func (up *uploading) amend(ctx context.Context, change func(json.RawMessage) (json.RawMessage, error)) (model.Document, error) {
	const tries = 3
	for try := 1; ; try++ {
		now, err := up.d.reread(ctx, up.t, up.u.Base)
		if err != nil {
			return model.Document{}, err
		}
		body, err := change(now.Raw)
		if err != nil {
			return model.Document{}, err
		}
		doc, err := up.d.m.Save(ctx, up.t.Offer, model.Edit{Base: now, Raw: body})
		if moved, ok := errors.AsType[*ChangedElsewhereError](err); !ok || moved == nil || try == tries {
			return doc, err
		}
	}
}

// supplement adds a file to the supplemental content: the file is named in the document,
// the answer has an address for it, and a commit ends it. The contract names
// these calls; that the address comes with the answer to the save is inferred.
func (up *uploading) supplement(ctx context.Context) (model.Document, error) {
	if err := up.check(up.u.Base.Raw); err != nil {
		return model.Document{}, err
	}
	if _, err := up.amend(ctx, up.withAsset); err != nil {
		return model.Document{}, err
	}
	now, err := up.d.reread(ctx, up.t, up.u.Base)
	if err != nil {
		return model.Document{}, err
	}
	content, err := up.d.api.Supplemental(ctx, up.t.id(), now.Instance)
	if err != nil {
		return model.Document{}, err
	}
	i := slices.IndexFunc(content.Assets, func(a ingestion.SupplementalAsset) bool { return a.FileName == up.u.Name })
	if i < 0 || content.Assets[i].Address.Empty() {
		return model.Document{}, &StateError{
			Offer: up.t.ID, Text: "the service gives no address to send " + up.u.Name + " to", Next: "upload it in Partner Center",
		}
	}
	if err = up.store(ctx, content.Assets[i].Address); err != nil {
		return model.Document{}, err
	}
	up.tell(UploadProcessing, up.u.Size)
	if _, err = up.d.api.CommitSupplemental(ctx, up.t.id(), now.Instance); errors.Is(err, ErrUncertain) || errors.Is(err, ErrBusy) {
		_, err = up.d.api.CommitSupplemental(ctx, up.t.id(), now.Instance)
	}
	if err != nil {
		return model.Document{}, err
	}
	up.tell(UploadDone, up.u.Size)
	return up.d.reread(ctx, up.t, up.u.Base)
}

// withAsset names the file in a document, if it is not named already.
func (up *uploading) withAsset(doc json.RawMessage) (json.RawMessage, error) {
	root, err := raw.Parse(doc)
	if err != nil {
		return nil, err
	}
	if list := root.Member("assets"); list != nil {
		for _, item := range list.Items {
			if name := item.Member("fileName"); name != nil && name.Text() == up.u.Name {
				return doc, nil
			}
		}
	}
	asset := map[string]string{"fileName": up.u.Name}
	if up.u.As != "" {
		asset["type"] = up.u.As
	}
	item, err := json.Marshal(asset)
	if err != nil {
		return nil, err
	}
	return raw.Set(doc, supplementalFiles+"/-", item)
}
