package command

import (
	"context"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
)

// What happens to a row of the checklist.
const (
	fateTravels  = "published"
	fateStays    = "stays"
	fateBlocked  = "blocked"
	fateInEffect = "in-effect"
)

// foretell says for whom it is published, with which notes, who hears of it,
// what happens then, and how long it took before.
func (s *subject) foretell(ctx context.Context, notes string) error {
	t, c := &s.text.Command.Publish, &s.text.Checklist
	crumb := s.view().styles.Marks.Crumb
	s.notef(t.ForAccount, show.Account(s.offer, crumb))
	if notes == "" {
		s.notef("%s", t.WithoutNotes)
	} else {
		s.notef("%s %s", c.NotesAre, sanitize.Line(strings.Join(strings.Fields(notes), " ")))
	}
	s.notef("%s %s", c.Told, c.SellerContact)
	arrow := s.view().styles.Marks.Arrow
	before, after := show.Stages(s.kind)
	next := c.NextUnknown
	if len(before) > 0 {
		next = show.Steps(before, arrow) + " " + arrow + " " + c.You
	}
	if len(after) > 0 {
		next += " " + arrow + " " + show.Steps(after, arrow)
	}
	s.notef("%s %s", c.Next, next)
	took, err := s.market.Runs(ctx, model.Operation{Verb: model.VerbPublish, Offer: s.offer})
	if words := s.text.Usually(took); words != "" {
		s.notef("%s", words)
	}
	return err
}

// plan prints what a publish would do, and ends as it would.
func (s *subject) plan(ctx context.Context, items []checklist.Item, base model.Contents, notes string, refused error) error {
	if items == nil {
		return refused
	}
	before, after := show.Stages(s.kind)
	out := PublishPlanJSON{
		Offer: string(s.offer.ID), First: !base.Exists, Sections: []PlanRowJSON{}, Notes: notes,
		ToPreview: stagesJSON(before), ToLive: stagesJSON(after), Possible: refused == nil,
	}
	for i := range items {
		if fate := fateOf(&items[i]); fate != "" {
			out.Sections = append(out.Sections, s.planRow(&items[i], fate))
		}
	}
	if err := s.output(out, s.planTable(out.Sections)); err != nil {
		return err
	}
	if refused != nil {
		s.tellBlocked(items)
		return refused
	}
	return s.foretell(ctx, notes)
}

// fateOf says what becomes of a row; empty if nothing does.
func fateOf(i *checklist.Item) string {
	switch {
	case i.Rule == checklist.RuleBlocked:
		return fateBlocked
	case i.Selected:
		return fateTravels
	case len(i.Changes) == 0:
		return ""
	case i.Rule == checklist.RuleOutside:
		return fateInEffect
	}
	return fateStays
}

func (s *subject) planRow(i *checklist.Item, fate string) PlanRowJSON {
	row := PlanRowJSON{
		Path: i.Key.String(), Label: s.sectionLabel(i.Key), Fate: fate, Changes: len(i.Changes), Reason: string(i.Reason),
		Faults: []string{}, Carries: []string{},
	}
	for _, f := range i.Faults {
		row.Faults = append(row.Faults, f.Err.Error())
	}
	for _, c := range i.Carries {
		row.Carries = append(row.Carries, string(c))
	}
	return row
}

func (s *subject) planTable(rows []PlanRowJSON) table {
	t, p := &s.text.Command.Result, &s.text.Command.Publish
	const leastLabel, leastWhy = 12, 12
	out := table{columns: []column{
		{name: "path", head: t.Path},
		{name: "label", head: t.Section, least: leastLabel},
		{name: "changes", head: p.Changes, right: true},
		{name: "fate", head: p.Fate},
		{name: "reason", head: p.Why, least: leastWhy},
	}}
	roles := map[string]role{fateTravels: good, fateStays: dim, fateBlocked: bad, fateInEffect: dim}
	for _, r := range rows {
		why := ""
		if r.Reason != "" {
			why = text.Word(s.text.Checklist.Reasons, checklist.Reason(r.Reason))
		}
		n := r.Changes
		out.rows = append(out.rows, []cell{
			{text: r.Path},
			{text: r.Label},
			number(&n),
			{text: text.Word(p.Fates, r.Fate), raw: r.Fate, role: roles[r.Fate]},
			{text: why, raw: r.Reason},
		})
	}
	return out
}

func stagesJSON(stages []catalog.Stage) []StageJSON {
	out := make([]StageJSON, len(stages))
	for i, x := range stages {
		out[i] = StageJSON{Name: x.Name, Duration: x.Duration}
	}
	return out
}
