package main_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
)

// trap knows secrets and finds them again, in whatever form.
type trap struct {
	mu      sync.Mutex
	secrets map[string]string   // what it is, by value
	forms   map[string][]string // by its first bytes: forms that begin so
}

// window is how many bytes a form is looked up by. Shorter secrets would be found
// everywhere.
const window = 12

func newTrap() *trap {
	return &trap{secrets: map[string]string{}, forms: map[string][]string{}}
}

// add makes a secret known, and every piece of it that is long enough to be of use:
// whoever cuts a secret short shows most of it.
func (x *trap) add(what, value string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if _, known := x.secrets[value]; known || len(value) < window {
		return
	}
	x.secrets[value] = what
	secret := value
	if token := strings.Split(value, "."); len(token) == 3 {
		// The claims are no secret piece by piece: a diagnosis shows them.
		x.learn(value, value)
		x.learn(token[1], value)
		secret = token[2]
	}
	x.learn(secret, value)
	const length, step = 20, 8
	for at := 0; at+length <= len(secret); at += step {
		x.learn(secret[at:at+length], value)
	}
}

// learn makes the forms of a piece of a secret known.
func (x *trap) learn(piece, of string) {
	for _, form := range encodings(piece) {
		if len(form) >= window {
			x.forms[form[:window]] = append(x.forms[form[:window]], form, of)
		}
	}
}

// kinds counts the secrets known, by what they are.
func (x *trap) kinds() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	counts := map[string]int{}
	for _, what := range x.secrets {
		counts[what]++
	}
	var out []string
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, fmt.Sprintf("%d %s", counts[what], what))
	}
	return strings.Join(out, ", ")
}

// hits are the secrets found in data: what they are, with what stands around them.
func (x *trap) hits(data []byte) []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	var out []string
	for i := 0; i+window <= len(data); i++ {
		forms := x.forms[string(data[i:i+window])]
		for j := 0; j < len(forms); j += 2 {
			if form := forms[j]; bytes.HasPrefix(data[i:], []byte(form)) {
				around := data[max(0, i-60):min(len(data), i+len(form)+20)]
				out = append(out, fmt.Sprintf("%s: …%q…", x.secrets[forms[j+1]], around))
			}
		}
	}
	return out
}

