package auth_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
	"awning/tries"
)

// strict is a directory that replaces the refresh token at each use. Whoever shows one
// that was replaced has lost the newest: the sign-in ends for all.
type strict struct {
	*directory

	mu      sync.Mutex
	current string
	uses    int
	revoked bool
	answers func(url.Values) string // a refusal; nil or "": none
	bare    bool                    // answers tell nothing of the person
}

func newStrict() *strict {
	s := &strict{current: "refresh-0"}
	s.directory = newDirectory(s.token)
	return s
}

func (s *strict) token(one asked) (int, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.HasSuffix(one.url.Path, "/devicecode") {
		return 200, codeAnswer, nil
	}
	if one.form.Get("grant_type") == "refresh_token" {
		if s.answers != nil {
			if no := s.answers(one.form); no != "" {
				return 400, no, nil
			}
		}
		if shown := one.form.Get("refresh_token"); shown != s.current || s.revoked {
			s.revoked = true
			return 400, refusal("invalid_grant", "50173", "The provided grant has expired due to it being revoked: "+shown), nil
		}
	}
	s.uses++
	s.current = "refresh-" + strconv.Itoa(s.uses)
	if s.bare {
		return 200, fmt.Sprintf(`{"access_token":"access-%d","expires_in":3599,"refresh_token":%q}`, s.uses, s.current), nil
	}
	return 200, signedIn(fmt.Sprintf("access-%d for %s", s.uses, one.form.Get("scope")), s.current), nil
}

func (s *strict) newest() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// ring is a keyring in memory; while broken is set it takes nothing.
type ring struct {
	mu      sync.Mutex
	entries map[string]string
	broken  bool
}

func newRing() *ring { return &ring{entries: map[string]string{}} }

func (r *ring) Get(_, entry string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	value, ok := r.entries[entry]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return value, nil
}

func (r *ring) Set(_, entry, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken {
		return errors.New("locked")
	}
	r.entries[entry] = value
	return nil
}

func (r *ring) Delete(_, entry string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.entries, entry)
	return nil
}

func (r *ring) setBroken(broken bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.broken = broken
}

func dana(tenant string) model.Profile {
	return model.Profile{Name: "dana", Kind: model.DeviceCode, Tenant: tenant, ClientID: publicApp, User: "dana@brightwave.example"}
}

// signIn signs dana in and keeps it as the desk does.
func signIn(t *testing.T, d *strict, safe *secret.Safe) auth.Session {
	t.Helper()
	flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: d})
	if err != nil {
		t.Fatal(err)
	}
	session, err := flow.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := dana("")
	if err := safe.Slot(profile.SignInEntry(p), p.Storage).Save(t.Context(), session.Cache()); err != nil {
		t.Fatal(err)
	}
	return session
}

func personSource(d *strict, safe *secret.Safe, tenant string) transport.TokenSource {
	return auth.Source(dana(tenant), auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: d})
}

// kept is what rests in a slot.
func kept(t *testing.T, safe *secret.Safe) string {
	t.Helper()
	value, err := safe.Slot(profile.SignInEntry(dana("")), "").Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return value.Reveal()
}

