package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"awning/model/catalog"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tui/files"
)

// begin writes a place as text for an editor.
func (s *subject) begin(p place, subtype string, q edition, was past) (*editing, error) {
	e := &editing{subject: s, place: p, edition: q, subtype: subtype, was: was}
	var err error
	if e.shown, err = hide(p.doc, p.section, raw.Quote(s.text.Command.Edit.Hidden)); err != nil {
		return nil, err
	}
	if p.field == nil {
		e.masks = !bytes.Equal(e.shown, p.doc.Raw)
		e.before, err = indented(e.shown)
		e.ext = ".json"
		return e, err
	}
	v, _, err := p.field.Get(e.shown)
	if err != nil {
		return nil, err
	}
	whole, _, err := p.field.Get(p.doc.Raw)
	if err != nil {
		return nil, err
	}
	e.masks = !bytes.Equal(v, whole)
	e.before, e.ext, err = written(p.field, v)
	return e, err
}

// written is a field's value as text that [subject.valueOf] understands, and
// how a file of it is called.
func written(f *catalog.Field, v json.RawMessage) (text, ext string, err error) {
	ext = ".txt"
	if f.Kind == catalog.HTML {
		ext = ".html"
	}
	if v == nil {
		return "", ext, nil
	}
	n, err := raw.Parse(v)
	if err != nil {
		return "", ext, err
	}
	switch n.Kind {
	case raw.Null:
		return "", ext, nil
	case raw.String:
		if f.Kind == catalog.JSON && strings.HasPrefix(n.Text(), `"`) {
			break // it would be taken for JSON
		}
		return n.Text(), ext, nil
	case raw.Number, raw.Bool:
		return string(n.Raw()), ext, nil
	case raw.Array:
		if lines, ok := itemLines(f, n); ok {
			return lines, ext, nil
		}
	case raw.Object:
	}
	text, err = indented(v)
	return text, ".json", err
}

// itemLines is a list of texts with one in each line. It reports false for lists
// that lines cannot say.
func itemLines(f *catalog.Field, n *raw.Node) (string, bool) {
	switch f.Kind {
	case catalog.List, catalog.Picks, catalog.GUIDs, catalog.Markets:
	default:
		return "", false
	}
	items := make([]string, len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		if items[i] = item.Text(); item.Kind != raw.String || strings.ContainsAny(items[i], ",;\r\n") ||
			strings.TrimSpace(items[i]) != items[i] || strings.HasPrefix(items[i], "[") || items[i] == "" {
			return "", false
		}
	}
	return strings.Join(items, "\n"), true
}

func indented(v json.RawMessage) (string, error) {
	var b bytes.Buffer
	if err := json.Indent(&b, v, "", "  "); err != nil {
		return "", err
	}
	return b.String() + "\n", nil
}

// made is the whole document with what was typed in its place. Everything else keeps
// its bytes, hidden secrets included.
func (e *editing) made(typed string) (json.RawMessage, error) {
	mine, err := e.edited(typed)
	if err != nil {
		return nil, err
	}
	// Both were made from the document with its secrets hidden: what differs from it was
	// typed, and wins wherever it meets a secret.
	r, err := merge.Documents(e.section, e.shown, mine, e.doc.Raw)
	if err != nil {
		return nil, err
	}
	choices := make([]merge.Choice, len(r.Conflicts))
	for i, c := range r.Conflicts {
		choices[i] = merge.Choice{Pointer: c.Pointer, Take: merge.Mine}
	}
	return r.Resolve(choices...)
}

// edited is the document as shown, with what was typed.
func (e *editing) edited(typed string) (json.RawMessage, error) {
	t := &e.text.Command.Edit
	if e.field != nil {
		v, err := e.valueOf(e.place, typed)
		if err != nil {
			return nil, err
		}
		return e.field.Set(e.shown, v)
	}
	n, err := raw.Parse([]byte(strings.TrimSpace(typed)))
	switch {
	case err != nil:
		return nil, &Error{Exit: WrongUsage, Text: sprintf(t.NotJSON, e.path, err), Cause: err}
	case n.Kind != raw.Object:
		return nil, wrong(sprintf(t.NotObject, e.path), "")
	}
	return n.Raw(), nil
}

// keepText writes a text into a new file that only the user can read.
func keepText(text, ext string) (string, error) {
	dir, err := os.MkdirTemp("", "awning-kept-") // 0700
	if err != nil {
		return "", err
	}
	path, err := files.Write(filepath.Join(dir, "text"+ext), []byte(text))
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	return path, nil
}
