package profiles

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/client/profile"
	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Profiles
	act := func(name, k, help string, do func() tea.Cmd, refused func() string) ui.Action {
		return ui.Action{Name: "profiles." + name, Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, help)), Do: do, Refused: refused}
	}
	at := func() row {
		r, _ := s.rows.Selected()
		return r
	}
	return slices.Concat([]ui.Action{
		act("open", "enter", t.Open, func() tea.Cmd { return ui.Go(s.nav.Offers(model.Scope{Profile: at().Name})) }, s.cannot),
		act("add", "a", t.Add, func() tea.Cmd { return ui.Go(s.nav.SignIn(model.Profile{})) }, nil),
		act("again", "s", t.Again, func() tea.Cmd { return ui.Go(s.nav.SignIn(at().Profile)) }, s.cannotChange),
		act("out", "o", t.Out, s.signOut, s.cannotSignOut),
		act("doctor", "d", t.Doctor, func() tea.Cmd { return ui.Go(s.nav.Doctor(at().Name)) }, s.cannot),
		act("default", "D", t.MakeDefault, s.makeDefault, s.cannotDefault),
		act("remove", "x", t.Remove, s.remove, s.cannotChange),
		act("refresh", "r", t.Reload, s.reload, nil),
	}, s.rows.Actions("profiles", s.d.Text.Moves))
}

// cannot says why nothing can be done with the row under the cursor.
func (s *Screen) cannot() string {
	if _, ok := s.rows.Selected(); !ok {
		return s.d.Text.Profiles.NoProfile
	}
	return ""
}

// cannotChange says why the profile cannot be changed.
func (s *Screen) cannotChange() string {
	r, ok := s.rows.Selected()
	switch t := s.d.Text.Profiles; {
	case !ok:
		return t.NoProfile
	case r.Environment:
		return t.InEnvironment
	}
	return ""
}

func (s *Screen) cannotSignOut() string {
	if why := s.cannotChange(); why != "" {
		return why
	}
	switch r, _ := s.rows.Selected(); {
	case r.Kind == model.AzureCLI:
		return s.d.Text.Profiles.OfTheCLI
	case profile.Entry(r.Profile) == "":
		return s.d.Text.Profiles.NothingKept
	}
	return ""
}

func (s *Screen) cannotDefault() string {
	if why := s.cannotChange(); why != "" {
		return why
	}
	if r, _ := s.rows.Selected(); r.Default {
		return s.d.Text.Profiles.AlreadyDefault
	}
	return ""
}

// outcome says how something that was done ended well.
type outcome struct{ words string }

// failure is what went wrong, and with what.
type failure struct {
	error

	doing string
}

// write does something to a profile. It is not given up half way: the config file
// and the keyring must agree.
func (s *Screen) write(doing string, do func(context.Context) (words string, err error)) tea.Cmd {
	return s.done.Start(context.WithoutCancel(s.ctx()), writeTimeout, func(ctx context.Context) (outcome, error) {
		words, err := do(ctx)
		if err != nil {
			return outcome{}, &failure{err, doing}
		}
		return outcome{words}, nil
	})
}

// signOut asks, and names who shares the sign-in.
func (s *Screen) signOut() tea.Cmd {
	t := s.d.Text.Profiles
	r, _ := s.rows.Selected()
	name, body := sanitize.ID(string(r.Name)), []string{t.OutBody}
	if others := s.sharing(r.Profile); len(others) > 0 {
		body = append(body, fmt.Sprintf(t.OutShared, list(others)))
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.AskOut, name), Facts: s.facts(r), Body: body, Yes: t.YesOut,
		Do: func() tea.Cmd {
			api := s.api
			return s.write(fmt.Sprintf(t.DoingOut, name), func(ctx context.Context) (string, error) {
				also, err := api.SignOut(ctx, r.Name)
				if len(also) > 0 {
					return fmt.Sprintf(t.AlsoOut, name, list(also)), err
				}
				return fmt.Sprintf(t.SignedOut, name), err
			})
		},
	})
}

// remove asks, too.
func (s *Screen) remove() tea.Cmd {
	t := s.d.Text.Profiles
	r, _ := s.rows.Selected()
	name, body := sanitize.ID(string(r.Name)), []string{t.RemoveBody}
	if others := s.sharing(r.Profile); len(others) > 0 {
		body = append(body, fmt.Sprintf(t.RemoveShared, list(others)))
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.AskRemove, name), Facts: s.facts(r), Body: body, Yes: t.YesRemove,
		Do: func() tea.Cmd {
			api := s.api
			return s.write(fmt.Sprintf(t.DoingRemove, name), func(ctx context.Context) (string, error) {
				return fmt.Sprintf(t.Removed, name), api.Remove(ctx, r.Name)
			})
		},
	})
}

func (s *Screen) makeDefault() tea.Cmd {
	t, api := s.d.Text.Profiles, s.api
	r, _ := s.rows.Selected()
	name := sanitize.ID(string(r.Name))
	return s.write(fmt.Sprintf(t.DoingDefault, name), func(ctx context.Context) (string, error) {
		return fmt.Sprintf(t.NowDefault, name), api.SetDefault(ctx, r.Name)
	})
}

// facts say who is meant.
func (s *Screen) facts(r row) [][2]string {
	t := s.d.Text.Profiles
	out := [][2]string{{t.Name, sanitize.ID(string(r.Name))}, {t.Way, s.way(r)}}
	if who := s.who(r); who != "" {
		out = append(out, [2]string{t.FactUser, who})
	}
	return out
}

// list are names on one line, clean.
func list(names []model.ProfileName) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = sanitize.ID(string(n))
	}
	return strings.Join(out, ", ")
}
