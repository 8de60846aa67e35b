package compare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// many is how many items a set must have for its differences alone to show.
const many = 12

// label names a field, and the image or other item it belongs to.
func (s *Screen) label(c model.Change) string {
	crumb := s.d.Styles.Marks.Crumb
	label := show.Label(c, crumb)
	if c.Key.Item != "" {
		return s.item(c.Key) + " " + crumb + " " + label
	}
	return label
}

// item names an image or other item: by its file, as its publisher knows it, or by
// the number the service gave it.
func (s *Screen) item(k model.SectionKey) string {
	if name, ok := s.files[k]; ok {
		return name
	}
	return sanitize.Line(k.Item)
}

// filesOf are the names of the files that items are made of: on the right side, or on
// the left one's if the item was removed.
func (s *Screen) filesOf(changes []model.Change) map[model.SectionKey]string {
	out := map[model.SectionKey]string{}
	for _, c := range changes {
		if c.Key.Item == "" || out[c.Key] != "" {
			continue
		}
		if f := show.Field(s.t, c); f == nil || f.Kind != catalog.File {
			continue
		}
		v := c.Right
		if v == nil {
			v = c.Left
		}
		if n, err := raw.Parse(v); err == nil && n.Kind == raw.String && n.Text() != "" {
			out[c.Key] = sanitize.Line(n.Text())
		}
	}
	return out
}

// value writes one side of a change.
func (s *Screen) value(c model.Change, v json.RawMessage) string {
	if c.Secret {
		return s.d.Text.Words.Hidden
	}
	if f := show.Field(s.t, c); f != nil && c.Kind == model.Edited && !s.three && (f.Kind == catalog.Markets || f.Kind == catalog.GUIDs) {
		if words, ok := s.set(v, c); ok {
			return words
		}
	}
	words := s.whole(c, v)
	if f := show.Field(s.t, c); f != nil && f.Kind == catalog.HTML {
		return markup(words)
	}
	return words
}

// markup writes HTML as it is, but for a new line after each tag that ends or begins
// one for its readers.
func markup(html string) string {
	var b strings.Builder
	for rest := html; rest != ""; {
		end := strings.IndexByte(rest, '>') + 1
		if end == 0 {
			end = len(rest)
		}
		b.WriteString(rest[:end])
		tag := rest[strings.LastIndexByte(rest[:end], '<')+1 : end]
		rest = rest[end:]
		if rest != "" && rest[0] != '\n' && breaks(tag) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// breaks reports whether what follows a tag stands on a line of its own.
func breaks(tag string) bool {
	switch strings.ToLower(strings.TrimRight(tag, " />")) {
	case "/p", "/li", "ul", "/ul", "ol", "/ol", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "br", "/div":
		return true
	}
	return false
}

// whole writes all of a value.
func (s *Screen) whole(c model.Change, v json.RawMessage) string {
	if c.Secret {
		return s.d.Text.Words.Hidden
	}
	return show.Block(s.d.Text.Words, show.Field(s.t, c), v)
}

// set writes what a long set has that the other side has not. It reports false for short
// ones, which are better read whole.
func (s *Screen) set(v json.RawMessage, c model.Change) (string, bool) {
	other := c.Left
	if string(v) == string(c.Left) {
		other = c.Right
	}
	mine, ok := members(v)
	theirs, known := members(other)
	if !ok || !known || len(mine) < many && len(theirs) < many {
		return "", false
	}
	t := s.d.Text.Compare
	only := slices.DeleteFunc(slices.Clone(mine), func(m string) bool { return slices.Contains(theirs, m) })
	words := fmt.Sprintf(t.InBoth, len(mine)-len(only))
	if len(only) > 0 {
		words = fmt.Sprintf(t.OnlyHere, len(only), sanitize.Line(strings.Join(only, ", "))) + "\n" + words
	}
	return words, true
}

// members are the texts of a list.
func members(v json.RawMessage) ([]string, bool) {
	n, err := raw.Parse(v)
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

// brief reports whether a change is a line of a table.
func (s *Screen) brief(c model.Change) bool { return show.Brief(s.t, c, s.middle(c)) }

// delta is by how much a number changed; empty if that says nothing.
func (s *Screen) delta(c model.Change) string { return show.Delta(s.d.Text.Compare.Percent, c) }
