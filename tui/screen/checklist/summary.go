package checklist

import (
	"fmt"
	"strings"

	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// Below low lines the summary is two lines, below roomy each of its entries one.
const (
	low   = 16
	roomy = 30
)

// summary is what the choice means: what travels, what stays a draft, what
// happens next, and the notes that go with it.
func (s *Screen) summary() []string {
	if s.items == nil || s.box != nil {
		return nil
	}
	t, st := s.d.Text.Checklist, s.d.Styles
	travels := t.TravelsNothing
	if len(checklist.Sections(s.items)) > 0 {
		travels = s.names(s.travelling())
	}
	stays := t.StaysNothing
	if rows := checklist.StaysDraft(s.items); len(rows) > 0 {
		stays = s.names(rows)
	}
	next := t.NextUnknown
	if before, _ := show.Stages(s.t); len(before) > 0 {
		next = show.Steps(before, st.Marks.Arrow) + " " + st.Marks.Arrow + " " + t.You
	}
	notes := t.NoNotes
	if s.notes != "" {
		notes = strings.Join(strings.Fields(sanitize.Line(s.notes)), " ")
	}
	out := []string{st.Line.Render(strings.Repeat(st.Marks.Rule, s.width))}
	labels := []string{t.Travels, t.Stays, t.Next, t.NotesAre, t.Told}
	wide := 0
	for _, l := range labels {
		wide = max(wide, cells.Width(l))
	}
	entries := []string{travels, stays, next, notes, t.SellerContact}
	if s.height < low {
		entries = entries[:2]
	}
	for i, words := range entries {
		out = append(out, s.entry(labels[i], words, wide)...)
	}
	return out
}

// entry is one line of the summary, or two if it needs them.
func (s *Screen) entry(label, words string, wide int) []string {
	const most = 2
	st := s.d.Styles
	room := max(s.width-wide-2*len(lead), 1)
	lines := wrap.Lines(words, room)
	if s.height < roomy {
		lines = []string{cells.Cut(words, room, st.Marks.Ellipsis)}
	}
	if len(lines) > most {
		lines = []string{lines[0], cells.Cut(strings.Join(lines[1:], " "), room, st.Marks.Ellipsis)}
	}
	for i, l := range lines {
		before := cells.Blank(wide)
		if i == 0 {
			before = st.Heading.Render(cells.Fit(label, wide, ""))
		}
		lines[i] = lead + before + lead + st.Text.Render(l)
	}
	return lines
}

// writer is the panel the notes are written in.
func (s *Screen) writer() []string {
	st, t := s.d.Styles, s.d.Text.Checklist
	lines := []string{s.rule(t.EditNotes, ""), lead + st.Dim.Render(cells.Cut(t.NotesHelp, s.width-len(lead), st.Marks.Ellipsis))}
	for l := range strings.SplitSeq(s.box.View(), "\n") {
		lines = append(lines, lead+l)
	}
	return lines
}

// names lists rows, several of one plan as one.
func (s *Screen) names(items []checklist.Item) string {
	var names []string
	for i := 0; i < len(items); {
		n := 1
		for i+n < len(items) && items[i].Key.Plan != "" && items[i+n].Key.Plan == items[i].Key.Plan {
			n++
		}
		label := s.label(items[i])
		if plan, _, ok := strings.Cut(label, " "+s.d.Styles.Marks.Crumb+" "); ok && n > 1 {
			label = fmt.Sprintf(s.d.Text.Checklist.PlanSections, plan, n)
		}
		names = append(names, label)
		i += n
	}
	return join(names)
}

func join(names []string) string { return strings.Join(names, ", ") }
