package entra_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox/entra"
)

// TestRefresh_rotation: each use replaces the token, and only the newest is good.
func TestRefresh_rotation(t *testing.T) {
	t.Parallel()
	for _, keep := range []bool{false, true} {
		c := newClient(t, func(o *entra.Options) { o.Switches.KeepReplaced = keep })
		first := c.text(c.signIn("organizations", dana), "refresh_token")
		second := c.text(c.token("organizations", refreshed(first, partner+"/.default")), "refresh_token")
		if second == first {
			t.Fatal("the token was not replaced")
		}
		old := c.token("organizations", refreshed(first, partner+"/.default"))
		if keep {
			c.text(old, "refresh_token")
		} else {
			c.refused(old, "invalid_grant", 70000)
		}
		c.text(c.token("organizations", refreshed(second, partner+"/.default")), "access_token")
		other := c.text(c.signIn("organizations", dana), "refresh_token")
		c.text(c.token("organizations", refreshed(other, partner+"/.default")), "refresh_token")
	}
}

// TestRefresh_reach: one sign-in gives tokens for every audience and every tenant
// the person is in; the path decides which.
func TestRefresh_reach(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	token := c.text(c.signIn("organizations", ingrid), "refresh_token")
	objects := map[any]string{}
	for _, test := range []struct{ tenant, scope, audience, tid, scp string }{
		{"organizations", graph + "/.default", graph, homeTenant, "User.Read"},
		{homeTenant, "User.Read openid", graph, homeTenant, "User.Read"},
		{otherTenant, partner + "/user_impersonation", partner, otherTenant, "user_impersonation"},
		{"other.example", arm + "//.default", arm + "/", otherTenant, "user_impersonation"},
		{otherTenant, "", partner, otherTenant, "user_impersonation"},
		{homeTenant, "https://cloudpartner.azure.com/.default", "https://cloudpartner.azure.com", homeTenant, "user_impersonation"},
		{homeTenant, "https://api.partnercenter.microsoft.com/.default", "https://api.partnercenter.microsoft.com", homeTenant, "user_impersonation"},
	} {
		a := c.token(test.tenant, refreshed(token, test.scope))
		token = c.text(a, "refresh_token")
		claims := c.claims(c.text(a, "access_token"))
		c.says(claims, "aud", test.audience, "tid", test.tid, "scp", test.scp, "upn", ingrid)
		objects[claims["oid"]] = test.tid
	}
	if len(objects) != 2 {
		t.Errorf("object ids %v, want one per tenant", objects)
	}
	c.refused(c.token(thirdTenant, refreshed(token, partner+"/.default")), "invalid_resource", 500011)
	c.refused(c.token(thirdTenant, refreshed(token, graph+"/.default")), "invalid_grant", 65001)
	c.text(c.token(homeTenant, refreshed(token, graph+"/.default")), "access_token") // a refusal uses nothing up
}

func TestRefresh_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before func(client) // what happens between the sign-in and the refresh
		tenant string
		change []string
		kind   string
		code   int
	}{
		"just in time":    {func(client) { time.Sleep(90*24*time.Hour - time.Second) }, homeTenant, nil, "", 0},
		"unused too long": {func(client) { time.Sleep(90 * 24 * time.Hour) }, homeTenant, nil, "invalid_grant", 700082},
		"ended":           {func(c client) { c.d.Revoke(dana) }, homeTenant, nil, "invalid_grant", 50173},
		"another's ended": {func(c client) { c.d.Revoke(ingrid) }, homeTenant, nil, "", 0},
		"ended by a request": {func(c client) {
			if got := c.send(http.MethodPost, "/sandbox/revoke?user="+dana, nil).Status; got != http.StatusOK {
				c.t.Errorf("answered %d", got)
			}
		}, homeTenant, nil, "invalid_grant", 50173},
		"used every hour for a day": {func(c client) {
			c.d.Adjust(func(o *entra.Options) { o.Switches.SignInEvery = 24 * time.Hour })
			token := c.text(c.signIn("organizations", ingrid), "refresh_token")
			for range 23 {
				time.Sleep(time.Hour)
				token = c.text(c.token(homeTenant, refreshed(token, graph+"/.default")), "refresh_token")
			}
			time.Sleep(time.Hour)
			c.refused(c.token(homeTenant, refreshed(token, graph+"/.default")), "invalid_grant", 70043)
		}, homeTenant, nil, "invalid_grant", 70043},
		"consent withdrawn": {func(c client) { c.d.Adjust(func(o *entra.Options) { o.Apps[0].Consented = nil }) }, homeTenant, nil, "invalid_grant", 65001},
		"gone":              {func(c client) { c.d.Adjust(func(o *entra.Options) { o.People = o.People[1:] }) }, homeTenant, nil, "invalid_grant", 50034},
		"another client":    {nil, homeTenant, []string{"client_id", portal, "client_secret", "portal-secret"}, "invalid_grant", 70000},
		"not in the tenant": {nil, otherTenant, nil, "invalid_grant", 50020},
		"no such tenant":    {nil, "nowhere.example", nil, "invalid_request", 90002},
		"garbled":           {nil, homeTenant, []string{"refresh_token", "1.e30.AAAA"}, "invalid_grant", 9002313},
		"missing":           {nil, homeTenant, []string{"refresh_token", ""}, "invalid_request", 900144},
		"unknown scope":     {nil, homeTenant, []string{"scope", "x/y"}, "invalid_resource", 500011},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, nil)
				token := c.text(c.signIn("organizations", dana), "refresh_token")
				if test.before != nil {
					test.before(c)
				}
				a := c.token(test.tenant, with(refreshed(token, partner+"/.default"), test.change...))
				if test.kind == "" {
					c.text(a, "access_token")
					return
				}
				c.refused(a, test.kind, test.code)
			})
		})
	}
}

