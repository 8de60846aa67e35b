package auth_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
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
)

// scripted is a token endpoint in memory that takes a second to answer.
type scripted struct {
	mu      sync.Mutex
	answers []string // status and body, "200 {…}"; %d is the number of the request
	forms   []url.Values
	urls    []string
}

func (e *scripted) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	e.forms, e.urls = append(e.forms, form), append(e.urls, req.Method+" "+req.URL.String()+" "+req.Header.Get("Content-Type"))
	n := len(e.forms)
	status, text, _ := strings.Cut(e.answers[min(n, len(e.answers))-1], " ")
	e.mu.Unlock()
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	code := 0
	if _, err = fmt.Sscan(status, &code); err != nil {
		return nil, err
	}
	text = strings.ReplaceAll(text, "%d", strconv.Itoa(n))
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text))}, nil
}

const good = `200 {"token_type":"Bearer","expires_in":3599,"access_token":"token-%d"}`

func source(e *scripted) transport.TokenSource {
	return auth.Source(model.Profile{Tenant: "contoso.example", ClientID: "app-1", Kind: model.ClientSecret}, auth.SourceOptions{
		Getenv: env{profile.EnvClientSecret: "s3cr3t"}.get, Base: e,
	})
}

// env is an environment.
type env map[string]string

func (e env) get(name string) string { return e[name] }

func TestClientSecret_request(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := &scripted{answers: []string{good}}
		token, err := source(e).Token(t.Context(), auth.AudiencePartner, false)
		if err != nil || token.Reveal() != "token-1" {
			t.Fatalf("token %q, %v", token.Reveal(), err)
		}
		want := url.Values{
			"grant_type": {"client_credentials"}, "client_id": {"app-1"}, "client_secret": {"s3cr3t"},
			"scope": {"https://api.partner.microsoft.com/.default openid offline_access profile"},
		}
		if got := e.forms[0].Encode(); got != want.Encode() {
			t.Errorf("sent %s", got)
		}
		if e.urls[0] != "POST https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token application/x-www-form-urlencoded" {
			t.Errorf("sent to %s", e.urls[0])
		}
	})
}

// The older endpoint, and some proxies, send the lifetime as a text.
func TestClientSecret_lifetimes(t *testing.T) {
	t.Parallel()
	tests := map[string]time.Duration{`"3599"`: 3299 * time.Second, "120": 60 * time.Second, `"soon"`: 0, "-1": 0, "null": 0, "1e30": 0}
	for life, want := range tests {
		synctest.Test(t, func(t *testing.T) {
			e := &scripted{answers: []string{`200 {"access_token":"token-%d","expires_in":` + life + `}`}}
			s := source(e)
			if _, err := s.Token(t.Context(), auth.AudienceGraph, false); err != nil {
				if life != `"soon"` { // no number at all: the answer makes no sense
					t.Errorf("lifetime %s: %v", life, err)
				}
				return
			}
			if want > 0 {
				time.Sleep(want - time.Millisecond)
				again, err := s.Token(t.Context(), auth.AudienceGraph, false)
				if err != nil || again.Reveal() != "token-1" {
					t.Errorf("lifetime %s: %q, %v before its end", life, again.Reveal(), err)
				}
				time.Sleep(time.Millisecond)
			}
			if again, err := s.Token(t.Context(), auth.AudienceGraph, false); err != nil || again.Reveal() != "token-2" {
				t.Errorf("lifetime %s: %q, %v at its end", life, again.Reveal(), err)
			}
		})
	}
}

func TestClientSecret_cache(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := &scripted{answers: []string{good}}
		s := source(e)
		ask := func(want, audience string, fresh bool) {
			t.Helper()
			if got, err := s.Token(t.Context(), audience, fresh); err != nil || got.Reveal() != want {
				t.Errorf("got %q, %v; want %q", got.Reveal(), err, want)
			}
		}
		ask("token-1", auth.AudienceGraph, false)
		ask("token-1", auth.AudienceGraph, false)
		ask("token-2", auth.AudienceARM, false)
		ask("token-3", auth.AudienceGraph, true)
		ask("token-3", auth.AudienceGraph, false)
		time.Sleep(3599*time.Second - 5*time.Minute - time.Second)
		ask("token-3", auth.AudienceGraph, false)
		time.Sleep(time.Second) // five minutes are left
		ask("token-4", auth.AudienceGraph, false)
	})
}

