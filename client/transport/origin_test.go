package transport_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"awning/client/transport"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"https://api.example.com/v1.0/ingestion/products?$skipToken=a%2Bb": "https://api.example.com/v1.0/ingestion/products?$skipToken=a%2Bb",
		"https://API.example.com:443/x":                                    "https://api.example.com/x",
		"//api.example.com/x":                                              "https://api.example.com/x",
		"/v1.0/ingestion/products":                                         "https://api.example.com/v1.0/ingestion/products",
		"v1.0/ingestion/products?$skipToken=eyJ9":                          "https://api.example.com/v1.0/ingestion/products?$skipToken=eyJ9",
		"V1.0/ingestion/products":                                          "https://api.example.com/V1.0/ingestion/products",
		"products?$skipToken=eyJ9":                                         "https://api.example.com/v1.0/ingestion/products?$skipToken=eyJ9",
		"products/p1/branches/getByModule(module=Listing)":                 "https://api.example.com/v1.0/ingestion/products/p1/branches/getByModule(module=Listing)",
		"https://api.example.com/a%20b/":                                   "https://api.example.com/a%20b/",
	}
	api := newAPI(t, &fake{})
	for ref, want := range tests {
		got, err := api.Resolve(ref)
		if err != nil || got.String() != want {
			t.Errorf("Resolve(%q) = %v, %v; want %s", ref, got, err, want)
		}
	}
}

// hostile are links that lead, or could be read to lead, elsewhere.
func hostile() []string {
	return []string{
		"", " ", "?$skipToken=a", "#x", ".", "..", "../products", "v1.0/../../x", "/v1.0/ingestion/../../x",
		"/%2e%2e/x", "/%2E./x", "/a/%2e/b", "/a%2fb", "/a%5cb", "/a//b", "//", "///evil.example/x",
		"https://evil.example/", "https://evil.example/v1.0/ingestion/products", "http://api.example.com/x",
		"HTTP://api.example.com/x", "http://api.example.com:443/x", "https://api.example.com:8443/x",
		"https://api.example.com:80/x", "https://api.example.com./x", "https://api.example.com.evil.example/x",
		"https://evil.example/https://api.example.com/", "https://evilapi.example.com/x", "https://example.com/x",
		"https://api.example.com@evil.example/x", "https://user@api.example.com/x", "https://user:pw@api.example.com/x",
		"https://api.example.com:443@evil.example/x", "https://api.example.com%40evil.example/x",
		"https://api.example.com%2eevil.example/x", "https://api.example.com%00.evil.example/x",
		`https://api.example.com\@evil.example/x`, `https:\\evil.example/x`, `\\evil.example\x`, `/\evil.example/x`,
		"//evil.example/x", "//api.example.com@evil.example/x", "//api.example.com:8443/x",
		"https:evil.example/x", "https:/evil.example/x", "https:///evil.example/x", "https://", "https://:443/x",
		"javascript:alert(1)", "file:///etc/passwd", "ftp://api.example.com/x", "data:text/plain,x",
		"ws://api.example.com/x", "https\n://api.example.com/x", "https://api.example.com/\r\nHost: evil.example",
		"https://api.example.com/\x00", "\thttps://api.example.com/x", " https://api.example.com/x",
		"https://api.example.com/x y", "https://аpi.example.com/x", "https://api.example.com\u3002evil.example/x",
		"https://ａpi.example.com/x", "https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/metadata",
		"https://api.example.com/%zz", "https://api.example.com/\xff",
	}
}

func TestOrigin_noTokenAbroad(t *testing.T) {
	t.Parallel()
	if len(hostile()) < 60 {
		t.Fatalf("only %d hostile links", len(hostile()))
	}
	for _, ref := range hostile() {
		srv, given := &fake{answers: []answer{{status: 200, body: `{}`}}}, &tokens{}
		api := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given })

		// As a link to follow.
		link, err := api.Resolve(ref)
		if err == nil {
			t.Errorf("Resolve(%q) = %s, want a refusal", ref, link)
		}
		// As a link that somebody parsed without asking.
		if raw, perr := url.Parse(ref); perr == nil && raw.Host != "" {
			c := call(transport.Read)
			c.Link = raw
			_, err = api.Do(t.Context(), c)
			abroad := !strings.EqualFold(raw.Scheme, "https") || raw.Host != "api.example.com" || raw.User != nil
			if abroad && err == nil {
				t.Errorf("a call to %q was sent", ref)
			}
		}
		// As a redirect.
		srv.answers = []answer{{status: 302, header: http.Header{"Location": {ref}}}}
		if _, err = api.Do(t.Context(), call(transport.Read)); err == nil {
			t.Errorf("the redirect to %q was a success", ref)
		}
		for _, r := range srv.seen {
			if r.URL.Host != "api.example.com" || r.URL.Scheme != "https" {
				t.Errorf("%q: a request went to %s with Authorization %q", ref, r.URL, r.Header.Get("Authorization"))
			}
		}
	}
}

