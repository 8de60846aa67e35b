package overview

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// facts are three lines: what is in draft, in preview and live.
func (s *Screen) facts(width int) []string {
	t := s.d.Text.Overview
	out := []string{s.fact(width, t.Draft, s.draftFact(), "")}
	words, detail := s.previewFact()
	out = append(out, s.fact(width, t.Preview, words, detail))
	words, detail = s.liveFact()
	out = append(out, s.fact(width, t.Live, words, detail))
	if s.loader.Of(model.Preview).Approximate || s.loader.Of(model.Live).Approximate {
		out = append(out, s.d.Styles.Dim.Render(cells.Cut(t.Approximate, width, s.d.Styles.Marks.Ellipsis)))
	}
	return out
}

func (s *Screen) fact(width int, label, words, detail string) string {
	st, t := s.d.Styles, s.d.Text.Overview
	widest := max(cells.Width(t.Draft), cells.Width(t.Preview), cells.Width(t.Live))
	line := st.Heading.Render(cells.Fit(label, widest, "")) + "  " + st.Text.Render(words)
	if detail != "" {
		line += st.Dim.Render(s.d.Text.Shell.And + detail)
	}
	return cells.Cut(line, width, st.Marks.Ellipsis)
}

func (s *Screen) draftFact() string {
	if !s.stands && !s.known.next {
		return s.d.Text.Overview.NotRead
	}
	return text.Word(s.d.Text.Overview.Drafts, s.draft())
}

func (s *Screen) previewFact() (words, detail string) {
	t := s.d.Text.Overview
	sub := s.standing.Preview
	switch {
	case !s.stands:
		return t.NotRead, ""
	case sub == nil:
		return t.PreviewNone, ""
	case s.standing.Live != nil && s.standing.Live.ID == sub.ID:
		return t.PreviewSame, ""
	case s.waits():
		return t.PreviewWaits, s.since(*sub)
	}
	return text.Word(s.d.Text.Words.Phases, sub.Phase), s.since(*sub)
}

func (s *Screen) liveFact() (words, detail string) {
	t := s.d.Text.Overview
	switch {
	case !s.stands:
		return t.NotRead, ""
	case s.standing.Stopped:
		return t.StoppedNow, ""
	case s.standing.Live == nil:
		return t.LiveNone, ""
	}
	return t.LiveIs, s.since(*s.standing.Live)
}

func (s *Screen) since(sub model.Submission) string {
	if sub.Created.IsZero() {
		return ""
	}
	return fmt.Sprintf(s.d.Text.Overview.Since, s.d.Text.Words.Time(sub.Created, s.d.Now()))
}

// progress are the steps of the latest submission and what the service found,
// in at most height lines.
func (s *Screen) progress(width, height int) []string {
	st, t := s.d.Styles, s.d.Text.Overview
	sub, ok := s.subject()
	if height <= 0 || !s.stands {
		return nil
	}
	if !ok {
		return []string{st.Heading.Render(t.Steps), st.Dim.Render(cells.Cut(t.NothingRuns, width, st.Marks.Ellipsis))}[:min(2, height)]
	}
	problems := s.problems(width)
	if s.width < wide && len(problems) > 0 {
		return clip(problems, height, st.Dim.Render(cells.Cut(t.MoreSteps, width, st.Marks.Ellipsis)))
	}
	out := []string{s.stepsHeading(sub, width)}
	steps := s.stepLines(width)
	if len(steps) > height-len(out)-len(problems) {
		steps = s.stepSummary(width)
	}
	out = append(out, steps...)
	if len(problems) > 0 {
		out = append(append(out, ""), problems...)
	}
	return clip(out, height, st.Dim.Render(cells.Cut(t.MoreSteps, width, st.Marks.Ellipsis)))
}

// clip keeps the first lines; the last of them says that there is more.
func clip(lines []string, height int, more string) []string {
	if len(lines) > height {
		lines = append(lines[:max(height-1, 0)], more)
	}
	return lines
}

