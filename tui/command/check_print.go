package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/widget/wrap"
)

// findings prints what check found: for a person the worst first, each with its
// whole sentence.
func (s *subject) findings(out CheckJSON) error {
	if s.set.Output != Table {
		return s.output(out, findingsTable(out.Findings))
	}
	order := []string{severityError, severityWarning, severityInfo}
	sorted := slices.Clone(out.Findings)
	slices.SortStableFunc(sorted, func(a, b FindingJSON) int {
		return slices.Index(order, a.Severity) - slices.Index(order, b.Severity)
	})
	t := &s.text.Command.Check
	wide := 0
	for _, word := range t.Levels {
		wide = max(wide, ansi.StringWidth(word))
	}
	const least = 20
	lead := strings.Repeat(" ", wide) + gap
	var b strings.Builder
	for _, f := range sorted {
		word := text.Word(t.Levels, f.Severity)
		b.WriteString(s.view().paint(severityRole(f.Severity), word) + lead[len(word):] + sanitize.Line(s.about(f)) + "\n")
		message := sanitize.Line(f.Message)
		lines := []string{message}
		if width := s.view().width; width > 0 {
			lines = wrap.Lines(message, max(width-len(lead), least))
		}
		for _, line := range lines {
			b.WriteString(lead + line + "\n")
		}
	}
	return s.write(b.String())
}

// about is what a finding is about: the path that corrects it, or what the service
// calls it.
func (s *subject) about(f FindingJSON) string {
	switch {
	case f.Source == sourceService:
		return strings.Join(strings.Fields(s.text.Command.Check.Service+" "+f.Code+" "+f.Where), " ")
	case f.Path == "":
		return string(s.offer.ID)
	}
	return f.Path
}

func severityRole(severity string) role {
	switch severity {
	case severityError:
		return bad
	case severityWarning:
		return warn
	}
	return dim
}

// findingsTable is the findings as CSV has them.
func findingsTable(findings []FindingJSON) table {
	out := table{columns: []column{
		{name: "severity"}, {name: "source"}, {name: "blocks"}, {name: "code"}, {name: "path"}, {name: "label"}, {name: "message"}, {name: "where"},
	}}
	for _, f := range findings {
		out.rows = append(out.rows,
			texts(f.Severity, f.Source, strconv.FormatBool(f.Blocks), f.Code, f.Path, f.Label, f.Message, f.Where))
	}
	return out
}

// aboutService says what the service was asked about.
func (s *subject) aboutService(standing model.Standing, about *ServiceCheckJSON, found int, err error) {
	t := &s.text.Command.Check
	sub := newest(standing)
	switch {
	case about == nil || sub == nil:
		s.notef("%s", t.NeverSent)
		return
	case err != nil:
		sentence, _ := s.sentence(err)
		s.notef(t.NotRead, sanitize.Line(sentence))
		return
	case !about.Told:
		s.notef(t.NotTold, about.Submission)
		return
	}
	how := s.phaseOf(sub)
	if about.Created != nil {
		how += ", " + about.Created.Format(time.DateOnly)
	}
	if found == 0 {
		s.notef(t.AskedNothing, about.Submission, sanitize.Line(how))
		return
	}
	s.notef(t.Asked, about.Submission, sanitize.Line(how), found)
}