func TestPathSegments(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", ".", "..", "a/b", `a\b`, "/", `\`, "a\nb", "a\x00", "\x7f", "\u0085", "a\xff"} {
		srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
		for _, path := range [][]string{{bad}, {"products", bad, "setup"}, {"products", bad}} {
			_, err := newAPI(t, srv).Do(t.Context(), transport.Call{Op: "read", Method: http.MethodGet, Path: path})
			if err == nil || len(srv.seen) != 0 {
				t.Errorf("path %q: err %v, %d requests; want a refusal", path, err, len(srv.seen))
			}
		}
	}
	for plain, want := range map[string]string{
		"a b":                         "a%20b",
		"getByModule(module=Listing)": "getByModule(module=Listing)",
		"a?b#c%2e":                    "a%3Fb%23c%252e",
		"...":                         "...",
		"%2e%2e":                      "%252e%252e",
		"é":                           "%C3%A9",
		"a:b;c,d":                     "a:b%3Bc%2Cd",
	} {
		srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
		_, err := newAPI(t, srv).Do(t.Context(), transport.Call{Op: "read", Method: http.MethodGet, Path: []string{plain}})
		if err != nil || srv.seen[0].URL.EscapedPath() != "/v1.0/ingestion/"+want {
			t.Errorf("segment %q: err %v, sent %s; want %s", plain, err, srv.seen[0].URL.EscapedPath(), want)
		}
	}
}

func TestPrepare_refusals(t *testing.T) {
	t.Parallel()
	refused := map[string]transport.Call{
		"idempotency key":   {Method: http.MethodPost, Kind: transport.Act, Header: http.Header{"Idempotency-Key": {"1"}}},
		"x-idempotency-key": {Method: http.MethodPost, Kind: transport.Act, Header: http.Header{"x-idempotency-key": {"1"}}},
		"authorization":     {Method: http.MethodGet, Header: http.Header{"Authorization": {"Bearer x"}}},
		"post as a read":    {Method: http.MethodPost},
		"get as a write":    {Method: http.MethodGet, Kind: transport.Act},
	}
	for name, c := range refused {
		srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
		if _, err := newAPI(t, srv).Do(t.Context(), c); err == nil || len(srv.seen) != 0 {
			t.Errorf("%s: err %v, %d requests; want a refusal", name, err, len(srv.seen))
		}
	}
	for _, bad := range []string{"", "http://api.example.com", "https://", "https://u@api.example.com", "https://api.example.com?x=1", "%zz"} {
		srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
		api := newAPI(t, srv, func(o *transport.Options) { o.BaseURL = bad })
		_, err := api.Do(t.Context(), call(transport.Read))
		_, rerr := api.Resolve("/x")
		if err == nil || rerr == nil || len(srv.seen) != 0 {
			t.Errorf("base %q: Do %v, Resolve %v; want refusals", bad, err, rerr)
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	for _, kind := range []transport.Kind{transport.PutTagged, transport.PutUntagged, transport.DeleteDraft, transport.Create, transport.Act} {
		srv := &fake{answers: []answer{{status: 200, body: `{}`}}}
		api := newAPI(t, srv, func(o *transport.Options) { o.ReadOnly = true })
		if _, err := api.Do(t.Context(), call(kind)); !errors.Is(err, transport.ErrReadOnly) || len(srv.seen) != 0 {
			t.Errorf("kind %d: err %v, %d requests; want ErrReadOnly", kind, err, len(srv.seen))
		}
		harmless := call(kind)
		harmless.Harmless = true
		if _, err := api.Do(t.Context(), harmless); err != nil || len(srv.seen) != 1 {
			t.Errorf("kind %d, harmless: err %v, %d requests", kind, err, len(srv.seen))
		}
		if _, err := api.Do(t.Context(), call(transport.Read)); err != nil {
			t.Errorf("a read: %v", err)
		}
	}
}
