package signin_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/secret"
	"awning/client/signin"
	"awning/client/transport"
	"awning/model"
)

// A person signs in once and has a profile for each account, all of them on one
// sign-in that another process can use.
func TestPerson(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		d := h.desk()
		a, in, err := h.signIn(d, h.person(), ingrid)
		bright, fjord := h.world.Accounts[0], h.world.Accounts[1]
		if err != nil || in.User != ingrid || in.Unlisted != "" || len(in.Tenants) != 3 ||
			in.Tenants[0] != (model.Tenant{ID: fjord.Tenant, Name: fjord.Name, Domain: fjord.Domain}) {
			t.Fatalf("%+v, %v; want three tenants, home first", in, err)
		}
		if h.config() != "" || len(h.ring.names()) > 0 {
			t.Error("something is kept before anybody said so")
		}
		made, err := d.Keep(t.Context(), a, []model.Tenant{in.Tenants[0], {ID: bright.Tenant, Domain: bright.Domain}})
		if err != nil {
			t.Fatal(err)
		}
		want := model.Profile{Kind: model.DeviceCode, ClientID: h.world.Public().ID, User: ingrid}
		first, second := want, want
		first.Name, first.Tenant = "fjordlabs", fjord.Tenant
		second.Name, second.Tenant = "brightwave", bright.Tenant
		if diff := cmp.Diff([]model.Profile{first, second}, made); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(made, h.profiles()); diff != "" {
			t.Error(diff)
		}
		if joined, _ := h.told(); !slices.Equal(joined, names(made)) {
			t.Errorf("joined: %v", joined)
		}
		if got := h.ring.names(); len(got) != 1 {
			t.Errorf("kept as %v, want one sign-in", got)
		}
		for _, p := range made {
			claims, cerr := h.claims(p)
			if cerr != nil || claims.Tenant != p.Tenant || claims.User != ingrid {
				t.Errorf("%s: %+v, %v", p.Name, claims, cerr)
			}
		}
		if strings.Contains(h.everything(), "refresh") {
			t.Error("the sign-in can be read in a file")
		}
	})
}

// Whoever cannot or will not sign in leaves nothing behind.
func TestPerson_ends(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		end  func(h *house, a signin.Attempt)
		says string
	}{
		"declined":  {func(h *house, a signin.Attempt) { h.typeCode(a.Prompt(), dana, "decline") }, "declined"},
		"expired":   {func(*house, signin.Attempt) {}, "expired"},
		"cancelled": {func(_ *house, a signin.Attempt) { a.Cancel() }, context.Canceled.Error()},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := newHouse(t, nil)
				d := h.desk()
				a, err := d.Begin(t.Context(), h.person(), secret.String{})
				if err != nil {
					t.Fatal(err)
				}
				if p := a.Prompt(); p.Code == "" || p.Address == "" || p.Expires.Before(time.Now()) {
					t.Errorf("prompt %+v", p)
				}
				if _, err = d.Keep(t.Context(), a, nil); err == nil {
					t.Error("kept before it ended")
				}
				tt.end(h, a)
				if _, err = a.Wait(t.Context()); err == nil || !strings.Contains(err.Error(), tt.says) {
					t.Errorf("err %v, want %q", err, tt.says)
				}
				if _, err = d.Keep(t.Context(), a, nil); err == nil {
					t.Error("kept although it failed")
				}
				h.nothingKept()
			})
		})
	}
}

// Who waits may stop waiting; the sign-in goes on.
func TestPerson_waitsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		a, err := h.desk().Begin(t.Context(), h.person(), secret.String{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err = a.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err %v", err)
		}
		h.typeCode(a.Prompt(), dana, "approve")
		for range 2 {
			if in, werr := a.Wait(t.Context()); werr != nil || in.User != dana {
				t.Errorf("%+v, %v", in, werr)
			}
		}
		a.Cancel()
		if _, err = a.Wait(t.Context()); !errors.Is(err, context.Canceled) {
			t.Errorf("err %v after it was cancelled", err)
		}
		h.nothingKept()
	})
}

// Over SSH the browser is elsewhere: the address it ends at is pasted.
func TestPerson_browser(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	d := h.desk()
	s := h.person()
	s.Kind = model.Browser
	a, err := d.Begin(t.Context(), s, secret.String{})
	if err != nil {
		t.Fatal(err)
	}
	p := a.Prompt()
	if p.Port == 0 || a.Paste("https://example.com/") == nil {
		t.Errorf("prompt %+v, or any address is taken", p)
	}
	if err = a.Paste(h.browse(http.MethodGet, p.Address+"&user="+marco, nil)); err != nil {
		t.Fatal(err)
	}
	in, err := a.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	made, err := d.Keep(t.Context(), a, in.Tenants)
	if err != nil || len(made) != 1 || made[0].Kind != model.Browser || made[0].Name != "brightwave" {
		t.Fatalf("%+v, %v", made, err)
	}
	if claims, cerr := h.claims(made[0]); cerr != nil || claims.User != marco {
		t.Errorf("%+v, %v", claims, cerr)
	}
}

