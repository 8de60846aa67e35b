package sandbox_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
)

// demanded are the claims that a 401 asks for; empty if it asks for none.
func demanded(t *testing.T, r response) string {
	t.Helper()
	header := r.Header.Get("WWW-Authenticate")
	if !strings.Contains(header, `error="insufficient_claims"`) {
		return ""
	}
	_, after, _ := strings.Cut(header, `claims="`)
	claims, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(after, `"`))
	if err != nil {
		t.Fatalf("%v in %s", err, header)
	}
	return string(claims)
}

// TestChallenges: every API can ask for claims, in its own form of 401, and lets
// in who answers.
func TestChallenges(t *testing.T) {
	t.Parallel()
	for name, api := range apis("brightwave") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newV1(t, sandbox.Options{
				World:  world.New(world.Options{Offers: 1}),
				SignIn: sandbox.SignIn{Switches: entra.Switches{Challenge: []string{api.audience}}},
			})
			if name == "insights" { // which opens to applications alone
				c.signIn(brightwave, "/oauth2/v2.0/token", "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11", "sandbox-brightwave", "scope", api.audience+"/.default")
			} else {
				c.person("dana@brightwave.example", brightwave, api.audience)
			}
			r := c.at(http.StatusUnauthorized, http.MethodGet, api.target)
			checkDenied(t, name, r)
			claims := demanded(t, r)
			if claims == "" {
				t.Fatalf("asks for nothing: %q", r.Header.Get("WWW-Authenticate"))
			}
			c.token = c.answered(name, api.audience, claims)
			c.at(api.yes, http.MethodGet, api.target)
		})
	}
}

// answered is a token made for the claims that an API asked for.
func (c *v1Client) answered(name, audience, claims string) string {
	c.t.Helper()
	form := url.Values{"scope": {audience + "/.default"}, "claims": {claims}}
	if name == "insights" {
		form.Set("grant_type", "client_credentials")
		form.Set("client_id", "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11")
		form.Set("client_secret", "sandbox-brightwave")
	} else {
		form.Set("grant_type", "refresh_token")
		form.Set("client_id", console)
		form.Set("refresh_token", c.renewable("dana@brightwave.example"))
	}
	c.token = ""
	r, err := c.send(http.MethodPost, login+brightwave+"/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	if err != nil {
		c.t.Fatal(err)
	}
	token, _ := r.object(c.t)["access_token"].(string)
	if token == "" {
		c.t.Fatalf("%d %s", r.Status, r.Body)
	}
	return token
}

// renewable is a refresh token of somebody, got by typing a code.
func (c *v1Client) renewable(user string) string {
	c.t.Helper()
	c.token = ""
	post := func(target string, form url.Values) response {
		r, err := c.send(http.MethodPost, target, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		if err != nil || r.Status != http.StatusOK {
			c.t.Fatalf("%s: %v %d %s", target, err, r.Status, r.Body)
		}
		return r
	}
	code := post(login+"organizations/oauth2/v2.0/devicecode", url.Values{"client_id": {console}, "scope": {"openid offline_access"}}).object(c.t)
	text := func(name string) []string { s, _ := code[name].(string); return []string{s} }
	post(login+"devicelogin", url.Values{"user_code": text("user_code"), "user": {user}, "action": {"approve"}})
	tokens := post(login+"organizations/oauth2/v2.0/token", url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "client_id": {console}, "device_code": text("device_code"),
	}).object(c.t)
	token, _ := tokens["refresh_token"].(string)
	return token
}

// TestRevocation: ending somebody's sign-ins closes every API to them at once, and
// to nobody else.
func TestRevocation(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{World: world.New(world.Options{Offers: 1})})
	open := func(user string) func(int) {
		c.person(user, brightwave, "https://api.partner.microsoft.com")
		token := c.token
		return func(want int) { c.token = token; c.at(want, http.MethodGet, root+"products") }
	}
	dana, marco := open("dana@brightwave.example"), open("marco@brightwave.example")
	dana(http.StatusOK)
	if !c.server.Directory().Revoke("dana@brightwave.example") {
		t.Error("nobody was revoked")
	}
	dana(http.StatusUnauthorized)
	marco(http.StatusOK)
	open("dana@brightwave.example")(http.StatusOK)
	if token := c.renewable("dana@brightwave.example"); token == "" || strings.Contains(c.log.String(), token) {
		t.Errorf("no refresh token, or one in the log: %q", token)
	}
}
