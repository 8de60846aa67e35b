package entra_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox/entra"
)

const verifier = "a-verifier-of-at-least-forty-three-characters-in-length"

// challenged is an authorize request with PKCE.
func challenged() url.Values {
	sum := sha256.Sum256([]byte(verifier))
	return form("client_id", console, "response_type", "code", "redirect_uri", loopback, "scope", everything, "state", "a state&=",
		"code_challenge", base64.RawURLEncoding.EncodeToString(sum[:]), "code_challenge_method", "S256", "nonce", "n")
}

// authorize opens the page, and returns the result that went to the address.
func (c client) authorize(tenant string, query, post url.Values) (answer, url.Values) {
	c.t.Helper()
	method := http.MethodGet
	if post != nil {
		method = http.MethodPost
	}
	a := c.send(method, "/"+tenant+"/oauth2/v2.0/authorize?"+query.Encode(), post)
	u, err := url.Parse(a.Header.Get("Location"))
	if err != nil {
		c.t.Fatal(err)
	}
	if a.Status == http.StatusFound && "http://"+u.Host != loopback && u.Host != "portal.example" {
		c.t.Errorf("went to %s", u)
	}
	return a, u.Query()
}

// redeemed is the form that redeems a code.
func redeemed(code string) url.Values {
	return form("grant_type", "authorization_code", "client_id", console, "code", code, "redirect_uri", loopback, "code_verifier", verifier,
		"scope", everything, "client_info", "1")
}

func TestAuthorize(t *testing.T) {
	t.Parallel()
	for name, choose := range map[string]struct{ query, post []string }{
		"a hint":      {query: []string{"login_hint", dana}},
		"a parameter": {query: []string{"user", dana}},
		"a click":     {query: []string{"prompt", "select_account", "login_hint", ingrid}, post: []string{"user", dana}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, nil)
			var post url.Values
			if choose.post != nil {
				post = form(choose.post...)
			}
			a, result := c.authorize("organizations", with(challenged(), choose.query...), post)
			if a.Status != http.StatusFound || result.Get("code") == "" || result.Get("state") != "a state&=" || result.Get("error") != "" {
				t.Fatalf("%d %s", a.Status, result)
			}
			a = c.token("organizations", redeemed(result.Get("code")))
			c.says(c.claims(c.text(a, "access_token")), "aud", partner, "tid", homeTenant, "oid", danaObject, "scp", "user_impersonation")
			c.says(c.claims(c.text(a, "id_token")), "nonce", "n", "preferred_username", dana)
			c.text(a, "refresh_token")
			c.text(a, "client_info")
		})
	}
}

// TestAuthorize_page: it names everybody, runs nothing, and a click on it asks
// for the same again.
func TestAuthorize_page(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(o *entra.Options) { o.Apps[0].Name = `<script>alert("x")</script>` })
	for _, user := range []string{"", `"><img src=x onerror=y>@home.example`} {
		query := with(challenged(), "user", user)
		a, _ := c.authorize(homeTenant, query, nil)
		page := string(a.Body)
		if a.Status != http.StatusOK || !strings.Contains(page, dana) || !strings.Contains(page, "Ingrid &lt;b&gt;") {
			t.Errorf("%d %s", a.Status, page)
		}
		for _, bad := range []string{"<script", "<img", "<b>", "javascript:"} {
			if strings.Contains(page, bad) {
				t.Errorf("the page has %s: %s", bad, page)
			}
		}
		if csp := a.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") {
			t.Errorf("policy %q", csp)
		}
		_, after, _ := strings.Cut(page, `action="?`)
		action, _, _ := strings.Cut(after, `"`)
		posted, err := url.ParseQuery(html.UnescapeString(action))
		if err != nil || posted.Encode() != query.Encode() {
			t.Errorf("%v: a click asks for %s, not for %s", err, posted.Encode(), query.Encode())
		}
	}
}

func TestAuthorize_formPost(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	a, _ := c.authorize("organizations", with(challenged(), "response_mode", "form_post", "login_hint", dana), nil)
	page := string(a.Body)
	for _, want := range []string{`action="` + loopback + `"`, `name="code" value="1.`, `name="state" value="a state&amp;="`} {
		if a.Status != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("%d, no %s in %s", a.Status, want, page)
		}
	}
}

