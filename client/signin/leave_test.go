package signin_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/signin"
	"awning/client/transport"
	"awning/model"
)

// Signing out ends the sign-in of all profiles that share it, and leaves them there.
func TestSignOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		d := h.desk()
		made := h.keep(d, h.person(), ingrid)
		h.keep(d, h.person(), dana)
		before := h.config()
		h.told()
		also, err := d.SignOut(t.Context(), "harbourconsulting")
		if err != nil || !slices.Equal(also, []model.ProfileName{"fjordlabs", "brightwave"}) {
			t.Errorf("also %v, %v", also, err)
		}
		if _, left := h.told(); !slices.Equal(left, []model.ProfileName{"harbourconsulting", "fjordlabs", "brightwave"}) {
			t.Errorf("left: %v", left)
		}
		if h.config() != before || len(h.ring.names()) != 1 {
			t.Errorf("kept %v:\n%s", h.ring.names(), h.config())
		}
		for _, p := range made {
			if _, cerr := h.claims(p); !errors.Is(cerr, transport.ErrSignIn) {
				t.Errorf("%s: %v", p.Name, cerr)
			}
		}
		if _, err = d.SignOut(t.Context(), "fjordlabs"); err != nil {
			t.Errorf("again: %v", err)
		}
		if _, err = d.SignOut(t.Context(), "nobody"); !unknown(err) {
			t.Errorf("nobody: %v", err)
		}
		for name, variable := range map[model.ProfileName]string{"token": profile.EnvToken, "environment": profile.EnvClientID} {
			if _, err = d.SignOut(t.Context(), name); err == nil || !strings.Contains(hint(err), variable) {
				t.Errorf("%s: %v (%s)", name, err, hint(err))
			}
		}

		// One who signs in again brings all of them back.
		h.told()
		h.keep(d, model.SignIn{Profile: "fjordlabs"}, ingrid)
		if joined, _ := h.told(); len(joined) != 3 || joined[0] != "fjordlabs" {
			t.Errorf("joined: %v", joined)
		}
		for _, p := range h.profiles() {
			if claims, cerr := h.claims(p); cerr != nil || claims.User != p.User {
				t.Errorf("%s: %+v, %v", p.Name, claims, cerr)
			}
		}
	})
}

func unknown(err error) bool {
	_, ok := errors.AsType[*profile.UnknownError](err)
	return ok
}

// The last profile of a sign-in takes it along.
func TestRemove(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		h.writeConfig("# mine\n\n[[profiles]]\nname = \"job\"\nidentity = \"azure-cli\"\n")
		d := h.desk()
		made := h.keep(d, h.person(), ingrid)
		for i, p := range made {
			if got := len(h.ring.names()); got != 1 {
				t.Errorf("%d sign-ins before %s is removed", got, p.Name)
			}
			if err := d.Remove(t.Context(), p.Name); err != nil {
				t.Fatal(err)
			}
			if got := len(h.profiles()); got != len(made)-i {
				t.Errorf("%d profiles are left", got)
			}
		}
		if got := h.ring.names(); len(got) != 0 {
			t.Errorf("left behind: %v", got)
		}
		if err := d.Remove(t.Context(), "job"); err != nil || h.config() != "# mine\n" {
			t.Errorf("%v:\n%s", err, h.config())
		}
		if _, left := h.told(); !slices.Equal(left, append(names(made), "job")) {
			t.Errorf("left: %v", left)
		}
		if err := d.Remove(t.Context(), "job"); !unknown(err) {
			t.Errorf("again: %v", err)
		}
	})
}

// What cannot be forgotten is not lost sight of.
func TestRemove_keyringRefuses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		d := h.desk()
		h.keep(d, h.person(), dana)
		before := h.config()
		h.told()
		h.ring.err = errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'")
		_, out := d.SignOut(t.Context(), "brightwave")
		for _, err := range []error{d.Remove(t.Context(), "brightwave"), out} {
			if err == nil || !strings.Contains(err.Error(), `the profile "brightwave" is`) || hint(err) == "" {
				t.Errorf("%v (%s)", err, hint(err))
			}
		}
		if _, left := h.told(); h.config() != before || len(left) > 0 {
			t.Errorf("left %v:\n%s", left, h.config())
		}
	})
}

