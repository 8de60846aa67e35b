package tui_test

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
	"awning/model"
	"awning/tui/tuitest"
)

// keyed gives the application of the first account a certificate and a platform that
// vouches for it, and returns the files of both.
func (l *lobby) keyed() (a world.Account, pem, token string) {
	l.t.Helper()
	a = l.world.Accounts[0]
	key, err := sandbox.MakeKey(a, time.Now())
	if err != nil {
		l.t.Fatal(err)
	}
	dir := l.t.TempDir()
	pem, token = filepath.Join(dir, "app.pem"), filepath.Join(dir, "token")
	if err = errors.Join(os.WriteFile(pem, key.PEM, 0o600), os.WriteFile(token, []byte(key.Assertion), 0o600)); err != nil {
		l.t.Fatal(err)
	}
	l.server = sandbox.New(sandbox.Options{World: l.world, SignIn: sandbox.SignIn{
		Certificates: map[string][]*x509.Certificate{a.ClientID: {key.Certificate}},
		Federated:    map[string][]entra.Federated{a.ClientID: {key.Trust}},
	}})
	return a, pem, token
}

// az is the Azure CLI of whoever types the codes.
func (l *lobby) az() func(ctx context.Context, name string, args ...string) ([]byte, error) {
	l.t.Helper()
	flow, err := auth.Start(l.t.Context(), auth.PersonOptions{
		Kind: model.DeviceCode, ClientID: l.world.Public().ID, Base: l.server.RoundTripper(),
	})
	if err != nil {
		l.t.Fatal(err)
	}
	session, err := flow.Wait(l.t.Context())
	if err != nil {
		l.t.Fatal(err)
	}
	after := func(args []string, flag string) string {
		if i := slices.Index(args, flag); i >= 0 {
			return args[i+1]
		}
		return ""
	}
	return func(ctx context.Context, _ string, args ...string) ([]byte, error) {
		token, err := session.Tokens(after(args, "--tenant")).Token(ctx, after(args, "--resource"), false)
		if err != nil {
			return nil, err
		}
		return json.Marshal(map[string]any{"accessToken": token.Reveal(), "expires_on": time.Now().Add(time.Hour).Unix()})
	}
}

// way goes from the welcome to the form of the nth way of signing in.
func way(d *tuitest.Driver, n int) *tuitest.Driver {
	return d.Shows("Welcome to Awning").Press("s").Press(times(n, "down")...).Press("enter").Advance(time.Second)
}

// Whoever signs in, in whichever way, is at their offers next, and is so again,
// without signing in, when the console is opened another time.
func TestFlow_waysToSignIn(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		play func(l *lobby) *tuitest.Driver // up to the last key
		want model.Profile
	}{
		"client secret": {
			func(l *lobby) *tuitest.Driver {
				a := l.world.Accounts[0]
				d := way(l.start(l.t.Context()), 3).Shows("An application with a secret")
				d.Type(a.Domain).Press("enter").Type(a.ClientID).Press("enter").Type(a.ClientSecret)
				return d.Hides(a.ClientSecret).Press("ctrl+s")
			},
			model.Profile{Kind: model.ClientSecret, Storage: model.InMemory},
		},
		"certificate": {
			func(l *lobby) *tuitest.Driver {
				a, pem, _ := l.keyed()
				d := way(l.start(l.t.Context()), 4).Shows("An application with a certificate")
				return d.Type(a.Tenant).Press("enter").Type(a.ClientID).Press("enter").Paste(pem).Press("ctrl+s")
			},
			model.Profile{Kind: model.Certificate, Storage: model.InMemory},
		},
		"workload identity": {
			func(l *lobby) *tuitest.Driver {
				a, _, token := l.keyed()
				l.env = map[string]string{profile.EnvFederatedTokenFile: token}
				d := way(l.start(l.t.Context()), 5).Shows("A workload identity")
				return d.Type(a.Tenant).Press("enter").Type(a.ClientID).Press("ctrl+s")
			},
			model.Profile{Kind: model.WorkloadIdentity},
		},
		"Azure CLI, from the welcome": {
			func(l *lobby) *tuitest.Driver {
				l.run = l.az()
				return l.start(l.t.Context()).Shows("Welcome to Awning").Press("c")
			},
			model.Profile{Kind: model.AzureCLI},
		},
		"Azure CLI, from the ways": {
			func(l *lobby) *tuitest.Driver {
				l.run = l.az()
				return way(l.start(l.t.Context()), 2).Shows("Azure CLI").Type("brightwave.example").Press("ctrl+s")
			},
			model.Profile{Kind: model.AzureCLI},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inLobby(t, "dana@brightwave.example", func(l *lobby) {
				tt.play(l).Advance(30*time.Second).Hides("Where do you want to work?").Shows("Brightwave Software", "› offers", "Harbor Backup")
				config, err := l.file.Load()
				if err != nil || len(config.Profiles) != 1 {
					t.Fatalf("%+v, %v", config.Profiles, err)
				}
				got := config.Profiles[0]
				if got.Kind != tt.want.Kind || got.Storage != tt.want.Storage || got.Tenant != l.world.Accounts[0].Tenant {
					t.Errorf("kept %+v, want %+v", got, tt.want)
				}
				l.start(l.t.Context()).Advance(30*time.Second).Hides("Welcome").Shows("Brightwave Software", "Harbor Backup")
			})
		})
	}
}

// A secret that is wrong is refused before anything is kept, and the rest of the form
// need not be filled in again.
func TestFlow_wrongSecret(t *testing.T) {
	t.Parallel()
	inLobby(t, "", func(l *lobby) {
		a := l.world.Accounts[0]
		d := way(l.start(l.t.Context()), 3).Type(a.Domain).Press("enter").Type(a.ClientID).Press("enter").Type("not this one").Press("ctrl+s")
		d.Advance(5*time.Second).Shows("AADSTS7000215").Hides("not this one").Press("esc").Advance(time.Second).Shows(a.Domain, a.ClientID)
		if config, err := l.file.Load(); err != nil || len(config.Profiles) > 0 {
			t.Errorf("kept %+v, %v", config.Profiles, err)
		}
		d.Type(a.ClientSecret).Press("ctrl+s").Advance(30*time.Second).Shows("Brightwave Software", "Harbor Backup")
	})
}