func TestPerson_oneSignInForAllAudiencesAndTenants(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(newRing())})
		session := signIn(t, d, safe)
		tenants := []string{"", homeTenant, "7c2b8d10-0000-4000-8000-000000000001", "fjordlabs.example"}
		scopes := map[string]string{
			auth.AudienceGraph: "https://graph.microsoft.com/.default", auth.AudiencePartner: "https://api.partner.microsoft.com/user_impersonation",
			auth.AudienceCPP: "https://cloudpartner.azure.com/.default", auth.AudienceARM: "https://management.azure.com/.default",
			auth.AudiencePartnerCenter: "https://api.partnercenter.microsoft.com/.default",
		}
		for _, tenant := range tenants {
			source := personSource(d, safe, tenant)
			for audience, scope := range scopes {
				before := len(d.all())
				token, err := source.Token(t.Context(), audience, false)
				if err != nil || !strings.HasSuffix(token.Reveal(), "for "+scope+" openid offline_access profile") {
					t.Fatalf("%s in %q: %q, %v", audience, tenant, token.Reveal(), err)
				}
				if again, err := source.Token(t.Context(), audience, false); err != nil || again != token {
					t.Errorf("%s in %q: another token at once, %v", audience, tenant, err)
				}
				all := d.all()[before:]
				path := "organizations"
				if tenant != "" {
					path = tenant
				}
				if len(all) != 1 || all[0].url.Path != "/"+path+"/oauth2/v2.0/token" {
					t.Errorf("%s in %q: asked %v", audience, tenant, all)
				}
			}
		}
		text := kept(t, safe)
		if !strings.Contains(text, d.newest()) || strings.Contains(text, "access-") || strings.Contains(text, "eyJ") {
			t.Errorf("kept %s; want the newest refresh token, and no token that is good for an hour", text)
		}
		t.Logf("a sign-in is kept in %d bytes", len(text))
		// Before anything is kept the session does the same, with a sign-in of its own by now.
		if _, err := session.Tokens("").Token(t.Context(), auth.AudienceARM, false); !errors.Is(err, transport.ErrSignIn) {
			t.Errorf("the session used an old refresh token: %v", err)
		}
	})
}

// What a session was asked for before it is kept is not lost.
func TestSession_cacheIsTheNewest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: d})
		if err != nil {
			t.Fatal(err)
		}
		session, err := flow.Wait(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, tenant := range []string{"", homeTenant, "fjordlabs.example"} {
			if _, err := session.Tokens(tenant).Token(t.Context(), auth.AudienceARM, false); err != nil {
				t.Errorf("tenant %q: %v", tenant, err)
			}
		}
		if !strings.Contains(session.Cache().Reveal(), `"`+d.newest()+`"`) {
			t.Error("the newest refresh token is lost")
		}
	})
}

// Two consoles, each with the sources of two profiles that share a sign-in, use it at
// once and never lose the newest refresh token.
func TestPerson_rotation(t *testing.T) {
	t.Parallel()
	rounds := tries.Of(20)
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		d.delay = 100 * time.Millisecond
		dir, ring := t.TempDir(), newRing()
		var sources []transport.TokenSource
		for i := range 2 {
			safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
			if i == 0 {
				signIn(t, d, safe)
			}
			sources = append(sources, personSource(d, safe, homeTenant), personSource(d, safe, "fjordlabs.example"))
		}
		for range rounds {
			var wg sync.WaitGroup
			for i, s := range sources {
				wg.Go(func() {
					if _, err := s.Token(t.Context(), []string{auth.AudienceGraph, auth.AudienceARM}[i%2], true); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		if want := 1 + rounds*len(sources); d.uses != want || d.revoked {
			t.Errorf("the sign-in was used %d times, want %d; revoked %v", d.uses, want, d.revoked)
		}
		safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
		if text := kept(t, safe); !strings.Contains(text, `"`+d.newest()+`"`) {
			t.Error("the newest refresh token is lost")
		}
		t.Logf("%d uses of one sign-in by two consoles, no refresh token lost", d.uses)
	})
}

// Who wanted a token leaves while the directory answers: the refresh token in the answer
// is kept all the same.
func TestPerson_leftAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(newRing())})
		signIn(t, d, safe)
		d.delay = 2 * time.Second
		source := personSource(d, safe, homeTenant)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := source.Token(ctx, auth.AudienceGraph, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err %v", err)
		}
		if _, err := source.Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		if d.uses != 3 || !strings.Contains(kept(t, safe), `"`+d.newest()+`"`) {
			t.Errorf("used %d times; the newest is kept: %v", d.uses, strings.Contains(kept(t, safe), d.newest()))
		}
	})
}

// The audiences of one sign-in take turns. However slow the directory is, none of them
// is told that somebody else is in its way.
func TestPerson_slowDirectory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(newRing())})
		signIn(t, d, safe)
		d.delay = 9 * time.Second
		source, began := personSource(d, safe, homeTenant), time.Now()
		var wg sync.WaitGroup
		for _, audience := range audiences() {
			wg.Go(func() {
				if _, err := source.Token(t.Context(), audience, false); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(began); took > time.Minute || d.revoked {
			t.Errorf("took %s, revoked %v", took, d.revoked)
		}
	})
}

