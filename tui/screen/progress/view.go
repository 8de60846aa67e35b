package progress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// The widths of the columns beside the step's name.
const (
	stateWidth = 16
	tookWidth  = 12
	lead       = "  " // before everything but marks
)

// draw lays the text out anew. It is called when something it shows changes.
func (s *Screen) draw() {
	if s.width == 0 {
		return
	}
	s.pane.SetSize(s.width, s.height)
	headline, next := s.headline()
	st := s.d.Styles
	lines := append([]string{lead + s.tone().Render(headline)}, s.wrapped(st.Text, lead, next)...)
	lines = append(lines, lead+st.Dim.Render(s.dates()))
	if words := s.usual(); words != "" {
		lines = append(lines, s.wrapped(st.Dim, lead, words)...)
	}
	if s.failed != nil {
		lines = append(lines, "")
		why := fmt.Sprintf(s.d.Text.Progress.LookFailed, sanitize.Line(s.failed.Error()))
		lines = append(lines, s.wrapped(st.Warn, st.Marks.Failed+" ", why)...)
	}
	lines = append(lines, "")
	lines = append(lines, s.steps()...)
	if words := s.ahead(); words != "" {
		lines = append(append(lines, ""), s.wrapped(st.Dim, lead, words)...)
	}
	if len(s.progress.Problems) > 0 {
		lines = append(lines, "", lead+st.Heading.Render(s.d.Text.Progress.Problems))
		for _, p := range s.progress.Problems {
			lines = append(lines, s.problem(p)...)
		}
	}
	s.pane.SetLines(lines)
}

// tone is the headline's style; its words say the same.
func (s *Screen) tone() lipgloss.Style {
	st := s.d.Styles
	switch s.progress.Outcome {
	case model.OutcomeSucceeded:
		return st.Good.Bold(true)
	case model.OutcomeFailed:
		return st.Bad
	case model.OutcomeNotAccepted, model.OutcomeUnclear, model.OutcomeCancelled:
		return st.Warn.Bold(true)
	case model.OutcomeNone:
	}
	return st.Title
}

// dates is the line below the headline: which submission, since when, and how
// old this picture is.
func (s *Screen) dates() string {
	t, w, now := s.d.Text.Progress, s.d.Text.Words, s.d.Now()
	var parts []string
	op := s.progress.Operation
	if op.Submission != "" {
		parts = append(parts, fmt.Sprintf(t.Submission, sanitize.Line(string(op.Submission))))
	}
	if !op.Started.IsZero() {
		parts = append(parts, fmt.Sprintf(t.Started, w.Time(op.Started, now), w.Duration(now.Sub(op.Started))))
	}
	if !s.seen.IsZero() {
		parts = append(parts, fmt.Sprintf(t.LookedAt, s.seen.In(now.Location()).Format(w.Seconds24)))
	}
	return strings.Join(parts, ", ")
}

// steps is the table of steps, in the order the service gave.
func (s *Screen) steps() []string {
	t, st := s.d.Text.Progress, s.d.Styles
	if len(s.progress.Steps) == 0 {
		words := t.NoSteps
		if s.seen.IsZero() {
			words = t.Reading
		}
		return s.wrapped(st.Dim, lead, words)
	}
	name := s.nameWidth()
	lines := []string{st.Heading.Render(lead + s.row(t.Step, t.State, t.Took, name))}
	for i, step := range s.progress.Steps {
		if s.grouped() && (i == 0 && step.Target != "" || i > 0 && step.Target != s.progress.Steps[i-1].Target) {
			lines = append(lines, s.towards(step.Target))
		}
		mark, look := s.mark(step.State)
		lines = append(lines, look.Render(mark+" "+s.row(sanitize.Line(step.Name), s.stateOf(step), s.took(step), name)))
		for _, m := range step.Messages {
			lines = append(lines, s.wrapped(st.Text, lead+lead, sanitize.Block(m))...)
		}
	}
	return lines
}

// towards is the heading of the steps that lead to an environment; blank if the
// service does not say which.
func (s *Screen) towards(env model.Environment) string {
	if env == "" {
		return ""
	}
	words := fmt.Sprintf(s.d.Text.Progress.Towards, text.Word(s.d.Text.Words.Environments, env))
	return lead + s.d.Styles.Heading.Render(words)
}

// grouped reports whether the steps lead to more than one environment.
func (s *Screen) grouped() bool {
	steps := s.progress.Steps
	return slices.ContainsFunc(steps, func(x model.Step) bool { return x.Target != steps[0].Target })
}

// nameWidth is as wide as the longest step's name, if that leaves room for the
// other columns.
func (s *Screen) nameWidth() int {
	w := cells.Width(s.d.Text.Progress.Step)
	for _, step := range s.progress.Steps {
		w = max(w, cells.Width(sanitize.Line(step.Name)))
	}
	return max(8, min(w+2, s.width-stateWidth-tookWidth-len(lead)))
}

func (s *Screen) row(step, state, took string, name int) string {
	tail := s.d.Styles.Marks.Ellipsis
	const gap = 2
	return cells.Fit(step, name-gap, tail) + cells.Blank(gap) + cells.Fit(state, stateWidth, tail) + cells.Fit(took, tookWidth, tail)
}

// mark is the sign and the style of a step's state.
func (s *Screen) mark(state model.StepState) (string, lipgloss.Style) {
	st := s.d.Styles
	switch state {
	case model.StepDone:
		return st.Marks.Yes, st.Good
	case model.StepRunning:
		return st.Marks.Running, st.Accent
	case model.StepFailed:
		return st.Marks.Failed, st.Bad
	case model.StepPerson:
		return st.Marks.Changed, st.Warn
	case model.StepWaiting:
		return st.Marks.No, st.Dim
	}
	return " ", st.Text
}

// took is how long a step ran, or runs until now; empty if it has not begun.
func (s *Screen) took(step model.Step) string {
	var d time.Duration
	switch {
	case step.Began.IsZero():
		return ""
	case !step.Ended.IsZero():
		d = step.Ended.Sub(step.Began)
	case step.State == model.StepRunning || step.State == model.StepPerson:
		d = s.d.Now().Sub(step.Began)
	default:
		return ""
	}
	return s.d.Text.Words.Duration(d)
}

// problem is one finding of the service, with everything it said.
func (s *Screen) problem(p model.Problem) []string {
	st := s.d.Styles
	look, mark := st.Bad, st.Marks.Failed
	if !strings.EqualFold(p.Severity, "error") && p.Severity != "" {
		look, mark = st.Warn, st.Marks.Changed
	}
	return s.wrapped(look, mark+" ", found(p))
}

// wrapped breaks text into lines behind a first line's lead; the others stand
// below it.
func (s *Screen) wrapped(look lipgloss.Style, first, words string) []string {
	n := cells.Width(first)
	out := wrap.Lines(words, max(s.width-n, 1))
	for i, l := range out {
		before := cells.Blank(n)
		if i == 0 {
			before = first
		}
		out[i] = look.Render(before + l)
	}
	return out
}
