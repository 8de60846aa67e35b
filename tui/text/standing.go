package text

import "awning/model"

// State is the one word or two for where an offer stands: the portal's, but for
// a go-live under way, which the portal calls publishing too.
func (t *Texts) State(s model.Standing) string {
	if s.Running != nil && s.Running.Phase == model.PhaseGoingLive && s.State() == model.StatePublishing {
		return t.Shell.GoingLive
	}
	return Word(t.Words.States, s.State())
}
