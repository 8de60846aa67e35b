package auth_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
	"awning/tries"
)

func TestReadClaims(t *testing.T) {
	t.Parallel()
	issued := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		token string
		want  model.Claims
	}{
		"a person": {
			jwt(map[string]any{
				"aud": "https://graph.microsoft.com", "tid": homeTenant, "appid": publicApp, "upn": "dana@brightwave.example", "oid": "o",
				"scp": "User.Read  profile", "amr": []string{"pwd", "mfa"}, "iat": issued.Unix(), "exp": issued.Unix() + 3600,
			}),
			model.Claims{
				Audience: "https://graph.microsoft.com", Tenant: homeTenant, App: publicApp, User: "dana@brightwave.example", Object: "o",
				Scopes: []string{"User.Read", "profile"}, Methods: []string{"pwd", "mfa"}, Issued: issued, Expires: issued.Add(time.Hour),
			},
		},
		"an application": {
			jwt(map[string]any{"aud": []string{"a", "b"}, "azp": "app", "idtyp": "app", "roles": "One.Role", "exp": strconv.FormatInt(issued.Unix(), 10)}),
			model.Claims{Audience: "a", App: "app", AppOnly: true, Roles: []string{"One.Role"}, Expires: issued},
		},
		"roles without scopes": {jwt(map[string]any{"roles": []any{"R", 1, nil}}), model.Claims{AppOnly: true, Roles: []string{"R"}}},
		"other names":          {jwt(map[string]any{"preferred_username": "p", "unique_name": "u"}), model.Claims{User: "p"}},
		"the oldest name":      {jwt(map[string]any{"unique_name": "u"}), model.Claims{User: "u"}},
		"wrong kinds":          {jwt(map[string]any{"aud": 1, "scp": []string{"x"}, "exp": 1e300, "iat": -5, "tid": map[string]int{}}), model.Claims{}},
		"opaque":               {"0123456789", model.Claims{Opaque: true}},
		"empty":                {"", model.Claims{Opaque: true}},
		"no object":            {"a." + encoded([]int{1}) + ".c", model.Claims{Opaque: true}},
		"null":                 {"a." + encoded(nil) + ".c", model.Claims{Opaque: true}},
		"five parts":           {"a.b.c.d.e", model.Claims{Opaque: true}},
		"endless":              {"a." + encoded(strings.Repeat("x", 100_000)) + ".c", model.Claims{Opaque: true}},
		"padded":               {"a." + base64.URLEncoding.EncodeToString([]byte(`{"oid":"o1"}`)) + ".c", model.Claims{Object: "o1"}},
	}
	for name, tt := range tests {
		if got := auth.ReadClaims(secret.New(tt.token)); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func claimSeeds() []string {
	return []string{
		`{"aud":"https://graph.microsoft.com","tid":"t","appid":"a","upn":"u@x","oid":"o","scp":"A B","roles":["R"],"amr":["pwd"],"iat":1,"exp":2}`,
		`{"aud":["a"],"exp":"3","idtyp":"app"}`, `[]`, `{`, `{"exp":1e400}`, `null`, strings.Repeat("[", 5000),
	}
}

// checkRead holds what is read of any token to what a caller relies on.
func checkRead(t *testing.T, token string) {
	t.Helper()
	c := auth.ReadClaims(secret.New(token))
	if c.Opaque && fmt.Sprint(c) != fmt.Sprint(model.Claims{Opaque: true}) {
		t.Errorf("an opaque token says %v", c)
	}
	if text := fmt.Sprint(c); len(text) > len(token)*4+1000 || !utf8.ValidString(text) {
		t.Errorf("%d bytes of a token of %d", len(text), len(token))
	}
}

func FuzzReadClaims(f *testing.F) {
	for _, seed := range claimSeeds() {
		f.Add("h." + base64.RawURLEncoding.EncodeToString([]byte(seed)) + ".s")
		f.Add(seed)
	}
	f.Fuzz(checkRead)
}

func answerSeeds() []string {
	return []string{
		signedIn("access", "refresh"), `{"access_token":"t","expires_in":"3599"}`, `{"access_token":"t","expires_on":"x","expires_in":null}`,
		refusal("invalid_grant", "50173", "Words."), `{"error":"authorization_pending"}`, codeAnswer, `{"id_token":"a.b.c","access_token":"t"}`, `[]`, ``,
	}
}

// checkAnswer lets the directory answer anything to an application, or to a person: there
// is a token or an error in words.
func checkAnswer(t *testing.T, person bool, status int, body string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := newDirectory(func(asked) (int, string, error) { return status, body, nil })
		if person {
			flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: d})
			if err != nil {
				checkOutcome(t, secret.String{}, err)
				return
			}
			session, err := flow.Wait(t.Context())
			checkOutcome(t, session.Cache(), err)
			return
		}
		p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.ClientSecret}
		token, err := auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvClientSecret: "CANARY"}.get, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
		checkOutcome(t, token, err)
	})
}

