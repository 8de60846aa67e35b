package client

import (
	"context"
	"time"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/model/secrets"
)

// Contents reads all an offer holds in an environment, and keeps it.
func (m *Market) Contents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Contents{}, err
	}
	d, err := m.dialect(t, reading(env))
	if err != nil {
		return model.Contents{}, err
	}
	c, err := d.contents(ctx, t, env)
	if err != nil {
		return model.Contents{}, err
	}
	for i, doc := range c.Documents {
		_, none := m.api(t, editing(t, doc.Key))
		c.Documents[i].Sealed = doc.Sealed || none != nil
	}
	return c, m.keep(ctx, t, c)
}

// CachedContents returns what an offer held when it was last read, and when
// that was; the zero time means never. Documents that had secrets come without
// them, sealed: they have to be read again before they can be edited. What was
// read through another API than it would be now counts as never read.
func (m *Market) CachedContents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, time.Time, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Contents{}, time.Time{}, err
	}
	c, at, err := t.seat.store.Contents(ctx, o.Product, env)
	if api, none := m.api(t, reading(env)); none == nil && len(c.Documents) > 0 && c.Documents[0].Dialect != api {
		return model.Contents{}, time.Time{}, err
	}
	return c, at, err
}

// keep stores contents without their secrets.
func (m *Market) keep(ctx context.Context, t target, all ...model.Contents) error {
	for _, c := range all {
		docs := make([]model.Document, len(c.Documents))
		for i, d := range c.Documents {
			var err error
			if docs[i], err = withoutSecrets(t.kind, d); err != nil {
				return err
			}
		}
		c.Documents = docs
		if err := t.seat.store.SaveContents(ctx, t.Product, c); err != nil {
			return err
		}
	}
	return nil
}

// withoutSecrets removes what must not be on disk: the catalogue's secret fields,
// members that are secret by their name, and addresses that carry a
// signature. A document that lost something is sealed, because writing it back
// would delete what it lost.
func withoutSecrets(kind *catalog.Type, d model.Document) (model.Document, error) {
	found, err := secretsOf(kind, d)
	if err != nil {
		return model.Document{}, err
	}
	for _, at := range found {
		value, there, err := raw.Get(d.Raw, at)
		if err != nil {
			return model.Document{}, err
		}
		if !there || string(value) == `""` || string(value) == "null" {
			continue
		}
		if d.Raw, err = raw.Set(d.Raw, at, []byte(`""`)); err != nil {
			return model.Document{}, err
		}
		d.Sealed = true
	}
	return d, nil
}

// secretsOf lists the places of a document that hold, or could hold, a secret.
func secretsOf(kind *catalog.Type, d model.Document) ([]raw.Pointer, error) {
	root, err := raw.Parse(d.Raw)
	if err != nil {
		return nil, err
	}
	var found []raw.Pointer
	if s, ok := kind.Section(d.Key); ok {
		for _, f := range s.Fields {
			if f.Secret {
				found = append(found, raw.Pointer(f.Pointer))
			}
		}
	}
	return append(found, secrets.Within("", root)...), nil
}
