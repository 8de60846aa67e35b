// Package show puts what the services sent into words a person reads: values
// by the catalogue's knowledge of their fields, sections and plans by their
// names. All it returns has passed through sanitize.
package show

import (
	"bytes"
	"encoding/json"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/text"
)

// Section names a section: "Offer listing", or "basic › Pricing" for one of a
// plan. crumb is what stands between the two. t may be nil.
func Section(t *catalog.Type, k model.SectionKey, crumb string) string {
	name := Name(t, k)
	if k.Item != "" {
		name += " " + sanitize.Line(k.Item)
	}
	if k.Plan != "" {
		return sanitize.ID(string(k.Plan)) + " " + crumb + " " + name
	}
	return name
}

// Name names a section without its plan and its item. One that the catalogue
// does not know goes by the service's word for it, put as words:
// "Quantum target". t may be nil.
func Name(t *catalog.Type, k model.SectionKey) string {
	if t != nil {
		if s, ok := t.Section(k); ok {
			return s.Label
		}
	}
	return sanitize.Line(k.Section.Words())
}

// Label names a changed field; fields the catalogue does not know go by their
// path.
func Label(c model.Change, crumb string) string {
	if c.Label == "" {
		return sanitize.Line(c.Path)
	}
	return sanitize.Line(strings.ReplaceAll(c.Label, "›", crumb))
}

// Field returns what the catalogue knows of a changed field; nil if nothing.
func Field(t *catalog.Type, c model.Change) *catalog.Field {
	if t == nil || c.Field == "" {
		return nil
	}
	s, ok := t.Section(c.Key)
	if !ok {
		return nil
	}
	f, _ := s.Field(c.Field)
	return f
}

// Line writes a value on one line; empty values are empty. f may be nil, for
// values the catalogue does not know.
func Line(w text.Words, f *catalog.Field, v json.RawMessage) string {
	if f != nil && f.Secret {
		return secret(w, v)
	}
	if f == nil {
		f = &catalog.Field{Kind: catalog.JSON}
		if n, err := raw.Parse(v); err == nil && n.Kind == raw.Array && len(n.Items) > 0 {
			return sanitize.Line(string(compact(v)))
		}
	}
	return sanitize.Line(f.Format(v))
}

// Block writes the whole of a value, on several lines if it has them: texts as
// they are, lists of texts one below the other, anything else as indented JSON.
func Block(w text.Words, f *catalog.Field, v json.RawMessage) string {
	if f != nil && f.Secret {
		return secret(w, v)
	}
	n, err := raw.Parse(v)
	if err != nil {
		return sanitize.Block(string(v))
	}
	switch {
	case n.Empty():
		return ""
	case n.Kind == raw.String && (f == nil || len(f.Choices) == 0):
		return sanitize.Block(n.Text())
	case n.Kind == raw.Array && texts(n):
		lines := make([]string, len(n.Items))
		for i := range n.Items {
			lines[i] = Line(w, f, n.Items[i].Raw())
		}
		return strings.Join(lines, "\n")
	case n.Kind == raw.Array || n.Kind == raw.Object:
		return sanitize.Block(string(indented(v)))
	}
	return Line(w, f, v)
}

// Data is a value as it is in the data, for the clipboard and for files: the text of
// a string, the JSON of anything else, and nothing for null. It is not for the
// screen.
func Data(v json.RawMessage) string {
	n, err := raw.Parse(v)
	switch {
	case err != nil || n.Kind == raw.Null:
		return ""
	case n.Kind == raw.String:
		return n.Text()
	}
	return string(v)
}

func secret(w text.Words, v json.RawMessage) string {
	if n, err := raw.Parse(v); err == nil && n.Empty() {
		return w.NotSet
	}
	return w.Hidden
}

func texts(n *raw.Node) bool {
	for i := range n.Items {
		if n.Items[i].Kind != raw.String {
			return false
		}
	}
	return true
}

func compact(v json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Compact(&b, v) != nil {
		return v
	}
	return b.Bytes()
}

func indented(v json.RawMessage) []byte {
	var b bytes.Buffer
	if json.Indent(&b, v, "", "  ") != nil {
		return v
	}
	return b.Bytes()
}
