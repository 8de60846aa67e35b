// Package signin is the screen on which somebody signs in: it asks for the way,
// for what that needs, shows what the person has to do, and lets them choose the
// accounts to work in. Secrets typed here leave their field once, on the way to the
// desk; nothing is kept before the very end, and leaving forgets everything.
package signin

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client/secret"
	desk "awning/client/signin"
	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/input"
	"awning/tui/widget/table"
)

// API is the desk, as far as this screen needs it.
type API interface {
	// Profiles lists those there are, to find the one to sign in again.
	Profiles(ctx context.Context) ([]model.Profile, error)
	// Storages says which storages can be used.
	Storages(ctx context.Context) []model.StorageState
	// Unlock gives the passphrase of the file storage.
	Unlock(ctx context.Context, passphrase secret.String) error
	// Begin starts to sign in. own is the client's secret, or the password of the
	// certificate's file. The attempt ends with ctx.
	Begin(ctx context.Context, ask model.SignIn, own secret.String) (desk.Attempt, error)
	// Keep keeps what was reached, with a profile for each tenant.
	Keep(ctx context.Context, a desk.Attempt, tenants []model.Tenant) ([]model.Profile, error)
}

// Options say what the screen begins with.
type Options struct {
	// Again is the profile to sign in again; the zero one is a new one.
	Again model.Profile
	// Named is its name, where no more is known of it: it is looked up. If there is
	// no such profile, it is a new one.
	Named model.ProfileName
	// ClientID is the application that the form begins with, Public that of people
	// where there is no other; either may be empty.
	ClientID, Public string
	// Tenant is the one that an application's form begins with; may be empty.
	Tenant string
	// Host is this machine as the person's own computer knows it, with the user
	// before it: "dana@10.0.0.5"; empty if that is not known.
	Host string
	// Kind is the way, if it is chosen already; empty asks.
	Kind model.IdentityKind
	// AtOnce begins without showing the form: for ways that need nothing.
	AtOnce bool
}

// stage is what the screen is at.
type stage int

const (
	choosing  stage = iota // the way
	finding                // the profile to sign in again
	filling                // the form
	starting               // the desk begins
	prompting              // somebody has to do something in a browser
	picking                // the accounts
	keeping
	failed
)

// Screen is one sign-in.
type Screen struct {
	d     ui.Deps
	api   API
	o     Options
	ctx   func() context.Context
	stage stage

	ways   *table.Table[model.IdentityKind, model.IdentityKind]
	form   *form
	states ui.Latest[[]model.StorageState]
	named  ui.Latest[[]model.Profile]

	ask     model.SignIn // what was begun with
	seq     int          // of the newest attempt: what comes of older ones is dropped
	end     context.CancelFunc
	attempt desk.Attempt
	release func() bool // what is kept is not forgotten when the screen goes
	prompt  model.SignInPrompt
	paste   *input.Input // nil unless the last address is being pasted
	pasting bool
	wrong   string // why the address was not taken, clean

	in      model.SignedIn
	tenants *table.Table[string, tenantRow]

	failure error
	retry   func() tea.Cmd

	width, height int
}

// New returns the screen.
func New(d ui.Deps, api API, o Options) *Screen {
	s := &Screen{d: d, api: api, o: o}
	s.ways = newWays(d)
	s.tenants = s.newTenants()
	s.settle()
	if o.Named != "" && o.Again.Name == "" {
		s.stage = finding
	}
	return s
}

// settle begins with the form, if the way is clear.
func (s *Screen) settle() {
	if s.o.Again.Name != "" {
		s.o.Kind = s.o.Again.Kind
	}
	s.stage = choosing
	if s.o.Kind != "" {
		s.form, s.stage = newForm(s.d, s.o.Kind, s.o), filling
		s.form.setSize(s.width)
	}
}

// Title is the screen's part of the line that says where you are.
func (s *Screen) Title() string { return s.d.Text.SignIn.Title }

// Init looks which storages can be used, and begins if there is nothing to ask.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	const patience = 10 * time.Second
	switch {
	case s.stage == finding:
		return s.named.Start(ctx, patience, s.api.Profiles)
	case s.form != nil && s.o.AtOnce:
		return s.begin()
	}
	return s.look()
}

// found goes on with the profile that was looked for.
func (s *Screen) found(r ui.Result[[]model.Profile]) tea.Cmd {
	if !s.named.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if i := slices.IndexFunc(r.Val, func(p model.Profile) bool { return p.Name == s.o.Named }); i >= 0 {
		s.o.Again = r.Val[i]
	}
	s.settle()
	if r.Err != nil {
		return tea.Batch(ui.Fail(s.d.Text, s.d.Text.Profiles.DoingRead, r.Err), s.look())
	}
	return s.look()
}

// look asks for the storages, once the form may need them.
func (s *Screen) look() tea.Cmd {
	const patience = 10 * time.Second // a locked keyring takes three seconds to be told from a slow one
	api := s.api
	return s.states.Start(s.ctx(), patience, func(ctx context.Context) ([]model.StorageState, error) { return api.Storages(ctx), ctx.Err() })
}

// Update takes keys while something is typed, and what the desk answers.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return s.key(msg)
	case ui.Result[[]model.Profile]:
		return s.found(msg)
	case ui.Result[[]model.StorageState]:
		if s.states.Accept(msg) && msg.Err == nil && s.form != nil {
			s.form.know(msg.Val)
		}
	case tick:
		if msg.of == s && msg.seq == s.seq && s.stage == prompting {
			return s.tick()
		}
	case ui.SignedIn:
		if s.stage == keeping {
			return ui.Back()
		}
	case began, waited, pasted, kept:
		return s.answered(msg)
	}
	return nil
}

// key takes a key while a field has the focus.
func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.stage == filling:
		return s.fill(msg)
	case s.paste != nil:
		return s.pasteKey(msg)
	}
	return nil
}

// Typing reports whether a field has the focus.
func (s *Screen) Typing() bool { return s.stage == filling || s.paste != nil }

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.ways.SetSize(width, max(height-headLines, 1))
	s.tenants.SetSize(width, max(height-len(s.tenantHead()), 1))
	if s.form != nil {
		s.form.setSize(width)
	}
	if s.paste != nil {
		s.paste.SetWidth(s.pasteRoom())
	}
}
