package client

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"awning/client/ingestion"
	"awning/client/transport"
	"awning/model"
	"awning/model/raw"
)

// write sends a document to where it was read from.
func (d v1Dialect) write(ctx context.Context, t target, e model.Edit) error {
	doc := e.Base
	err := secretsGiven(t, e)
	switch {
	case err != nil:
	case doc.Key.Section == sectionSetup && doc.Key.Plan == "":
		_, err = d.api.Replace(ctx, t.id(), ingestion.Setup, e.Raw)
	case doc.Key.Section == sectionLeads:
		_, err = d.api.Replace(ctx, t.id(), ingestion.Leads, e.Raw)
	case doc.Key.Section == sectionSetup:
		_, err = d.api.PutVariant(ctx, t.id(), doc.Ref, e.Raw, doc.ETag)
	case isMedia(doc.Key.Section):
		at := mediumOf(doc)
		_, err = d.api.PutFile(ctx, t.id(), at.at(), at.id, e.Raw, doc.ETag)
	default:
		module, _ := v1Place(t.kind, doc.Key)
		place, ok := module.Collection(doc.Key.Plan != "")
		switch {
		case module == ingestion.ModuleSupplemental:
			// It goes by the instance, and has no address by its own id.
			_, err = d.api.Put(ctx, t.id(), place, doc.Instance, e.Raw, doc.ETag)
		case ok:
			_, err = d.api.Put(ctx, t.id(), place, doc.Ref, e.Raw, doc.ETag)
		case module == ingestion.ModuleReseller:
			_, err = d.api.Replace(ctx, t.id(), ingestion.Reseller, e.Raw)
		default:
			return readOnlySection(t, doc.Key)
		}
	}
	return err
}

// secretsGiven refuses a document whose secrets the service has blotted out. A write replaces
// the whole document; nothing says that this API knows a blot for the secret that it was.
func secretsGiven(t target, e model.Edit) error {
	section, ok := t.kind.Section(e.Base.Key)
	if !ok {
		return nil
	}
	root, err := raw.Parse(e.Raw)
	if err != nil {
		return err
	}
	for i := range section.Fields {
		f := &section.Fields[i]
		if !f.Secret || !f.AppliesTo(root) {
			continue
		}
		value, err := root.Find(raw.Pointer(f.Pointer))
		if err == nil && value != nil && value.Kind == raw.String && strings.Trim(value.Text(), "*•") == "" && value.Text() != "" {
			return &StateError{
				Offer: t.ID, Text: fmt.Sprintf("%s of %s is not shown by the service, and would be lost", f.Label, e.Base.Key),
				Next: "give it anew together with the change",
			}
		}
	}
	return nil
}

func readOnlySection(t target, key model.SectionKey) error {
	return &StateError{Offer: t.ID, Text: key.String() + " cannot be changed through this API", Next: "change it in Partner Center"}
}

// deferred is false: a write is done when it is answered.
func (d v1Dialect) deferred() bool { return false }

// reread reads one document of the draft. Its instance is looked up again: the first edit
// after a publish makes a new one.
func (d v1Dialect) reread(ctx context.Context, t target, doc model.Document) (model.Document, error) {
	switch {
	case doc.Key.Section == sectionSetup && doc.Key.Plan == "":
		return d.single(ctx, t, ingestion.Setup, doc)
	case doc.Key.Section == sectionSetup:
		v, err := d.api.Variant(ctx, t.id(), doc.Ref)
		return fresh(doc, v.Entity), err
	case doc.Key.Section == sectionLeads:
		return d.single(ctx, t, ingestion.Leads, doc)
	case doc.Key.Section == sectionProduct:
		p, err := d.api.Product(ctx, t.id())
		doc.Raw = p.Raw
		return doc, err
	case isMedia(doc.Key.Section):
		return d.rereadMedium(ctx, t, doc)
	}
	return d.rereadModule(ctx, t, doc)
}

func (d v1Dialect) single(ctx context.Context, t target, s ingestion.Singleton, doc model.Document) (model.Document, error) {
	e, err := d.api.Single(ctx, t.id(), s)
	return fresh(doc, e), err
}

func (d v1Dialect) rereadModule(ctx context.Context, t target, doc model.Document) (model.Document, error) {
	module, variant := v1Place(t.kind, doc.Key)
	rows, err := d.api.Branches(ctx, t.id(), module)
	if err != nil {
		return model.Document{}, err
	}
	if doc.Key.Plan != "" {
		if variant, err = d.variantOf(ctx, t, doc); err != nil {
			return model.Document{}, err
		}
	}
	i := slices.IndexFunc(rows, func(r ingestion.Branch) bool { return r.Variant == variant })
	if i < 0 {
		return model.Document{}, goneSection(t, doc.Key)
	}
	doc.Instance = rows[i].Instance
	place, ok := module.Collection(doc.Key.Plan != "")
	if !ok {
		return d.single(ctx, t, ingestion.Reseller, doc)
	}
	entities, err := d.api.ByInstance(ctx, t.id(), place, doc.Instance)
	if err != nil {
		return model.Document{}, err
	}
	if len(entities) == 0 {
		return model.Document{}, goneSection(t, doc.Key)
	}
	one := entities[0]
	if j := slices.IndexFunc(entities, func(e ingestion.Entity) bool { return e.ID == doc.Ref }); j >= 0 {
		one = entities[j]
	}
	return fresh(doc, one), nil
}

// variantOf is the key of the plan a document belongs to.
func (d v1Dialect) variantOf(ctx context.Context, t target, doc model.Document) (string, error) {
	variants, err := d.api.Variants(ctx, t.id())
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(variants, func(v ingestion.Variant) bool { return model.PlanID(v.PlanID) == doc.Key.Plan })
	if i < 0 {
		return "", goneSection(t, doc.Key)
	}
	return variants[i].ID, nil
}

func fresh(doc model.Document, e ingestion.Entity) model.Document {
	doc.Raw, doc.ETag = e.Raw, e.ETag
	if e.ID != "" && !isMedia(doc.Key.Section) {
		doc.Ref = e.ID
	}
	return doc
}

func goneSection(t target, key model.SectionKey) error {
	return &goneError{text: key.String() + " of " + string(t.ID) + " is no longer there"}
}

// goneError is an [ErrNotFound] that no service answered in so many words.
type goneError struct{ text string }

func (e *goneError) Error() string        { return e.text }
func (e *goneError) Hint() string         { return "read the offer again" }
func (e *goneError) Is(target error) bool { return target == transport.ErrNotFound }
