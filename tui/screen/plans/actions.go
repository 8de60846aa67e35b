package plans

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/plans"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// mostPages is how many pages have a digit of their own.
const mostPages = 9

// Actions lists what can be done here: in the form, in the filter, or in the
// list.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Plans
	switch {
	case s.form != nil:
		return s.formActions()
	case s.finder.Typing(): // shown as hints only: its keys come to Update
		return []ui.Action{
			act("keep", t.Keep, func() tea.Cmd { return nil }, nil, "enter"),
			act("clear", t.Clear, s.clear, nil, "esc"),
		}
	}
	rows := []ui.Action{
		act("open", t.Open, s.page(0), s.cannotPage(0), "enter"),
		act("new", t.Make, s.openForm, s.cannotMake, "n"),
		act("copy", t.Copy, func() tea.Cmd { return ui.Go(s.nav.Copy(s.offer, ids(s.targets()))) }, s.cannotCopy, "c"),
		act("mark", t.Mark, s.mark, s.noRow, " "),
		act("filter", t.Filter, s.find, nil, "/"),
		act("sort", t.Sort, s.sort, nil, "s"),
		act("group", t.Group, s.regroup, nil, "o"),
		act("delete", t.Delete, s.askDelete, s.cannotDelete, "D"),
		act("prices", t.Prices, s.prices, s.cannotPrice, "$"),
		act("save", t.Save, s.askSave, s.cannotSave, "ctrl+s"),
		act("earlier", t.Earlier, s.shift(-1), s.cannotMove, "["),
		act("later", t.Later, s.shift(1), s.cannotMove, "]"),
		act("range", t.Range, s.markRange, s.noRow, "b"),
		act("all", t.All, s.markAll(true), s.noRow, "a"),
		act("none", t.None, s.markAll(false), s.noRow, "u"),
		act("reverse", t.Reverse, s.turn, nil, "S"),
		act("refresh", t.Refresh, s.reload, nil, "r"),
	}
	rows[3].SetHelp("space", t.Mark)
	rows = append(rows, s.pageActions()...)
	if s.rows.Filter() != "" {
		rows = slices.Insert(rows, 5, act("clear", t.Clear, s.clear, nil, "esc"))
	}
	rows = ui.Writing(rows, "plans.new", "plans.copy", "plans.delete", "plans.save", "plans.earlier", "plans.later")
	return append(rows, ui.Without(s.rows.Actions("plans", s.d.Text.Moves), " ")...) // space marks here
}

func act(name, help string, do func() tea.Cmd, refused func() string, keys ...string) ui.Action {
	return ui.Action{
		Name: "plans." + name, Do: do, Refused: refused,
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
	}
}

// pageActions are the digits of the pages of the plan under the cursor.
func (s *Screen) pageActions() []ui.Action {
	r, _ := s.rows.Selected()
	var out []ui.Action
	for i, p := range r.pages[:min(len(r.pages), mostPages)] {
		digit := strconv.Itoa(i + 1)
		a := act("page"+digit, fmt.Sprintf(s.d.Text.Plans.Page, p.label), s.page(i), s.cannotPage(i), digit)
		a.Quiet = true
		out = append(out, a)
	}
	return out
}

// page opens one of the pages of the plan under the cursor.
func (s *Screen) page(i int) func() tea.Cmd {
	return func() tea.Cmd {
		r, _ := s.rows.Selected()
		return ui.Go(s.nav.Section(s.offer, r.pages[i].key))
	}
}

func (s *Screen) cannotPage(i int) func() string {
	return func() string {
		t := s.d.Text.Plans
		r, ok := s.rows.Selected()
		switch {
		case !ok:
			return t.NoPlan
		case r.standing == gone:
			return fmt.Sprintf(t.NotInDraft, r.id)
		case i >= len(r.pages) || !r.pages[i].there:
			return t.NoPage
		}
		return ""
	}
}

func (s *Screen) prices() tea.Cmd {
	r, _ := s.rows.Selected()
	return ui.Go(s.nav.Prices(s.offer, r.plan.ID))
}

func (s *Screen) cannotPrice() string {
	t := s.d.Text.Plans
	r, ok := s.rows.Selected()
	if !ok {
		return t.NoPlan
	}
	if !slices.ContainsFunc(r.pages, func(p page) bool { return p.there && p.key.Section == pricing }) {
		return t.NoPrices
	}
	return ""
}

// pricing is the page the price editor edits, in all types that have one.
const pricing = "pricing"

func (s *Screen) noRow() string {
	if _, ok := s.rows.Selected(); !ok {
		return s.d.Text.Plans.NoPlan
	}
	return ""
}

