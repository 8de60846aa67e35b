package command_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"awning/client"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
	"awning/tui/command"
)

const clientID = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44"

// refusal is a sign-in the directory refused, with ids for support.
type refusal struct{}

func (*refusal) Error() string {
	return "sign in: a policy blocks this way of signing in (AADSTS53003)"
}
func (*refusal) Hint() string   { return "sign in with --identity browser" }
func (*refusal) Ticket() string { return "trace id: tr-1\x1b[2J\ncorrelation id: co-1" }
func (*refusal) Is(e error) bool {
	return e == errSignIn || e == client.ErrSignIn
}

// attempt is a sign-in under way.
type attempt struct {
	prompt    model.SignInPrompt
	got       model.SignedIn
	err       error
	ends      <-chan struct{} // nil: at once
	pasted    chan string
	cancelled int
}

func (a *attempt) Prompt() model.SignInPrompt { return a.prompt }

func (a *attempt) Paste(address string) error {
	if address != "http://localhost/?code=1" {
		return errors.New("it has no code")
	}
	a.pasted <- address
	return nil
}

func (a *attempt) Wait(ctx context.Context) (model.SignedIn, error) {
	if a.pasted != nil {
		select {
		case <-a.pasted:
		case <-ctx.Done():
			return model.SignedIn{}, ctx.Err()
		}
	}
	if a.ends != nil {
		select {
		case <-a.ends:
		case <-ctx.Done():
			return model.SignedIn{}, ctx.Err()
		}
	}
	return a.got, a.err
}

func (a *attempt) Cancel() { a.cancelled++ }

// desk is a desk in memory.
type desk struct {
	profiles []model.Profile
	storages []model.StorageState
	attempt  *attempt
	beginErr error
	also     []model.ProfileName

	began     []model.SignIn
	own       []string
	kept      []model.Tenant
	signedOut []model.ProfileName
	removed   []model.ProfileName
	chosen    model.ProfileName
}

func (d *desk) Profiles(context.Context) ([]model.Profile, error) { return d.profiles, nil }
func (d *desk) Storages(context.Context) []model.StorageState     { return d.storages }
func (d *desk) Remove(_ context.Context, p model.ProfileName) error {
	d.removed = append(d.removed, p)
	return nil
}

func (d *desk) SetDefault(_ context.Context, p model.ProfileName) error {
	d.chosen = p
	return nil
}

func (d *desk) SignOut(_ context.Context, p model.ProfileName) ([]model.ProfileName, error) {
	d.signedOut = append(d.signedOut, p)
	return d.also, nil
}

func (d *desk) Begin(_ context.Context, s model.SignIn, own secret.String) (signin.Attempt, error) {
	d.began = append(d.began, s)
	d.own = append(d.own, own.Reveal())
	return d.attempt, d.beginErr
}

func (d *desk) Keep(_ context.Context, _ signin.Attempt, in []model.Tenant) ([]model.Profile, error) {
	d.kept = in
	out := make([]model.Profile, len(in))
	want := d.began[len(d.began)-1]
	for i, t := range in {
		out[i] = model.Profile{
			Name: model.ProfileName(t.Domain), Kind: want.Kind, Tenant: t.ID, ClientID: want.ClientID, User: d.attempt.got.User, Storage: want.Storage,
		}
	}
	return out, nil
}

// surveyor finds out what profiles may do, without asking anybody.
type surveyor struct {
	mu     sync.Mutex
	known  map[model.ProfileName]model.Capabilities
	able   map[model.ProfileName]model.Capabilities
	found  map[model.ProfileName]model.Diagnosis
	asked  int
	broken error
}

func (s *surveyor) Accounts(context.Context) ([]model.Account, error) {
	return []model.Account{{Profile: "work", ID: "t-1", Name: "Brightwave Software"}}, nil
}

func (s *surveyor) Capabilities(_ context.Context, p model.ProfileName) (model.Capabilities, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	return s.able[p], s.broken
}

func (s *surveyor) KnownCapabilities(_ context.Context, p model.ProfileName) (model.Capabilities, error) {
	return s.known[p], nil
}

func (s *surveyor) Diagnose(_ context.Context, p model.ProfileName) (model.Diagnosis, error) {
	return s.found[p], s.broken
}

// office is a hall with its parts at hand.
type office struct {
	*command.Hall
	desk     *desk
	survey   *surveyor
	unlocks  int
	unlocked error
	claims   map[model.ProfileName]error
	closed   int
}

func usable() []model.StorageState {
	return []model.StorageState{
		{Storage: model.InKeyring, Usable: true},
		{Storage: model.InFile, Usable: true, Locked: true, Why: "locked"},
		{Storage: model.InMemory, Usable: true},
	}
}

func newOffice(t *testing.T, profiles ...model.Profile) *office {
	t.Helper()
	o := &office{
		desk: &desk{profiles: profiles, storages: usable(), attempt: &attempt{
			prompt: model.SignInPrompt{Code: "F7K2QWXN", Address: "https://microsoft.com/devicelogin", Expires: now().Add(15 * time.Minute)},
			got: model.SignedIn{User: "dana@brightwave.example", Tenants: []model.Tenant{
				{ID: "t-1", Name: "Brightwave Software", Domain: "brightwave.example"},
				{ID: "t-2", Name: "Fjord\x1b[2J Labs", Domain: "fjordlabs.example"},
				{ID: "t-3", Domain: "harbour.example"},
			}},
		}},
		survey: &surveyor{
			known: map[model.ProfileName]model.Capabilities{}, able: map[model.ProfileName]model.Capabilities{},
			found: map[model.ProfileName]model.Diagnosis{},
		},
		claims: map[model.ProfileName]error{},
	}
	o.Hall = &command.Hall{
		Desk: o.desk, Config: "/home/dana/.config/awning/config.toml", Chosen: profiles,
		Unlock: func(context.Context) error { o.unlocks++; return o.unlocked },
		Kept: func(_ context.Context, p model.Profile) model.Answer {
			if slices.Contains(o.desk.signedOut, p.Name) {
				return model.No
			}
			return model.Yes
		},
		Claims: func(_ context.Context, p model.Profile) (model.Claims, error) {
			return model.Claims{User: p.User, App: p.ClientID, Tenant: p.Tenant, Expires: now().Add(time.Hour)}, o.claims[p.Name]
		},
		Market: func(context.Context) (command.Surveyor, error) { return o.survey, nil },
		Close:  func() error { o.closed++; return nil },
	}
	return o
}

// person is a profile of the config file.
func person(name model.ProfileName) model.Profile {
	return model.Profile{Name: name, Kind: model.DeviceCode, Tenant: "brightwave.example", ClientID: clientID, User: "dana@brightwave.example"}
}
