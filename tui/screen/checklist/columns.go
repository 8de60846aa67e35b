package checklist

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/table"
)

// columns say how the rows are listed.
func (s *Screen) columns() table.Options[model.SectionKey, checklist.Item] {
	t, st := s.d.Text.Checklist, s.d.Styles
	return table.Options[model.SectionKey, checklist.Item]{
		Styles: st,
		Key:    func(i checklist.Item) model.SectionKey { return i.Key },
		Group: func(i checklist.Item) string {
			if group(i) == 1 {
				return t.Outside
			}
			return ""
		},
		Columns: []table.Column[checklist.Item]{
			{ID: "choice", Name: t.Choice, Cell: s.mark, Plain: s.choice, Style: s.look},
			{ID: "section", Title: t.Section, Min: 24, Cell: s.label},
			{ID: "changes", Title: t.Changes, Right: true, Cell: func(i checklist.Item) string {
				if len(i.Changes) == 0 {
					return s.d.Styles.Marks.No
				}
				return strconv.Itoa(len(i.Changes))
			}, Plain: func(i checklist.Item) string { return strconv.Itoa(len(i.Changes)) }},
			{ID: "why", Title: t.Why, Min: 12, Rank: 1, Cell: s.why, Style: s.look},
		},
	}
}

// mark is a row's check box.
func (s *Screen) mark(i checklist.Item) string {
	m := s.d.Styles.Marks
	switch {
	case i.Rule == checklist.RuleForced:
		return m.Forced
	case i.Rule == checklist.RuleBlocked:
		return m.Blocked
	case i.Rule == checklist.RuleOutside:
		return ""
	case i.Selected:
		return m.Checked
	}
	return m.Unchecked
}

func (s *Screen) look(i checklist.Item) lipgloss.Style {
	st := s.d.Styles
	switch {
	case i.Rule == checklist.RuleBlocked:
		return st.Bad
	case i.Selected:
		return st.Good
	}
	return st.Dim
}

// label is the section's name, the plan's before it.
func (s *Screen) label(i checklist.Item) string {
	return sanitize.Line(strings.ReplaceAll(i.Label, "›", s.d.Styles.Marks.Crumb))
}

// why says what becomes of a row and for what reason.
func (s *Screen) why(i checklist.Item) string {
	t := s.d.Text.Checklist
	switch {
	case i.Reason == checklist.ReasonIncomplete:
		return s.d.Styles.Marks.Failed + " " + fmt.Sprintf(t.Lacks, len(i.Missing))
	case i.Reason != checklist.ReasonNone:
		return text.Word(t.Reasons, i.Reason)
	case i.Selected:
		return t.WillTravel
	}
	return t.WillStay
}
