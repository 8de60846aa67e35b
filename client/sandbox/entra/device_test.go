package entra_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox/entra"
)

func TestDeviceCode(t *testing.T) {
	t.Parallel()
	for _, tenant := range []string{"organizations", "common", homeTenant, "home.example"} {
		synctest.Test(t, func(t *testing.T) {
			c := newClient(t, func(o *entra.Options) { o.Public = "http://127.0.0.1:8787" })
			a := c.send(http.MethodPost, "/"+tenant+"/oauth2/v2.0/devicecode", form("client_id", console, "scope", everything))
			c.says(a.JSON, "expires_in", 900.0, "interval", 5.0, "verification_uri", "http://127.0.0.1:8787/devicelogin")
			code, device, message := c.text(a, "user_code"), c.text(a, "device_code"), c.text(a, "message")
			if !regexp.MustCompile(`^[B-DF-HJ-NP-TV-Z]{9}$`).MatchString(code) {
				t.Errorf("the code %q is not nine consonants", code)
			}
			if !strings.Contains(message, code) || !strings.Contains(message, "127.0.0.1:8787/devicelogin") {
				t.Errorf("message %q", message)
			}
			c.refused(c.token(tenant, polled(device)), "authorization_pending", 70016)
			if got := c.typed(" "+strings.ToLower(code)+" ", dana, "approve"); got != http.StatusOK {
				t.Fatalf("approving answered %d", got)
			}
			a = c.token(tenant, polled(device))
			c.says(a.JSON, "token_type", "Bearer", "expires_in", 3599.0, "scope",
				"openid profile https://api.partner.microsoft.com/user_impersonation https://api.partner.microsoft.com/.default")
			c.says(c.claims(c.text(a, "access_token")), "aud", partner, "tid", homeTenant, "oid", danaObject, "appid", console, "upn", dana,
				"name", "Dana", "scp", "user_impersonation", "idtyp", "user", "iss", "https://sts.windows.net/"+homeTenant+"/", "ver", "1.0")
			c.says(c.claims(c.text(a, "id_token")), "aud", console, "tid", homeTenant, "preferred_username", dana, "oid", danaObject,
				"iss", base+"/"+homeTenant+"/v2.0", "ver", "2.0")
			if got := c.text(a, "client_info"); got != "eyJ1aWQiOiJkZGRkZGRkZC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwZDEiLCJ1dGlkIjoiYWFhYWFhYWEtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxIn0" {
				t.Errorf("client_info %s", got)
			}
			c.text(a, "refresh_token")
			c.refused(c.token(tenant, polled(device)), "bad_verification_code", 70018)
			if got := c.typed(code, dana, "approve"); got != http.StatusNotFound {
				t.Errorf("typing a used code answered %d", got)
			}
		})
	}
}

func TestDeviceCode_scopes(t *testing.T) {
	t.Parallel()
	for scope, want := range map[string][]string{
		partner + "/user_impersonation": {"access_token", "expires_in", "ext_expires_in", "scope", "token_type"},
		partner + "/user_impersonation offline_access": {
			"access_token", "expires_in", "ext_expires_in", "refresh_token", "scope", "token_type",
		},
		"User.Read openid": {"access_token", "expires_in", "ext_expires_in", "id_token", "scope", "token_type"},
	} {
		c := newClient(t, nil)
		a := c.send(http.MethodPost, "/organizations/oauth2/v2.0/devicecode", form("client_id", console, "scope", scope))
		c.typed(c.text(a, "user_code"), dana, "approve")
		a = c.token("organizations", with(polled(c.text(a, "device_code")), "client_info", ""))
		if got := names(a.JSON); !slices.Equal(got, want) {
			t.Errorf("%s: %s, want %s", scope, got, want)
		}
	}
}