func keptSeeds() []string {
	const account = `"Account":{"a-b-c":{"home_account_id":"u.t","environment":"login.microsoftonline.com","realm":"t","local_account_id":"u","authority_type":"MSSTS","username":"dana@brightwave.example"}}`
	const token = `"RefreshToken":{"a-b-d":{"home_account_id":"u.t","environment":"login.microsoftonline.com","credential_type":"RefreshToken","client_id":"` + publicApp + `","secret":"CANARY-refresh"}}`
	const app = `"AppMetadata":{"e":{"client_id":"` + publicApp + `","environment":"login.microsoftonline.com"}}`
	return []string{
		"{" + account + "," + token + "," + app + "}", "{" + account + "}", `{"Demanded":"{}",` + token + "}", `{"Account":{"":null}}`, `{"Account":[]}`, `[]`, `null`,
	}
}

// checkKept lets anything be kept of a person's sign-in.
func checkKept(t *testing.T, text string) {
	t.Helper()
	safe := secret.NewSafe(secret.SafeOptions{})
	if err := safe.Slot(profile.SignInEntry(dana("")), "").Save(t.Context(), secret.New(text)); err != nil {
		t.Fatal(err)
	}
	d := newDirectory(func(asked) (int, string, error) { return 400, refusal("invalid_grant", "50173", "No."), nil })
	token, err := auth.Source(dana(homeTenant), auth.SourceOptions{Getenv: env{}.get, Safe: safe, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
	checkOutcome(t, token, err)
	auth.Demanded(secret.New(text))
}

func FuzzKept(f *testing.F) {
	for _, seed := range keptSeeds() {
		f.Add(seed)
	}
	f.Fuzz(checkKept)
}

func checkOutcome(t *testing.T, got secret.String, err error) {
	t.Helper()
	_, refused := errors.AsType[*auth.Error](err)
	_, failed := errors.AsType[*transport.Error](err)
	switch {
	case err == nil && got.Empty():
		t.Error("neither a token nor an error")
	case err != nil && !refused && !failed:
		t.Errorf("an error of nobody's: %T %v", err, err)
	case err != nil && (len(err.Error()) > 3000 || strings.Contains(err.Error(), "CANARY") || strings.Contains(err.Error(), "\n")):
		t.Errorf("the error is %q", err.Error())
	}
}

func statuses() []int { return []int{200, 400, 401, 403} }

func FuzzTokenAnswer(f *testing.F) {
	for i, seed := range answerSeeds() {
		f.Add(i, i%2 == 0, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, person bool, body []byte) {
		all := statuses()
		checkAnswer(t, person, all[uint(status)%uint(len(all))], string(body))
	})
}

// mutate breaks a text in one to three places.
func mutate(r *rand.Rand, seeds []string) string {
	text := []byte(seeds[r.IntN(len(seeds))])
	for range 1 + r.IntN(3) {
		at := r.IntN(len(text) + 1)
		switch r.IntN(5) {
		case 0:
			text = text[:at]
		case 1:
			text = append(text[:at:at], append([]byte{byte(r.IntN(256))}, text[at:]...)...)
		case 2:
			if at < len(text) {
				text[at] ^= 1 << r.IntN(8)
			}
		case 3:
			pieces := []string{`"`, `{`, `]`, `null`, `1e999`, `\u0000`, `,"exp":`, `"access_token":`, "\xff", `"error":[]`, `-`, strings.Repeat("9", 200)}
			text = append(text[:at:at], append([]byte(pieces[r.IntN(len(pieces))]), text[at:]...)...)
		case 4:
			other := seeds[r.IntN(len(seeds))]
			text = append(text[:at:at], other[r.IntN(len(other)+1):]...)
		}
	}
	return string(text)
}

// Tokens, answers of the directory and what is kept, broken at random: no panic, and what
// a caller relies on.
func TestRandom_tokensAndAnswers(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	tokens, answers, slots := tries.Of(10_000), tries.Of(10_000), tries.Of(10_000)
	for range tokens {
		text := mutate(r, claimSeeds())
		if r.IntN(10) > 0 {
			text = "h." + base64.RawURLEncoding.EncodeToString([]byte(text)) + ".s"
		}
		checkRead(t, text)
	}
	for range answers {
		checkAnswer(t, r.IntN(2) == 0, statuses()[r.IntN(len(statuses()))], mutate(r, answerSeeds()))
	}
	for range slots {
		checkKept(t, mutate(r, keptSeeds()))
	}
	t.Logf("%d tokens, %d answers and %d kept sign-ins broken at random (seed %d): no panic", tokens, answers, slots, seed)
}
