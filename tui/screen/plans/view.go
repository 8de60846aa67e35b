package plans

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/widget/cells"
)

const (
	// lead stands before everything but marks.
	lead = "  "
	// headLines stand above the table: one of facts and a blank one.
	headLines = 2
	// roomy is the height from which the pages have a line each.
	roomy = 16
)

// View draws the form, or the list with the pages of the plan under the cursor.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	if s.form != nil {
		return strings.Join(cells.Box(s.form.lines(s.width, s.height), s.width, s.height, tail), "\n")
	}
	lines := append([]string{s.headLine(), ""}, s.body()...)
	foot := s.foot()
	lines = cells.Box(lines, s.width, max(s.height-len(foot), 0), tail)
	return strings.Join(cells.Box(append(lines, foot...), s.width, s.height, tail), "\n")
}

// body is the table, or why there is none.
func (s *Screen) body() []string {
	st, t := s.d.Styles, s.d.Text.Plans
	say := func(words ...string) []string {
		out := make([]string, len(words))
		for i, w := range words {
			out[i] = lead + st.Dim.Render(cells.Cut(w, max(s.width-len(lead), 1), st.Marks.Ellipsis))
		}
		return out
	}
	shown, all := s.rows.Len()
	switch {
	case shown > 0:
		return s.rows.Lines()
	case all > 0:
		return say(fmt.Sprintf(t.NoMatch, s.rows.Filter()))
	case !s.draft().Known:
		return say(t.Reading + st.Marks.Ellipsis)
	case s.t != nil && !s.t.Plans && len(s.t.Sections) > 0:
		return say(t.NoPlans)
	case s.d.ReadOnly:
		return say(t.Empty)
	}
	return say(t.Empty, t.EmptyHint)
}

// headLine says how many there are and are marked, how they are arranged, and how
// old that is.
func (s *Screen) headLine() string {
	st, t := s.d.Styles, s.d.Text.Plans
	_, all := s.rows.Len()
	count := fmt.Sprintf(t.Count, all)
	if all == 1 {
		count = t.One
	}
	left := lead + s.finder.Head(count, t.FilterKey, t.Shown, s.width)
	if n := len(s.rows.Marked()); n > 0 {
		left += "   " + st.Accent.Render(st.Marks.Changed+" "+fmt.Sprintf(t.Marked, n))
	}
	facts := append(s.arranged(), s.age())
	return cells.Ends(left, st.Dim.Render(strings.Join(facts, "   ")), s.width, st.Marks.Ellipsis)
}

// arranged says how the rows are grouped and sorted.
func (s *Screen) arranged() []string {
	t := s.d.Text.Plans
	var out []string
	switch s.group {
	case groupState:
		out = append(out, fmt.Sprintf(t.Grouped, t.GroupState))
	case groupKind:
		out = append(out, fmt.Sprintf(t.Grouped, t.GroupKind))
	case ungrouped:
	}
	column, reverse := s.rows.Sorted()
	for _, c := range s.rows.Sortable() {
		if c.ID != column {
			continue
		}
		name := strings.ToLower(c.Title)
		if column == byOrder {
			name = t.ByOrder
		}
		format := t.Sorted
		if reverse {
			format = t.Backwards
		}
		out = append(out, fmt.Sprintf(format, name))
	}
	return out
}

func (s *Screen) age() string {
	t, o := s.d.Text, s.d.Text.Overview
	draft := s.draft()
	switch {
	case s.busy:
		return t.Plans.Working
	case s.loader.Busy() || !draft.Known:
		return o.Reading
	}
	return fmt.Sprintf(o.Aged, t.Words.Time(draft.Read, s.d.Now()))
}

// footLines is how many lines the pages have below the table, whichever plan is
// under the cursor.
func (s *Screen) footLines() int {
	most := 0
	for _, r := range s.rows.Shown() {
		most = max(most, len(r.pages))
	}
	switch {
	case most == 0:
		return 0
	case s.height < roomy:
		return 1
	}
	return most + 2
}

// foot are the pages of the plan under the cursor, each with its key: a line
// each, or all on one where there is little room.
func (s *Screen) foot() []string {
	st, t := s.d.Styles, s.d.Text.Plans
	n := s.footLines()
	if n == 0 {
		return nil
	}
	r, _ := s.rows.Selected()
	if n == 1 {
		parts := make([]string, len(r.pages))
		for i, p := range r.pages {
			parts[i] = st.Key.Render(strconv.Itoa(i+1)) + " " + st.Dim.Render(p.label)
		}
		return []string{cells.Cut(lead+strings.Join(parts, lead), s.width, st.Marks.Ellipsis)}
	}
	title := r.name
	if r.name != r.id {
		title = fmt.Sprintf(t.WithID, r.name, r.id)
	}
	out := append(make([]string, 0, n), "", s.rule(title))
	widest := 0
	for _, p := range r.pages {
		widest = max(widest, cells.Width(p.label))
	}
	for i, p := range r.pages {
		digit := " "
		if i < mostPages {
			digit = strconv.Itoa(i + 1)
		}
		words, look := s.pageState(r, p)
		line := lead + st.Key.Render(digit) + lead + st.Text.Render(cells.Fit(p.label, widest, "")) + lead + look.Render(words)
		if p.edits > 0 {
			line += lead + st.Edited.Render(s.changed(p.edits, t.UnsavedOne, t.UnsavedMany, ""))
		}
		out = append(out, cells.Cut(line, s.width, st.Marks.Ellipsis))
	}
	return cells.Box(out, s.width, n, st.Marks.Ellipsis)
}

// pageState says of a page what the list says of a plan.
func (s *Screen) pageState(r row, p page) (string, lipgloss.Style) {
	st, t := s.d.Styles, s.d.Text
	switch {
	case !p.there:
		return t.Plans.Absent, st.Dim
	case r.standing == never:
		return t.Plans.Never, st.Dim
	case !p.known:
		return t.Overview.Reading, st.Dim
	case p.changes > 0:
		return s.changed(p.changes, t.Overview.ChangesOne, t.Overview.ChangesMany, ""), st.Edited
	}
	return t.Overview.Same, st.Dim
}

// rule is the line above the pages.
func (s *Screen) rule(title string) string {
	st := s.d.Styles
	left := st.Line.Render(strings.Repeat(st.Marks.Rule, 2)) + " " + st.Title.Render(title) + " "
	left = cells.Cut(left, s.width, st.Marks.Ellipsis)
	return left + st.Line.Render(strings.Repeat(st.Marks.Rule, max(s.width-cells.Width(left), 0)))
}