// stepsHeading says how the submission stands, and which it is if there is room.
func (s *Screen) stepsHeading(sub model.Submission, width int) string {
	st, t := s.d.Styles, s.d.Text
	words := t.Overview.Steps + "  " + text.Word(t.Words.Phases, sub.Phase)
	id := "  " + fmt.Sprintf(t.Overview.StepsOf, sanitize.Line(string(sub.ID)))
	if cells.Width(words)+cells.Width(id) > width {
		id = ""
	}
	return st.Heading.Render(cells.Cut(words, width, st.Marks.Ellipsis)) + st.Dim.Render(id)
}

// stepLines are all steps, a line each.
func (s *Screen) stepLines(width int) []string {
	var out []string
	for _, step := range s.steps.Steps {
		out = append(out, s.step(step, width))
	}
	return out
}

// stepSummary is the step that matters now, on one line.
func (s *Screen) stepSummary(width int) []string {
	all := s.steps.Steps
	if len(all) == 0 {
		return nil
	}
	at := len(all) - 1
	for i, x := range all {
		if x.State != model.StepDone {
			at = i
			break
		}
	}
	st := s.d.Styles
	count := st.Dim.Render(fmt.Sprintf(s.d.Text.Overview.StepLine, at+1, len(all)))
	return []string{cells.Cut(s.step(all[at], width-cells.Width(count)-2)+"  "+count, width, st.Marks.Ellipsis)}
}

// step is a mark, a name, and the state in words.
func (s *Screen) step(x model.Step, width int) string {
	st, t := s.d.Styles, s.d.Text
	mark, style := " ", st.Dim
	switch x.State {
	case model.StepDone:
		mark, style = st.Marks.Yes, st.Good
	case model.StepRunning:
		mark, style = st.Marks.Running, st.Warn
	case model.StepFailed:
		mark, style = st.Marks.Failed, st.Bad
	case model.StepPerson:
		mark, style = st.Marks.Changed, st.Warn
	case model.StepWaiting:
	}
	words := text.Word(t.Words.Steps, x.State)
	if x.State == model.StepRunning && !x.Began.IsZero() {
		words += t.Shell.And + fmt.Sprintf(t.Overview.Since, t.Words.Time(x.Began, s.d.Now()))
	}
	right := style.Render(words)
	return cells.Ends(style.Render(mark)+" "+st.Text.Render(sanitize.Line(x.Name)), right, min(width, 60), st.Marks.Ellipsis)
}

// problems are what the service found, each wrapped; the page has room for a few.
func (s *Screen) problems(width int) []string {
	st, t := s.d.Styles, s.d.Text.Overview
	all := s.steps.Problems
	if len(all) == 0 {
		return nil
	}
	most, deep := 6, 4
	if s.width < wide {
		most, deep = 1, 2
	}
	out := []string{st.Bad.Render(cells.Cut(fmt.Sprintf(t.Problems, len(all)), width, st.Marks.Ellipsis))}
	for _, p := range all[:min(most, len(all))] {
		out = append(out, s.problem(p, width, deep)...)
	}
	if len(all) > most {
		out = append(out, st.Dim.Render(cells.Cut(fmt.Sprintf(t.MoreProblems, len(all)-most), width, st.Marks.Ellipsis)))
	}
	return out
}

func (s *Screen) problem(p model.Problem, width, deep int) []string {
	st := s.d.Styles
	words := sanitize.Line(strings.Join(strings.Fields(p.Message), " "))
	if words == "" {
		words = sanitize.Line(p.Code)
	}
	if p.Where != "" {
		words = fmt.Sprintf(s.d.Text.Overview.ProblemWhere, words, sanitize.Line(p.Where))
	}
	spans := wrap.Spans(words, width-2)
	var out []string
	for i, span := range spans[:min(deep, len(spans))] {
		mark, style := " ", st.Text
		if i == 0 {
			mark = st.Marks.Failed
		}
		line := words[span.Start:span.End]
		if i == deep-1 && len(spans) > deep {
			line = cells.Cut(line, width-3, "") + st.Marks.Ellipsis
		}
		out = append(out, st.Bad.Render(mark)+" "+style.Render(line))
	}
	return out
}
