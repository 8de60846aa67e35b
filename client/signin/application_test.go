package signin_test

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/signin"
	"awning/model"
)

// Each way in which an application signs in works in one process and, with what was
// kept, in the next.
func TestApplication(t *testing.T) {
	t.Parallel()
	account := world.New(world.Options{Seed: 1}).Accounts[0]
	key, err := sandbox.MakeKey(account, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	files := t.TempDir()
	pem, jwt := filepath.Join(files, "app.pem"), filepath.Join(files, "token")
	if err = errors.Join(os.WriteFile(pem, key.PEM, 0o600), os.WriteFile(jwt, []byte(key.Assertion), 0o600)); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		ask  model.SignIn
		env  map[string]string
		own  string
		want model.Profile
		kept []string
	}{
		"secret": {
			model.SignIn{Kind: model.ClientSecret, Tenant: account.Domain, ClientID: account.ClientID},
			nil, account.ClientSecret,
			model.Profile{Kind: model.ClientSecret},
			[]string{"client-secret " + account.Tenant + "/" + account.ClientID},
		},
		"secret, another in the environment": {
			model.SignIn{Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID, Storage: model.InKeyring},
			map[string]string{profile.EnvClientSecret: "stale", profile.EnvClientID: "0000"},
			account.ClientSecret,
			model.Profile{Kind: model.ClientSecret, Storage: model.InKeyring},
			[]string{"client-secret " + account.Tenant + "/" + account.ClientID},
		},
		"certificate": {
			model.SignIn{Kind: model.Certificate, Tenant: account.Domain, ClientID: account.ClientID, Certificate: pem},
			nil, "",
			model.Profile{Kind: model.Certificate, Certificate: pem},
			nil,
		},
		"workload": {
			model.SignIn{Kind: model.WorkloadIdentity, Storage: model.InKeyring},
			map[string]string{
				profile.EnvTenant: account.Tenant, profile.EnvClientID: account.ClientID, profile.EnvFederatedTokenFile: jwt,
			},
			"",
			model.Profile{Kind: model.WorkloadIdentity},
			nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, func(o *sandbox.Options) {
				o.SignIn.Certificates = map[string][]*x509.Certificate{account.ClientID: {key.Certificate}}
				o.SignIn.Federated = map[string][]entra.Federated{account.ClientID: {key.Trust}}
			})
			h.env = tt.env
			d := h.desk()
			a, err := d.Begin(t.Context(), tt.ask, secret.New(tt.own))
			if err != nil {
				t.Fatal(err)
			}
			in, err := a.Wait(t.Context())
			own := model.Tenant{ID: account.Tenant, Name: account.Name, Domain: account.Domain}
			if err != nil || a.Prompt() != (model.SignInPrompt{}) || a.Paste("x") == nil || in.Unlisted != "" || !slices.Equal(in.Tenants, []model.Tenant{own}) {
				t.Fatalf("%+v, %v", in, err)
			}
			made, err := d.Keep(t.Context(), a, in.Tenants)
			want := tt.want
			want.Name, want.Tenant, want.ClientID = "brightwave", account.Tenant, account.ClientID
			if diff := cmp.Diff([]model.Profile{want}, made); err != nil || diff != "" {
				t.Fatalf("%v\n%s", err, diff)
			}
			if diff := cmp.Diff(made, h.profiles()); diff != "" {
				t.Error(diff)
			}
			if got := h.ring.names(); !slices.Equal(got, tt.kept) {
				t.Errorf("kept %v, want %v", got, tt.kept)
			}
			if claims, cerr := h.claims(made[0]); cerr != nil || claims.App != account.ClientID || !claims.AppOnly {
				t.Errorf("%+v, %v", claims, cerr)
			}
			if tt.own != "" && strings.Contains(h.everything(), tt.own) {
				t.Error("the secret is in a file")
			}
		})
	}
}

// az is the Azure CLI of somebody who is signed in there.
func az(h *house, user string) func(context.Context, string, ...string) ([]byte, error) {
	return func(ctx context.Context, _ string, args ...string) ([]byte, error) {
		flow, err := auth.Start(ctx, auth.PersonOptions{Kind: model.DeviceCode, ClientID: h.world.Public().ID, Base: h})
		if err != nil {
			return nil, err
		}
		h.typeCode(flow.Prompt(), user, "approve")
		session, err := flow.Wait(ctx)
		if err != nil {
			return nil, err
		}
		tenant := ""
		if i := slices.Index(args, "--tenant"); i >= 0 {
			tenant = args[i+1]
		}
		token, err := session.Tokens(tenant).Token(ctx, args[slices.Index(args, "--resource")+1], false)
		if err != nil {
			return nil, err
		}
		return json.Marshal(map[string]any{"accessToken": token.Reveal(), "expires_on": time.Now().Add(time.Hour).Unix()})
	}
}

