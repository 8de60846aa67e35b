package auth_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// The marked secrets of these tests: what is asked with, and what comes back.
const (
	canarySecret    = "CANARY-client-secret-0123456789"
	canaryAssertion = "CANARY-assertion.0123456789.x"
	canaryDevice    = "CANARY-device-code-0123456789"
	canaryCode      = "CANARY-browser-code-0123456789"
	canaryAccess    = "CANARY-access-0123456789"
	canaryRefresh   = "CANARY-refresh-0123456789"
)

// hostile is a directory, and a network around it, that leads astray: hop by hop it
// answers what it is told to, with every address that an answer can name pointing abroad.
type hostile struct {
	status int
	body   func(asked) string
	header http.Header

	mu   sync.Mutex
	seen []string // "GET https://host/path"
}

func (h *hostile) RoundTrip(req *http.Request) (*http.Response, error) {
	d := newDirectory(func(one asked) (int, string, error) { return h.status, h.body(one), nil })
	h.mu.Lock()
	h.seen = append(h.seen, req.Method+" "+req.URL.Scheme+"://"+req.URL.Host+req.URL.Path)
	h.mu.Unlock()
	resp, err := d.RoundTrip(req)
	if err == nil {
		resp.Header = h.header
	}
	return resp, err
}

// abroad is a discovery document of somebody who wants our tokens, as a part of every
// kind of answer.
func abroad(link string) map[string]any {
	return map[string]any{
		"authorization_endpoint": link, "token_endpoint": link, "issuer": link, "device_authorization_endpoint": link,
		"tenant_discovery_endpoint": link, "jwks_uri": link, "cloud_instance_name": link, "cloud_graph_host_name": link,
		"metadata": []any{map[string]any{"preferred_network": link, "preferred_cache": link, "aliases": []string{"login.microsoftonline.com", link}}},
	}
}

func links() []string {
	return []string{
		"https://evil.example/{tenant}/oauth2/v2.0/token", "https://login.microsoftonline.com.evil.example/token", "https://login.microsoftonline.com@evil.example/",
		"http://login.microsoftonline.com/token", "https://login.microsoftonline.com:8443/token", "//evil.example/token", "https://evil.example\\@login.microsoftonline.com/",
		"https://login.microsoftonline.us/token", "https://login.microsoftonline.com./token", "file:///etc/passwd", "https://[::1]/token", "https://127.0.0.1/token",
	}
}

// everyIdentity asks for a token by every flow whose requests go to the directory.
func everyIdentity(t *testing.T, base http.RoundTripper, log *slog.Logger) []error {
	t.Helper()
	dir := t.TempDir()
	federated := filepath.Join(dir, "federated")
	if err := os.WriteFile(federated, []byte(canaryAssertion), 0o600); err != nil {
		t.Fatal(err)
	}
	variables := env{profile.EnvClientSecret: canarySecret, profile.EnvFederatedTokenFile: federated, profile.EnvCertificatePassword: "open-sesame"}
	safe := secret.NewSafe(secret.SafeOptions{Dir: dir, Keyring: secret.NewKeyringOn(newRing())})
	giving := newDirectory(func(one asked) (int, string, error) {
		if strings.HasSuffix(one.url.Path, "/devicecode") {
			return 200, codeAnswer, nil
		}
		return 200, signedIn(canaryAccess, canaryRefresh), nil
	})
	signIn(t, &strict{directory: giving}, safe)
	var errs []error
	add := func(what string, err error) {
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", what, err))
		}
	}
	for _, p := range []model.Profile{
		{Kind: model.ClientSecret, Tenant: homeTenant, ClientID: "app-1"},
		{Kind: model.WorkloadIdentity, Tenant: homeTenant, ClientID: "app-1"},
		{Kind: model.Certificate, Tenant: homeTenant, ClientID: "app-1", Certificate: filepath.Join("testdata", "certificate", "aes256-sha256.pem")},
		dana(homeTenant),
	} {
		source := auth.Source(p, auth.SourceOptions{Getenv: variables.get, Safe: safe, Base: base, Logger: log})
		_, err := source.Token(t.Context(), auth.AudienceGraph, false)
		add(string(p.Kind), err)
		answerer, ok := source.(transport.Answerer)
		if !ok {
			t.Fatalf("%s cannot answer a demand", p.Kind)
		}
		_, err = answerer.Answer(t.Context(), auth.AudienceGraph, `{"access_token":{}}`)
		add(string(p.Kind)+" with a demand", err)
	}
	flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: base, Logger: log})
	add("asking for a code", err)
	if err == nil {
		_, err = flow.Wait(t.Context())
		add("device code", err)
	}
	return errs
}

// throughBrowser ends a sign-in through the browser with a marked code. It has a real
// port, so that it runs in real time.
func throughBrowser(t *testing.T, base http.RoundTripper, log *slog.Logger) error {
	t.Helper()
	flow, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.Browser, Base: base, Logger: log})
	if err != nil {
		t.Fatal(err)
	}
	defer flow.Cancel()
	address, err := url.Parse(flow.Prompt().Address)
	if err != nil {
		t.Fatal(err)
	}
	if err = flow.Paste(back(address.Query(), "code", canaryCode)); err != nil {
		t.Fatal(err)
	}
	_, err = flow.Wait(t.Context())
	return err
}

