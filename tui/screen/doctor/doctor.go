// Package doctor is the screen that says why somebody cannot see their offers: the
// likely causes first, with what to do next, then all it found out, for a ticket.
package doctor

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ticket"
	"awning/tui/ui"
	"awning/tui/widget/pane"
)

// askTimeout ends a diagnosis; what is asked has less time each.
const askTimeout = 2 * time.Minute

// API is the part of the marketplace this screen needs.
type API interface {
	// Diagnose asks everything there is to ask for a profile. It changes nothing.
	Diagnose(ctx context.Context, p model.ProfileName) (model.Diagnosis, error)
	// KnownAccounts lists the profiles that are open.
	KnownAccounts() []model.Account
}

// Nav leads to the screens reached from here.
type Nav struct {
	// SignIn signs in: again to a profile, or to a new one if it is empty.
	SignIn func(p model.ProfileName) ui.Screen
	// Where returns the parts of the top line that say where a profile works, as far
	// as they are known by then.
	Where func(p model.ProfileName) []string
}

// Screen is the diagnosis of one profile.
type Screen struct {
	d       ui.Deps
	api     API
	nav     Nav
	profile model.ProfileName
	ctx     func() context.Context
	load    ui.Latest[model.Diagnosis]
	found   model.Diagnosis // zero before the first
	failure error
	pane    *pane.Pane
	width   int
	height  int
}

// New returns the screen for a profile; an empty one is the first there is.
func New(d ui.Deps, api API, nav Nav, p model.ProfileName) *Screen {
	s := &Screen{d: d, api: api, nav: nav, profile: p, pane: pane.New(d.Styles.Marks.Ellipsis)}
	if names := s.names(); p == "" && len(names) > 0 {
		s.profile = names[0]
	}
	return s
}

// names are the profiles there are.
func (s *Screen) names() []model.ProfileName {
	var out []model.ProfileName
	for _, a := range s.api.KnownAccounts() {
		out = append(out, a.Profile)
	}
	return out
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.DoctorScreen.Title }

// Init asks.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.ask()
}

func (s *Screen) ask() tea.Cmd {
	if s.profile == "" {
		return nil
	}
	api, p := s.api, s.profile
	return s.load.Start(s.ctx(), askTimeout, func(ctx context.Context) (model.Diagnosis, error) { return api.Diagnose(ctx, p) })
}

// Update takes the diagnosis, and asks again once somebody has signed in.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Diagnosis]:
		if !s.load.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		s.failure = msg.Err
		if msg.Err == nil {
			s.found = msg.Val
		}
		s.draw()
		if msg.Err != nil { // which is told above all that was found before
			s.pane.Move(-s.pane.Above())
		}
	case ui.SignedIn:
		if s.profile == "" && len(msg.Profiles) > 0 {
			s.profile = msg.Profiles[0]
		}
		return s.ask()
	}
	return nil
}

// other goes on to the next profile.
func (s *Screen) other() tea.Cmd {
	names := s.names()
	for i, n := range names {
		if n == s.profile {
			s.profile = names[(i+1)%len(names)]
			break
		}
	}
	s.found, s.failure = model.Diagnosis{}, nil
	s.draw()
	return s.ask()
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.draw()
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }

// Copied is the whole diagnosis as text.
func (s *Screen) Copied() (what, text string) {
	t := s.d.Text
	if s.found.At.IsZero() {
		return t.DoctorScreen.TheReport, ""
	}
	return t.DoctorScreen.TheReport, ticket.Text(s.found, &t.Doctor)
}

// Crumbs say whose trouble it is.
func (s *Screen) Crumbs() []string {
	if s.profile == "" {
		return nil
	}
	return s.nav.Where(s.profile)
}

func (s *Screen) heading() string {
	return fmt.Sprintf(s.d.Text.DoctorScreen.Of, sanitize.ID(string(s.profile)))
}

var (
	_ ui.Screen  = (*Screen)(nil)
	_ ui.Copier  = (*Screen)(nil)
	_ ui.Crumber = (*Screen)(nil)
)