func TestAzureCLI(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		h.az = az(h, ingrid)
		d := h.desk()
		a, err := d.Begin(t.Context(), model.SignIn{Kind: model.AzureCLI, ClientID: "needless", Storage: model.InKeyring}, secret.String{})
		if err != nil {
			t.Fatal(err)
		}
		in, err := a.Wait(t.Context())
		if err != nil || in.User != ingrid || len(in.Tenants) != 3 || in.Tenants[0].Domain != "fjordlabs.example" {
			t.Fatalf("%+v, %v", in, err)
		}
		made, err := d.Keep(t.Context(), a, in.Tenants[:2])
		if err != nil || len(made) != 2 || made[1].Kind != model.AzureCLI || made[1].ClientID != "" || len(h.ring.names()) > 0 {
			t.Fatalf("%+v, %v; kept %v", made, err, h.ring.names())
		}
		if claims, cerr := h.claims(made[1]); cerr != nil || claims.Tenant != in.Tenants[1].ID || claims.User != ingrid {
			t.Errorf("%+v, %v", claims, cerr)
		}
		if _, err = d.SignOut(t.Context(), made[0].Name); err == nil || !strings.Contains(hint(err), "az logout") {
			t.Errorf("signed out of the Azure CLI: %v", err)
		}
		if joined, left := h.told(); len(joined) != 2 || len(left) != 0 {
			t.Errorf("joined %v, left %v", joined, left)
		}
	})
}

func hint(err error) string {
	e, ok := errors.AsType[interface {
		error
		Hint() string
	}](err)
	if !ok {
		return ""
	}
	return e.Hint()
}

// What must fail does so before anybody is asked for anything, and keeps nothing.
func TestBegin_refuses(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{Seed: 1})
	account := w.Accounts[0]
	person := model.SignIn{Kind: model.DeviceCode, ClientID: w.Public().ID}
	app := model.SignIn{Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID}
	with := func(s model.SignIn, change func(*model.SignIn)) model.SignIn {
		change(&s)
		return s
	}
	locked := errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'")
	robot := fmt.Sprintf("[[profiles]]\nname = \"robot\"\nidentity = \"client-secret\"\ntenant = %q\nclient_id = %q\n", account.Tenant, account.ClientID)
	tests := map[string]struct {
		ask        model.SignIn
		own        string
		config     string
		ring       error
		says, hint string
		asks       bool // the directory is asked
	}{
		"token":            {model.SignIn{Kind: model.StaticToken}, "", "", nil, "environment", "AWNING_TOKEN", false},
		"no way":           {model.SignIn{ClientID: "c"}, "", "", nil, "how to sign in", "", false},
		"no client id":     {model.SignIn{Kind: model.Browser}, "", "", nil, "set client_id", "", false},
		"no tenant":        {model.SignIn{Kind: model.WorkloadIdentity, ClientID: "c"}, "", "", nil, "set tenant", "", false},
		"no certificate":   {model.SignIn{Kind: model.Certificate, ClientID: "c", Tenant: "t"}, "", "", nil, "set certificate", "", false},
		"no name":          {with(person, func(s *model.SignIn) { s.Profile = "a b" }), "", "", nil, "no good name", "", false},
		"another's name":   {with(person, func(s *model.SignIn) { s.Profile = "environment" }), "", "", nil, "environment", "another name", false},
		"broken config":    {person, "", "[profiles]\n", nil, ":1: profiles", "correct", false},
		"locked keyring":   {person, "", "", locked, "locked", `storage = "file"`, false},
		"keyring, secret":  {app, "s", "", locked, "locked", `storage = "file"`, false},
		"locked files":     {with(person, func(s *model.SignIn) { s.Storage = model.InFile }), "", "", nil, "no passphrase", "AWNING_PASSPHRASE", false},
		"empty secret":     {app, "", "", nil, "is empty", "secret's value", false},
		"wrong secret":     {app, "wrong", "", nil, "AADSTS7000215", "not its id", true},
		"unknown client":   {with(person, func(s *model.SignIn) { s.ClientID = "nobody" }), "", "", nil, "AADSTS700016", "", true},
		"application's":    {with(person, func(s *model.SignIn) { s.Profile = "robot" }), "", robot, nil, "cannot replace", "profile of its own", false},
		"no Azure CLI":     {model.SignIn{Kind: model.AzureCLI}, "", "", nil, "Azure CLI", "", false},
		"no such pem file": {model.SignIn{Kind: model.Certificate, ClientID: "c", Tenant: "t", Certificate: "/nowhere.pem"}, "", "", nil, "/nowhere.pem", "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := newHouse(t, nil)
				h.ring.err = tt.ring
				h.az = func(context.Context, string, ...string) ([]byte, error) { return nil, errors.New("not found") }
				if tt.config != "" {
					h.writeConfig(tt.config)
				}
				_, err := h.desk().Begin(t.Context(), tt.ask, secret.New(tt.own))
				if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(hint(err), tt.hint) {
					t.Errorf("%v (%s); want %q (%s)", err, hint(err), tt.says, tt.hint)
				}
				if asked := h.asked.Load() > 0; asked != tt.asks {
					t.Errorf("asked the directory: %v", asked)
				}
				if h.config() != tt.config || len(h.ring.names()) > 0 {
					t.Error("something is kept")
				}
			})
		})
	}
}

