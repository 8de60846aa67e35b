package tui

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/root"
	"awning/tui/screen/doctor"
	"awning/tui/screen/profiles"
	"awning/tui/screen/signin"
	"awning/tui/screen/welcome"
	"awning/tui/ui"
)

// ErrSandbox says that somebody without a profile chose to try the sandbox.
var ErrSandbox = errors.New("the sandbox was chosen")

// Desk is where people sign in and out: what the screens ask of it.
type Desk interface {
	signin.API
	SignOut(ctx context.Context, p model.ProfileName) (also []model.ProfileName, err error)
	Remove(ctx context.Context, p model.ProfileName) error
	SetDefault(ctx context.Context, p model.ProfileName) error
}

// identities is what the screens around signing in ask of the market.
type identities interface {
	doctor.API
	KnownCapabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error)
}

// people is the desk and what the market knows of those who signed in there.
type people struct {
	Desk
	identities
}

// asked is what the console was left for.
type asked struct{ sandbox bool }

// welcome is the first screen of somebody without a profile.
func (w wiring) welcome(o Options) ui.Screen {
	return welcome.New(w.deps, welcome.Nav{
		SignIn:   func() ui.Screen { return w.signIn(signin.Options{}) },
		AzureCLI: func() ui.Screen { return w.signIn(signin.Options{Kind: model.AzureCLI, AtOnce: true}) },
		Sandbox: func() tea.Cmd {
			w.asked.sandbox = true
			return tea.Quit
		},
		Accounts: func() ui.Screen { return w.first(o) },
	})
}

func (w wiring) signIn(o signin.Options) ui.Screen {
	o.Public, o.ClientID, o.Tenant = w.public, w.identity("AZURE_CLIENT_ID"), w.identity("AZURE_TENANT_ID")
	o.Host = w.host()
	return signin.New(w.deps, w.desk, o)
}

// host is this machine as the one at the other end of the SSH connection knows it;
// empty where there is none.
func (w wiring) host() string {
	const ends = 4 // client, its port, server, its port
	parts := strings.Fields(w.env("SSH_CONNECTION"))
	if len(parts) != ends {
		return ""
	}
	if user := w.env("USER"); user != "" {
		return user + "@" + parts[2]
	}
	return parts[2]
}

// signInTo signs in to a profile again, or to a new one if there is none of that
// name.
func (w wiring) signInTo(p model.Profile) ui.Screen { return w.signIn(signin.Options{Again: p}) }

func (w wiring) profiles() ui.Screen {
	return profiles.New(w.deps, people{w.desk, w.market}, profiles.Nav{
		Offers: w.offers, SignIn: w.signInTo, Doctor: w.doctor,
	})
}

func (w wiring) doctor(p model.ProfileName) ui.Screen {
	return doctor.New(w.deps, w.market, doctor.Nav{
		SignIn: w.signInOrAdd,
		Where:  func(p model.ProfileName) []string { return w.atlas.way(model.Scope{Profile: p}) },
	}, p)
}

// signInNamed signs in to a profile by its name; without one it asks which, unless
// there is but one.
func (w wiring) signInNamed(p model.ProfileName) ui.Screen {
	switch known := w.market.KnownAccounts(); {
	case p != "":
	case len(known) == 0:
		return w.signIn(signin.Options{})
	case len(known) > 1:
		return w.profiles()
	default:
		p = known[0].Profile
	}
	return w.signIn(signin.Options{Named: p})
}

// signInOrAdd signs in to a profile again by its name, or to a new one.
func (w wiring) signInOrAdd(p model.ProfileName) ui.Screen { return w.signIn(signin.Options{Named: p}) }

// signingIn are the places around signing in; none where there is no desk.
func (w wiring) signingIn() []root.Place {
	if w.desk == nil {
		return nil
	}
	t := w.deps.Text.Shell
	return []root.Place{
		{Name: "profiles", Label: t.PlaceProfiles, Screen: w.profiles},
		{Name: "doctor", Label: t.PlaceDoctor, Above: true, Of: w.doctor},
		{Name: "signin", Label: t.PlaceSignIn, Above: true, Of: w.signInNamed},
	}
}