// TestDeviceCode_polls is what each poll of one code is answered, after a wait.
func TestDeviceCode_polls(t *testing.T) {
	t.Parallel()
	const pending, slow, declined, expired, unknown = "authorization_pending", "slow_down", "authorization_declined", "expired_token", "bad_verification_code"
	type poll struct {
		wait time.Duration
		do   string // what somebody does on the page before it
		want string // "" for tokens
	}
	const s, ms = time.Second, time.Millisecond
	for name, polls := range map[string][]poll{
		"in step":                              {{0, "", pending}, {5 * s, "", pending}, {5 * s, "", pending}, {5 * s, "approve", ""}},
		"a little early":                       {{0, "", pending}, {4800 * ms, "", pending}, {5 * s, "approve", ""}},
		"hurried":                              {{0, "", pending}, {4 * s, "", slow}, {9 * s, "", slow}, {15 * s, "", pending}, {15 * s, "approve", ""}},
		"hurried, then done":                   {{0, "", pending}, {s, "", slow}, {s, "approve", ""}},
		"used":                                 {{0, "approve", ""}, {5 * s, "", unknown}},
		"declined":                             {{0, "", pending}, {5 * s, "decline", declined}, {5 * s, "", declined}, {900 * s, "", declined}},
		"too late":                             {{899 * s, "", pending}, {s, "", expired}, {900 * s, "", expired}},
		"late, but in time":                    {{800 * s, "approve", ""}},
		"approved, and then too late to fetch": {{895 * s, "", pending}, {5 * s, "late", expired}},
		"forgotten":                            {{1801 * s, "others", unknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, nil)
				code, device := c.device("organizations")
				for i, p := range polls {
					if p.do == "late" {
						c.typed(code, dana, "approve")
					}
					time.Sleep(p.wait)
					switch p.do {
					case "approve", "decline":
						if got := c.typed(code, dana, p.do); got != http.StatusOK {
							t.Fatalf("%s answered %d", p.do, got)
						}
					case "others":
						c.device("organizations")
					}
					a := c.token("organizations", polled(device))
					if got, _ := a.JSON["error"].(string); got != p.want {
						t.Fatalf("poll %d was answered %q, want %q", i, got, p.want)
					}
				}
			})
		})
	}
}

func TestDeviceCode_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		tenant, app, scope string
		kind               string
		code               int
	}{
		"no such tenant":   {thirdTenant + "0", console, everything, "invalid_request", 90002},
		"no such app":      {homeTenant, "99999999-0000-4000-8000-0000000000c9", everything, "unauthorized_client", 700016},
		"app of a tenant":  {otherTenant, portal, everything, "unauthorized_client", 700016},
		"no app":           {homeTenant, "", everything, "invalid_request", 900144},
		"no scope":         {homeTenant, console, "", "invalid_request", 900144},
		"unknown scope":    {homeTenant, console, partner + "/everything", "invalid_scope", 70011},
		"unknown resource": {homeTenant, console, "https://graph.windows.net/.default", "invalid_resource", 500011},
		"two resources":    {homeTenant, console, everything + " " + graph + "/.default", "invalid_scope", 28000},
		"default and more": {homeTenant, console, partner + "/.default " + partner + "/user_impersonation", "invalid_scope", 70011},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, nil)
			c.refused(c.send(http.MethodPost, "/"+test.tenant+"/oauth2/v2.0/devicecode", with(form(), "client_id", test.app, "scope", test.scope)), test.kind, test.code)
		})
	}
	c := newClient(t, nil)
	c.refused(c.send(http.MethodGet, "/common/oauth2/v2.0/devicecode?client_id="+console, nil), "invalid_request", 900561)
	code, device := c.device("organizations")
	c.typed(code, dana, "approve")
	c.refused(c.token(homeTenant, polled(device)), "bad_verification_code", 70018)
	c.refused(c.token("organizations", with(polled(device), "device_code", "made-up")), "bad_verification_code", 70018)
	c.refused(c.token("organizations", with(polled(device), "device_code", "")), "invalid_request", 900144)
	c.refused(c.token("organizations", with(polled(device), "client_id", portal, "client_secret", "portal-secret")), "bad_verification_code", 70018)
	c.refused(c.token("organizations", with(polled(device), "client_id", portal)), "invalid_client", 7000218)
	c.refused(c.token("organizations", with(polled(device), "grant_type", "password")), "unsupported_grant_type", 70003)
	c.refused(c.token("organizations", with(polled(device), "claims", "nothing")), "invalid_request", 9002313)
}