func TestDesk_default(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		d := h.desk()
		h.keep(d, h.person(), ingrid)
		for _, name := range []model.ProfileName{"brightwave", "fjordlabs"} {
			if err := d.SetDefault(t.Context(), name); err != nil {
				t.Fatal(err)
			}
			all, err := d.Profiles(t.Context())
			for _, p := range all {
				if err != nil || p.Default != (p.Name == name) {
					t.Errorf("%+v, %v; want %s to be the default", p, err, name)
				}
			}
		}
	})
}

// A sign-in that moves to the encrypted files leaves the keyring.
func TestKeep_moves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		d := h.desk()
		h.keep(d, h.person(), dana)
		if err := d.Unlock(t.Context(), secret.New("correct horse battery")); err != nil {
			t.Fatal(err)
		}
		if states := d.Storages(t.Context()); len(states) != 3 || states[1].Locked {
			t.Errorf("%+v", states)
		}
		made := h.keep(d, model.SignIn{Profile: "brightwave", Storage: model.InFile}, dana)
		if len(made) != 1 || made[0].Storage != model.InFile || !cmp.Equal(h.profiles(), made) {
			t.Errorf("%+v", made)
		}
		if got := h.ring.names(); len(got) != 0 {
			t.Errorf("still in the keyring: %v", got)
		}
	})
}

// A config file that cannot be written costs no sign-in: what to paste is told, and
// it can be tried again.
func TestKeep_unwritable(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		away := filepath.Join(filepath.Dir(h.dir), "away", "config.toml")
		if err := errors.Join(os.MkdirAll(filepath.Dir(h.path), 0o700), os.Symlink(away, h.path)); err != nil {
			t.Fatal(err)
		}
		d := h.desk()
		a, in, err := h.signIn(d, h.person(), dana)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Keep(t.Context(), a, in.Tenants)
		if err == nil || !strings.Contains(err.Error(), "is kept, but") {
			t.Errorf("err %v", err)
		}
		edit, ok := errors.AsType[*profile.EditError](err)
		if !ok {
			t.Fatalf("err %v, want the lines to paste", err)
		}
		c, err := profile.Parse([]byte(edit.Block))
		if err != nil || len(c.Profiles) != 1 {
			t.Fatalf("%v in %s", err, edit.Block)
		}
		if claims, cerr := h.claims(c.Profiles[0]); cerr != nil || claims.User != dana {
			t.Errorf("pasted: %+v, %v", claims, cerr)
		}
		if joined, _ := h.told(); len(joined) > 0 {
			t.Errorf("joined %v", joined)
		}
		if err = os.MkdirAll(filepath.Dir(away), 0o700); err != nil {
			t.Fatal(err)
		}
		if made, kerr := d.Keep(t.Context(), a, in.Tenants); kerr != nil || len(made) != 1 || len(h.profiles()) != 1 {
			t.Errorf("again: %v, %v", made, kerr)
		}
	})
}

// Two consoles whose people sign in at the same moment lose nothing of each other's.
func TestKeep_together(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		people := []string{dana, marco, ingrid, "devi@brightwave.example", "fiona@brightwave.example"}
		type ready struct {
			desk *signin.Desk
			a    signin.Attempt
			in   model.SignedIn
		}
		var all []ready
		for _, user := range people {
			for range 2 { // each twice: the second finds the profiles of the first
				d := h.desk()
				a, in, err := h.signIn(d, h.person(), user)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, ready{d, a, in})
			}
		}
		var wg sync.WaitGroup
		for _, one := range all {
			wg.Go(func() {
				if _, err := one.desk.Keep(t.Context(), one.a, one.in.Tenants); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		profiles := h.profiles()
		if len(profiles) != 7 || len(h.ring.names()) != len(people) {
			t.Errorf("%v, kept %v; want four of one account and three of three", names(profiles), h.ring.names())
		}
		for _, p := range profiles {
			if claims, err := h.claims(p); err != nil || claims.User != p.User || claims.Tenant != p.Tenant {
				t.Errorf("%s: %+v, %v", p.Name, claims, err)
			}
		}
	})
}

