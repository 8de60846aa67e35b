package command

import (
	"encoding/json"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/raw"
)

// none is what JSON output has in place of a secret.
func none() json.RawMessage { return json.RawMessage("null") }

// hide puts something else in place of every secret of a document that is about
// to be shown: of those the catalogue names, and of those that give themselves away.
func hide(d model.Document, section *catalog.Section, instead json.RawMessage) (json.RawMessage, error) {
	root, err := raw.Parse(d.Raw)
	if err != nil {
		return nil, err
	}
	h := hider{rules: compare.RulesOf(section), patch: raw.NewPatch(root), instead: instead}
	if err := h.walk("", root); err != nil {
		return nil, err
	}
	if section != nil {
		for i := range section.Fields {
			if err := h.field(root, &section.Fields[i]); err != nil {
				return nil, err
			}
		}
	}
	return h.patch.Bytes()
}

// hider is the hiding of one document's secrets at work.
type hider struct {
	rules   *compare.Rules
	patch   *raw.Patch
	instead json.RawMessage
}

// walk hides the texts that are secret by their place or by what they say.
func (h *hider) walk(at raw.Pointer, n *raw.Node) error {
	for i := range n.Members {
		if err := h.walk(at.Child(n.Members[i].Name), &n.Members[i].Value); err != nil {
			return err
		}
	}
	for i := range n.Items {
		if err := h.walk(at.Item(i), &n.Items[i]); err != nil {
			return err
		}
	}
	if n.Kind != raw.String || n.Empty() {
		return nil
	}
	_, _, secret, err := h.rules.Name(at, nil, n)
	if err == nil && secret {
		h.patch.Replace(n, h.instead)
	}
	return err
}

// field hides a field the catalogue calls secret, whatever it holds.
func (h *hider) field(root *raw.Node, f *catalog.Field) error {
	if !f.Secret {
		return nil
	}
	n, err := root.Find(raw.Pointer(f.Pointer))
	if err == nil && n != nil && !n.Empty() {
		h.patch.Replace(n, h.instead)
	}
	return err
}
