package plans

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/plans"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/table"
)

// The columns the list can be ordered by.
const (
	byOrder = "order"
	byName  = "name"
	byID    = "id"
	byKind  = "type"
	byState = "state"
)

// grouping is what plans stand in groups by.
type grouping int

const (
	ungrouped grouping = iota
	groupState
	groupKind
)

// standing is where a plan stands, the most urgent first.
type standing int

const (
	never standing = iota // in the draft only
	waits                 // in preview, not live
	sold
	gone // live or in preview, and taken out of the draft
	unread
)

// row is one plan. Its texts are clean.
type row struct {
	plan     model.Plan
	place    int // among the plans of the draft, from 1; 0 if it is not there
	name     string
	id       string
	kind     string
	standing standing
	state    string
	pages    []page
	known    bool // the draft was compared with what was published last
	changes  int  // that are not published
	edits    int  // that are not saved
}

// page is one of a plan's sections.
type page struct {
	key     model.SectionKey
	label   string
	there   bool // the draft has it
	known   bool
	changes int
	edits   int
}

// layRows makes a row of each plan, of all environments.
func (s *Screen) layRows() ([]row, error) {
	draft, preview, live := s.loader.Of(model.Draft), s.loader.Of(model.Preview), s.loader.Of(model.Live)
	changes, known, err := s.unpublished()
	var rows []row
	for i, id := range plans.Order(s.t, draft.Contents, s.edits) {
		p, _ := draft.Plan(id)
		r := s.newRow(p)
		r.place, r.known, r.standing = i+1, known, s.standing(id)
		s.count(&r, changes)
		rows = append(rows, r)
	}
	for _, p := range slices.Concat(live.Plans, preview.Plans) {
		if draft.Known && !slices.ContainsFunc(rows, func(r row) bool { return r.plan.ID == p.ID }) {
			r := s.newRow(p)
			r.standing = gone
			rows = append(rows, r)
		}
	}
	for i := range rows {
		rows[i].state = s.stateWord(rows[i].standing)
	}
	return rows, err
}

// unpublished compares the draft with what was published last, if both are known.
func (s *Screen) unpublished() (changes []model.Change, known bool, err error) {
	draft, base, live := s.loader.Of(model.Draft), s.loader.Of(model.Preview), s.loader.Of(model.Live)
	if base.Missing() && live.Known && live.Exists {
		base = live
	}
	if !draft.Known || !base.Known {
		return nil, false, nil
	}
	if base.Exists {
		changes, err = compare.Contents(s.t, base.Contents, draft.Contents, false)
	}
	return changes, err == nil, err
}

// standing is where a plan of the draft stands.
func (s *Screen) standing(id model.PlanID) standing {
	preview, live := s.loader.Of(model.Preview), s.loader.Of(model.Live)
	_, inPreview := preview.Plan(id)
	_, inLive := live.Plan(id)
	switch {
	case inLive:
		return sold
	case inPreview:
		return waits
	case preview.Known && live.Known:
		return never
	}
	return unread
}

func (s *Screen) newRow(p model.Plan) row {
	r := row{plan: p, name: sanitize.Line(p.Alias), id: sanitize.ID(string(p.ID)), kind: sanitize.Line(p.Subtype), standing: unread}
	if r.name == "" {
		r.name = r.id
	}
	if s.t != nil {
		for _, k := range s.t.Subtypes {
			if k.Value == p.Subtype {
				r.kind = k.Label
			}
		}
	}
	return r
}

// count tells a plan's pages, and what of them is not published or not saved.
func (s *Screen) count(r *row, changes []model.Change) {
	draft := s.loader.Of(model.Draft)
	for _, k := range s.keysOf(r.plan) {
		p := page{key: k, label: show.Name(s.t, k), known: r.known}
		p.there = slices.ContainsFunc(draft.Documents, func(d model.Document) bool { return d.Key.Whole() == k })
		for _, c := range changes {
			if c.Key.Whole() == k {
				p.changes++
			}
		}
		for _, e := range s.edits {
			if e.Key.Whole() == k {
				p.edits++
			}
		}
		r.pages = append(r.pages, p)
		r.changes += p.changes
		r.edits += p.edits
	}
}