// TestAuthorize_refusals: what is wrong with the application or its address is
// told on the page, and nothing is sent to that address.
func TestAuthorize_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		tenant string
		change []string
		code   string
	}{
		"another port":     {homeTenant, []string{"redirect_uri", "http://127.0.0.1:1/"}, ""},
		"another host":     {homeTenant, []string{"redirect_uri", "http://localhost.example:1"}, "AADSTS50011"},
		"another scheme":   {homeTenant, []string{"redirect_uri", "https://localhost:1"}, "AADSTS50011"},
		"another path":     {homeTenant, []string{"redirect_uri", "http://localhost:1/back"}, "AADSTS50011"},
		"somebody's":       {homeTenant, []string{"redirect_uri", "http://me@localhost:1"}, "AADSTS50011"},
		"no address":       {homeTenant, []string{"redirect_uri", ""}, "AADSTS50011"},
		"an app's own":     {homeTenant, []string{"client_id", portal, "redirect_uri", "https://portal.example/back?x=1"}, ""},
		"not an app's own": {homeTenant, []string{"client_id", portal}, "AADSTS50011"},
		"unknown app":      {homeTenant, []string{"client_id", "x"}, "AADSTS700016"},
		"unknown tenant":   {"nowhere.example", nil, "AADSTS90002"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, nil)
			a := c.send(http.MethodGet, "/"+test.tenant+"/oauth2/v2.0/authorize?"+with(challenged(), append(test.change, "login_hint", dana)...).Encode(), nil)
			went := a.Header.Get("Location")
			if test.code == "" && (a.Status != http.StatusFound || !strings.Contains(went, "code=")) {
				t.Errorf("%d to %q %s", a.Status, went, a.Body)
			}
			if test.code != "" && (a.Status != http.StatusBadRequest || went != "" || !strings.Contains(string(a.Body), test.code)) {
				t.Errorf("%d to %q, want %s on the page: %s", a.Status, went, test.code, a.Body)
			}
		})
	}
}

// TestAuthorize_errors: everything else goes back to the application.
func TestAuthorize_errors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change  func(*entra.Options)
		tenant  string
		query   []string
		decline bool
		kind    string
		code    string
	}{
		"declined":          {nil, homeTenant, nil, true, "access_denied", "AADSTS65004"},
		"no response type":  {nil, homeTenant, []string{"response_type", ""}, false, "unsupported_response_type", "AADSTS700054"},
		"a token":           {nil, homeTenant, []string{"response_type", "token"}, false, "unsupported_response_type", "AADSTS700054"},
		"as a fragment":     {nil, homeTenant, []string{"response_mode", "fragment"}, false, "invalid_request", "AADSTS70007"},
		"without asking":    {nil, homeTenant, []string{"prompt", "none"}, false, "login_required", "AADSTS50058"},
		"no scope":          {nil, homeTenant, []string{"scope", ""}, false, "invalid_request", "AADSTS900144"},
		"unknown scope":     {nil, homeTenant, []string{"scope", "Files.Read"}, false, "invalid_scope", "AADSTS70011"},
		"unknown resource":  {nil, homeTenant, []string{"scope", "api://x/y"}, false, "invalid_resource", "AADSTS500011"},
		"short challenge":   {nil, homeTenant, []string{"code_challenge", "x"}, false, "invalid_request", "AADSTS501471"},
		"no challenge":      {nil, homeTenant, []string{"code_challenge", ""}, false, "invalid_request", "AADSTS501471"},
		"strange challenge": {nil, homeTenant, []string{"code_challenge_method", "S512"}, false, "invalid_request", "AADSTS501491"},
		"strange claims":    {nil, homeTenant, []string{"claims", "{"}, false, "invalid_request", "AADSTS9002313"},
		"not in the tenant": {nil, otherTenant, nil, false, "access_denied", "AADSTS50020"},
		"no consent":        {func(o *entra.Options) { o.Apps[0].Consented = nil }, homeTenant, nil, false, "consent_required", "AADSTS65001"},
		"not assigned":      {func(o *entra.Options) { o.Apps[0].Assigned = []string{ingrid} }, homeTenant, nil, false, "access_denied", "AADSTS50105"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, test.change)
			var post url.Values
			query := with(challenged(), append(test.query, "login_hint", dana)...)
			if test.decline {
				query, post = with(query, "login_hint", ""), form("action", "decline")
			}
			a, result := c.authorize(test.tenant, query, post)
			if a.Status != http.StatusFound || result.Get("error") != test.kind || !strings.Contains(result.Get("error_description"), test.code+": ") ||
				result.Get("state") != "a state&=" || result.Get("code") != "" {
				t.Errorf("%d %s, want %s with %s", a.Status, result.Encode(), test.kind, test.code)
			}
		})
	}
}

