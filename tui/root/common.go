package root

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/ui"
)

// everywhere lists what can be done on every screen, but for the keys that the
// screen on top has taken for itself.
func (a *App) everywhere() []ui.Action {
	taken := make(map[string]bool)
	for _, x := range a.here() {
		for _, k := range x.Keys() {
			taken[k] = true
		}
	}
	var out []ui.Action
	for _, x := range a.common() {
		free := slices.DeleteFunc(x.Keys(), func(k string) bool { return taken[k] })
		if len(free) == 0 {
			continue
		}
		if label := x.Help().Key; len(free) < len(x.Keys()) && !slices.Contains(free, label) {
			x.SetHelp(free[0], x.Help().Desc)
		}
		x.SetKeys(free...)
		out = append(out, x)
	}
	return out
}

// common are the root's own actions.
func (a *App) common() []ui.Action {
	t := a.o.Deps.Text.Shell
	var out []ui.Action
	if len(a.stack) > 1 {
		out = append(out, ui.Action{Name: "back", Binding: bind("esc", t.Back, "esc"), Do: a.pop})
	}
	if x, _, ok := a.notices.current(); ok {
		if x.signIn {
			out = append(out, ui.Action{Name: "signin", Binding: bind("L", t.SignIn, "L"), Do: func() tea.Cmd { return a.push(a.o.SignIn(x.profile)) }})
		}
		out = append(out, ui.Action{Name: "dismiss", Quiet: true, Binding: bind("backspace", t.Dismiss, "backspace", "ctrl+h"), Do: func() tea.Cmd {
			a.notices.dismiss()
			return nil
		}})
	}
	out = append(out, a.offered()...)
	for _, p := range a.o.Places {
		if p.Key != "" && p.Above {
			out = append(out, ui.Action{Name: "to " + p.Name, Quiet: true, Binding: bind(p.Key, p.Help, p.Key), Do: func() tea.Cmd {
				return a.push(p.screen(a.profile()))
			}})
		}
	}
	return append(out,
		ui.Action{Name: "keys", Binding: bind("?", t.Keys, "?"), Do: a.openHelp},
		ui.Action{Name: "palette", Quiet: true, Binding: bind(":", t.Palette, ":", "ctrl+p"), Do: a.openPalette},
		ui.Action{Name: "notices", Quiet: true, Binding: bind("!", t.Log, "!"), Do: a.openLog},
		ui.Action{Name: "quit", Binding: bind("q", t.Quit, "q"), Do: a.quit},
		ui.Action{Name: "suspend", Quiet: true, Binding: bind("ctrl+z", t.Suspend, "ctrl+z"), Do: func() tea.Cmd { return tea.Suspend }},
	)
}

// offered are the actions the root has for screens of certain kinds.
func (a *App) offered() []ui.Action {
	t, top := a.o.Deps.Text.Shell, a.top().Screen
	var out []ui.Action
	if _, ok := top.(ui.Detailer); ok {
		out = append(out, ui.Action{Name: "detail", Quiet: true, Binding: bind("v", t.Detail, "v", "V"), Do: a.detail})
	}
	if _, ok := top.(ui.Explainer); ok {
		out = append(out, ui.Action{Name: "columns", Binding: bind("e", t.Explain.Action, "e"), Do: a.explain})
	}
	if _, ok := top.(ui.Copier); ok {
		out = append(out, ui.Action{Name: "copy", Quiet: true, Binding: bind("y", t.Copy, "y"), Do: a.copyHere})
	}
	if _, ok := top.(ui.Exporter); ok {
		out = append(out, ui.Action{Name: "export", Quiet: true, Binding: bind("w", t.Export.Action, "w", "W"), Do: a.openExport})
	}
	return out
}

func bind(label, help string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help))
}
