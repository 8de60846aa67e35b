package overview

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/tui/contents"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// row is one section, and how it differs from one environment to the next.
type row struct {
	key   model.SectionKey
	group string
	label string
	next  difference // the draft against what was published last
	live  difference // preview against live
}

// difference is what changed in one section between two environments.
type difference struct {
	known   bool // both sides were read
	blank   bool // there is nothing to compare with
	changes int
	whole   model.ChangeKind // Added or Removed if the whole section is; else empty
}

// knowledge is what was concluded from the contents read so far.
type knowledge struct {
	next    bool // the draft was compared with what was published last
	changed bool // and differs
	base    model.Environment
}

// learned compares what was read and lays the rows out again.
func (s *Screen) learned() tea.Cmd {
	draft, preview, live := s.loader.Of(model.Draft), s.loader.Of(model.Preview), s.loader.Of(model.Live)
	base := preview
	s.known = knowledge{base: model.Preview}
	if preview.Missing() && live.Known && live.Exists {
		base, s.known.base = live, model.Live
	}
	next, errNext := s.differ(base, draft)
	last, errLast := s.differ(live, preview)
	s.known.next = draft.Known && base.Known && errNext == nil
	var rows []row
	for _, k := range s.keys(draft.Contents, preview.Contents, live.Contents) {
		r := row{key: k, group: s.group(k), label: show.Name(s.t, k), next: next(k), live: last(k)}
		s.known.changed = s.known.changed || r.next.changes > 0
		rows = append(rows, r)
	}
	if s.known.base == model.Live {
		s.rows.Columns[1].Title = s.d.Text.Overview.DraftToLive
	} else {
		s.rows.Columns[1].Title = s.d.Text.Overview.DraftToPreview
	}
	s.rows.SetRows(rows)
	if failed := errors.Join(errNext, errLast); failed != nil {
		return ui.Fail(s.d.Text, s.doing(s.d.Text.Overview.CompareOffer), failed)
	}
	return s.failed(draft, preview, live)
}

// failed tells of environments that could not be read.
func (s *Screen) failed(sides ...contents.Side) tea.Cmd {
	for _, side := range sides {
		if side.Err != nil && !side.Busy {
			return ui.Fail(s.d.Text, s.doing(s.d.Text.Overview.ReadOffer), side.Err)
		}
	}
	return nil
}

// differ compares two environments and answers for each section.
func (s *Screen) differ(left, right contents.Side) (func(model.SectionKey) difference, error) {
	unknown := func(model.SectionKey) difference { return difference{} }
	if !left.Known || !right.Known {
		return unknown, nil
	}
	if !right.Exists {
		return func(model.SectionKey) difference { return difference{known: true, blank: true} }, nil
	}
	changes, err := compare.Contents(s.t, left.Contents, right.Contents, false)
	if err != nil {
		return unknown, err
	}
	counts := make(map[model.SectionKey]int)
	for _, c := range changes {
		counts[c.Key.Whole()]++
	}
	was, is := sections(left.Contents), sections(right.Contents)
	return func(k model.SectionKey) difference {
		d := difference{known: true, changes: counts[k], blank: !was[k] && !is[k]}
		switch {
		case d.changes == 0:
		case !was[k]:
			d.whole = model.Added
		case !is[k]:
			d.whole = model.Removed
		}
		return d
	}, nil
}

func sections(c model.Contents) map[model.SectionKey]bool {
	out := make(map[model.SectionKey]bool)
	for i := range c.Documents {
		out[c.Documents[i].Key.Whole()] = true
	}
	return out
}

// keys are the sections of all environments: the offer's own in the
// catalogue's order, then plan by plan in the draft's order.
func (s *Screen) keys(all ...model.Contents) []model.SectionKey {
	plans := map[model.PlanID]int{"": 0}
	seen := make(map[model.SectionKey]bool)
	for _, c := range all {
		for _, p := range c.Plans {
			rank(plans, p.ID)
		}
		for k := range sections(c) {
			seen[k] = true
		}
	}
	out := slices.SortedFunc(maps.Keys(seen), model.CompareKeys)
	for _, k := range out {
		rank(plans, k.Plan)
	}
	slices.SortStableFunc(out, func(a, b model.SectionKey) int {
		return cmp.Or(cmp.Compare(plans[a.Plan], plans[b.Plan]), cmp.Compare(s.position(a), s.position(b)))
	})
	return out
}

func rank(plans map[model.PlanID]int, id model.PlanID) {
	if _, ok := plans[id]; !ok {
		plans[id] = len(plans)
	}
}

// position is a section's place in the catalogue; those it does not know come
// last.
func (s *Screen) position(k model.SectionKey) int {
	if s.t == nil {
		return 0
	}
	i := slices.IndexFunc(s.t.Sections, func(x catalog.Section) bool { return x.ID == k.Section && x.Plan == (k.Plan != "") })
	if i < 0 {
		return len(s.t.Sections)
	}
	return i
}

// group is the heading a section stands under: the offer, or its plan.
func (s *Screen) group(k model.SectionKey) string {
	t := s.d.Text.Overview
	if k.Plan == "" {
		return t.OfferGroup
	}
	id := sanitize.ID(string(k.Plan))
	draft := s.loader.Of(model.Draft)
	p, ok := draft.Plan(k.Plan)
	switch {
	case !ok && draft.Known && draft.Exists:
		return fmt.Sprintf(t.PlanGone, id)
	case p.Alias != "" && p.Alias != string(k.Plan):
		return fmt.Sprintf(t.PlanGroup, sanitize.Line(p.Alias)) + " (" + id + ")"
	}
	return fmt.Sprintf(t.PlanGroup, id)
}

func (s *Screen) columns() []table.Column[row] {
	t := s.d.Text.Overview
	return []table.Column[row]{
		{ID: "section", Title: t.Section, Cell: func(r row) string { return r.label }, Min: 18},
		{
			ID: "next", Title: t.DraftToPreview,
			Cell:  func(r row) string { return s.mark(r.next) },
			Style: func(r row) lipgloss.Style { return s.look(r.next) },
		},
		{
			ID: "live", Title: t.PreviewToLive,
			Cell:  func(r row) string { return s.mark(r.live) },
			Style: func(r row) lipgloss.Style { return s.look(r.live) },
		},
	}
}

// mark puts a difference into a mark and words.
func (s *Screen) mark(d difference) string {
	t, m := s.d.Text.Overview, s.d.Styles.Marks
	switch {
	case !d.known:
		return t.Unknown + m.Ellipsis
	case d.whole == model.Added:
		return fmt.Sprintf(t.New, d.whole.Mark())
	case d.whole == model.Removed:
		return fmt.Sprintf(t.Removed, d.whole.Mark())
	case d.changes == 1:
		return fmt.Sprintf(t.ChangesOne, m.Changed)
	case d.changes > 1:
		return fmt.Sprintf(t.ChangesMany, m.Changed, d.changes)
	case d.blank:
		return m.No
	}
	return t.Same
}

func (s *Screen) look(d difference) lipgloss.Style {
	st := s.d.Styles
	switch {
	case d.whole == model.Added:
		return st.Added
	case d.whole == model.Removed:
		return st.Removed
	case d.changes > 0:
		return st.Edited
	}
	return st.Dim
}
