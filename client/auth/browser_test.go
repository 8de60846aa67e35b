package auth_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/client/auth"
	"awning/client/transport"
	"awning/model"
)

// browse starts a sign-in through the browser at a directory that redeems any code.
func browse(t *testing.T, change ...func(*auth.PersonOptions)) (*auth.Flow, url.Values, *directory) {
	t.Helper()
	d := newDirectory(func(asked) (int, string, error) { return 200, signedIn("access", "refresh"), nil })
	o := auth.PersonOptions{Tenant: homeTenant, ClientID: publicApp, Kind: model.Browser, Base: d}
	for _, f := range change {
		f(&o)
	}
	flow, err := auth.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(flow.Cancel)
	address, err := url.Parse(flow.Prompt().Address)
	if err != nil {
		t.Fatal(err)
	}
	return flow, address.Query(), d
}

// visit is the browser: it opens an address on the port and returns the status and page.
func visit(t *testing.T, method, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(page)
}

func back(query url.Values, members ...string) string {
	end := url.Values{"state": {query.Get("state")}}
	for i := 0; i < len(members); i += 2 {
		end.Set(members[i], members[i+1])
	}
	return query.Get("redirect_uri") + "/?" + end.Encode()
}

func TestBrowser_comesBack(t *testing.T) {
	t.Parallel()
	flow, query, d := browse(t)
	if p := flow.Prompt(); !strings.HasPrefix(p.Address, "https://login.microsoftonline.com/"+homeTenant+"/oauth2/v2.0/authorize?") ||
		p.Port == 0 || p.Code != "" || time.Until(p.Expires) < 14*time.Minute || query.Get("redirect_uri") != fmt.Sprintf("http://localhost:%d", p.Port) {
		t.Errorf("prompt %v", p)
	}
	if query.Get("response_type") != "code" || query.Get("code_challenge_method") != "S256" || len(query.Get("state")) < 40 ||
		query.Get("scope") != "https://api.partner.microsoft.com/user_impersonation openid offline_access profile" {
		t.Errorf("asked with %v", query)
	}
	for name, address := range map[string]string{
		"no state":      query.Get("redirect_uri") + "/?code=C",
		"another state": query.Get("redirect_uri") + "/?code=C&state=S",
		"nothing":       query.Get("redirect_uri") + "/?state=" + query.Get("state"),
		"another page":  query.Get("redirect_uri") + "/favicon.ico?code=C&state=" + query.Get("state"),
	} {
		if status, page := visit(t, http.MethodGet, address); status != 404 {
			t.Errorf("%s: %d %q", name, status, page)
		}
	}
	if status, _ := visit(t, http.MethodPost, back(query, "code", "C")); status != 404 {
		t.Errorf("a POST was answered %d", status)
	}
	status, page := visit(t, http.MethodGet, back(query, "code", "THE-CODE", "session_state", "<script>"))
	if status != 200 || !strings.Contains(page, "close this window") || strings.Contains(page, "<") || strings.Contains(page, "THE-CODE") {
		t.Errorf("the page: %d %q", status, page)
	}
	session, err := flow.Wait(t.Context())
	if err != nil || session.User != "dana@brightwave.example" || session.Home != homeTenant || session.Cache().Empty() {
		t.Fatalf("session of %q, %v", session.User, err)
	}
	form := d.all()[0].form
	sum := sha256.Sum256([]byte(form.Get("code_verifier")))
	if form.Get("code") != "THE-CODE" || form.Get("redirect_uri") != query.Get("redirect_uri") ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != query.Get("code_challenge") {
		t.Errorf("redeemed with %v", form)
	}
	if n := len(d.all()); n != 1 {
		t.Errorf("%d requests to the directory, want one", n)
	}
	if status, page := visit(t, http.MethodGet, back(query, "code", "AGAIN")); status != 0 {
		t.Errorf("the port still answers: %d %q", status, page)
	}
}

// The port is open on the loopback address alone, and answers only under its own name.
func TestBrowser_portIsOurs(t *testing.T) {
	t.Parallel()
	flow, query, _ := browse(t)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, back(query, "code", "C"), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "evil.example"
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusNotFound {
		t.Errorf("answered %d under another name", resp.StatusCode)
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast() {
			continue
		}
		dialer := net.Dialer{Timeout: time.Second}
		if conn, dialed := dialer.DialContext(t.Context(), "tcp", net.JoinHostPort(n.IP.String(), strconv.Itoa(flow.Prompt().Port))); dialed == nil {
			conn.Close()
			t.Errorf("the port is open on %s", n.IP)
		}
	}
	other, err := auth.Start(t.Context(), auth.PersonOptions{ClientID: publicApp, Kind: model.Browser, Port: flow.Prompt().Port})
	if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), "another port") {
		t.Errorf("a port that is taken: %v, %v", other, err)
	}
}

// Without a port nothing listens, and the address is pasted.
func TestBrowser_noPort(t *testing.T) {
	t.Parallel()
	flow, query, _ := browse(t, func(o *auth.PersonOptions) { o.Port = auth.NoPort })
	good := back(query, "code", "PASTED")
	if status, _ := visit(t, http.MethodGet, good); status != 0 {
		t.Errorf("something answers at %s: %d", good, status)
	}
	if err := flow.Paste(good); err != nil {
		t.Fatal(err)
	}
	if session, err := flow.Wait(t.Context()); err != nil || session.User == "" || session.Cache().Empty() {
		t.Errorf("%+v, %v", session, err)
	}
}

