package auth_test

import (
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// marketplace is the built-in marketplace, with a key for the first account's application.
func marketplace(t *testing.T, signIn sandbox.SignIn) (*sandbox.Server, world.World, sandbox.Key) {
	t.Helper()
	w := world.New(world.Options{Now: time.Now(), Seed: 1})
	key, err := sandbox.MakeKey(w.Accounts[0], time.Now())
	if err != nil {
		t.Fatal(err)
	}
	signIn.Certificates = map[string][]*x509.Certificate{w.Accounts[0].ClientID: {key.Certificate}}
	signIn.Federated = map[string][]entra.Federated{w.Accounts[0].ClientID: {key.Trust}}
	return sandbox.New(sandbox.Options{World: w, Seed: 1, SignIn: signIn}), w, key
}

func audiences() []string {
	return []string{auth.AudienceGraph, auth.AudiencePartner, auth.AudiencePartnerCenter, auth.AudienceCPP, auth.AudienceARM}
}

// opens gets a token for every audience and has the directory say whom it speaks for.
func opens(t *testing.T, what string, server *sandbox.Server, source transport.TokenSource) entra.Subject {
	t.Helper()
	var who entra.Subject
	for _, audience := range audiences() {
		token, err := source.Token(t.Context(), audience, false)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		subject, no := server.Directory().Admit(token.Reveal(), audience)
		if no != nil {
			t.Errorf("%s: %s: %s", what, audience, no.Reason)
		}
		c := auth.ReadClaims(token)
		if c.Opaque || strings.TrimSuffix(c.Audience, "/") != audience || c.Tenant != subject.Tenant || c.App != subject.App || c.AppOnly != (subject.User == "") {
			t.Errorf("%s: %s: claims %+v of %+v", what, audience, c, subject)
		}
		who = subject
	}
	return who
}

func TestSandbox_applications(t *testing.T) {
	t.Parallel()
	server, w, key := marketplace(t, sandbox.SignIn{})
	dir := t.TempDir()
	files := map[string][]byte{"app.pem": key.PEM, "assertion": []byte(key.Assertion)}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	account := w.Accounts[0]
	variables := env{profile.EnvClientSecret: account.ClientSecret, profile.EnvFederatedTokenFile: filepath.Join(dir, "assertion")}
	for _, kind := range []model.IdentityKind{model.ClientSecret, model.Certificate, model.WorkloadIdentity} {
		p := model.Profile{Tenant: account.Tenant, ClientID: account.ClientID, Kind: kind, Certificate: filepath.Join(dir, "app.pem")}
		source := auth.Source(p, auth.SourceOptions{Getenv: variables.get, Base: server.RoundTripper()})
		if who := opens(t, string(kind), server, source); who.App != account.ClientID || who.Tenant != account.Tenant || who.Person != "" {
			t.Errorf("%s: signed in as %+v", kind, who)
		}
	}
	for code, p := range map[string]model.Profile{
		"AADSTS7000215": {Tenant: account.Tenant, ClientID: w.Accounts[1].ClientID},
		"AADSTS700016":  {Tenant: account.Tenant, ClientID: "00000000-0000-4000-8000-000000000000"},
		"AADSTS90002":   {Tenant: "00000000-0000-4000-8000-000000000000", ClientID: account.ClientID},
	} {
		p.Kind = model.ClientSecret
		if code == "AADSTS7000215" {
			p.Tenant = w.Accounts[1].Tenant
		}
		_, err := auth.Source(p, auth.SourceOptions{Getenv: variables.get, Base: server.RoundTripper()}).Token(t.Context(), auth.AudienceGraph, false)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || refused.Code != code {
			t.Errorf("err %v, want %s", err, code)
		}
	}
}

// A person types a code, and is kept; a second console goes on with what is kept; the
// guest's other tenants follow from the one sign-in; then it is revoked.
func TestSandbox_deviceCode(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const ingrid = "ingrid@fjordlabs.example"
		server, w, _ := marketplace(t, sandbox.SignIn{ApproveAfter: 12 * time.Second, ApproveAs: ingrid})
		flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: w.Public().ID, Kind: model.DeviceCode, Base: server.RoundTripper()})
		if err != nil {
			t.Fatal(err)
		}
		session, err := flow.Wait(t.Context())
		if err != nil || session.User != ingrid || session.Home != w.Accounts[1].Tenant {
			t.Fatalf("signed in as %q of %q, %v", session.User, session.Home, err)
		}
		opens(t, "before it is kept", server, session.Tokens(""))
		dir, ring := t.TempDir(), newRing()
		p := model.Profile{Kind: model.DeviceCode, ClientID: w.Public().ID, User: session.User}
		for i, account := range w.Accounts {
			safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
			if i == 0 {
				if err = safe.Slot(profile.SignInEntry(p), "").Save(t.Context(), session.Cache()); err != nil {
					t.Fatal(err)
				}
			}
			p.Tenant = account.Tenant
			source := auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: server.RoundTripper()})
			if who := opens(t, account.Name, server, source); who.Tenant != account.Tenant || who.User != ingrid {
				t.Errorf("%s: signed in as %+v", account.Name, who)
			}
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, auth.Authority+"/sandbox/revoke?user="+ingrid, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.RoundTripper().RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatal(resp, err)
		}
		resp.Body.Close()
		safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
		_, err = auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: server.RoundTripper()}).Token(t.Context(), auth.AudienceGraph, false)
		if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), "sign in again") {
			t.Errorf("revoked: %v", err)
		}
	})
}

