package client

import (
	"encoding/json"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/model/secrets"
)

// holdsSecret reports whether what an edit brings must not be on disk: it
// is the value of a secret, or has one within.
func holdsSecret(kind *catalog.Type, e model.FieldEdit) (bool, error) {
	if secrets.Signed(e.Path) {
		return true, nil
	}
	value, err := raw.Parse(e.New)
	if e.New == nil || err == nil && value.Empty() {
		return false, nil // to take a secret out is none
	}
	if err != nil {
		return false, err
	}
	steps, err := raw.Pointer(e.Path).Steps()
	if err != nil {
		return false, err
	}
	for _, s := range steps {
		if secrets.Named(s.Name) {
			return true, nil
		}
	}
	return len(secrets.Within("", value)) > 0 || secretField(kind, e), nil
}

// secretField reports whether an edit reaches a field that the catalogue calls
// secret, from above or from within.
func secretField(kind *catalog.Type, e model.FieldEdit) bool {
	s, ok := kind.Section(e.Key)
	if !ok {
		return false
	}
	for _, f := range s.Fields {
		if !f.Secret {
			continue
		}
		if e.Path == f.Pointer || strings.HasPrefix(e.Path, f.Pointer+"/") {
			return true
		}
		if rest, below := strings.CutPrefix(f.Pointer, e.Path+"/"); below {
			v, there, err := raw.Get(e.New, raw.Pointer("/"+rest))
			if err != nil || there && !emptyValue(v) {
				return true
			}
		}
	}
	return false
}

// unsealed puts the secrets of the document as it is now where a base had its
// own taken out, so that they are no difference between the two.
func unsealed(kind *catalog.Type, base, now model.Document) (model.Document, error) {
	places, err := secretsOf(kind, now)
	if err != nil {
		return model.Document{}, err
	}
	for _, at := range places {
		had, there, err := raw.Get(base.Raw, at)
		if err != nil {
			return model.Document{}, err
		}
		if !there || string(had) != `""` {
			continue
		}
		value, _, err := raw.Get(now.Raw, at)
		if err != nil {
			return model.Document{}, err
		}
		if base.Raw, err = raw.Set(base.Raw, at, value); err != nil {
			return model.Document{}, err
		}
	}
	return base, nil
}

// meansSame reports whether two values, of which either may be absent, say the same.
func meansSame(a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	same, err := raw.Equal(a, b)
	return err == nil && same
}

// saysSame is [meansSame] for what a service gives back: it may leave out what
// is empty.
func saysSame(a, b json.RawMessage) bool {
	return meansSame(a, b) || emptyValue(a) && emptyValue(b)
}

func emptyValue(v json.RawMessage) bool {
	if v == nil {
		return true
	}
	n, err := raw.Parse(v)
	return err == nil && n.Empty()
}
