package lifecycle

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/text"
	"awning/tui/ui"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Lifecycle
	act := func(name, press, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{
			Name: "lifecycle." + name, Do: do, Refused: refused,
			Binding: key.NewBinding(key.WithKeys(press), key.WithHelp(press, help)),
		}
	}
	rows := []ui.Action{
		act("stop", "s", t.ActStop, s.stop, s.cannotStop),
		act("restore", "R", t.ActRestore, s.restore, s.cannotRestore),
		act("reload", "r", t.ActReload, s.reload, nil),
	}
	return ui.Writing(slices.Concat(rows, s.rows.Actions("lifecycle", s.d.Text.Moves)), "lifecycle.stop", "lifecycle.restore")
}

// cannotStop says why the sale of the row under the cursor cannot be stopped, or "".
func (s *Screen) cannotStop() string {
	if why := s.unfit(); why != "" {
		return why
	}
	return refusal(s.d.Text.Lifecycle.CannotStop, s.hinders(model.StopHindrance))
}

// cannotRestore says likewise why it cannot be restored.
func (s *Screen) cannotRestore() string {
	if why := s.unfit(); why != "" {
		return why
	}
	return refusal(s.d.Text.Lifecycle.CannotRestore, s.hinders(model.RestoreHindrance))
}

// unfit says why nothing at all can be done now.
func (s *Screen) unfit() string {
	t := s.d.Text.Lifecycle
	_, all := s.rows.Len()
	switch {
	case s.sending:
		return t.Sending
	case all == 0 && s.problem != nil:
		return t.NotKnown
	case all == 0:
		return t.NotRead
	}
	return ""
}

func (s *Screen) hinders(rule func([]model.Sale, model.PlanID) model.Hindrance) model.Hindrance {
	r, _ := s.rows.Selected()
	return rule(s.rows.All(), r.Plan)
}

func refusal(words map[model.Hindrance]string, h model.Hindrance) string {
	if h == model.HindranceNone {
		return ""
	}
	return text.Word(words, h)
}
