package entra_test

import (
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"awning/client/sandbox/entra"
	"awning/tries"
)

// paths are those of the directory that read something.
func paths() []string {
	return []string{
		"/organizations/oauth2/v2.0/devicecode", "/" + homeTenant + "/oauth2/v2.0/token", "/" + homeTenant + "/oauth2/token",
		"/common/oauth2/v2.0/authorize", "/devicelogin", "/sandbox/revoke", "/nowhere/v2.0/.well-known/openid-configuration",
	}
}

// holdsUp sends a request and checks what every answer must be.
func holdsUp(t *testing.T, d *entra.Directory, r entra.Request) {
	t.Helper()
	a, ok := d.Handle(r)
	if !ok {
		return
	}
	if a.Status < 200 || a.Status >= 500 {
		t.Errorf("%s %s?%s %q: %d %s", r.Method, r.Path, r.Query.Encode(), r.Body, a.Status, a.Body)
	}
	if to := a.Header.Get("Location"); to != "" {
		u, err := url.Parse(to)
		if err != nil || !slices.Contains([]string{"localhost", "127.0.0.1", "portal.example"}, u.Hostname()) || u.User != nil {
			t.Errorf("%v: the browser is sent to %s", err, to)
		}
	}
	if strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") && strings.Contains(strings.ToLower(string(a.Body)), "<script") {
		t.Errorf("a script in %s", a.Body)
	}
	if strings.Contains(string(a.Body), `"access_token"`) {
		t.Errorf("a token for %q", r.Body)
	}
}

// FuzzForm: no form gets a token by luck, or anything but an answer.
func FuzzForm(f *testing.F) {
	sample := [][3]string{
		{"client_id=" + console + "&scope=openid", "", ""},
		{"grant_type=refresh_token&client_id=" + console + "&refresh_token=1.e30.AA&claims={}", "", ""},
		{"grant_type=client_credentials&client_id=" + robot + "&client_secret=robot-secret%00&scope=" + partner + "/.default", "", ""},
		{"user_code=BCDFGHJKL&user=dana@home.example&action=approve", "", ""},
		{"", "client_id=" + console + "&response_type=code&redirect_uri=http://localhost:1&scope=openid&login_hint=x", "decline"},
		{"a=%zz;b", "user=%22%3E%3Cscript%3E", ""},
	}
	for i, s := range sample {
		f.Add(uint8(i), s[0], s[1])
	}
	d := entra.New(options())
	f.Fuzz(func(t *testing.T, path uint8, body, query string) {
		in, err := url.ParseQuery(query)
		if err != nil {
			in = url.Values{}
		}
		all := paths()
		for _, method := range []string{http.MethodPost, http.MethodGet} {
			holdsUp(t, d, entra.Request{Method: method, Path: all[int(path)%len(all)], Query: in, Header: http.Header{}, Body: []byte(body), Base: base})
		}
	})
}

// FuzzToken: nothing but the directory's own tokens is admitted, redeemed or
// taken for an assertion.
func FuzzToken(f *testing.F) {
	for _, seed := range []string{"", "a.b.c", "e30.e30.AAAA", "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4IiwiZXhwIjo5OTk5OTk5OTk5fQ.", strings.Repeat(".", 40)} {
		f.Add(seed)
	}
	d := entra.New(options())
	f.Fuzz(func(t *testing.T, token string) { refusesToken(t, d, token) })
}

func refusesToken(t *testing.T, d *entra.Directory, token string) {
	t.Helper()
	if who, no := d.Admit(token, graph); no == nil || who != (entra.Subject{}) {
		t.Errorf("%q was admitted as %+v", token, who)
	}
	for _, ask := range []url.Values{
		refreshed(token, "openid"),
		asked("client_secret", "", "client_assertion_type", assertionType, "client_assertion", token),
		redeemed(token), polled(token),
	} {
		holdsUp(t, d, entra.Request{Method: http.MethodPost, Path: "/" + homeTenant + "/oauth2/v2.0/token", Header: http.Header{}, Body: []byte(ask.Encode()), Base: base})
	}
}

// TestBrokenInputs takes good requests and tokens apart in many ways; none of the
// pieces gets anything.
func TestBrokenInputs(t *testing.T) {
	t.Parallel()
	c := newClient(t, nil)
	first := c.signIn("organizations", dana)
	tokens := []string{
		c.text(first, "access_token"), c.text(first, "refresh_token"), c.text(first, "id_token"),
		signed(t, key(t, 0), map[string]any{"alg": "RS256"}, map[string]any{"iss": robot, "sub": robot, "aud": "x", "exp": 1 << 40}),
	}
	forms := []string{
		asked().Encode(), refreshed(tokens[1], "openid").Encode(), redeemed("1.x").Encode(), polled("x").Encode(),
		"user_code=BCDFGHJKL&user=dana&action=approve", challenged().Encode(), `claims={"access_token":{"nbf":{"value":"1"}}}`,
	}
	r := rand.New(rand.NewPCG(1, 2))
	tries := tries.Of(10_000)
	for range tries {
		refusesToken(t, c.d, broken(r, tokens[r.IntN(len(tokens))]))
		all := paths()
		text := broken(r, forms[r.IntN(len(forms))])
		in, err := url.ParseQuery(text)
		if err != nil {
			in = url.Values{}
		}
		if in.Get("client_secret") == "robot-secret" || in.Get("refresh_token") == tokens[1] {
			continue // what was broken does not matter, and tokens are due
		}
		holdsUp(t, c.d, entra.Request{Method: http.MethodPost, Path: all[r.IntN(len(all))], Query: in, Header: http.Header{}, Body: []byte(text), Base: base})
		if t.Failed() {
			return
		}
	}
	t.Logf("%d tokens and %d forms", tries, tries)
}

// broken changes a text in one to three places.
func broken(r *rand.Rand, text string) string {
	b := []byte(text)
	for range 1 + r.IntN(3) {
		i := r.IntN(len(b))
		switch r.IntN(5) {
		case 0:
			b[i] ^= 1 << r.IntN(8)
		case 1:
			b = append(b[:i], b[i+r.IntN(len(b)-i):]...)
		case 2:
			b[i] = "%&=;.\x00<\"{"[r.IntN(9)]
		case 3:
			b = append(b[:i:i], append([]byte(text[:r.IntN(len(text))]), b[i:]...)...)
		default:
			b = append(b, byte(r.IntN(256)))
		}
		if len(b) == 0 {
			return "."
		}
	}
	if string(b) == text { // it was broken twice, and is whole
		return "." + text
	}
	return string(b)
}
