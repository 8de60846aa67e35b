package section

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/ui"
)

// newEntry makes what a row's value is typed into.
func newEntry(d ui.Deps, r row, others map[model.Environment]json.RawMessage) entry {
	f := r.field
	if f == nil {
		return newJSONBox(d, r)
	}
	switch f.Kind {
	case catalog.Multiline, catalog.HTML:
		return newTextBox(d, r)
	case catalog.List, catalog.GUIDs:
		return newListBox(d, r)
	case catalog.Flag:
		return newPick(d, r, []catalog.Choice{{Value: "true", Label: d.Text.Words.Yes}, {Value: "false", Label: d.Text.Words.No}})
	case catalog.Pick:
		return newPick(d, r, f.Choices)
	case catalog.Picks:
		return newPicks(d, r)
	case catalog.Markets:
		return newMarkets(d, r, others)
	case catalog.Matrix, catalog.JSON:
		if len(f.Files) > 0 && r.dialect == model.V1 {
			return newFile(d, r) // it names packages, which come by uploading them
		}
		return newJSONBox(d, r)
	case catalog.Date:
		return dateEntry{newLine(d, r)}
	case catalog.File:
		return newFile(d, r)
	case catalog.Text, catalog.Money, catalog.Number, catalog.URL, catalog.Email, catalog.GUID:
	}
	return newLine(d, r)
}

// parse is [catalog.Field.Parse] that never loses what was typed: with an error
// comes the text itself as a value.
func parse(f *catalog.Field, typed string) (json.RawMessage, error) {
	v, err := f.Parse(typed)
	if err != nil && v == nil {
		v = raw.Quote(typed)
	}
	return v, err
}

// parseItems is parse for a list.
func parseItems(f *catalog.Field, items []string) (json.RawMessage, error) {
	v := []byte{'['}
	for i, item := range items {
		if i > 0 {
			v = append(v, ',')
		}
		v = append(v, raw.Quote(item)...)
	}
	v = append(v, ']')
	return v, f.Check(v)
}

// plain is a value of one text as it is typed: [catalog.Field.Parse] reads it
// back.
func plain(v json.RawMessage) string {
	n, err := raw.Parse(v)
	if v == nil || err != nil || n.Kind == raw.Null {
		return ""
	}
	if n.Kind == raw.String {
		return n.Text()
	}
	return string(v)
}

// texts are the items of a list of texts; false if it is none.
func texts(v json.RawMessage) ([]string, bool) {
	n, err := raw.Parse(v)
	if v == nil || err == nil && n.Kind == raw.Null {
		return nil, true
	}
	if err != nil || n.Kind != raw.Array {
		return nil, false
	}
	out := make([]string, len(n.Items))
	for i := range n.Items {
		if n.Items[i].Kind != raw.String {
			return nil, false
		}
		out[i] = n.Items[i].Text()
	}
	return out, true
}

// limit writes how much is typed against a field's limit.
func limit(d ui.Deps, f *catalog.Field, n int) string {
	if f == nil || f.Max == 0 || f.Secret || !measured(f.Kind) {
		return ""
	}
	return fmt.Sprintf(d.Text.Section.LimitOf, n, f.Max)
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// indented is JSON as people read it.
func indented(v json.RawMessage) string {
	var b bytes.Buffer
	if v == nil || json.Indent(&b, v, "", "  ") != nil {
		return string(v)
	}
	return b.String()
}

// twice are the items that are there more than once, each once.
func twice(items []string) []string {
	var out []string
	for i, item := range items {
		if slices.ContainsFunc(items[:i], func(o string) bool { return strings.EqualFold(o, item) }) && !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	return out
}
