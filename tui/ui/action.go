package ui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Action is one row of what a screen can do: its keys, its help, its effect
// and, when it cannot be done now, the reason. The hint line, the help and the
// dispatch are all drawn from these rows.
type Action struct {
	key.Binding
	// Name is the action's stable name, by which keys may be rebound: "offers.refresh".
	Name string
	// Do returns the command that carries the action out.
	Do func() tea.Cmd
	// Refused returns why the action cannot be done now, in words, or "". Nil
	// means it always can.
	Refused func() string
	// Writes says that the action changes something on the service, or begins to:
	// where nothing may be changed it is not there at all.
	Writes bool
	// Quiet actions (moving the cursor) are left out of the hint line.
	Quiet bool
}

// Refusal is why the action cannot be done now, or "".
func (a Action) Refusal() string {
	if a.Refused == nil {
		return ""
	}
	return a.Refused()
}

// Run carries the action out, or says why it cannot be done now.
func (a Action) Run() tea.Cmd {
	if why := a.Refusal(); why != "" {
		return Notify(Notice{Level: Info, Text: why})
	}
	return a.Do()
}

// Dispatch carries out the first action bound to the key. It reports false if
// none is. A refused key is answered with a notice that says why.
func Dispatch(msg tea.KeyMsg, actions []Action) (tea.Cmd, bool) {
	for _, a := range actions {
		if !key.Matches(msg, a.Binding) {
			continue
		}
		return a.Run(), true
	}
	return nil, false
}

// Writing marks the actions of these names as ones that write, and returns
// them all.
func Writing(actions []Action, names ...string) []Action {
	for i := range actions {
		if slices.Contains(names, actions[i].Name) {
			actions[i].Writes = true
		}
	}
	return actions
}

// Without frees a key: none of the actions is bound to it any more. It returns them all.
func Without(actions []Action, key string) []Action {
	for i := range actions {
		actions[i].SetKeys(slices.DeleteFunc(slices.Clone(actions[i].Keys()), func(k string) bool { return k == key })...)
	}
	return actions
}
