package entra_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"awning/client/sandbox/entra"
)

// RoundTrip serves a library's requests.
func (c client) RoundTrip(r *http.Request) (*http.Response, error) {
	ask := entra.Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), Header: r.Header, Base: base}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		ask.Body = body
	}
	said, ok := c.d.Handle(ask)
	if !ok || r.URL.Host != "login.microsoftonline.com" {
		c.t.Errorf("asked %s %s", r.Method, r.URL)
	}
	return &http.Response{StatusCode: said.Status, Header: said.Header, Body: io.NopCloser(bytes.NewReader(said.Body)), Request: r}, nil
}

func (c client) public(tenant string) public.Client {
	c.t.Helper()
	p, err := public.New(console, public.WithAuthority(base+"/"+tenant), public.WithHTTPClient(&http.Client{Transport: c}))
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// TestMSAL_deviceCode: Microsoft's own library signs in, with its discovery of
// endpoints and its own ideas of how often to poll, and then gets tokens for
// other audiences and tenants from its cache.
func TestMSAL_deviceCode(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, nil)
		p := c.public("organizations")
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		code, err := p.AcquireTokenByDeviceCode(ctx, []string{partner + "/.default"})
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(40*time.Second, func() { c.typed(code.Result.UserCode, ingrid, "approve") })
		result, err := code.AuthenticationResult(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if result.Account.PreferredUsername != ingrid || result.IDToken.TenantID != homeTenant {
			t.Errorf("%+v", result.Account)
		}
		for _, tenant := range []string{homeTenant, otherTenant} {
			for _, scope := range []string{graph + "/.default", partner + "/user_impersonation", arm + "//.default"} {
				got, no := p.AcquireTokenSilent(ctx, []string{scope}, public.WithSilentAccount(result.Account), public.WithTenantID(tenant))
				if no != nil {
					t.Fatalf("%s in %s: %v", scope, tenant, no)
				}
				if said := c.claims(got.AccessToken); said["tid"] != tenant || !strings.HasPrefix(scope, said["aud"].(string)) {
					t.Errorf("%s in %s: %v", scope, tenant, said)
				}
			}
		}
		_, err = p.AcquireTokenSilent(ctx, []string{graph + "/.default"}, public.WithSilentAccount(result.Account), public.WithTenantID(thirdTenant))
		if err == nil || !strings.Contains(err.Error(), "AADSTS65001") {
			t.Errorf("a tenant without consent: %v", err)
		}
	})
}

func TestMSAL_authorizationCode(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	p := c.public("common")
	address, err := p.AuthCodeURL(t.Context(), console, loopback, []string{graph + "/.default"}, public.WithLoginHint(dana))
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	_, result := c.authorize("common", with(challenged(), "scope", u.Query().Get("scope")+" openid profile offline_access", "login_hint", u.Query().Get("login_hint")), nil)
	got, err := p.AcquireTokenByAuthCode(t.Context(), result.Get("code"), loopback, []string{graph + "/.default"}, public.WithChallenge(verifier))
	if err != nil || got.Account.PreferredUsername != dana {
		t.Fatalf("%v %+v", err, got.Account)
	}
}

func TestMSAL_application(t *testing.T) {
	t.Parallel()
	cert := certificate(t, key(t, 0))
	c := newClient(t, func(o *entra.Options) { o.Apps[2].Certificates = []*x509.Certificate{cert} })
	secret, err := confidential.NewCredFromSecret("robot-secret")
	if err != nil {
		t.Fatal(err)
	}
	certified, err := confidential.NewCredFromCert([]*x509.Certificate{cert}, key(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	for by, credential := range map[string]confidential.Credential{"1": secret, "2": certified} {
		app, no := confidential.New(base+"/"+homeTenant, robot, credential, confidential.WithHTTPClient(&http.Client{Transport: c}))
		if no != nil {
			t.Fatal(no)
		}
		got, no := app.AcquireTokenByCredential(t.Context(), []string{partner + "/.default"})
		if no != nil {
			t.Fatal(no)
		}
		c.says(c.claims(got.AccessToken), "appidacr", by, "oid", robotObject)
	}
}
