package progress

import (
	"fmt"

	"awning/model"
	"awning/tui/text"
)

// headline says in one sentence how the operation stands, and next what the
// publisher can do now.
func (s *Screen) headline() (headline, next string) {
	t, p := s.d.Text.Progress, s.progress
	var h, n string
	switch {
	case p.Outcome == model.OutcomeNotAccepted:
		h, n = t.NotAccepted, t.NextNotAccepted
	case p.Outcome == model.OutcomeUnclear:
		h, n = t.Unclear, t.NextUnclear
	case p.Outcome != model.OutcomeNone:
		h, n = ended(t, p)
	case p.Operation.Phase == model.OperationIntent:
		h, n = t.Intent, t.NextRunning
	case p.Operation.Phase == model.OperationUncertain:
		h, n = t.Uncertain, t.NextRunning
	default:
		h, n = running(t, p.Operation.Verb)
	}
	return fmt.Sprintf(h, s.offer()), n
}

func running(t text.Progress, v model.Verb) (headline, next string) {
	switch v {
	case model.VerbGoLive:
		return t.GoingLive, t.NextGoingLive
	case model.VerbCancel:
		return t.Cancelling, t.NextRunning
	case model.VerbPublish:
	}
	return t.Publishing, t.NextRunning
}

func ended(t text.Progress, p model.Progress) (headline, next string) {
	good := p.Outcome == model.OutcomeSucceeded
	switch p.Operation.Verb {
	case model.VerbGoLive:
		if good {
			return t.Live, t.NextLive
		}
		return t.GoLiveFailed, t.NextLiveFailed
	case model.VerbCancel:
		if good || p.Outcome == model.OutcomeCancelled {
			return t.Cancelled, t.NextCancelled
		}
		return t.CancelFailed, t.NextUnclear
	case model.VerbPublish:
	}
	switch {
	case p.Outcome == model.OutcomeCancelled:
		return t.Stopped, t.NextCancelled
	case !good:
		return t.PublishFailed, t.NextFailed
	case awaits(p.Standing):
		return t.Waiting, t.NextWaiting
	}
	return t.Published, t.NextPublished
}

// awaits reports whether preview waits for the publisher's sign-off.
func awaits(st model.Standing) bool {
	return st.Preview != nil && st.Preview.Phase == model.PhasePreview && st.Running == nil
}