func TestClientSecret_singleFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, fresh := range []bool{false, true} {
			e := &scripted{answers: []string{good}}
			s := source(e)
			if fresh {
				if _, err := s.Token(t.Context(), auth.AudienceGraph, false); err != nil {
					t.Fatal(err)
				}
			}
			before := len(e.forms)
			var wg sync.WaitGroup
			for range 20 {
				wg.Go(func() {
					if _, err := s.Token(t.Context(), auth.AudienceGraph, fresh); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if got := len(e.forms) - before; got != 1 {
				t.Errorf("fresh %v: %d requests, want 1", fresh, got)
			}
		}
	})
}

// The one who asks gives up; the others still get their token.
func TestClientSecret_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := source(&scripted{answers: []string{good}})
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := s.Token(ctx, auth.AudienceGraph, false); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient one: %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			if token, err := s.Token(t.Context(), auth.AudienceGraph, false); err != nil || token.Empty() {
				t.Errorf("the patient one: %v", err)
			}
		})
		wg.Wait()
	})
}

func TestClientSecret_refusals(t *testing.T) {
	t.Parallel()
	refusal := func(code string) string {
		return `401 {"error":"invalid_client","error_description":"AADSTS` + code + `: Some words.\r\nTrace ID: x","error_codes":[` + code + `]}`
	}
	tests := map[string]struct {
		answer, text, hint string
	}{
		"wrong secret":   {refusal("7000215"), "the client secret of the application app-1 is wrong (AADSTS7000215)", "not its id"},
		"expired":        {refusal("7000222"), "has expired", "new secret"},
		"unknown app":    {refusal("700016"), "application app-1 does not exist in the tenant contoso.example", "check both"},
		"unknown tenant": {refusal("90002"), "no tenant contoso.example", "tenant"},
		"something else": {refusal("1234567"), "the directory refused it: Some words. (AADSTS1234567)", "check"},
		"codes only":     {`400 {"error":"invalid_request","error_description":"no","error_codes":[90002]}`, "no tenant", "tenant"},
		"no token":       {`200 {"token_type":"Bearer"}`, "answered without a token", "proxy"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				e := &scripted{answers: []string{tt.answer}}
				_, err := source(e).Token(t.Context(), auth.AudienceGraph, false)
				refused, ok := errors.AsType[*auth.Error](err)
				if !ok || !errors.Is(err, transport.ErrSignIn) || !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) {
					t.Errorf("err %v; want %q with a hint at %q", err, tt.text, tt.hint)
				}
				if len(e.forms) != 1 {
					t.Errorf("asked %d times", len(e.forms))
				}
			})
		})
	}
}

func TestClientSecret_passingTrouble(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := &scripted{answers: []string{"503 {}", "429 {}", good}}
		token, err := source(e).Token(t.Context(), auth.AudienceGraph, false)
		if err != nil || token.Reveal() != "token-3" {
			t.Errorf("token %q, %v; want the third answer's", token.Reveal(), err)
		}
		e = &scripted{answers: []string{"503 {}"}}
		if _, err = source(e).Token(t.Context(), auth.AudienceGraph, false); err == nil || errors.Is(err, transport.ErrSignIn) {
			t.Errorf("a service in trouble: %v; that is no refused sign-in", err)
		}
	})
}

