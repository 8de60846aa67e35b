package progress

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Progress
	rows := []ui.Action{
		{
			Name:    "progress.golive",
			Binding: key.NewBinding(key.WithKeys("g"), key.WithHelp("g", t.GoLive)),
			Do:      s.goLive, Refused: s.cannotGoLive,
		},
		{
			Name:    "progress.cancel",
			Binding: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", t.Cancel)),
			Do:      s.cancel, Refused: s.cannotCancel,
		},
		{
			Name:    "progress.look",
			Binding: key.NewBinding(key.WithKeys("r"), key.WithHelp("r", t.Look)),
			Do:      s.lookNow,
		},
	}
	return append(ui.Writing(rows, "progress.golive", "progress.cancel"), s.pane.Actions("progress", s.d.Text.Moves)...)
}

func (s *Screen) goLive() tea.Cmd {
	return ui.Go(s.nav.GoLive(s.progress.Operation.Offer, s.progress.Standing.Preview.ID))
}

func (s *Screen) cannotGoLive() string {
	t, st := s.d.Text.Progress, s.progress.Standing
	switch {
	case awaits(st):
		return ""
	case !s.progress.Done() && s.progress.Operation.Verb == model.VerbPublish:
		return t.StillRunning
	}
	return t.NothingToGoLive
}

func (s *Screen) cancel() tea.Cmd {
	return s.nav.Cancel(s.ctx(), s.progress.Operation.Offer)
}

func (s *Screen) cannotCancel() string {
	t, st := s.d.Text.Progress, s.progress.Standing
	switch {
	case st.Running != nil && st.Running.Phase == model.PhaseGoingLive:
		return t.TooLate
	case st.Running == nil && !s.progress.Done():
		return t.NotBegun
	case st.Running == nil:
		return t.NothingRuns
	}
	return ""
}
