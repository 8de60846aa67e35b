package section

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/input"
	"awning/tui/widget/textbox"
)

// boxHeight is how many lines a box for several has where there is room.
const boxHeight = 10

// lineEntry takes one line.
type lineEntry struct {
	d ui.Deps
	f *catalog.Field
	*input.Input
}

func newLine(d ui.Deps, r row) *lineEntry {
	e := &lineEntry{d, r.field, input.New(d.Styles)}
	if r.field.Secret {
		e.Mask(true)
	} else {
		e.SetValue(plain(r.value))
	}
	return e
}

func (e *lineEntry) update(msg tea.KeyMsg) bool      { return e.Update(msg) }
func (e *lineEntry) typed() string                   { return e.Value() }
func (e *lineEntry) value() (json.RawMessage, error) { return parse(e.f, e.Value()) }
func (e *lineEntry) count() string                   { return limit(e.d, e.f, runes(e.Value())) }
func (e *lineEntry) notes() []string                 { return nil }
func (e *lineEntry) height() int                     { return 2 }
func (e *lineEntry) setSize(width, _ int)            { e.SetWidth(width) }
func (e *lineEntry) lines() []string                 { return []string{e.View(true), ""} }

// boxEntry takes several lines. What they mean, the kinds below say.
type boxEntry struct {
	d ui.Deps
	f *catalog.Field // nil for a member the catalogue does not know
	*textbox.Box

	ext string // how a file with such text is called
}

func newBox(d ui.Deps, f *catalog.Field, text, ext string) boxEntry {
	b := textbox.New(d.Styles)
	b.SetValue(text)
	return boxEntry{d, f, b, ext}
}

func (e *boxEntry) update(msg tea.KeyMsg) bool { return e.Update(msg) }
func (e *boxEntry) typed() string              { return e.Value() }
func (e *boxEntry) height() int                { return boxHeight }
func (e *boxEntry) setSize(width, height int)  { e.SetSize(width, height) }
func (e *boxEntry) lines() []string            { return strings.Split(e.View(), "\n") }

// textBox takes a text of several lines, or HTML.
type textBox struct{ boxEntry }

func newTextBox(d ui.Deps, r row) *textBox {
	ext := ".txt"
	if r.field.Kind == catalog.HTML {
		ext = ".html"
	}
	return &textBox{newBox(d, r.field, plain(r.value), ext)}
}

func (e *textBox) value() (json.RawMessage, error) { return parse(e.f, e.Value()) }
func (e *textBox) count() string                   { return limit(e.d, e.f, runes(e.Value())) }
func (e *textBox) notes() []string                 { return nil }

// listBox takes a list of texts, one in each line; of ids, any list that holds
// them.
type listBox struct{ boxEntry }

func newListBox(d ui.Deps, r row) entry {
	items, ok := texts(r.value)
	if !ok {
		return newJSONBox(d, r)
	}
	if slices.ContainsFunc(items, func(s string) bool { return strings.ContainsAny(s, "\r\n") || strings.TrimSpace(s) != s }) {
		return newJSONBox(d, r) // lines cannot say it
	}
	return &listBox{newBox(d, r.field, strings.Join(items, "\n"), ".txt")}
}

// items are what was typed: each once, if they are ids.
func (e *listBox) items() []string {
	ids := e.f.Kind == catalog.GUIDs
	var out []string
	for _, part := range strings.FieldsFunc(e.Value(), e.between) {
		part = strings.TrimSpace(part)
		if ids {
			part = strings.ToLower(part)
		}
		if part == "" || ids && slices.Contains(out, part) {
			continue
		}
		out = append(out, part)
	}
	return out
}

// between reports whether a character stands between items: the end of a line,
// and in a list of ids everything ids are pasted with.
func (e *listBox) between(r rune) bool {
	return r == '\n' || r == '\r' || e.f.Kind == catalog.GUIDs && strings.ContainsRune(" \t,;|\"'[](){}<>", r)
}

func (e *listBox) value() (json.RawMessage, error) { return parseItems(e.f, e.items()) }
func (e *listBox) count() string {
	if e.f.Max == 0 {
		return text.Count(len(e.items()), e.d.Text.Section.OneItem, e.d.Text.Section.Items)
	}
	return limit(e.d, e.f, len(e.items()))
}

// notes mark what is there twice and what is no id.
func (e *listBox) notes() []string {
	t := e.d.Text.Section
	parts := strings.FieldsFunc(e.Value(), e.between)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	var out []string
	if again := twice(parts); len(again) > 0 {
		words := t.Twice
		if e.f.Kind == catalog.GUIDs {
			words = t.TwiceOnce
		}
		out = append(out, fmt.Sprintf(words, few(e.d, again)))
	}
	if e.f.Kind != catalog.GUIDs {
		return out
	}
	one := catalog.Field{Kind: catalog.GUID}
	bad := slices.DeleteFunc(parts, func(s string) bool { return one.Check(raw.Quote(s)) == nil })
	if len(bad) > 0 {
		out = append(out, fmt.Sprintf(t.NoID, len(bad), few(e.d, bad)))
	}
	return out
}

// few are the first of some texts, clean.
func few(d ui.Deps, items []string) string {
	const most = 3
	more := ""
	if len(items) > most {
		items, more = items[:most], " "+d.Styles.Marks.Ellipsis
	}
	return sanitize.Line(strings.Join(items, ", ")) + more
}

// jsonBox takes JSON, for what has no form of its own.
type jsonBox struct{ boxEntry }

func newJSONBox(d ui.Deps, r row) *jsonBox {
	return &jsonBox{newBox(d, r.field, indented(r.value), ".json")}
}

// value is what was typed without the space around it. An empty box is no value.
func (e *jsonBox) value() (json.RawMessage, error) {
	line := strings.TrimSpace(e.Value())
	if line == "" {
		if e.f == nil {
			return nil, nil
		}
		return nil, e.f.Check(nil)
	}
	n, err := raw.Parse([]byte(line))
	if err != nil {
		return raw.Quote(e.Value()), fmt.Errorf(e.d.Text.Section.NotJSON, err)
	}
	v := slices.Clone(n.Raw())
	if e.f == nil {
		return v, nil
	}
	return v, e.f.Check(v)
}

func (e *jsonBox) count() string   { return "" }
func (e *jsonBox) notes() []string { return nil }