// TestDeviceCode_person is what comes of a person whom the directory does not let
// in: the page says so, and so does every poll after it.
func TestDeviceCode_person(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change       func(*entra.Options)
		tenant, user string
		code         int
		suberror     string
	}{
		"not in the tenant": {nil, otherTenant, dana, 50020, ""},
		"no consent":        {func(o *entra.Options) { o.Apps[0].Consented = nil }, homeTenant, dana, 65001, "consent_required"},
		"consent to others": {func(o *entra.Options) { o.Apps[0].Withheld = []string{partner} }, homeTenant, dana, 65001, "consent_required"},
		"not assigned":      {func(o *entra.Options) { o.Apps[0].Assigned = []string{ingrid} }, homeTenant, dana, 50105, ""},
		"no device codes":   {func(o *entra.Options) { o.Switches.BlockDeviceCode = true }, homeTenant, dana, 53003, "message_only"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, test.change)
			code, device := c.device(test.tenant)
			if got := c.typed(code, test.user, "approve"); got != http.StatusForbidden {
				t.Errorf("the page answered %d", got)
			}
			for range 2 {
				a := c.token(test.tenant, polled(device))
				c.refused(a, "invalid_grant", test.code)
				if got, _ := a.JSON["suberror"].(string); got != test.suberror {
					t.Errorf("suberror %q, want %q", got, test.suberror)
				}
			}
		})
	}
	c := newClient(t, nil)
	code, device := c.device(thirdTenant)
	c.typed(code, ingrid, "approve")
	c.refused(c.token(thirdTenant, polled(device)), "invalid_resource", 500011)
}

func TestDeviceCode_page(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	code, _ := c.device("organizations")
	for name, test := range map[string]struct {
		code, user, action string
		want               int
	}{
		"no code":        {"", dana, "approve", http.StatusNotFound},
		"unknown code":   {"BCDFGHJKL", dana, "approve", http.StatusNotFound},
		"unknown person": {code, "eve@home.example", "approve", http.StatusBadRequest},
		"no person":      {code, "", "approve", http.StatusBadRequest},
		"no action":      {code, dana, "", http.StatusBadRequest},
	} {
		if got := c.typed(test.code, test.user, test.action); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
	if got := c.typed(code, danaObject, "approve"); got != http.StatusOK {
		t.Errorf("a person by their object id: %d", got)
	}
	if got := c.send(http.MethodDelete, "/devicelogin", nil).Status; got != http.StatusBadRequest {
		t.Errorf("another method: %d", got)
	}
}

// TestDeviceCode_approvesItself: without a browser, codes approve themselves.
func TestDeviceCode_approvesItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, func(o *entra.Options) { o.ApproveAfter, o.ApproveAs = 12*time.Second, ingrid })
		a := c.send(http.MethodPost, "/organizations/oauth2/v2.0/devicecode", form("client_id", console, "scope", everything))
		if message := c.text(a, "message"); !strings.Contains(message, ingrid) || !strings.Contains(message, "12s") {
			t.Errorf("message %q", message)
		}
		device := c.text(a, "device_code")
		for range 2 {
			time.Sleep(5 * time.Second)
			c.refused(c.token("organizations", polled(device)), "authorization_pending", 70016)
		}
		time.Sleep(5 * time.Second)
		a = c.token("organizations", polled(device))
		c.says(c.claims(c.text(a, "access_token")), "upn", ingrid)
	})
}

// TestDeviceCode_meanwhile: what changes between the code, the page and the poll
// counts.
func TestDeviceCode_meanwhile(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	code, device := c.device("organizations")
	c.typed(code, dana, "approve")
	c.d.Adjust(func(o *entra.Options) { o.Apps[0].Consented = nil })
	c.refused(c.token("organizations", polled(device)), "invalid_grant", 65001)

	c = newClient(t, nil)
	code, device = c.device("organizations")
	c.d.Adjust(func(o *entra.Options) { o.Apps = o.Apps[1:] })
	if got := c.typed(code, dana, "approve"); got != http.StatusForbidden {
		t.Errorf("the page answered %d for an application that is gone", got)
	}
	c.refused(c.token("organizations", polled(device)), "unauthorized_client", 700016)

	c = newClient(t, func(o *entra.Options) { o.People[0].Tenants = nil })
	code, device = c.device("organizations")
	c.typed(code, dana, "approve")
	c.refused(c.token("organizations", polled(device)), "invalid_request", 90002)
}
