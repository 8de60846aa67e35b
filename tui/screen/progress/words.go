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
		h, n = s.ended()
	case p.Operation.Phase == model.OperationIntent:
		h, n = t.Intent, t.NextRunning
	case p.Operation.Phase == model.OperationUncertain:
		h, n = t.Uncertain, t.NextRunning
	default:
		h, n = s.running(p.Operation.Verb)
	}
	return fmt.Sprintf(h, s.offer()), n
}

func (s *Screen) running(v model.Verb) (headline, next string) {
	t := s.d.Text.Progress
	switch v {
	case model.VerbStop:
		return s.d.Text.Lifecycle.Stopping, t.NextRunning
	case model.VerbRestore:
		return s.d.Text.Lifecycle.Restoring, t.NextRunning
	case model.VerbGoLive:
		return t.GoingLive, t.NextGoingLive
	case model.VerbCancel:
		return t.Cancelling, t.NextRunning
	case model.VerbPublish:
	}
	return t.Publishing, t.NextRunning
}

func (s *Screen) ended() (headline, next string) {
	t, p := s.d.Text.Progress, s.progress
	good := p.Outcome == model.OutcomeSucceeded
	switch p.Operation.Verb {
	case model.VerbStop, model.VerbRestore:
		return saleEnded(s.d.Text.Lifecycle, p)
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
		if s.d.ReadOnly {
			return t.Waiting, t.NextWaitingRead
		}
		return t.Waiting, t.NextWaiting
	}
	return t.Published, t.NextPublished
}

// saleEnded says how a stop or a restore ended.
func saleEnded(l text.Lifecycle, p model.Progress) (headline, next string) {
	switch {
	case p.Outcome == model.OutcomeSucceeded:
		return l.Ended(p.Operation)
	case p.Operation.Verb == model.VerbStop && p.Outcome == model.OutcomeCancelled:
		return l.StopCalledOff, ""
	case p.Operation.Verb == model.VerbStop:
		return l.StopFailed, l.NextFailed
	}
	return l.RestoreFailed, l.NextFailed
}

// awaits reports whether preview waits for the publisher's sign-off.
func awaits(st model.Standing) bool {
	return st.Preview != nil && st.Preview.Phase == model.PhasePreview && st.Running == nil
}
