package entra_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox/entra"
)

func TestAdmit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, nil)
		signed := c.signIn(otherTenant, ingrid)
		person, app := c.text(signed, "access_token"), c.text(c.token(homeTenant, asked()), "access_token")
		who, no := c.d.Admit(person, partner)
		if want := (entra.Subject{Tenant: otherTenant, App: console, Person: "dddddddd-0000-4000-8000-0000000000d2", User: ingrid}); no != nil || who != want {
			t.Errorf("%+v %+v, want %+v", who, no, want)
		}
		who, no = c.d.Admit(app, partner+"/")
		if want := (entra.Subject{Tenant: homeTenant, App: robot}); no != nil || who != want {
			t.Errorf("%+v %+v, want %+v", who, no, want)
		}
		last := strings.LastIndexByte(person, '.')
		other := newClient(t, nil)
		for name, test := range map[string]struct{ token, audience, reason string }{
			"another audience":   {person, graph, "Invalid audience"},
			"an identity token":  {c.text(signed, "id_token"), partner, "not issued"},
			"a refresh token":    {c.text(signed, "refresh_token"), partner, "not issued"},
			"another run's":      {other.text(other.signIn("common", dana), "access_token"), partner, "not issued"},
			"nothing":            {"", partner, "not issued"},
			"no seal":            {person[:last], partner, "not issued"},
			"a broken seal":      {person[:last+1] + "AAAA", partner, "not issued"},
			"a strange seal":     {person[:last+1] + "!", partner, "not issued"},
			"somebody's payload": {app[:strings.LastIndexByte(app, '.')] + person[last:], partner, "not issued"},
		} {
			if who, no := c.d.Admit(test.token, test.audience); no == nil || who != (entra.Subject{}) || !strings.Contains(no.Reason, test.reason) ||
				no.Challenge != `Bearer error="invalid_token"` {
				t.Errorf("%s: %+v %+v", name, who, no)
			}
		}
		time.Sleep(time.Hour - time.Second)
		if _, no := c.d.Admit(person, partner); no != nil {
			t.Errorf("in its last second: %+v", no)
		}
		time.Sleep(time.Second)
		if _, no := c.d.Admit(person, partner); no == nil || !strings.Contains(no.Reason, "expired") {
			t.Errorf("an expired token: %+v", no)
		}
	})
}

// asks is what a challenge asks for, and whether it is one.
func asks(t *testing.T, no *entra.Refusal) (string, bool) {
	t.Helper()
	if no == nil || !strings.Contains(no.Challenge, `error="insufficient_claims"`) {
		return "", false
	}
	_, after, _ := strings.Cut(no.Challenge, `claims="`)
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(after, `"`))
	if err != nil || !json.Valid(raw) {
		t.Fatalf("%v in %s", err, no.Challenge)
	}
	return string(raw), true
}

// TestAdmit_challenge: a service that challenges wants a token made for the
// challenge; a merely newer one will not do.
func TestAdmit_challenge(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, func(o *entra.Options) { o.Switches.Challenge = []string{partner} })
		a := c.signIn("organizations", dana)
		refresh := c.text(a, "refresh_token")
		_, no := c.d.Admit(c.text(a, "access_token"), partner)
		claims, ok := asks(t, no)
		if !ok {
			t.Fatalf("%+v", no)
		}
		a = c.token("organizations", refreshed(refresh, partner+"/.default"))
		refresh = c.text(a, "refresh_token")
		if again, still := asks(t, second(c.d.Admit(c.text(a, "access_token"), partner))); !still || again != claims {
			t.Errorf("a newer token: %v %s, want %s again", still, again, claims)
		}
		a = c.token("organizations", with(refreshed(refresh, partner+"/.default"), "claims", claims))
		made := c.text(a, "access_token")
		if _, no := c.d.Admit(made, partner); no != nil {
			t.Errorf("a token made for it: %+v", no)
		}
		a = c.token("organizations", refreshed(c.text(a, "refresh_token"), graph+"/.default"))
		if _, no := c.d.Admit(c.text(a, "access_token"), graph); no != nil {
			t.Errorf("another audience: %+v", no)
		}
		other := c.text(c.signIn("organizations", ingrid), "access_token")
		if _, still := asks(t, second(c.d.Admit(other, partner))); !still {
			t.Error("another person's challenge was met by the first")
		}
		app := c.token(homeTenant, asked())
		claims, ok = asks(t, second(c.d.Admit(c.text(app, "access_token"), partner)))
		if !ok {
			t.Error("an application was not challenged")
		}
		app = c.token(homeTenant, asked("claims", claims))
		if _, no := c.d.Admit(c.text(app, "access_token"), partner); no != nil {
			t.Errorf("an application's token made for it: %+v", no)
		}
	})
}

func second(_ entra.Subject, no *entra.Refusal) *entra.Refusal { return no }

// TestAdmit_revoked: tokens of a person whose sign-ins were ended are refused at
// once, with a challenge for those who can answer one.
func TestAdmit_revoked(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	code, device := c.device("organizations")
	c.typed(code, dana, "approve")
	able := c.token("organizations", with(polled(device), "claims", `{"access_token":{"xms_cc":{"values":["CP1"]}}}`))
	token := c.text(able, "access_token")
	plain := c.text(c.signIn("organizations", dana), "access_token")
	app := c.text(c.token(homeTenant, asked()), "access_token")
	c.d.Revoke(dana)
	if _, ok := asks(t, second(c.d.Admit(token, partner))); !ok {
		t.Error("no challenge for a client that can answer one")
	}
	if _, no := c.d.Admit(plain, partner); no == nil || no.Challenge != `Bearer error="invalid_token"` {
		t.Errorf("%+v", no)
	}
	if _, no := c.d.Admit(app, partner); no != nil {
		t.Errorf("an application's token: %+v", no)
	}
	if _, no := c.d.Admit(c.text(c.signIn("organizations", dana), "access_token"), partner); no != nil {
		t.Errorf("a token of a new sign-in: %+v", no)
	}
}