// Answers that do not repeat who the person is replace the refresh token all the same.
func TestPerson_bareAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{})
		signIn(t, d, safe)
		d.bare = true
		for range 3 {
			if _, err := personSource(d, safe, homeTenant).Token(t.Context(), auth.AudienceGraph, false); err != nil {
				t.Fatal(err)
			}
		}
		if text := kept(t, safe); !strings.Contains(text, `"`+d.newest()+`"`) || strings.Count(text, "refresh-") != 1 {
			t.Errorf("kept %s, want the newest refresh token alone", text)
		}
	})
}

// A fault in what runs behind a sign-in comes up where somebody waits for it, who can
// report it; it does not end the program by itself, and blocks nobody.
func TestFault_comesUpWhereItIsAwaited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{})
		signIn(t, d, safe)
		fault := func(what string, wait func()) {
			t.Helper()
			defer func() {
				if r := recover(); fmt.Sprint(r) != "broken" {
					t.Errorf("%s: %v came up, want the fault", what, r)
				}
			}()
			wait()
		}
		source := personSource(d, safe, homeTenant)
		d.answer = func(one asked) (int, string, error) {
			if strings.HasSuffix(one.url.Path, "/devicecode") {
				return 200, codeAnswer, nil
			}
			panic("broken")
		}
		fault("a token", func() { _, _ = source.Token(t.Context(), auth.AudienceGraph, false) })
		flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: d})
		if err != nil {
			t.Fatal(err)
		}
		fault("a sign-in", func() { _, _ = flow.Wait(t.Context()) })
		flow.Cancel()
		d.answer = d.token
		if _, err := source.Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		time.Sleep(10 * time.Minute) // what the fault left behind in the HTTP client ends by itself
	})
}

// Another console that holds the sign-in and does not go on is named in a while.
func TestPerson_heldByAnother(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		dir, ring := t.TempDir(), newRing()
		safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
		signIn(t, d, safe)
		other := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
		unlock, err := other.Slot(profile.SignInEntry(dana("")), "").Lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		source, began := personSource(d, safe, homeTenant), time.Now()
		_, err = source.Token(t.Context(), auth.AudienceGraph, false)
		hinted, ok := errors.AsType[*secret.UnusableError](err)
		if took := time.Since(began); !ok || !strings.Contains(hinted.Hint(), "other Awning") || errors.Is(err, transport.ErrSignIn) || took > 75*time.Second {
			t.Errorf("%v after %s", err, took)
		}
		unlock()
		if _, err = source.Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Errorf("once it let go: %v", err)
		}
	})
}

func TestPerson_revoked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		dir, ring := t.TempDir(), newRing()
		safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)})
		signIn(t, d, safe)
		source := personSource(d, safe, homeTenant)
		if _, err := source.Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Fatal(err)
		}
		before := kept(t, safe)
		d.revoked = true
		_, err := source.Token(t.Context(), auth.AudienceGraph, true)
		refused, ok := errors.AsType[*auth.Error](err)
		if !ok || refused.Code != "AADSTS50173" || !strings.Contains(refused.Hint(), "sign in again") || strings.Contains(err.Error(), d.newest()) {
			t.Errorf("err %v, want that it says to sign in again", err)
		}
		if kept(t, safe) != before {
			t.Error("what is kept was changed")
		}
		// Another console signs in again: this one goes on with that.
		d.revoked = false
		signIn(t, d, secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(ring)}))
		if _, err := source.Token(t.Context(), auth.AudienceGraph, true); err != nil {
			t.Errorf("after signing in again: %v", err)
		}
	})
}