func (s *Screen) mark() tea.Cmd {
	r, _ := s.rows.Selected()
	marked := slices.ContainsFunc(s.rows.Marked(), func(m row) bool { return m.plan.ID == r.plan.ID })
	s.rows.Mark(r.plan.ID, !marked)
	s.last = r.plan.ID
	s.rows.Move(1)
	return nil
}

// markRange marks from the plan that was marked last to the one under the cursor.
func (s *Screen) markRange() tea.Cmd {
	r, _ := s.rows.Selected()
	shown := s.rows.Shown()
	at := func(want row) int {
		return slices.IndexFunc(shown, func(x row) bool { return x.plan.ID == want.plan.ID })
	}
	from, to := slices.IndexFunc(shown, func(x row) bool { return x.plan.ID == s.last }), at(r)
	if from < 0 {
		from = to
	}
	for _, x := range shown[min(from, to) : max(from, to)+1] {
		s.rows.Mark(x.plan.ID, true)
	}
	s.last = r.plan.ID
	return nil
}

func (s *Screen) markAll(on bool) func() tea.Cmd {
	return func() tea.Cmd {
		for _, r := range s.rows.Shown() {
			s.rows.Mark(r.plan.ID, on)
		}
		return nil
	}
}

func (s *Screen) find() tea.Cmd {
	s.finder.Open()
	return nil
}

// sort orders by the next column.
func (s *Screen) sort() tea.Cmd {
	columns := s.rows.Sortable()
	now, _ := s.rows.Sorted()
	i := slices.IndexFunc(columns, func(c table.Column[row]) bool { return c.ID == now })
	s.rows.Sort(columns[(i+1)%len(columns)].ID, false)
	return nil
}

func (s *Screen) turn() tea.Cmd {
	column, reverse := s.rows.Sorted()
	s.rows.Sort(column, !reverse)
	return nil
}

// regroup goes on to the next way of grouping.
func (s *Screen) regroup() tea.Cmd {
	switch {
	case s.group == ungrouped:
		s.group, s.rows.Group = groupState, func(r row) string { return r.state }
	case s.group == groupState && s.t != nil && len(s.t.Subtypes) > 0:
		s.group, s.rows.Group = groupKind, func(r row) string { return r.kind }
	default:
		s.group, s.rows.Group = ungrouped, nil
	}
	s.resort()
	return nil
}

func (s *Screen) cannotMake() string {
	t := s.d.Text.Plans
	switch {
	case s.t != nil && !s.t.Plans && len(s.t.Sections) > 0:
		return t.NoPlanTypes
	case s.busy:
		return t.Busy
	case !s.draft().Fresh:
		return t.NotRead
	}
	if err := plans.CheckRoom(s.draft().Plans); err != nil {
		return err.Error()
	}
	return ""
}

func (s *Screen) cannotCopy() string {
	t := s.d.Text.Plans
	rows := s.targets()
	switch {
	case len(rows) == 0:
		return t.NoPlan
	case !s.draft().Known:
		return t.NotRead
	case len(s.draft().Plans) <= 1:
		return t.NoOther
	}
	for _, r := range rows {
		if r.standing == gone {
			return fmt.Sprintf(t.NotInDraft, r.id)
		}
		if !slices.ContainsFunc(r.pages, func(p page) bool { x := s.section(p.key); return x != nil && len(x.Fields) > 0 }) {
			return t.NoRows
		}
	}
	return ""
}

// cannotDelete allows only what nobody could ever buy, and only as the service
// has just said.
func (s *Screen) cannotDelete() string {
	t := s.d.Text.Plans
	rows := s.targets()
	switch {
	case len(rows) == 0:
		return t.NoPlan
	case s.busy:
		return t.Busy
	case !s.ready():
		return t.NotRead
	}
	for _, r := range rows {
		switch r.standing {
		case gone:
			return fmt.Sprintf(t.NotInDraft, r.id)
		case waits, sold:
			return fmt.Sprintf(t.WasPublished, r.id)
		case unread:
			return t.NotRead
		case never:
		}
	}
	return ""
}

func (s *Screen) cannotSave() string {
	t := s.d.Text.Plans
	if s.busy {
		return t.Busy
	}
	if keys, _ := s.unsaved(); len(keys) == 0 {
		return t.NothingUnsaved
	}
	return ""
}

func (s *Screen) cannotMove() string {
	t := s.d.Text.Plans
	column, reverse := s.rows.Sorted()
	r, ok := s.rows.Selected()
	switch {
	case !ok:
		return t.NoPlan
	case !plans.Ordered(s.t):
		return t.Unordered
	case column != byOrder || reverse || s.group != ungrouped || s.rows.Filter() != "":
		return t.OwnOrder
	case !s.draft().Fresh:
		return t.NotRead
	case r.place == 0:
		return fmt.Sprintf(t.NotInDraft, r.id)
	case s.busy || s.move.Busy():
		return t.Busy
	}
	return ""
}