// encodings are the forms in which a secret may leave a program.
func encodings(s string) []string {
	all := []string{
		s, url.QueryEscape(s), url.PathEscape(s), url.QueryEscape(url.QueryEscape(s)), strings.ToLower(url.QueryEscape(s)),
		hex.EncodeToString([]byte(s)), strings.ToUpper(hex.EncodeToString([]byte(s))), fmt.Sprintf("% x", s),
		html.EscapeString(s), strconv.Quote(s)[1 : len(strconv.Quote(s))-1], strconv.QuoteToASCII(s)[1 : len(strconv.QuoteToASCII(s))-1],
	}
	for _, escape := range []bool{true, false} {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(escape)
		if e.Encode(s) == nil {
			all = append(all, strings.Trim(b.String(), "\"\n"))
		}
	}
	var wide, escaped strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		wide.WriteString(string([]byte{byte(unit), byte(unit >> 8)}))
		fmt.Fprintf(&escaped, `\u%04x`, unit)
	}
	all = append(all, wide.String(), escaped.String())
	// In base64 the neighbours change the first and the last characters.
	for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 {
			text := e.EncodeToString([]byte(strings.Repeat("\x00", before) + s))
			first := []int{0, 2, 3}[before]
			last := (len(s) + before) / 3 * 4
			if last > first {
				all = append(all, text[first:last])
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestTrap_knowsEveryForm(t *testing.T) {
	t.Parallel()
	const value = `ca~n"a<r>y/+é \ s3cr.et&ä=9`
	x := newTrap()
	x.add("secret", value)
	asJSON, err := json.Marshal(map[string]string{"k": value})
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{
		"raw": "x" + value + "y", "form": url.Values{"k": {value}}.Encode(), "path": url.PathEscape(value), "hex": fmt.Sprintf("%x", "a"+value),
		"HEX": fmt.Sprintf("%X", value), "quoted": fmt.Sprintf("%q", value), "ASCII": fmt.Sprintf("%+q", value), "JSON": string(asJSON),
		"html": html.EscapeString(value), "address in an address": url.QueryEscape("https://x/?k=" + url.QueryEscape(value)),
	}
	for i := range 6 {
		around := strings.Repeat("z", i) + value + strings.Repeat("z", 5-i)
		shown[fmt.Sprint("base64 at ", i)] = base64.StdEncoding.EncodeToString([]byte(around))
		shown[fmt.Sprint("base64url at ", i)] = base64.URLEncoding.EncodeToString([]byte(around))
	}
	for form, text := range shown {
		if hits := x.hits([]byte(text)); len(hits) == 0 || !strings.HasPrefix(hits[0], "secret: ") {
			t.Errorf("%s is not found in %s: %q", form, text, hits)
		}
	}
	for _, harmless := range []string{"", "[redacted]", value[:10], value[2:17]} {
		if hits := x.hits([]byte(harmless)); len(hits) > 0 {
			t.Errorf("%q is taken for a secret: %q", harmless, hits)
		}
	}
	const header, claims = "eyJhbGciOiJSUzI1NiJ9", "eyJzdWIiOiJkYW5hIn0"
	x.add("token", header+"."+claims+".c2lnbmF0dXJlIQ")
	for text, found := range map[string]bool{header: false, "x" + claims: true, "signature: c2lnbmF0dXJlIQ": true} {
		if hits := x.hits([]byte(text)); (len(hits) > 0) != found {
			t.Errorf("in %q: %q", text, hits)
		}
	}
}

// listen puts the trap between a client and a sandbox, as a proxy that learns every
// secret that goes by, and returns the address to use.
func (x *trap) listen(t *testing.T, sandbox string) string {
	t.Helper()
	target, err := url.Parse(sandbox)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		ErrorLog: log.New(io.Discard, "", 0), // of consoles that left in the middle of an answer
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host              // from which the sandbox makes its addresses
			r.Out.Header.Del("Accept-Encoding") // answers are to be read
			x.asked(r.In, r.Out)
		},
		ModifyResponse: x.answered,
	}
	server := httptest.NewServer(proxy)
	t.Cleanup(server.Close)
	return server.URL
}

// asked learns from a request.
func (x *trap) asked(in, out *http.Request) {
	if bearer, ok := strings.CutPrefix(in.Header.Get("Authorization"), "Bearer "); ok {
		x.add("access token", bearer)
	}
	x.signed(in.URL.RawQuery)
	if in.Header.Get("Content-Type") != "application/x-www-form-urlencoded" || in.Body == nil {
		return
	}
	body, err := io.ReadAll(in.Body)
	if err != nil {
		return // the sandbox will miss it, and the test with it
	}
	out.Body, out.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return
	}
	for name, what := range map[string]string{
		"client_secret": "client secret", "client_assertion": "assertion", "refresh_token": "refresh token", "device_code": "device code",
		"code": "authorization code", "code_verifier": "code verifier",
	} {
		x.add(what, form.Get(name))
	}
}

// answered learns from an answer.
func (x *trap) answered(r *http.Response) error {
	if to := r.Header.Get("Location"); to != "" {
		x.signed(to)
	}
	if !strings.Contains(r.Header.Get("Content-Type"), "json") {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var answer map[string]any
	if json.Unmarshal(body, &answer) == nil {
		for name, what := range map[string]string{
			"access_token": "access token", "refresh_token": "refresh token", "id_token": "id token", "device_code": "device code",
		} {
			value, _ := answer[name].(string)
			x.add(what, value)
		}
	}
	x.signed(string(body))
	return nil
}

// signed learns the signatures of storage addresses in a text.
func (x *trap) signed(text string) {
	for _, found := range regexp.MustCompile(`(?:[?&;]|\\u0026)sig=([A-Za-z0-9%+/=_-]+)`).FindAllStringSubmatch(text, -1) {
		value, err := url.QueryUnescape(found[1])
		if err != nil {
			value = found[1]
		}
		x.add("signature of a storage address", value)
	}
}