// A person signs in on the page, and the browser brings the code back.
func TestSandbox_browser(t *testing.T) {
	t.Parallel()
	server, w, _ := marketplace(t, sandbox.SignIn{})
	flow, err := auth.Start(t.Context(), auth.PersonOptions{
		ClientID: w.Public().ID, Kind: model.Browser, Base: server.RoundTripper(), LoginHint: "dana@brightwave.example",
	})
	if err != nil {
		t.Fatal(err)
	}
	defer flow.Cancel()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, flow.Prompt().Address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.RoundTripper().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	end, err := url.Parse(resp.Header.Get("Location"))
	if err != nil || resp.StatusCode != http.StatusFound {
		t.Fatalf("the page answered %d, %v", resp.StatusCode, err)
	}
	if status, page := visit(t, http.MethodGet, end.String()); status != http.StatusOK {
		t.Fatalf("%d %s", status, page)
	}
	session, err := flow.Wait(t.Context())
	if err != nil || session.User != "dana@brightwave.example" {
		t.Fatalf("signed in as %q, %v", session.User, err)
	}
	if who := opens(t, "browser", server, session.Tokens(w.Accounts[0].Tenant)); who.User != session.User {
		t.Errorf("signed in as %+v", who)
	}
}

// A policy that blocks codes, an application without public client flows, one that nobody
// consented to: told at once or when the code is typed, by name.
func TestSandbox_refusals(t *testing.T) {
	t.Parallel()
	var consented, public, web world.App
	for _, a := range world.New(world.Options{Now: time.Now(), Seed: 1}).Apps {
		switch {
		case a.Kind == world.AppPublic && len(a.Consented) > 0:
			consented = a
		case a.Kind == world.AppPublic:
			public = a
		case a.Kind == world.AppWeb:
			web = a
		}
	}
	tests := map[string]struct {
		app      string
		switches entra.Switches
		code     string
	}{
		"blocked by policy": {consented.ID, entra.Switches{BlockDeviceCode: true}, "AADSTS53003"},
		"no public client":  {web.ID, entra.Switches{}, "AADSTS7000218"},
		"not consented":     {public.ID, entra.Switches{}, "AADSTS65001"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server, _, _ := marketplace(t, sandbox.SignIn{ApproveAfter: time.Second, ApproveAs: "dana@brightwave.example", Switches: tt.switches})
				flow, err := auth.Start(t.Context(), auth.PersonOptions{
					Tenant: "brightwave.example", ClientID: tt.app, Kind: model.DeviceCode, Base: server.RoundTripper(),
				})
				if err == nil {
					_, err = flow.Wait(t.Context())
				}
				if refused, ok := errors.AsType[*auth.Error](err); !ok || refused.Code != tt.code {
					t.Errorf("err %v, want %s", err, tt.code)
				}
			})
		})
	}
}

// A policy wants a second factor for one audience: the other audiences go on, and the
// next sign-in brings what the policy demanded.
func TestSandbox_secondFactor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const dana = "dana@brightwave.example"
		server, w, _ := marketplace(t, sandbox.SignIn{
			ApproveAfter: time.Second, ApproveAs: dana, Switches: entra.Switches{SecondFactor: []string{auth.AudienceARM}},
		})
		p := model.Profile{Kind: model.DeviceCode, ClientID: w.Public().ID, User: dana, Tenant: w.Accounts[0].Tenant}
		safe := secret.NewSafe(secret.SafeOptions{})
		slot := safe.Slot(profile.SignInEntry(p), "")
		keep := func(claims string) {
			t.Helper()
			flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: p.ClientID, Kind: p.Kind, Base: server.RoundTripper(), Claims: claims})
			if err != nil {
				t.Fatal(err)
			}
			session, err := flow.Wait(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err = slot.Save(t.Context(), session.Cache()); err != nil {
				t.Fatal(err)
			}
		}
		ask := func(audience string) error {
			source := auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: server.RoundTripper()})
			_, err := source.Token(t.Context(), audience, false)
			return err
		}
		demanded := func() string {
			t.Helper()
			text, err := slot.Load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return auth.Demanded(text)
		}
		keep("")
		if got := demanded(); got != "" {
			t.Errorf("at first %q is demanded", got)
		}
		if refused, ok := errors.AsType[*auth.Error](ask(auth.AudienceARM)); !ok || refused.Code != "AADSTS50076" || !strings.Contains(refused.Hint(), "sign in again") {
			t.Errorf("the policy: %v", refused)
		}
		if err := ask(auth.AudienceGraph); err != nil {
			t.Errorf("another audience: %v", err)
		}
		claims := demanded()
		if !strings.HasPrefix(claims, "{") {
			t.Fatalf("%q is demanded, want claims", claims)
		}
		keep(claims)
		if err := errors.Join(ask(auth.AudienceARM), ask(auth.AudienceGraph)); err != nil || demanded() != "" {
			t.Errorf("after it was met: %v, %q is demanded", err, demanded())
		}
	})
}

// A service that wants a newer token than the one it was shown gets it at once, without
// anybody being asked.
func TestSandbox_challenge(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server, w, _ := marketplace(t, sandbox.SignIn{Switches: entra.Switches{Challenge: []string{auth.AudienceARM}}})
		account := w.Accounts[0]
		p := model.Profile{Kind: model.ClientSecret, Tenant: account.Tenant, ClientID: account.ClientID}
		api := transport.New(transport.Options{
			BaseURL: auth.AudienceARM, Audience: auth.AudienceARM, Base: server.RoundTripper(),
			Tokens: auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvClientSecret: account.ClientSecret}.get, Base: server.RoundTripper()}),
		})
		for range 2 {
			_, err := api.Do(t.Context(), transport.Call{
				Op: "list tenants", Method: http.MethodGet, Path: []string{"tenants"}, Query: url.Values{"api-version": {"2022-12-01"}},
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}
