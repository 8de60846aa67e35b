package progress

import (
	"strings"
	"time"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
)

// Detail is all that is known of the operation, each step's messages and each
// problem with nothing cut.
func (s *Screen) Detail() []ui.Fact {
	t, op := s.d.Text.Progress, s.progress.Operation
	headline, _ := s.headline()
	out := []ui.Fact{{Label: t.State, Value: headline}}
	for _, f := range []ui.Fact{
		{Label: t.TheSubmission, Value: sanitize.Line(string(op.Submission))},
		{Label: t.TheOperation, Value: sanitize.Line(string(op.ID))},
		{Label: t.Began, Value: s.moment(op.Started)},
	} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	for _, step := range s.progress.Steps {
		words := []string{s.stateOf(step)}
		if took := s.took(step); took != "" {
			words[0] += s.d.Text.Shell.And + took
		}
		for _, m := range step.Messages {
			words = append(words, sanitize.Block(m))
		}
		out = append(out, ui.Fact{Label: sanitize.Line(step.Name), Value: strings.Join(words, "\n")})
	}
	for _, p := range s.progress.Problems {
		out = append(out, ui.Fact{Label: t.Problem, Value: found(p)})
	}
	return out
}

// Table is the list of steps, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format(time.RFC3339)
	}
	for _, step := range s.progress.Steps {
		messages := make([]string, len(step.Messages))
		for i, m := range step.Messages {
			messages[i] = sanitize.Line(m)
		}
		rows = append(rows, []string{
			sanitize.Line(step.Name), sanitize.Line(string(step.Target)), s.stateOf(step),
			stamp(step.Began), stamp(step.Ended), strings.Join(messages, "\n"),
		})
	}
	return []string{"step", "towards", "state", "began", "ended", "messages"}, rows
}

// Copied is the id of the submission, or as long as there is none, of the
// operation: what the service's support asks for.
func (s *Screen) Copied() (what, id string) {
	t, op := s.d.Text.Progress, s.progress.Operation
	if op.Submission != "" {
		return t.ASubmission, string(op.Submission)
	}
	return t.AnOperation, string(op.ID)
}

// stateOf is a step's state in words, or in the service's own.
func (s *Screen) stateOf(step model.Step) string {
	if step.State == "" {
		return sanitize.Line(step.Literal)
	}
	return text.Word(s.d.Text.Words.Steps, step.State)
}

// moment is a time with its date; nothing if it is not known.
func (s *Screen) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.d.Now().Location()).Format(s.d.Text.Shell.LogMoment)
}

// found is a problem in the service's words, with its code and its place.
func found(p model.Problem) string {
	words := sanitize.Block(p.Message)
	if p.Code != "" {
		words += " [" + sanitize.Line(p.Code) + "]"
	}
	if p.Where != "" {
		words += " (" + sanitize.Line(p.Where) + ")"
	}
	return words
}

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