// An application that gets a new secret keeps its profile.
func TestApplication_again(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	account := h.world.Accounts[1]
	h.writeConfig(fmt.Sprintf("[[profiles]]\nname = \"robot\"\nidentity = \"client-secret\"\ntenant = %q\nclient_id = %q\npublishers = [\"fjordlabs\"]\n",
		account.Domain, account.ClientID))
	before := h.config()
	d := h.desk()
	for _, s := range []model.SignIn{{Profile: "robot"}, {Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID}} {
		a, err := d.Begin(t.Context(), s, secret.New(account.ClientSecret))
		if err != nil {
			t.Fatal(err)
		}
		in, err := a.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		made, err := d.Keep(t.Context(), a, in.Tenants)
		if err != nil || !slices.Equal(names(made), []model.ProfileName{"robot"}) || h.config() != before {
			t.Errorf("%v, %v:\n%s", names(made), err, h.config())
		}
		if claims, cerr := h.claims(made[0]); cerr != nil || claims.App != account.ClientID {
			t.Errorf("%+v, %v", claims, cerr)
		}
	}
	if _, err := d.Keep(t.Context(), foreign{}, nil); err == nil {
		t.Error("an attempt of somebody else was kept")
	}
}

// A name that was free may be somebody's by the time the sign-in has worked.
func TestApplication_nameMeanwhile(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	d := h.desk()
	var attempts []signin.Attempt
	for _, account := range h.world.Accounts[:2] {
		s := model.SignIn{Profile: "robot", Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID}
		a, err := d.Begin(t.Context(), s, secret.New(account.ClientSecret))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = a.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		attempts = append(attempts, a)
	}
	if _, err := d.Keep(t.Context(), attempts[0], nil); err != nil {
		t.Fatal(err)
	}
	before := h.config()
	_, err := d.Keep(t.Context(), attempts[1], nil)
	if err == nil || !strings.Contains(err.Error(), "meanwhile") || h.config() != before || len(h.ring.names()) != 1 {
		t.Errorf("%v, kept %v:\n%s", err, h.ring.names(), h.config())
	}
	if made, kerr := d.Keep(t.Context(), attempts[0], nil); kerr != nil || len(made) != 1 || h.config() != before {
		t.Errorf("again: %v, %v", made, kerr)
	}
}

// foreign is an attempt that no desk began.
type foreign struct{ signin.Attempt }

// A certificate's path is made whole, as a profile is used from anywhere.
func TestBegin_wholePath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Chdir(home)
	h := newHouse(t, nil)
	for _, path := range []string{"~/app.pem", "app.pem", "./keys/../app.pem"} {
		_, err := h.desk().Begin(t.Context(), model.SignIn{Kind: model.Certificate, Tenant: "t", ClientID: "c", Certificate: path}, secret.String{})
		if err == nil || !strings.Contains(err.Error(), filepath.Join(home, "app.pem")) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
