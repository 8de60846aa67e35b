package root

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/hints"
)

// overlay is what the root shows in the place of the screen on top: the keys,
// the palette, the notices, a row in full, a question for a file. Overlays lie
// on each other; esc takes the uppermost away.
type overlay interface {
	// key takes a key, all but those that always work.
	key(msg tea.KeyMsg) tea.Cmd
	// typing reports whether keys are text.
	typing() bool
	setSize(width, height int)
	// lines draws it, no larger than its size allows.
	lines() []string
	// hints are the keys that work, for the bottom line.
	hints() []hints.Hint
}

// over is the uppermost overlay, or nil.
func (a *App) over() overlay {
	if len(a.overlays) == 0 {
		return nil
	}
	return a.overlays[len(a.overlays)-1]
}

func (a *App) lay(o overlay) { a.overlays = append(a.overlays, o) }

// lift takes the uppermost overlay away.
func (a *App) lift() {
	a.overlays[len(a.overlays)-1] = nil
	a.overlays = a.overlays[:len(a.overlays)-1]
}

// tell shows a notice and keeps it for the list.
func (a *App) tell(n ui.Notice) tea.Cmd {
	x := told{Notice: n, at: a.o.Deps.Now(), times: 1, unread: n.Level == ui.Bad}
	x.Cause = nil
	if n.Cause != nil && a.o.SignIn != nil && a.o.SignInHelps != nil && a.o.SignInHelps(n.Cause) {
		x.signIn, x.profile = true, a.profile()
	}
	return a.notices.add(x)
}

// profile is the one that the uppermost screen works by that says so.
func (a *App) profile() model.ProfileName {
	for _, e := range slices.Backward(a.stack) {
		if x, ok := e.Screen.(ui.Actor); ok {
			return x.Profile()
		}
	}
	return ""
}

// answered takes what a command of an overlay brought.
func (a *App) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case exported:
		return a.exported(msg)
	case ui.Result[[]Found]:
		return a.found(msg)
	}
	return nil
}

// here are the actions of the screen on top; where nothing may be changed,
// those that would are not there.
func (a *App) here() []ui.Action {
	return allowed(a.top().Actions(), a.o.Deps.ReadOnly)
}

func allowed(actions []ui.Action, readOnly bool) []ui.Action {
	if !readOnly {
		return actions
	}
	out := make([]ui.Action, 0, len(actions))
	for _, x := range actions {
		if !x.Writes {
			out = append(out, x)
		}
	}
	return out
}