func TestAuthorizationCode_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		wait   time.Duration
		tenant string
		change []string
		kind   string
		code   int
	}{
		"in time":            {codeWait - time.Second, "organizations", nil, "", 0},
		"too late":           {codeWait, "organizations", nil, "invalid_grant", 70008},
		"no code":            {0, "organizations", []string{"code", ""}, "invalid_request", 900144},
		"no address":         {0, "organizations", []string{"redirect_uri", ""}, "invalid_request", 900144},
		"another code":       {0, "organizations", []string{"code", "1.made-up"}, "invalid_grant", 9002313},
		"another address":    {0, "organizations", []string{"redirect_uri", "http://localhost:1"}, "invalid_client", 500112},
		"another verifier":   {0, "organizations", []string{"code_verifier", verifier + "x"}, "invalid_grant", 501481},
		"no verifier":        {0, "organizations", []string{"code_verifier", ""}, "invalid_grant", 501481},
		"another client":     {0, "organizations", []string{"client_id", portal, "client_secret", "portal-secret"}, "invalid_grant", 70000},
		"its own tenant":     {0, "home.example", nil, "", 0},
		"another tenant":     {0, otherTenant, nil, "invalid_grant", 700005},
		"another audience":   {0, "organizations", []string{"scope", arm + "//.default"}, "", 0},
		"an unknown service": {0, "organizations", []string{"scope", "https://x.example/.default"}, "invalid_resource", 500011},
		"strange claims":     {0, "organizations", []string{"claims", "[]"}, "invalid_request", 9002313},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, nil)
				_, result := c.authorize("organizations", with(challenged(), "login_hint", dana), nil)
				time.Sleep(test.wait)
				ask := with(redeemed(result.Get("code")), test.change...)
				a := c.token(test.tenant, ask)
				if test.kind != "" {
					c.refused(a, test.kind, test.code)
					return
				}
				c.text(a, "access_token")
				c.refused(c.token(test.tenant, ask), "invalid_grant", 54005)
			})
		})
	}
}

const codeWait = 10 * time.Minute

// TestAuthorizationCode_confidential: an application with a secret redeems with
// it, and may leave PKCE out.
func TestAuthorizationCode_confidential(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	const address = "https://portal.example/back?x=1"
	query := with(challenged(), "client_id", portal, "redirect_uri", address, "code_challenge", "", "code_challenge_method", "", "login_hint", dana)
	_, result := c.authorize(homeTenant, query, nil)
	if result.Get("x") != "1" {
		t.Errorf("the address lost its own query: %s", result)
	}
	ask := with(redeemed(result.Get("code")), "client_id", portal, "redirect_uri", address, "code_verifier", "")
	c.refused(c.token(homeTenant, ask), "invalid_client", 7000218)
	c.refused(c.token(homeTenant, with(ask, "client_secret", "x")), "invalid_client", 7000215)
	c.text(c.token(homeTenant, with(ask, "client_secret", "portal-secret")), "refresh_token")
}

// TestAuthorizationCode_plain: the verifier may be the challenge.
func TestAuthorizationCode_plain(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	for _, method := range []string{"plain", ""} {
		_, result := c.authorize(homeTenant, with(challenged(), "code_challenge", verifier, "code_challenge_method", method, "login_hint", dana), nil)
		c.text(c.token(homeTenant, redeemed(result.Get("code"))), "access_token")
	}
}