// Whatever the directory answers, nothing is sent anywhere else: no token, no secret, no
// code, not even a question where to go.
func TestOrigin(t *testing.T) {
	t.Parallel()
	requests, forms := 0, 0
	for _, link := range links() {
		answers := map[string]*hostile{
			"metadata": {status: 200, body: func(one asked) string {
				answer := abroad(link)
				answer["access_token"], answer["expires_in"], answer["refresh_token"] = canaryAccess, 3599, canaryRefresh
				answer["user_code"], answer["device_code"], answer["verification_uri"] = "U", canaryDevice, link
				answer["id_token"] = jwt(map[string]any{"iss": link, "tid": link, "oid": "o", "preferred_username": "dana@brightwave.example"})
				answer["client_info"] = encoded(map[string]string{"uid": "u", "utid": link})
				return jsonText(answer)
			}},
			"refusal": {status: 400, body: func(asked) string {
				answer := abroad(link)
				answer["error"], answer["error_uri"], answer["error_description"] = "invalid_grant", link, "go to "+link
				return jsonText(answer)
			}, header: http.Header{"Www-Authenticate": {`Bearer authorization_uri="` + link + `"`}, "Location": {link}}},
		}
		for _, status := range []int{301, 302, 303, 307, 308} {
			answers[http.StatusText(status)] = &hostile{
				status: status, body: func(asked) string { return jsonText(abroad(link)) },
				header: http.Header{"Location": {strings.ReplaceAll(link, "{tenant}", homeTenant)}},
			}
		}
		for name, h := range answers {
			synctest.Test(t, func(t *testing.T) { everyIdentity(t, h, nil) })
			before := len(h.seen)
			if _ = throughBrowser(t, h, nil); len(h.seen) == before {
				t.Errorf("%s with %s: the code was not redeemed", name, link)
			}
			forms++
			for _, seen := range h.seen {
				requests++
				if !strings.HasPrefix(seen, "POST https://login.microsoftonline.com/"+homeTenant+"/oauth2/v2.0/") &&
					!strings.HasPrefix(seen, "POST https://login.microsoftonline.com/organizations/oauth2/v2.0/") {
					t.Errorf("%s with %s: %s", name, link, seen)
				}
			}
			if len(h.seen) < 5 {
				t.Errorf("%s with %s: only %d requests", name, link, len(h.seen))
			}
		}
	}
	t.Logf("T-ORIGIN: %d hostile answers to every way of signing in, %d requests, none to another origin", forms, requests)
}

// A directory, or somebody in its place, that repeats all it was sent: none of it is in
// an error, its hint, its ticket or the log.
func TestCanary_errorsAndLogs(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	log := slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
	said := 0
	for _, number := range []string{"7000215", "1230001", "50173", "65001"} {
		for _, status := range []int{200, 400, 401, 403, 404, 500} {
			h := &hostile{status: status, body: func(one asked) string {
				if strings.HasSuffix(one.url.Path, "/devicecode") {
					return strings.ReplaceAll(codeAnswer, "DEVICE-CODE", canaryDevice)
				}
				all := []string{fmt.Sprint(one.form)}
				for _, name := range []string{"client_secret", "client_assertion", "refresh_token", "device_code", "code", "code_verifier"} {
					all = append(all, one.form.Get(name))
				}
				return refusal("invalid_grant", number, "You said "+strings.Join(all, " "))
			}, header: http.Header{"X-Echo": {canarySecret}, "Set-Cookie": {canaryRefresh}}}
			tell := func(errs ...error) {
				for _, err := range errs {
					said++
					text.WriteString("\n" + err.Error() + fmt.Sprintf("%+v %#v", err, err))
					if refused, ok := errors.AsType[*auth.Error](err); ok {
						text.WriteString(refused.Hint() + refused.Ticket())
					}
					if failed, ok := errors.AsType[*transport.Error](err); ok {
						text.WriteString(failed.Detail() + failed.Hint() + fmt.Sprint(failed.Details, failed.Message))
					}
				}
			}
			synctest.Test(t, func(t *testing.T) { tell(everyIdentity(t, h, log)...) })
			if status == http.StatusBadRequest || status == http.StatusForbidden {
				tell(throughBrowser(t, h, log))
			}
		}
	}
	all := text.String()
	for _, mark := range []string{"CANARY", hex.EncodeToString([]byte("CANARY")), url.QueryEscape(canaryAssertion), "eyJ", "Q0FOQVJZ"} {
		if i := strings.Index(all, mark); i >= 0 {
			t.Errorf("%q in: …%s…", mark, all[max(0, i-200):min(len(all), i+100)])
		}
	}
	if said < 100 || !strings.Contains(all, "[redacted]") || !strings.Contains(all, "api=entra") {
		t.Errorf("%d errors, of which none says anything", said)
	}
	t.Logf("%d errors and their log, %d bytes: no secret", said, len(all))
}