// The names of new profiles are the accounts', and nobody's twice.
func TestKeep_names(t *testing.T) {
	t.Parallel()
	const id = "3f6a1c52-7d0e-4b6a-9a51-0c2be7d41a01"
	tests := map[string]struct {
		taken []string
		in    model.Tenant
		want  model.ProfileName
	}{
		"domain":            {nil, model.Tenant{ID: id, Name: "Brightwave Software", Domain: "brightwave.onmicrosoft.com"}, "brightwave"},
		"name":              {nil, model.Tenant{ID: id, Name: "Häuser & Söhne Ltd."}, "h-user---s-hne-ltd"},
		"nothing":           {nil, model.Tenant{ID: id}, "3f6a1c52"},
		"control":           {nil, model.Tenant{ID: id, Domain: "\x1b[31m\n.example"}, "31m"},
		"nothing printable": {nil, model.Tenant{ID: id, Domain: "....", Name: "\u202e"}, "3f6a1c52"},
		"long":              {nil, model.Tenant{ID: id, Domain: strings.Repeat("a", 60) + ".example"}, model.ProfileName(strings.Repeat("a", 24))},
		"taken":             {[]string{"brightwave"}, model.Tenant{ID: id, Domain: "brightwave.example"}, "brightwave-dana"},
		"taken twice":       {[]string{"brightwave", "brightwave-dana", "brightwave-dana-2"}, model.Tenant{ID: id, Domain: "brightwave.example"}, "brightwave-dana-3"},
		"the environment's": {nil, model.Tenant{ID: id, Domain: "token.example"}, "token-dana"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := newHouse(t, nil)
				var text strings.Builder
				for _, other := range tt.taken {
					fmt.Fprintf(&text, "[[profiles]]\nname = %q\nidentity = \"token\"\n", other)
				}
				if text.Len() > 0 {
					h.writeConfig(text.String())
				}
				d := h.desk()
				a, _, err := h.signIn(d, h.person(), dana)
				if err != nil {
					t.Fatal(err)
				}
				made, err := d.Keep(t.Context(), a, []model.Tenant{tt.in})
				if err != nil || !slices.Equal(names(made), []model.ProfileName{tt.want}) {
					t.Errorf("%v, %v; want %s", names(made), err, tt.want)
				}
			})
		})
	}
}

// A desk of one run keeps everything for that run, and nothing anywhere else.
func TestDesk_memory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, nil)
		safe := secret.NewSafe(secret.SafeOptions{})
		d := signin.New(signin.Options{File: profile.OpenFile(""), Safe: safe, Base: h})
		made := h.keep(d, h.person(), ingrid)
		if all, err := d.Profiles(t.Context()); err != nil || !cmp.Equal(all, made) {
			t.Errorf("%+v, %v", all, err)
		}
		token, err := auth.Source(made[1], auth.SourceOptions{Getenv: h.getenv, Safe: safe, Base: h}).Token(t.Context(), auth.AudienceARM, false)
		if claims := auth.ReadClaims(token); err != nil || claims.User != ingrid || claims.Tenant != made[1].Tenant {
			t.Errorf("%+v, %v", claims, err)
		}
		also, err := d.SignOut(t.Context(), made[0].Name)
		if err != nil || len(also) != 2 {
			t.Errorf("%v, %v", also, err)
		}
		if err = d.Remove(t.Context(), made[0].Name); err != nil || strings.Contains(h.everything(), ingrid) {
			t.Errorf("%v, or something is on disk", err)
		}
		h.nothingKept()
	})
}