// TestRefresh_afterRevocation: a new sign-in works at once, even in the same
// second.
func TestRefresh_afterRevocation(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	c.signIn("organizations", dana)
	if !c.d.Revoke(dana) || c.d.Revoke("nobody@home.example") {
		t.Error("Revoke does not tell whether there is such a person")
	}
	token := c.text(c.signIn("organizations", dana), "refresh_token")
	c.text(c.token("organizations", refreshed(token, graph+"/.default")), "access_token")
	for target, want := range map[string]int{"/sandbox/revoke?user=nobody": http.StatusNotFound, "/sandbox/revoke": http.StatusNotFound} {
		if got := c.send(http.MethodPost, target, nil).Status; got != want {
			t.Errorf("%s answered %d, want %d", target, got, want)
		}
	}
	if got := c.send(http.MethodGet, "/sandbox/revoke?user="+dana, nil).Status; got != http.StatusMethodNotAllowed {
		t.Errorf("GET answered %d", got)
	}
}

// TestRefresh_secondFactor: what policy wants of one audience is told with the
// claims that a new sign-in must bring.
func TestRefresh_secondFactor(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(o *entra.Options) { o.Switches.SecondFactor = []string{arm} })
	token := c.text(c.signIn("organizations", dana), "refresh_token")
	a := c.token("organizations", refreshed(token, arm+"//.default"))
	c.refused(a, "invalid_grant", 50076)
	if a.JSON["suberror"] != "basic_action" {
		t.Errorf("suberror %v", a.JSON["suberror"])
	}
	claims, _ := a.JSON["claims"].(string)
	_, result := c.authorize("organizations", with(challenged(), "login_hint", dana, "claims", claims), nil)
	a = c.token("organizations", redeemed(result.Get("code")))
	if methods, _ := c.claims(c.text(a, "access_token"))["amr"].([]any); len(methods) != 2 || methods[1] != "mfa" {
		t.Errorf("methods %v", methods)
	}
	c.text(c.token("organizations", refreshed(c.text(a, "refresh_token"), arm+"//.default")), "access_token")

	code := c.send(http.MethodPost, "/organizations/oauth2/v2.0/devicecode", form("client_id", console, "scope", arm+"/.default offline_access"))
	c.typed(c.text(code, "user_code"), dana, "approve")
	a = c.token("organizations", polled(c.text(code, "device_code")))
	c.text(c.token("organizations", refreshed(c.text(a, "refresh_token"), arm+"/.default")), "access_token")
}

// TestRefresh_older: the older endpoint names a resource, and writes numbers as
// texts.
func TestRefresh_older(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	token := c.text(c.signIn("organizations", dana), "refresh_token")
	a := c.send(http.MethodPost, "/"+homeTenant+"/oauth2/token", with(refreshed(token, ""), "scope", "", "resource", graph))
	c.says(a.JSON, "expires_in", "3599", "resource", graph)
	c.says(c.claims(c.text(a, "access_token")), "aud", graph, "scp", "User.Read")
	c.text(a, "refresh_token")
}
