package root

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/themes"
	"awning/tui/ui"
)

// Place is somewhere to go from anywhere, in the place of all open screens.
type Place struct {
	Name   string // stable
	Label  string // clean
	Screen func() ui.Screen
	// Above opens it above the screen on top instead: what is open stays.
	Above bool
	// Of is the screen for the profile at work, empty if there are several; it goes
	// before Screen.
	Of func(p model.ProfileName) ui.Screen
	// Key opens it, if it opens above, on every screen that has not taken the key for
	// itself; Help is what the key does. Both are empty where only the palette leads there.
	Key, Help string
}

// screen makes the place's screen.
func (p Place) screen(at model.ProfileName) ui.Screen {
	if p.Of != nil {
		return p.Of(at)
	}
	return p.Screen()
}

// Found is something the palette finds by its name: an offer. It opens above the
// screen on top.
type Found struct {
	ID     string // tells it apart from the others
	Label  string // clean
	About  string // clean: its id, its publisher
	Screen func() ui.Screen
}

// findTimeout ends the search of the store for what can be found by name.
const findTimeout = 10 * time.Second

// openHelp shows the keys that work here.
func (a *App) openHelp() tea.Cmd {
	t := a.o.Deps.Text.Shell
	m := newMenu(a.o.Deps, t.HelpTitle, "?", a.lift)
	m.add(t.HelpHere, withKey(a.here()))
	m.add(t.HelpAll, withKey(a.everywhere()))
	a.lay(m)
	return nil
}

func withKey(actions []ui.Action) []ui.Action {
	return slices.DeleteFunc(actions, func(x ui.Action) bool { return x.Help().Key == "" })
}

// openPalette shows everything that can be done from here, with or without a
// key, and reads what can be found by name.
func (a *App) openPalette() tea.Cmd {
	t := a.o.Deps.Text.Shell
	m := newMenu(a.o.Deps, t.PaletteTitle, ":", a.lift)
	here := a.here()
	m.add(t.HelpHere, slices.DeleteFunc(slices.Clone(here), func(x ui.Action) bool { return x.Quiet }))
	m.add(t.PaletteGo, a.places())
	m.add(t.HelpAll, slices.DeleteFunc(append(a.everywhere(), a.themes()...), func(x ui.Action) bool { return x.Name == "palette" }))
	m.hide(slices.DeleteFunc(here, func(x ui.Action) bool { return !x.Quiet }))
	a.palette = m
	a.lay(m)
	find := a.o.Find
	if find == nil {
		return nil
	}
	m.note = func() string {
		if a.finding.Busy() {
			return t.PaletteReading
		}
		return ""
	}
	return a.finding.Start(a.ctx(), findTimeout, func(ctx context.Context) ([]Found, error) { return find(ctx) })
}

// found takes what can be found by name into the palette, if it is still open.
func (a *App) found(r ui.Result[[]Found]) tea.Cmd {
	t := a.o.Deps.Text
	if !a.finding.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return a.tell(ui.Failure(t, t.Shell.PaletteFind, r.Err))
	}
	a.palette.byName = slices.Grow(a.palette.byName, len(r.Val))
	for _, f := range r.Val {
		a.palette.byName = append(a.palette.byName, menuRow{
			Action: ui.Action{
				Name: "open", Binding: key.NewBinding(key.WithHelp("", f.Label)),
				Do: func() tea.Cmd { return a.push(f.Screen()) },
			},
			id: "found " + f.ID, about: f.About, text: strings.ToLower(f.Label + " " + f.About),
		})
	}
	a.palette.show()
	return nil
}

// places lists where to go: back to an open screen, or to one of the places
// that are always there.
func (a *App) places() []ui.Action {
	t := a.o.Deps.Text.Shell
	row := func(name, label string, do func() tea.Cmd) ui.Action {
		return ui.Action{
			Name: name, Binding: key.NewBinding(key.WithHelp("", label)), Do: do,
			Refused: a.cannotLeave,
		}
	}
	out := make([]ui.Action, 0, len(a.stack)+len(a.o.Places))
	for i, e := range slices.Backward(a.stack[:len(a.stack)-1]) {
		out = append(out, row(fmt.Sprintf("back %d", i), fmt.Sprintf(t.GoBackTo, e.Title()), func() tea.Cmd {
			return tea.Batch(a.leave(i+1), a.onTop())
		}))
	}
	for _, p := range a.o.Places {
		x := row(p.Name, p.Label, func() tea.Cmd { return tea.Batch(a.leave(0), a.push(p.screen(""))) })
		if p.Above {
			x.Do, x.Refused = func() tea.Cmd { return a.push(p.screen(a.profile())) }, nil
		}
		out = append(out, x)
	}
	return out
}

// cannotLeave says why the screen on top cannot be left just so: it answers esc
// itself, to ask first or to clear something, and does not write down what it
// holds. Those below it asked, if they had to, before they let it be put above
// them.
func (a *App) cannotLeave() string {
	if _, ok := a.top().Screen.(ui.Flusher); ok {
		return ""
	}
	for _, x := range a.top().Actions() {
		if slices.Contains(x.Keys(), "esc") {
			return fmt.Sprintf(a.o.Deps.Text.Shell.EscFirst, x.Help().Desc)
		}
	}
	return ""
}

// leave drops the screens from a place of the stack up. What they still hold is
// written down.
func (a *App) leave(from int) tea.Cmd {
	var cmds []tea.Cmd
	for len(a.stack) > from {
		if f, ok := a.top().Screen.(ui.Flusher); ok {
			cmds = append(cmds, f.Flush())
		}
		a.drop()
	}
	return tea.Batch(cmds...)
}

// themes changes to the other theme.
func (a *App) themes() []ui.Action {
	s, t := a.o.Deps.Styles, a.o.Deps.Text.Shell
	other, label := themes.Light, t.ToLight
	if s.Theme() == themes.Light {
		other, label = themes.Dark, t.ToDark
	}
	return []ui.Action{{Name: "theme", Binding: key.NewBinding(key.WithHelp("", label)), Do: func() tea.Cmd {
		s.SetTheme(other)
		return nil
	}}}
}
