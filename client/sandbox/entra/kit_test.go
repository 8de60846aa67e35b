package entra_test

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox/entra"
)

const (
	homeTenant  = "aaaaaaaa-0000-4000-8000-000000000001"
	otherTenant = "bbbbbbbb-0000-4000-8000-000000000002"
	thirdTenant = "cccccccc-0000-4000-8000-000000000003"
	console     = "11111111-0000-4000-8000-0000000000c1" // public, multi-tenant, consented to in the first two tenants
	portal      = "22222222-0000-4000-8000-0000000000c2" // confidential
	robot       = "33333333-0000-4000-8000-0000000000c3" // signs in for itself
	robotObject = "33333333-0000-4000-8000-0000000000d3"
	dana        = "dana@home.example"
	ingrid      = "ingrid@home.example" // guest in the other tenant
	danaObject  = "dddddddd-0000-4000-8000-0000000000d1"
	graph       = "https://graph.microsoft.com"
	partner     = "https://api.partner.microsoft.com"
	arm         = "https://management.azure.com"
	loopback    = "http://localhost:49152"
	everything  = partner + "/.default openid profile offline_access"
	base        = "https://login.microsoftonline.com"
)

// options are two tenants with an application for people, one with a secret and
// one for itself, and two people.
func options() entra.Options {
	return entra.Options{
		Tenants: []entra.Tenant{
			{ID: homeTenant, Name: "Home", Domain: "home.example"},
			{ID: otherTenant, Name: "Other", Domain: "other.example"},
			{ID: thirdTenant, Name: "Third", Lacks: []string{partner}},
		},
		Apps: []entra.App{
			{ID: console, Name: "Console", Home: homeTenant, Multi: true, Public: true, Consented: []string{homeTenant, otherTenant}},
			{
				ID: portal, Name: "Portal", Home: homeTenant, Consented: []string{homeTenant}, Redirects: []string{"https://portal.example/back?x=1"},
				Secrets: []entra.Secret{{Value: "portal-secret"}},
			},
			{ID: robot, Name: "Robot", Home: homeTenant, Object: robotObject, Secrets: []entra.Secret{
				{Value: "old-secret", Expires: time.Unix(0, 0)}, {Value: "robot-secret"},
			}},
		},
		People: []entra.Person{
			{Object: danaObject, User: dana, Name: "Dana", Tenants: []string{homeTenant}},
			{Object: "dddddddd-0000-4000-8000-0000000000d2", User: ingrid, Name: "Ingrid <b>", Tenants: []string{homeTenant, otherTenant, thirdTenant}},
		},
	}
}

// client speaks plain HTTP to a directory.
type client struct {
	t *testing.T
	d *entra.Directory
}

// newClient makes a directory of the usual options, changed.
func newClient(t *testing.T, change func(*entra.Options)) client {
	t.Helper()
	o := options()
	if change != nil {
		change(&o)
	}
	return client{t, entra.New(o)}
}

// answer is a response, with its JSON if it has some.
type answer struct {
	entra.Response

	JSON map[string]any
}

func (c client) send(method, target string, form url.Values, headers ...string) answer {
	c.t.Helper()
	u, err := url.Parse(base + target)
	if err != nil {
		c.t.Fatal(err)
	}
	r := entra.Request{Method: method, Path: u.Path, Query: u.Query(), Header: http.Header{}, Body: []byte(form.Encode()), Base: base}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	said, ok := c.d.Handle(r)
	if !ok {
		c.t.Fatalf("%s %s is not a path of the directory", method, target)
	}
	a := answer{Response: said}
	if strings.HasPrefix(said.Header.Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(said.Body, &a.JSON); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, target, err, said.Body)
		}
	}
	return a
}

// form is names and values in turn.
func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// with is a form with other values; empty ones go.
func with(v url.Values, pairs ...string) url.Values {
	v = maps.Clone(v)
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			v.Del(pairs[i])
		}
	}
	return v
}

func (c client) token(tenant string, v url.Values) answer {
	c.t.Helper()
	return c.send(http.MethodPost, "/"+tenant+"/oauth2/v2.0/token", v)
}

// refused checks an error of a token endpoint: its word, its number, and that it
// has the ids support asks for.
func (c client) refused(a answer, kind string, code int) {
	c.t.Helper()
	codes, _ := a.JSON["error_codes"].([]any)
	if a.JSON["error"] != kind || len(codes) != 1 || codes[0] != float64(code) {
		c.t.Errorf("answered %d %s, want %s with AADSTS%d", a.Status, a.Body, kind, code)
		return
	}
	words, _ := a.JSON["error_description"].(string)
	for _, name := range []string{"trace_id", "correlation_id", "timestamp"} {
		id, _ := a.JSON[name].(string)
		if id == "" || !strings.Contains(words, id) {
			c.t.Errorf("%s %q is not in the description %q", name, id, words)
		}
	}
	want := http.StatusBadRequest
	if kind == "invalid_client" {
		want = http.StatusUnauthorized
	}
	if a.Status != want {
		c.t.Errorf("%s has the status %d, want %d", kind, a.Status, want)
	}
}

// text is a member of a successful answer.
func (c client) text(a answer, name string) string {
	c.t.Helper()
	s, _ := a.JSON[name].(string)
	if a.Status != http.StatusOK || s == "" {
		c.t.Fatalf("no %s in %d %s", name, a.Status, a.Body)
	}
	return s
}

// claims are what a token says.
func (c client) claims(token string) map[string]any {
	c.t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		c.t.Fatalf("%q has %d parts", token, len(parts))
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		c.t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(raw, &v); err != nil {
		c.t.Fatal(err)
	}
	return v
}

// says checks claims: names and values in turn.
func (c client) says(claims map[string]any, pairs ...any) {
	c.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		if name := pairs[i].(string); claims[name] != pairs[i+1] {
			c.t.Errorf("%s is %v, want %v", name, claims[name], pairs[i+1])
		}
	}
}

// device asks for a device code.
func (c client) device(tenant string) (user, code string) {
	c.t.Helper()
	a := c.send(http.MethodPost, "/"+tenant+"/oauth2/v2.0/devicecode", form("client_id", console, "scope", everything))
	return c.text(a, "user_code"), c.text(a, "device_code")
}

// typed does something with a code on the page for it.
func (c client) typed(code, user, action string) int {
	c.t.Helper()
	return c.send(http.MethodPost, "/devicelogin", form("user_code", code, "user", user, "action", action)).Status
}

// polled is the form of a poll.
func polled(code string) url.Values {
	return form("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "client_id", console, "device_code", code, "client_info", "1")
}

// signIn is a whole sign-in by device code.
func (c client) signIn(tenant, user string) answer {
	c.t.Helper()
	code, device := c.device(tenant)
	if got := c.typed(code, user, "approve"); got != http.StatusOK {
		c.t.Fatalf("approving answered %d", got)
	}
	a := c.token(tenant, polled(device))
	c.text(a, "access_token")
	return a
}

// refreshed is the form of a refresh.
func refreshed(token, scope string) url.Values {
	return form("grant_type", "refresh_token", "client_id", console, "refresh_token", token, "scope", scope)
}

// names are the members of an object, sorted.
func names(v map[string]any) []string { return slices.Sorted(maps.Keys(v)) }