// Without a list of tenants there is still the one that is certain.
func TestPerson_unlisted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for asked, want := range map[string]model.Tenant{
			"":                   {ID: "7be2d9f4-52c3-4e88-b1f7-96a40d3c8b02", Domain: "fjordlabs.example"},
			"brightwave.example": {ID: "brightwave.example", Domain: "brightwave.example"},
		} {
			h := newHouse(t, func(o *sandbox.Options) { o.Switches.Down = []string{"arm"} })
			d, began := h.desk(), time.Now()
			s := h.person()
			s.Tenant = asked
			a, in, err := h.signIn(d, s, ingrid)
			if err != nil || in.Unlisted == "" || !slices.Equal(in.Tenants, []model.Tenant{want}) {
				t.Fatalf("%q: %+v, %v; want %+v", asked, in, err, want)
			}
			if waited := time.Since(began); waited > 40*time.Second {
				t.Errorf("waited %s for a list", waited)
			}
			made, err := d.Keep(t.Context(), a, in.Tenants)
			name, _, _ := strings.Cut(want.Domain, ".")
			if err != nil || len(made) != 1 || string(made[0].Name) != name || made[0].Tenant != want.ID {
				t.Fatalf("%+v, %v", made, err)
			}
			if claims, cerr := h.claims(made[0]); cerr != nil || claims.User != ingrid {
				t.Errorf("%+v, %v", claims, cerr)
			}
		}
	})
}

// Signing in again renews the sign-in and touches nothing else; somebody else is told
// where to go.
func TestPerson_again(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		h.writeConfig("# mine\n[[profiles]]\nname='d' # Dana\nidentity = \"device-code\"\ntenant=\"brightwave.example\"\nclient_id = \"" +
			h.world.Public().ID + "\"\nuser = \"Dana@Brightwave.example\"\n")
		before := h.config()
		d := h.desk()
		s := model.SignIn{Profile: "d"}
		made := h.keep(d, s, dana)
		if joined, _ := h.told(); !slices.Equal(joined, []model.ProfileName{"d"}) || !slices.Equal(names(made), joined) {
			t.Errorf("made %v, joined %v", names(made), joined)
		}
		if diff := cmp.Diff(before, h.config()); diff != "" {
			t.Error(diff)
		}
		h.server.Directory().Revoke(dana)
		if _, err := h.claims(made[0]); !errors.Is(err, transport.ErrSignIn) {
			t.Errorf("revoked: %v", err)
		}
		a, _, err := h.signIn(d, s, marco)
		other, ok := errors.AsType[*signin.AnotherPersonError](err)
		if !ok || other.Is != marco || !strings.Contains(other.Hint(), "awning login d-marco") {
			t.Errorf("somebody else: %v", err)
		}
		if _, err = d.Keep(t.Context(), a, nil); err == nil {
			t.Error("kept somebody else's sign-in")
		}
		h.keep(d, s, dana)
		if claims, cerr := h.claims(made[0]); cerr != nil || claims.User != dana {
			t.Errorf("signed in again: %+v, %v", claims, cerr)
		}
		if diff := cmp.Diff(before, h.config()); diff != "" {
			t.Error(diff)
		}
		s = h.person()
		s.Profile = other.Free
		if made = h.keep(d, s, marco); len(made) != 1 || made[0].Name != "d-marco" {
			t.Errorf("made %v", names(made))
		}
	})
}

// What a policy demanded of a sign-in goes with the next one: whoever is asked for
// another factor is not refused for the lack of it again.
func TestPerson_secondFactor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, func(o *sandbox.Options) { o.SignIn.Switches.SecondFactor = []string{auth.AudienceARM} })
		d := h.desk()
		a, in, err := h.signIn(d, h.person(), dana)
		if err != nil || !strings.Contains(in.Unlisted, "AADSTS50076") {
			t.Fatalf("the policy: %v, %q", err, in.Unlisted)
		}
		made, err := d.Keep(t.Context(), a, in.Tenants)
		if err != nil {
			t.Fatal(err)
		}
		_, in, err = h.signIn(d, model.SignIn{Profile: made[0].Name}, dana)
		if err != nil || in.Unlisted != "" || len(in.Tenants) != 1 {
			t.Errorf("with the factor: %v, %+v", err, in)
		}
	})
}
