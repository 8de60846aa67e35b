package section

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/plans"
	"awning/tui/sanitize"
	"awning/tui/show"
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
	t, draft := s.d.Text.Section, s.loader.Of(model.Draft)
	to, _ := draft.Find(s.key)
	switch {
	case len(s.sources()) == 0:
		return t.NoOtherPlan
	case to.Sealed:
		return t.LockedSealed
	case !draft.Fresh:
		return t.LockedStale
	case s.sending.Busy():
		return t.StillSaving
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

// copyPlan makes what the other plan has different unsaved edits here, as far as
// it can be copied; what cannot is said. It is one step for undo.
func (s *Screen) copyPlan() tea.Cmd {
	t := s.d.Text.Section
	p, ok := s.copying.Selected()
	s.copying = nil
	if !ok {
		return nil
	}
	c, err := s.copyOf(p.ID)
	if err != nil {
		s.layout()
		return ui.Fail(s.d.Text, fmt.Sprintf(t.CopyDoing, sanitize.ID(string(p.ID))), err)
	}
	rest := ""
	if left := show.Left(s.d.Text.PlanCopy, c.Left); len(left) > 0 {
		rest = " " + s.d.Text.PlanCopy.Stay + " " + strings.Join(left, "; ") + "."
	}
	step := s.steps(c)
	if len(step) == 0 {
		s.layout()
		return ui.Notify(ui.Notice{Level: ui.Info, Text: fmt.Sprintf(t.CopySame, sanitize.ID(string(p.ID))) + rest})
	}
	return s.put(keeping{changes: step, record: true, done: func(err error) tea.Cmd {
		if err != nil {
			return s.notKept(err)
		}
		n := text.Count(len(c.Edits), t.OneField, t.Fields)
		return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Copied, n, sanitize.ID(string(p.ID))) + rest})
	}})
}

// copyOf finds what of another plan's section can be copied here.
func (s *Screen) copyOf(id model.PlanID) (plans.Copy, error) {
	draft := s.loader.Of(model.Draft)
	source := s.key
	source.Plan = id
	from, okFrom := draft.Find(source)
	to, okTo := draft.Find(s.key)
	section, known := s.t.Section(s.key)
	if !okFrom || !okTo || !known {
		return plans.Copy{}, nil
	}
	plan, _ := draft.Plan(s.key.Plan)
	return plans.Section(s.offer, section, plans.Sides{
		From: from, To: to, Edits: s.desk.edits, Subtype: plan.Subtype, Published: s.published(s.key),
	})
}

// steps are the changes that a copy makes, the ends of unsaved edits inside of
// what is copied among them.
func (s *Screen) steps(c plans.Copy) []change {
	var out []change
	for _, e := range c.Drop {
		out = append(out, change{id: rowID{e.Key, e.Path}, from: e.New, to: e.Old})
	}
	for _, e := range c.Edits {
		id := rowID{e.Key, e.Path}
		r, _ := s.table.Get(id)
		out = append(out, change{id: id, from: r.value, to: e.New})
	}
	return out
}
