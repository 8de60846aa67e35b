package section

import (
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// Detail is all there is to say of the field under the cursor, nothing cut:
// what the draft, preview and live hold, and what is wrong with it.
func (s *Screen) Detail() []ui.Fact {
	r, ok := s.table.Selected()
	if !ok {
		return nil
	}
	t, w := s.d.Text.Section, s.d.Text.Words
	facts := []ui.Fact{{Label: t.Field, Value: r.label}}
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, ui.Fact{Label: label, Value: value})
		}
	}
	if r.field != nil {
		add(t.Help, s.help(r.field))
		add(t.Wanted, strings.Join(r.field.Rules(), "\n"))
	}
	add(t.Limit, s.limit(r))
	if r.broken != nil {
		add(t.Rule, sanitize.Line(r.broken.Error()))
	}
	if r.doubt != nil {
		add(t.Doubt, s.doubt(r))
	}
	add(t.Refused, strings.Join(r.refused, "\n"))
	add(t.Draft, s.block(r, r.value))
	if r.edit != nil {
		add(t.SavedSince, w.Time(r.edit.At, s.d.Now()))
		add(t.Saved, s.block(r, r.saved))
	}
	for _, env := range []model.Environment{model.Preview, model.Live} {
		if v, known := r.others[env]; known {
			add(w.Environments[env], s.block(r, v))
		}
	}
	return facts
}

// Copied is the value of the field under the cursor as it is in the draft: a text as
// it is, anything else as JSON. A secret is nothing to copy.
func (s *Screen) Copied() (what, value string) {
	r, ok := s.table.Selected()
	if !ok || r.hidden || r.field != nil && r.field.Secret || empty(r.value) {
		return "", ""
	}
	if items, list := texts(r.value); list {
		return r.label, strings.Join(items, "\n")
	}
	if text := plain(r.value); text != string(r.value) {
		return r.label, text
	}
	return r.label, indented(r.value)
}

// Table is the list of fields as it shows.
func (s *Screen) Table() (head []string, rows [][]string) { return s.table.Export() }