func TestPerson_nothingKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(newRing())})
		slot := safe.Slot(profile.SignInEntry(dana("")), "")
		for name, value := range map[string]string{"nothing": "", "no JSON": "SECRET-TEXT", "no account": "{}", "other JSON": `{"RefreshToken":[1]}`} {
			if value != "" {
				if err := slot.Save(t.Context(), secret.New(value)); err != nil {
					t.Fatal(err)
				}
			}
			_, err := personSource(d, safe, homeTenant).Token(t.Context(), auth.AudienceGraph, false)
			refused, ok := errors.AsType[*auth.Error](err)
			if !ok || !strings.Contains(refused.Hint(), "sign in again") || strings.Contains(err.Error(), "SECRET-TEXT") {
				t.Errorf("%s: %v, want that it says to sign in", name, err)
			}
		}
		if n := len(d.all()); n != 0 {
			t.Errorf("the directory was asked %d times", n)
		}
		// An encrypted file without its passphrase: the advice is that of the file.
		p := dana("")
		p.Storage = model.InFile
		_, err := auth.Source(p, auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
		refused, ok := errors.AsType[*auth.Error](err)
		if _, locked := errors.AsType[*secret.LockedError](err); !ok || (locked && !strings.Contains(refused.Hint(), "passphrase")) {
			t.Errorf("locked: %v", err)
		}
	})
}

// A keyring that takes nothing any more costs nothing in this run, and is written to
// again when it can be.
func TestPerson_cannotBeKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, ring := newStrict(), newRing()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(ring)})
		signIn(t, d, safe)
		if len(ring.entries) != 1 || !strings.Contains(fmt.Sprint(ring.entries), d.newest()) {
			t.Fatal("the sign-in is not in the keyring's own entry: this test breaks nothing")
		}
		source := personSource(d, safe, homeTenant)
		ring.setBroken(true)
		for range 3 {
			if _, err := source.Token(t.Context(), auth.AudienceGraph, true); err != nil {
				t.Error(err)
			}
		}
		ring.setBroken(false)
		if _, err := source.Token(t.Context(), auth.AudienceGraph, true); err != nil {
			t.Error(err)
		}
		if !strings.Contains(kept(t, safe), `"`+d.newest()+`"`) {
			t.Error("the newest refresh token is lost")
		}
	})
}

// A service that demands more of a token gets it silently, and keeps getting it; or the
// person is told to sign in.
func TestPerson_answersDemands(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const demand = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`
		d := newStrict()
		safe := secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(newRing())})
		signIn(t, d, safe)
		source := personSource(d, safe, homeTenant)
		first, err := source.Token(t.Context(), auth.AudienceGraph, false)
		if err != nil {
			t.Fatal(err)
		}
		answerer, ok := source.(transport.Answerer)
		if !ok {
			t.Fatal("a person's source cannot answer a demand")
		}
		better, err := answerer.Answer(t.Context(), auth.AudienceGraph, demand)
		if err != nil || better == first {
			t.Fatalf("the same token, %v", err)
		}
		if again, known := source.Token(t.Context(), auth.AudienceGraph, false); known != nil || again != better {
			t.Errorf("the better token was forgotten, %v", known)
		}
		time.Sleep(2 * time.Hour)
		if _, err = source.Token(t.Context(), auth.AudienceGraph, false); err != nil {
			t.Error(err)
		}
		if _, err = source.Token(t.Context(), auth.AudienceARM, false); err != nil {
			t.Error(err)
		}
		var got []string
		for _, one := range d.all()[2:] {
			got = append(got, one.form.Get("claims"))
		}
		if want := []string{"", demand, demand, ""}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("asked with the claims %q, want %q", got, want)
		}
		d.answers = func(form url.Values) string {
			if form.Get("claims") == "" {
				return ""
			}
			return refusal("interaction_required", "50076", "Multi-factor authentication is required.")
		}
		for _, claims := range []string{`{"access_token":{"acrs":{"value":"c1"}}}`, "no JSON", "", strings.Repeat(" ", 20_000) + "{}"} {
			_, err = answerer.Answer(t.Context(), auth.AudienceARM, claims)
			if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), "sign in again") {
				t.Errorf("claims %.20q: %v, want that it says to sign in again", claims, err)
			}
		}
		if _, err = source.Token(t.Context(), auth.AudienceARM, true); err != nil {
			t.Errorf("without the demand: %v", err)
		}
	})
}
