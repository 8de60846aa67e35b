package overview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// wide is the width from which facts and steps stand beside the sections.
const wide = 104

// small reports a window in which the sections need the lines that advice and
// blanks would take.
func (s *Screen) small() bool { return s.height < 16 }

// page is the page taken apart: what stands where, and how much room is left for
// the sections.
type page struct {
	head, facts, foot []string // foot: progress, below the sections or beside them
	width, height     int      // of the sections
}

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	p := s.layout()
	s.rows.SetSize(p.width, p.height)
}

// View draws the page.
func (s *Screen) View() string {
	p := s.layout()
	lines := p.head
	if s.width >= wide {
		lines = append(lines, s.beside(p)...)
	} else {
		lines = append(lines, s.stacked(p)...)
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// layout puts facts and steps beside the sections where there is room, else
// facts above them, and below them what the latest publish says if that matters.
func (s *Screen) layout() page {
	const least = 5 // lines the sections always have
	p := page{head: s.head(), width: s.width}
	p.height = max(s.height-len(p.head), 1)
	if s.width >= wide {
		right := min(s.width*9/20, 76)
		p.width = s.width - right - 3
		p.facts = append(s.facts(right), "")
		p.foot = s.progress(right, p.height-len(p.facts))
		return p
	}
	p.facts = append(s.facts(s.width), "")
	if s.standing.Running != nil || len(s.steps.Problems) > 0 {
		p.foot = s.progress(s.width, p.height-len(p.facts)-least-1)
	}
	if len(p.foot) > 0 {
		p.foot = append([]string{""}, p.foot...)
	}
	p.height = max(p.height-len(p.facts)-len(p.foot), 1)
	return p
}

func (s *Screen) beside(p page) []string {
	st := s.d.Styles
	gap := " " + st.Line.Render(st.Marks.Vertical) + " "
	side := append(p.facts, p.foot...)
	sections := cells.Box(s.sections(p), p.width, p.height, st.Marks.Ellipsis)
	return cells.Beside(sections, side[:min(len(side), p.height)], p.width, gap, st.Marks.Ellipsis)
}

func (s *Screen) stacked(p page) []string {
	sections := s.sections(p)
	for len(p.foot) > 0 && len(sections) < p.height {
		sections = append(sections, "")
	}
	return slices.Concat(p.facts, sections, p.foot)
}

// head says what offer this is, where it stands and what to do about it.
func (s *Screen) head() []string {
	st, t := s.d.Styles, s.d.Text
	name := st.Selected.Render(s.Title())
	about := []string{sanitize.Line(s.offer.Alias), s.typeLabel()}
	about = slices.DeleteFunc(about, func(x string) bool { return x == "" || x == s.Title() })
	line := cells.Ends(name+"  "+st.Dim.Render(strings.Join(about, t.Shell.And)), st.Dim.Render(s.age()), s.width, st.Marks.Ellipsis)
	state, style := s.state()
	if s.small() {
		return []string{line, style.Render(cells.Cut(state, s.width, st.Marks.Ellipsis))}
	}
	out := []string{line, ""}
	words := state + ". " + s.advice()
	for i, span := range wrap.Spans(words, s.width) {
		part := words[span.Start:span.End]
		if i == 0 {
			part = style.Render(part[:min(len(state), len(part))]) + st.Text.Render(part[min(len(state), len(part)):])
		}
		out = append(out, part)
	}
	return append(out, "")
}

func (s *Screen) typeLabel() string {
	if s.t != nil {
		return s.t.Label
	}
	return sanitize.Line(string(s.offer.Type))
}

// age says how old what is shown is.
func (s *Screen) age() string {
	t := s.d.Text
	read := s.loader.Of(model.Draft).Read
	reading := s.loader.Busy() || s.asked.Busy()
	switch {
	case read.IsZero() && reading:
		return t.Overview.Reading
	case read.IsZero():
		return t.Overview.NotRead
	case reading:
		return fmt.Sprintf(t.Overview.Aged, t.Words.Time(read, s.d.Now())) + t.Shell.And + t.Overview.Reading
	}
	return fmt.Sprintf(t.Overview.Aged, t.Words.Time(read, s.d.Now()))
}

// state is the one thing a portal would say, and its look.
func (s *Screen) state() (string, lipgloss.Style) {
	st, t := s.d.Styles, s.d.Text
	if !s.stands {
		return t.Overview.NotRead, st.Dim
	}
	word := t.State(s.standing)
	switch s.standing.State() {
	case model.StateAttention:
		return st.Marks.Failed + " " + word, st.Bad
	case model.StatePublishing:
		return st.Marks.Running + " " + word, st.Warn
	case model.StatePreview, model.StateStopping:
		return word, st.Warn
	case model.StateLive:
		return word, st.Good
	case model.StateDraft, model.StateStopped:
	}
	return word, st.Selected
}

// advice says what to do next.
func (s *Screen) advice() string {
	t := s.d.Text.Overview
	switch {
	case !s.stands:
		return ""
	case s.standing.Stopping:
		return s.may(s.d.Text.Lifecycle.StoppingNow, s.d.Text.State(s.standing))
	case s.standing.Stopped:
		return s.may(s.d.Text.Lifecycle.StoppedNow, t.StoppedNow)
	case s.standing.Running != nil:
		return t.GoesOn
	case s.standing.State() == model.StateAttention:
		return s.may(t.Attention, t.AttentionOnly)
	case s.waits() && s.offer.ForTesting():
		return s.may(t.WaitingTest, t.WaitingOnly)
	case s.waits():
		return s.may(t.Waiting, t.WaitingOnly)
	case s.draft() == model.DraftNew:
		return s.may(t.FreshDraft, t.FreshOnly)
	case s.draft() == model.DraftChanged:
		return s.may(t.ChangedDraft, t.ChangedOnly)
	case s.standing.Live != nil:
		return t.AllLive
	}
	return ""
}

// may is the advice that fits: where nothing may be changed, none that names a
// key which changes something.
func (s *Screen) may(advice, only string) string {
	if s.d.ReadOnly {
		return only
	}
	return advice
}

// sections is the table, or what to do if it is empty.
func (s *Screen) sections(p page) []string {
	st, t, width := s.d.Styles, s.d.Text.Overview, p.width
	if _, all := s.rows.Len(); all > 0 {
		return s.rows.Lines()
	}
	if s.loader.Busy() {
		return []string{st.Dim.Render(cells.Cut(t.Reading+st.Marks.Ellipsis, width, st.Marks.Ellipsis))}
	}
	return []string{
		st.Text.Render(cells.Cut(t.NoSections, width, st.Marks.Ellipsis)),
		st.Dim.Render(cells.Cut(t.NoSectionsHint, width, st.Marks.Ellipsis)),
	}
}
