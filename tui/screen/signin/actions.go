package signin

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// Actions lists what can be done at this stage.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.SignIn
	switch s.stage {
	case choosing:
		return slices.Concat([]ui.Action{act("choose", "enter", t.Next, s.choose)}, s.ways.Actions("signin", s.d.Text.Moves))
	case finding:
	case filling:
		return s.formHints()
	case starting:
		return []ui.Action{act("cancel", "esc", t.Cancel, s.toForm)}
	case prompting:
		return s.promptActions()
	case picking:
		keep := act("keep", "enter", t.Keep, func() tea.Cmd { return s.keep(s.marked()) })
		keep.Refused = s.cannotKeep
		moves := slices.DeleteFunc(s.tenants.Actions("signin", s.d.Text.Moves), func(a ui.Action) bool { return slices.Contains(a.Keys(), " ") })
		return slices.Concat([]ui.Action{
			keep, bound("toggle", "space", t.Toggle, s.toggle, " "), act("all", "a", t.All, s.toggleAll), act("cancel", "esc", t.Cancel, s.toForm),
		}, moves)
	case keeping:
		wait := act("cancel", "esc", t.Cancel, func() tea.Cmd { return nil })
		wait.Refused, wait.Quiet = func() string { return t.Busy }, true
		return []ui.Action{wait}
	case failed:
		out := []ui.Action{act("again", "r", t.Again, s.retry)}
		if ticket := s.ticket(); ticket != "" {
			out = append(out, act("ticket", "y", t.CopyTicket, func() tea.Cmd { return ui.CopyText(t.TheTicket, ticket) }))
		}
		return append(out, act("form", "esc", t.Back, s.toForm))
	}
	return nil
}

// promptActions are the keys while a browser is waited for.
func (s *Screen) promptActions() []ui.Action {
	t := s.d.Text.SignIn
	if s.paste != nil { // shown as hints only: the field has the keys
		return []ui.Action{act("send", "enter", t.Send, s.sendPaste), act("close", "esc", t.Cancel, nil)}
	}
	var out []ui.Action
	if s.prompt.Code != "" {
		out = append(out, act("code", "y", t.Copy, func() tea.Cmd { return ui.CopyText(t.TheCode, s.prompt.Code) }))
	}
	if s.prompt.Address != "" {
		out = append(out, bound("address", "o", t.Address, func() tea.Cmd { return ui.CopyText(t.TheAddress, s.prompt.Address) }, "o", "Y"))
	}
	if s.form.kind == model.Browser {
		out = append(out, act("paste", "p", t.Paste, s.openPaste))
	}
	out = append(out, act("cancel", "esc", t.Cancel, s.toForm))
	if s.prompt.Code != "" {
		out = append(out, act("renew", "r", t.NewCode, s.again))
	}
	return out
}

// formHints are shown as hints only: while the form is filled in it has the keys.
func (s *Screen) formHints() []ui.Action {
	t := s.d.Text.SignIn
	out := []ui.Action{act("next", "enter", t.Next, nil)}
	switch s.form.at {
	case start:
		out = []ui.Action{act("start", "enter", t.Start, nil)}
	case storage:
		out = append(out, act("change", "space", t.Change, nil))
	default:
	}
	if s.form.at != start {
		out = append(out, act("begin", "ctrl+s", t.Start, nil))
	}
	out = append(out, act("before", "shift+tab", t.Before, nil))
	if s.o.Kind == "" {
		return append(out, act("ways", "esc", t.OtherWay, nil))
	}
	return append(out, act("leave", "esc", t.Cancel, nil))
}

// fill takes a key of the form.
func (s *Screen) fill(msg tea.KeyMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		return s.toWays()
	case "tab", "down":
		s.form.move(1)
	case "shift+tab", "up":
		s.form.move(-1)
	case "ctrl+s":
		return s.submit()
	case "enter":
		if s.form.at == start {
			return s.submit()
		}
		s.form.move(1)
	default:
		s.form.update(msg)
	}
	return nil
}

// submit begins, if nothing is missing.
func (s *Screen) submit() tea.Cmd {
	if !s.form.check() {
		return nil
	}
	return s.begin()
}

func act(name, press, help string, do func() tea.Cmd) ui.Action {
	return bound(name, press, help, do, press)
}

func bound(name, label, help string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{Name: "signin." + name, Do: do, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, help))}
}
