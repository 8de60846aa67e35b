package text

import "awning/model"

// State is the one word or two for where an offer stands: the portal's, but for
// a go-live under way, which the portal calls publishing too.
func (t *Texts) State(s model.Standing) string {
	return t.state(s, t.Words.States)
}

// BriefState is [Texts.State] in fewer words, for narrow columns.
func (t *Texts) BriefState(s model.Standing) string {
	return t.state(s, t.Words.BriefStates)
}

func (t *Texts) state(s model.Standing, words map[model.State]string) string {
	if s.Running != nil && s.Running.Phase == model.PhaseGoingLive && s.State() == model.StatePublishing {
		return t.Shell.GoingLive
	}
	return Word(words, s.State())
}
