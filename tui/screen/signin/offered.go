package signin

import (
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// Copied is what is worth copying at this stage, where no key of its own does it.
// Secrets never are.
func (s *Screen) Copied() (what, text string) {
	t := s.d.Text.SignIn
	switch s.stage {
	case prompting:
		return t.TheAddress, s.prompt.Address
	case picking:
		r, _ := s.tenants.Selected()
		return t.TheTenant, r.ID
	case choosing, finding, filling, starting, keeping, failed:
	}
	return "", ""
}

// Detail is the row under the cursor in full, or all that a low window leaves out.
func (s *Screen) Detail() []ui.Fact {
	t := s.d.Text.SignIn
	switch s.stage {
	case picking:
		return s.tenants.Detail()
	case prompting:
		return facts(t.TheCode, s.prompt.Code, t.TheAddress, s.prompt.Address)
	case failed:
		return facts(t.Failed, s.failure.Error(), t.WhatToDo, s.hint(), t.Ticket, s.ticket())
	case choosing, finding, filling, starting, keeping: // all of it is on the screen
	}
	return nil
}

// facts are labels and foreign texts by turns, without those that are empty.
func facts(pairs ...string) []ui.Fact {
	var out []ui.Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, ui.Fact{Label: pairs[i], Value: sanitize.Block(pairs[i+1])})
		}
	}
	return out
}

var (
	_ ui.Copier   = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
)