func TestBrowser_paste(t *testing.T) {
	t.Parallel()
	flow, query, d := browse(t)
	good := back(query, "code", "PASTED")
	for name, address := range map[string]string{
		"nothing":       "",
		"the start":     flow.Prompt().Address,
		"another port":  "http://localhost:1/?code=C&state=" + query.Get("state"),
		"another host":  strings.Replace(good, "localhost", "evil.example", 1),
		"another state": query.Get("redirect_uri") + "/?code=C&state=S",
		"no code":       query.Get("redirect_uri") + "/?state=" + query.Get("state"),
		"endless":       good + strings.Repeat("A", 20_000),
		"control":       "http://\x00",
	} {
		if err := flow.Paste(address); err == nil || strings.Contains(err.Error(), query.Get("state")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Copied from a narrow terminal.
	if err := flow.Paste("  " + good[:30] + "\n  " + good[30:60] + "\r\n" + good[60:] + "\n"); err != nil {
		t.Fatal(err)
	}
	if err := flow.Paste(good); err == nil {
		t.Error("an address was taken twice")
	}
	if _, err := flow.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := d.all()[0].form.Get("code"); got != "PASTED" {
		t.Errorf("redeemed %q", got)
	}
}

func TestBrowser_refusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		members    []string
		text, hint string
		ticket     bool
	}{
		"declined":     {[]string{"error", "access_denied", "error_description", "AADSTS65004: User declined to consent."}, "declined", "accept", false},
		"no consent":   {[]string{"error", "consent_required", "error_description", "AADSTS65001: Nobody consented.\r\nTrace ID: cccc-1 Correlation ID: dddd-2"}, "consented", "administrator", true},
		"policy":       {[]string{"error", "access_denied", "error_description", "AADSTS53003: Blocked."}, "conditional access", "administrator", true},
		"with a token": {[]string{"error", "server_error", "error_description", "see Bearer abcdefghijkl"}, "[redacted]", "sign in again", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			flow, query, d := browse(t)
			if status, _ := visit(t, http.MethodGet, back(query, tt.members...)); status != 200 {
				t.Errorf("the browser was answered %d", status)
			}
			_, err := flow.Wait(t.Context())
			refused, ok := errors.AsType[*auth.Error](err)
			if !ok || !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) || (refused.Ticket() != "") != tt.ticket {
				t.Errorf("err %v; want %q with a hint at %q, a ticket: %v", err, tt.text, tt.hint, tt.ticket)
			}
			if name == "no consent" && (!strings.Contains(refused.Ticket(), "trace id: cccc-1") || !strings.Contains(refused.Ticket(), "correlation id: dddd-2")) {
				t.Errorf("ticket %q", refused.Ticket())
			}
			if len(d.all()) != 0 {
				t.Error("the directory was asked all the same")
			}
		})
	}
}

func TestBrowser_refusedCode(t *testing.T) {
	t.Parallel()
	flow, query, _ := browse(t, func(o *auth.PersonOptions) {
		o.Base = newDirectory(func(asked) (int, string, error) {
			return 400, refusal("invalid_grant", "54005", "The code THE-CODE was redeemed already."), nil
		})
	})
	visit(t, http.MethodGet, back(query, "code", "THE-CODE"))
	_, err := flow.Wait(t.Context())
	if !errors.Is(err, transport.ErrSignIn) || strings.Contains(err.Error(), "THE-CODE") || !strings.Contains(err.Error(), "used already") {
		t.Errorf("err %v", err)
	}
}

func TestBrowser_cancelled(t *testing.T) {
	t.Parallel()
	flow, query, _ := browse(t)
	flow.Cancel()
	if _, err := flow.Wait(t.Context()); !errors.Is(err, context.Canceled) {
		t.Errorf("err %v", err)
	}
	if status, _ := visit(t, http.MethodGet, back(query, "code", "C")); status != 0 {
		t.Errorf("the port still answers: %d", status)
	}
	if err := flow.Paste(back(query, "code", "C")); err == nil {
		if session, err := flow.Wait(t.Context()); err == nil || !session.Cache().Empty() {
			t.Error("a cancelled sign-in went on")
		}
	}
}

// Who it is and what a policy demands goes to the directory with the first step.
func TestBrowser_hints(t *testing.T) {
	t.Parallel()
	_, query, _ := browse(t, func(o *auth.PersonOptions) {
		o.LoginHint, o.Claims, o.Scope = "dana@brightwave.example", `{"access_token":{"acrs":{"value":"c1"}}}`, "https://graph.microsoft.com/User.Read"
	})
	if query.Get("login_hint") != "dana@brightwave.example" || query.Has("prompt") || query.Get("claims") != `{"access_token":{"acrs":{"value":"c1"}}}` ||
		!strings.HasPrefix(query.Get("scope"), "https://graph.microsoft.com/User.Read ") {
		t.Errorf("asked with %v", query)
	}
}
