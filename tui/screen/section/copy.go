package section

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// sources are the other plans that have this section.
func (s *Screen) sources() []model.Plan {
	draft := s.loader.Of(model.Draft)
	var out []model.Plan
	for _, p := range draft.Plans {
		k := s.key
		k.Plan = p.ID
		if p.ID != s.key.Plan && slices.ContainsFunc(draft.Documents, func(d model.Document) bool { return d.Key == k }) {
			out = append(out, p)
		}
	}
	return out
}

func (s *Screen) cannotCopy() string {
	switch {
	case len(s.sources()) == 0:
		return s.d.Text.Section.NoOtherPlan
	case !s.loader.Of(model.Draft).Fresh:
		return s.d.Text.Section.LockedStale
	}
	return ""
}

// copyFrom asks which plan to copy from.
func (s *Screen) copyFrom() tea.Cmd {
	s.copying = table.New(table.Options[model.PlanID, model.Plan]{
		Styles: s.d.Styles, Key: func(p model.Plan) model.PlanID { return p.ID }, NoHead: true,
		Columns: []table.Column[model.Plan]{
			{ID: "id", Cell: func(p model.Plan) string { return sanitize.ID(string(p.ID)) }},
			{ID: "alias", Cell: func(p model.Plan) string { return sanitize.Line(p.Alias) }, Min: 8},
		},
	})
	s.copying.SetRows(s.sources())
	s.show = fields
	s.layout()
	return nil
}

// choosingPlan are the keys while it is asked.
func (s *Screen) choosingPlan() []ui.Action {
	t := s.d.Text.Section
	rows := []ui.Action{
		act("take", t.ActCopy, s.copyPlan, "enter"),
		act("close", t.ActClose, s.endCopy, "esc"),
	}
	return append(rows, s.copying.Actions("section", s.d.Text.Moves)...)
}

func (s *Screen) endCopy() tea.Cmd {
	s.copying = nil
	s.layout()
	return nil
}

// copyPlan makes what the other plan has different unsaved edits here: fields
// that can be edited, but for secrets. It is one step for undo.
func (s *Screen) copyPlan() tea.Cmd {
	t := s.d.Text.Section
	p, ok := s.copying.Selected()
	s.copying = nil
	if !ok {
		return nil
	}
	from := s.key
	from.Plan = p.ID
	doc, ok := s.loader.Of(model.Draft).Find(from)
	if !ok {
		return nil
	}
	var step []change
	for _, r := range s.table.Shown() {
		if r.field == nil || r.field.Secret || r.id.key != s.key || s.locked(r) != "" {
			continue
		}
		v, err := value(r.field, doc)
		if err == nil && !same(v, r.value) {
			step = append(step, change{id: r.id, from: r.value, to: v})
		}
	}
	if len(step) == 0 {
		s.layout()
		return ui.Notify(ui.Notice{Level: ui.Info, Text: fmt.Sprintf(t.CopySame, sanitize.ID(string(p.ID)))})
	}
	return s.put(keeping{changes: step, record: true, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Copied, text.Count(len(step), t.OneField, t.Fields), sanitize.ID(string(p.ID)))})
	}})
}

// value is a field's value in a document; nil if it has none.
func value(f *catalog.Field, d model.Document) ([]byte, error) {
	v, found, err := f.Get(d.Raw)
	if !found {
		return nil, err
	}
	return v, err
}
