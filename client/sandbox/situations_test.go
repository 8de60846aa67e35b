package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
)

// Each reason for which somebody cannot see offers, and that lies in the
// directory, can be had by choice: the refusal names it by its code.
func TestRefusedSignIns(t *testing.T) {
	t.Parallel()
	const ingestion = "https://api.partner.microsoft.com"
	secret := func(id, secret string) url.Values {
		return url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {secret}, "scope": {ingestion + "/.default"}}
	}
	daemon := world.New(world.Options{}).Accounts[0]
	for name, test := range map[string]struct {
		opts sandbox.Options
		form url.Values
		code string
	}{
		"expired secret": {
			form: secret("c2d8f6a1-5e39-4b70-a417-e62b9d5c8088", "sandbox-brightwave-expired"), code: "AADSTS7000222",
		},
		"no principal of the service": {
			opts: sandbox.Options{World: lacking(ingestion)}, form: secret(daemon.ClientID, daemon.ClientSecret), code: "AADSTS500011",
		},
	} {
		c := newV1(t, inWorld(test.opts))
		c.token = ""
		r, err := c.send(http.MethodPost, login+brightwave+"/oauth2/v2.0/token", test.form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		if err != nil || r.Status < 400 || !strings.Contains(string(r.Body), test.code) {
			t.Errorf("%s: %v %d %s, want %s", name, err, r.Status, r.Body, test.code)
		}
	}
	for name, test := range map[string]struct {
		opts      sandbox.Options
		id, scope string
		code      string
	}{
		"no consent": {id: "5b0c3f2a-6d17-4e88-b2c9-1a4f7e905d66", scope: ingestion, code: "AADSTS65001"},
		"policy against device codes": {
			opts: sandbox.Options{SignIn: sandbox.SignIn{Switches: entra.Switches{BlockDeviceCode: true}}}, id: console, scope: ingestion, code: "AADSTS53003",
		},
		"no public client": {id: "9e4a7d10-3b5c-4f62-8d71-c06b2e8f3a55", scope: ingestion, code: "AADSTS7000218"},
	} {
		if got := deviceCode(t, newV1(t, inWorld(test.opts)), test.id, test.scope); !strings.Contains(got, test.code) {
			t.Errorf("%s: %s, want %s", name, got, test.code)
		}
	}
}

// lacking is the standard world whose first tenant has no principal of a service.
func lacking(audience string) world.World {
	w := world.New(world.Options{})
	w.Accounts[0].Lacks = []string{audience}
	return w
}

func inWorld(o sandbox.Options) sandbox.Options {
	if o.World.Accounts == nil {
		o.World = world.New(world.Options{})
	}
	return o
}

// deviceCode signs dana in with a device code and returns what the directory
// says to it: the first refusal, or the token.
func deviceCode(t *testing.T, c *v1Client, id, audience string) string {
	t.Helper()
	c.token = ""
	post := func(path string, form url.Values) response {
		r, err := c.send(http.MethodPost, login+path, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := post(brightwave+"/oauth2/v2.0/devicecode", url.Values{"client_id": {id}, "scope": {audience + "/.default offline_access"}})
	if r.Status != http.StatusOK {
		return string(r.Body)
	}
	var code struct {
		Device string `json:"device_code"`
		User   string `json:"user_code"`
	}
	if err := json.Unmarshal(r.Body, &code); err != nil {
		t.Fatal(err)
	}
	if r = post("devicelogin", url.Values{"user_code": {code.User}, "user": {"dana@brightwave.example"}, "action": {"approve"}}); r.Status != http.StatusOK {
		return string(r.Body)
	}
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "client_id": {id}, "device_code": {code.Device}}
	return string(post(brightwave+"/oauth2/v2.0/token", form).Body)
}
