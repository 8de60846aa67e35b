package progress

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/show"
)

// ahead names the steps that are still to come, as far as they are documented: the
// service names some of its own only when they begin. It is empty where nothing
// comes, or nothing is known.
func (s *Screen) ahead() string {
	p, arrow := s.progress, s.d.Styles.Marks.Arrow
	before, after := show.Stages(s.t)
	publishing := p.Operation.Verb == model.VerbPublish && p.Outcome == model.OutcomeNone
	switch {
	case publishing:
	case p.Operation.Verb == model.VerbGoLive && p.Outcome == model.OutcomeNone, p.Outcome == model.OutcomeSucceeded && awaits(p.Standing):
		before = nil
	default:
		return ""
	}
	var parts []string
	if rest := left(before, p.Steps, model.Preview); len(rest) > 0 {
		parts = append(parts, show.Steps(rest, arrow))
	}
	if publishing && !slices.ContainsFunc(p.Steps, func(x model.Step) bool { return strings.HasPrefix(letters(x.Name), "publishersign") }) {
		parts = append(parts, s.d.Text.Checklist.You)
	}
	if rest := left(after, p.Steps, model.Live); len(rest) > 0 {
		parts = append(parts, show.Steps(rest, arrow))
	}
	if s.t == nil || len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(s.d.Text.Progress.Ahead, strings.Join(parts, " "+arrow+" "))
}

// left are the stages towards an environment after the last one that the service
// has named. If it has named its steps there by words of its own they are all of
// them.
func left(stages []catalog.Stage, steps []model.Step, env model.Environment) []catalog.Stage {
	from := 0
	for i, stage := range stages {
		if slices.ContainsFunc(steps, func(x model.Step) bool { return letters(x.Name) == letters(stage.Name) }) {
			from = i + 1
		}
	}
	if from == 0 && slices.ContainsFunc(steps, func(x model.Step) bool { return cmp.Or(x.Target, model.Preview) == env }) {
		return nil
	}
	return stages[from:]
}

// letters are what two spellings of a step's name have in common: "Publisher
// signoff" is "Publisher sign-off".
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
