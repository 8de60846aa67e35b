package checklist

import (
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// Detail is the section under the cursor in full: what becomes of it, what stands in
// its way, and each of its changes.
func (s *Screen) Detail() []ui.Fact {
	i, ok := s.table.Selected()
	if !ok {
		return nil
	}
	t := s.d.Text.Checklist
	out := s.table.Detail()
	for _, f := range i.Faults {
		out = append(out, ui.Fact{Label: t.Fault, Value: sanitize.Line(f.Err.Error())})
	}
	for _, f := range i.Doubts {
		out = append(out, ui.Fact{Label: t.Doubt, Value: s.doubt(f)})
	}
	for _, c := range i.Changes {
		out = append(out, ui.Fact{Label: c.Kind.Mark() + " " + s.fieldOf(i, c), Value: s.values(c, 0)})
	}
	return out
}

// Table is the list of sections, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.table.Export() }

// Copied is the path of the section under the cursor, as commands take it.
func (s *Screen) Copied() (what, path string) {
	i, ok := s.table.Selected()
	if !ok {
		return "", ""
	}
	return s.d.Text.Checklist.ThePath, i.Key.String()
}

// choice says in words what the check box of a row does in a mark.
func (s *Screen) choice(i checklist.Item) string {
	t := s.d.Text.Checklist
	switch i.Rule {
	case checklist.RuleForced:
		return t.Forced
	case checklist.RuleBlocked:
		return t.Blocked
	case checklist.RuleOutside:
		return t.NotPublished
	case checklist.RuleChoose, checklist.RuleNothing:
	}
	if i.Selected {
		return t.Chosen
	}
	return t.NotChosen
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