// keysOf are a plan's pages: those of its kind in the portal's order, then what
// the draft has besides.
func (s *Screen) keysOf(p model.Plan) []model.SectionKey {
	var out []model.SectionKey
	if s.t != nil {
		for _, x := range s.t.SectionsFor(true, p.Subtype) {
			out = append(out, model.SectionKey{Plan: p.ID, Section: x.ID})
		}
	}
	for _, d := range s.loader.Of(model.Draft).Documents {
		if k := d.Key.Whole(); k.Plan == p.ID && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// section is what the catalogue knows of a page; nil if nothing.
func (s *Screen) section(k model.SectionKey) *catalog.Section {
	if s.t == nil {
		return nil
	}
	x, _ := s.t.Section(k)
	return x
}

func (s *Screen) columns() []table.Column[row] {
	t, dim := s.d.Text.Plans, s.d.Styles.Dim
	quiet := func(row) lipgloss.Style { return dim }
	name := func(r row) string { return r.name }
	id := func(r row) string { return r.id }
	kind := func(r row) string { return r.kind }
	out := []table.Column[row]{
		{ID: byOrder, Title: t.Order, Name: t.OrderLong, Cell: placeOf, Compare: s.order(inPlace), Style: quiet, Right: true, Rank: 5},
		{ID: byName, Title: t.Name, Cell: name, Compare: s.order(words(name)), Rank: 2, Min: 16},
		{ID: byID, Title: t.ID, Cell: id, Compare: s.order(words(id)), Style: quiet, Min: 12},
	}
	if s.t != nil && len(s.t.Subtypes) > 0 {
		out = append(out, table.Column[row]{ID: byKind, Title: t.Kind, Cell: kind, Compare: s.order(words(kind)), Rank: 4})
	}
	return append(
		out,
		table.Column[row]{
			ID: byState, Title: t.State, Cell: func(r row) string { return r.state }, Style: s.stateStyle, Rank: 1,
			Compare: s.order(func(a, b row) int { return cmp.Compare(a.standing, b.standing) }),
		},
		table.Column[row]{ID: "draft", Title: t.Draft, Cell: s.draftCell, Style: s.draftStyle},
		table.Column[row]{ID: "unsaved", Title: t.Unsaved, Cell: s.unsavedCell, Style: func(row) lipgloss.Style { return s.d.Styles.Edited }},
	)
}

func placeOf(r row) string {
	if r.place == 0 {
		return ""
	}
	return strconv.Itoa(r.place)
}

// inPlace puts what is not in the draft last.
func inPlace(a, b row) int {
	if a.place == 0 || b.place == 0 {
		return cmp.Compare(b.place, a.place)
	}
	return cmp.Compare(a.place, b.place)
}

func words(f func(row) string) func(a, b row) int {
	return func(a, b row) int { return cmp.Compare(strings.ToLower(f(a)), strings.ToLower(f(b))) }
}

// order keeps groups together, whatever the rows in them are ordered by.
func (s *Screen) order(by func(a, b row) int) func(a, b row) int {
	return func(a, b row) int {
		together := 0
		switch s.group {
		case groupState:
			together = cmp.Compare(a.standing, b.standing)
		case groupKind:
			together = words(func(r row) string { return r.kind })(a, b)
		case ungrouped:
		}
		return cmp.Or(together, by(a, b))
	}
}

func (s *Screen) stateWord(x standing) string {
	t := s.d.Text.Plans
	return map[standing]string{never: t.Never, waits: t.InPreview, sold: t.IsLive, gone: t.Gone, unread: t.Unknown}[x]
}

func (s *Screen) stateStyle(r row) lipgloss.Style {
	st := s.d.Styles
	switch r.standing {
	case sold:
		return st.Good
	case waits:
		return st.Warn
	case gone:
		return st.Removed
	case never:
		return st.Text
	case unread:
	}
	return st.Dim
}

// draftCell says what of a plan is not published.
func (s *Screen) draftCell(r row) string {
	t := s.d.Text.Overview
	switch {
	case r.standing == gone || r.standing == never && r.known:
		return s.d.Styles.Marks.No
	case !r.known:
		return ""
	}
	return s.changed(r.changes, t.ChangesOne, t.ChangesMany, t.Same)
}

func (s *Screen) draftStyle(r row) lipgloss.Style {
	if r.changes > 0 && r.standing != never {
		return s.d.Styles.Edited
	}
	return s.d.Styles.Dim
}

func (s *Screen) unsavedCell(r row) string {
	t := s.d.Text.Plans
	return s.changed(r.edits, t.UnsavedOne, t.UnsavedMany, "")
}

// changed counts in words, with the mark for what differs.
func (s *Screen) changed(n int, one, many, none string) string {
	switch n {
	case 0:
		return none
	case 1:
		return fmt.Sprintf(one, s.d.Styles.Marks.Changed)
	}
	return fmt.Sprintf(many, s.d.Styles.Marks.Changed, n)
}
