// Package profiles is the screen that lists the ways of signing in: who is signed
// in to what, where that is kept, and what it may do.
package profiles

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/table"
)

// API is the desk and the marketplace, as far as this screen needs them.
type API interface {
	// Profiles lists those of the config file and the environment.
	Profiles(ctx context.Context) ([]model.Profile, error)
	// SignOut forgets a sign-in, and returns the other profiles that shared it.
	SignOut(ctx context.Context, p model.ProfileName) (also []model.ProfileName, err error)
	// Remove takes a profile out of the config file.
	Remove(ctx context.Context, p model.ProfileName) error
	// SetDefault makes a profile the default.
	SetDefault(ctx context.Context, p model.ProfileName) error
	// KnownCapabilities is what was found out of what a profile may do; the zero
	// value if nothing was.
	KnownCapabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error)
}

// Nav leads to the screens reached from here.
type Nav struct {
	Offers func(s model.Scope) ui.Screen
	// SignIn signs in to a profile again, or to a new one if it is the zero one.
	SignIn func(p model.Profile) ui.Screen
	Doctor func(p model.ProfileName) ui.Screen
}

// timeouts of what is asked here; a keyring may take its time to be given up.
const (
	readTimeout  = 10 * time.Second
	writeTimeout = 60 * time.Second
)

// row is one profile and what it may do.
type row struct {
	model.Profile

	may model.Capabilities
}

// Screen is the list of profiles.
type Screen struct {
	d    ui.Deps
	api  API
	nav  Nav
	ctx  func() context.Context
	load ui.Latest[[]row]
	done ui.Latest[outcome]
	rows *table.Table[model.ProfileName, row]
	read bool

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, nav Nav) *Screen {
	s := &Screen{d: d, api: api, nav: nav}
	s.rows = table.New(table.Options[model.ProfileName, row]{
		Styles: d.Styles, Columns: s.columns(), Key: func(r row) model.ProfileName { return r.Name },
	})
	return s
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.Profiles.Title }

// Init reads them.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return s.reload()
}

// Resume reads them again: a screen above may have found out more.
func (s *Screen) Resume() tea.Cmd { return s.reload() }

func (s *Screen) reload() tea.Cmd {
	api := s.api
	return s.load.Start(s.ctx(), readTimeout, func(ctx context.Context) ([]row, error) {
		all, err := api.Profiles(ctx)
		rows := make([]row, len(all))
		for i, p := range all {
			rows[i].Profile = p
			may, mayErr := api.KnownCapabilities(ctx, p.Name)
			if mayErr == nil { // one nobody has ever opened is known to nobody
				rows[i].may = may
			}
		}
		return rows, err
	})
}

// Update takes what was read and done.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[[]row]:
		if !s.load.Accept(msg) || ui.Cancelled(msg.Err) {
			return nil
		}
		if msg.Err != nil {
			return ui.Fail(s.d.Text, s.d.Text.Profiles.DoingRead, msg.Err)
		}
		s.read = true
		s.rows.SetRows(msg.Val)
	case ui.Result[outcome]:
		if s.done.Accept(msg) {
			return tea.Batch(s.told(msg), s.reload())
		}
	case ui.SignedIn:
		return s.reload()
	}
	return nil
}

// told says how something ended.
func (s *Screen) told(msg ui.Result[outcome]) tea.Cmd {
	if msg.Err != nil {
		failed, ok := errors.AsType[*failure](msg.Err)
		if !ok {
			return nil
		}
		return ui.Fail(s.d.Text, failed.doing, failed.error)
	}
	return ui.Notify(ui.Notice{Level: ui.Good, Text: msg.Val.words})
}

// SetSize says how many cells there are.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.rows.SetSize(width, max(height-headLines, 1))
}

// Typing is false: nothing is typed here.
func (s *Screen) Typing() bool { return false }
