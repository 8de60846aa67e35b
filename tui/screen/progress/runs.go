package progress

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// storeTimeout ends what the local store does not answer.
const storeTimeout = 10 * time.Second

// earlier is how long operations of a verb took before, on this type of offer.
type earlier struct {
	verb model.Verb
	took []time.Duration
}

// recall reads how long operations like this one took, unless that is known.
// Cancelling takes no time worth telling.
func (s *Screen) recall() tea.Cmd {
	op := s.progress.Operation
	if op.Verb == s.earlier.verb || op.Verb == model.VerbCancel {
		return nil
	}
	s.earlier = earlier{verb: op.Verb}
	return s.runs.Start(s.ctx(), storeTimeout, func(ctx context.Context) (earlier, error) {
		took, err := s.api.Runs(ctx, op)
		return earlier{op.Verb, took}, err
	})
}

// recalled takes what was read. That nothing could be read is not worth a
// notice: all else of the screen is as it was.
func (s *Screen) recalled(r ui.Result[earlier]) {
	if s.runs.Accept(r) && r.Err == nil {
		s.earlier = r.Val
		s.draw()
	}
}

// usual says how long it took before, and whether it takes longer this time;
// empty if nothing is known, or nothing runs.
func (s *Screen) usual() string {
	op := s.progress.Operation
	if len(s.earlier.took) == 0 || s.earlier.verb != op.Verb || s.progress.Outcome != model.OutcomeNone {
		return ""
	}
	words := s.d.Text.Usually(s.earlier.took)
	if !op.Started.IsZero() && s.d.Now().Sub(op.Started) > slices.Max(s.earlier.took) {
		words += " " + s.d.Text.Progress.Longer
	}
	return words
}