func TestClientSecret_secrets(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := model.Profile{Tenant: "t", ClientID: "app-1", Kind: model.ClientSecret}
		tests := map[string]struct {
			ring secret.Backend
			hint string
		}{
			"in no keyring":    {keys{}, "AZURE_CLIENT_SECRET"},
			"unusable keyring": {keys{profile.SecretEntry(p): errors.New("locked")}, "unlock"},
		}
		for name, tt := range tests {
			e := &scripted{answers: []string{good}}
			s := auth.Source(p, auth.SourceOptions{
				Getenv: env{}.get, Safe: secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(tt.ring)}), Base: e,
			})
			_, err := s.Token(t.Context(), auth.AudienceGraph, false)
			refused, ok := errors.AsType[*auth.Error](err)
			if !ok || !strings.Contains(refused.Hint(), tt.hint) || len(e.forms) != 0 {
				t.Errorf("%s: %v, want a hint at %q", name, err, tt.hint)
			}
		}
	})
}

// Through a whole API: an expired token is replaced once, and the call is sent
// again once.
func TestClientSecret_withTransport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := &scripted{answers: []string{good}}
		var sent []string
		api := transport.New(transport.Options{
			BaseURL: "https://graph.microsoft.com/rp", Audience: auth.AudienceGraph, Tokens: source(e),
			Base: roundTrip(func(req *http.Request) (*http.Response, error) {
				sent = append(sent, req.Header.Get("Authorization"))
				status := http.StatusOK
				if len(sent) == 1 {
					status = http.StatusUnauthorized
				}
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{}`))}, nil
			}),
		})
		_, err := api.Do(t.Context(), transport.Call{Op: "try", Method: http.MethodGet, Path: []string{"x"}})
		if err != nil || len(sent) != 2 || sent[0] != "Bearer token-1" || sent[1] != "Bearer token-2" {
			t.Errorf("sent %v, %v", sent, err)
		}
	})
}

func TestStatic(t *testing.T) {
	t.Parallel()
	s := auth.NewStatic(secret.New("given"))
	for _, fresh := range []bool{false, true} {
		if token, err := s.Token(t.Context(), auth.AudienceGraph, fresh); err != nil || token.Reveal() != "given" {
			t.Errorf("fresh %v: %q, %v", fresh, token.Reveal(), err)
		}
	}
	if _, err := auth.NewStatic(secret.String{}).Token(t.Context(), auth.AudienceGraph, false); !errors.Is(err, transport.ErrSignIn) {
		t.Errorf("no token: %v", err)
	}
}

func TestSource(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		app := model.Profile{Tenant: "t", ClientID: "app-1", Kind: model.ClientSecret}
		tests := map[string]struct {
			p    model.Profile
			env  map[string]string
			want string // the secret sent, or the token given out
		}{
			"environment":       {app, map[string]string{profile.EnvClientSecret: "env"}, "env"},
			"meant for it":      {app, map[string]string{profile.EnvClientSecret: "env", profile.EnvClientID: "app-1"}, "env"},
			"meant for another": {app, map[string]string{profile.EnvClientSecret: "env", profile.EnvClientID: "app-2"}, ""},
			"keyring":           {app, nil, ""},
			"token":             {model.Profile{Kind: model.StaticToken}, map[string]string{profile.EnvToken: "T"}, "T"},
		}
		for name, tt := range tests {
			e := &scripted{answers: []string{good}}
			s := auth.Source(tt.p, auth.SourceOptions{
				Getenv: env(tt.env).get, Safe: secret.NewSafe(secret.SafeOptions{Dir: t.TempDir(), Keyring: secret.NewKeyringOn(keys{})}), Base: e,
			})
			token, err := s.Token(t.Context(), auth.AudienceGraph, false)
			got := token.Reveal()
			if len(e.forms) > 0 {
				got = e.forms[0].Get("client_secret")
			}
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("%s: used %q, %v; want %q", name, got, err, tt.want)
			}
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// keys is a keyring that has nothing but errors.
type keys map[string]error

func (k keys) Get(_, entry string) (string, error) {
	if err, ok := k[entry]; ok {
		return "", err
	}
	return "", keyring.ErrNotFound
}
func (k keys) Set(string, string, string) error { return nil }
func (k keys) Delete(string, string) error      { return nil }
