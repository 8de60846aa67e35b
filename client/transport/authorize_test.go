package transport_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

func TestAuthorize_refreshesOnce(t *testing.T) {
	t.Parallel()
	srv, given := &fake{answers: []answer{{status: 401, body: `{}`}}}, &tokens{}
	_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Act))
	if !errors.Is(err, transport.ErrSignIn) || errors.Is(err, transport.ErrUncertain) {
		t.Errorf("err %v, want ErrSignIn and certain", err)
	}
	if len(srv.seen) != 2 || len(given.calls) != 2 || given.calls[0] || !given.calls[1] {
		t.Errorf("%d requests, tokens asked %v; want one refresh and one resend", len(srv.seen), given.calls)
	}
	if a, b := srv.seen[0].Header.Get("Authorization"), srv.seen[1].Header.Get("Authorization"); a != "Bearer token-one" || b != "Bearer token-fresh" {
		t.Errorf("sent %q, then %q", a, b)
	}
	if srv.bodies[0] != srv.bodies[1] {
		t.Errorf("sent %q, then %q", srv.bodies[0], srv.bodies[1])
	}
}

func TestAuthorize_noOtherToken(t *testing.T) {
	t.Parallel()
	srv := &fake{answers: []answer{{status: 401, body: `{}`}}}
	given := &tokens{give: func(int, bool) (string, error) { return "always", nil }}
	_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Read))
	if !errors.Is(err, transport.ErrSignIn) || len(srv.seen) != 1 {
		t.Errorf("err %v, %d requests; want ErrSignIn after one", err, len(srv.seen))
	}
}

func TestAuthorize_claimsChallenge(t *testing.T) {
	t.Parallel()
	srv := &fake{answers: []answer{{status: 401, body: `{}`, header: http.Header{
		"Www-Authenticate": {`Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`},
	}}}}
	_, err := newAPI(t, srv).Do(t.Context(), call(transport.Read))
	e, ok := errors.AsType[*transport.Error](err)
	if !ok || !e.Claims || len(srv.seen) != 1 || !errors.Is(err, transport.ErrSignIn) {
		t.Errorf("err %v, %d requests; want a claims challenge at once", err, len(srv.seen))
	}
}

func TestAuthorize_noToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		refused := errors.New("the client secret has expired")
		for name, at := range map[string]int{"at first": 1, "when refreshing": 2} {
			srv := &fake{answers: []answer{{status: 401, body: `{}`}}}
			given := &tokens{give: func(n int, _ bool) (string, error) {
				if n >= at {
					return "", refused
				}
				return "token", nil
			}}
			_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Act))
			if !errors.Is(err, refused) || errors.Is(err, transport.ErrUncertain) || len(srv.seen) != at-1 {
				t.Errorf("%s: err %v, %d requests; want the sign-in's own error, nothing sent twice", name, err, len(srv.seen))
			}
		}
	})
}

// answerer is a source that knows how to satisfy a demand.
type answerer struct {
	tokens

	asked []string // audience and claims
	token string
	err   error
}

func (a *answerer) Answer(_ context.Context, audience, claims string) (secret.String, error) {
	a.asked = append(a.asked, audience+" "+claims)
	return secret.New(a.token), a.err
}

// demands is a 401 that asks for claims in some way of writing.
func demands(params string) answer {
	return answer{status: 401, body: `{}`, header: http.Header{"Www-Authenticate": {params}}}
}

const mfa = `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`

// A service that demands more of a token is answered once by the source; never more, and
// never with the same token.
func TestAuthorize_answersOnce(t *testing.T) {
	t.Parallel()
	encoded := base64.StdEncoding.EncodeToString([]byte(mfa))
	demand := demands(`Bearer realm="", error="insufficient_claims", claims="` + encoded + `"`)
	plain, fine := answer{status: 401, body: `{}`}, answer{status: 200, body: `{}`}
	for name, tt := range map[string]struct {
		answers []answer
		token   string
		sent    []string // tokens
		asked   int
		claims  bool // the error keeps the demand
		good    bool
	}{
		"content":                {[]answer{demand, fine}, "more", []string{"token-one", "more"}, 1, false, true},
		"never content":          {[]answer{demand}, "more", []string{"token-one", "more"}, 1, true, false},
		"then refused":           {[]answer{demand, plain}, "more", []string{"token-one", "more"}, 1, false, false},
		"first refused":          {[]answer{plain, demand, fine}, "more", []string{"token-one", "token-fresh", "more"}, 1, false, true},
		"refused for ever":       {[]answer{plain, demand, plain}, "more", []string{"token-one", "token-fresh", "more"}, 1, false, false},
		"the same token":         {[]answer{demand}, "token-one", []string{"token-one"}, 1, true, false},
		"none":                   {[]answer{demand}, "", []string{"token-one"}, 1, true, false},
		"claims nobody can read": {[]answer{demands(`Bearer claims="%%%"`)}, "more", []string{"token-one"}, 0, true, false},
	} {
		for _, kind := range []transport.Kind{transport.Read, transport.Act} {
			srv, given := &fake{answers: tt.answers}, &answerer{token: tt.token}
			_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(kind))
			var sent []string
			for i, r := range srv.seen {
				sent = append(sent, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
				if srv.bodies[i] != srv.bodies[0] {
					t.Errorf("%s: sent %q, then %q", name, srv.bodies[0], srv.bodies[i])
				}
			}
			if !slices.Equal(sent, tt.sent) || len(given.asked) != tt.asked || (err == nil) != tt.good {
				t.Errorf("%s: sent %v, asked %v: %v", name, sent, given.asked, err)
			}
			if tt.asked > 0 && given.asked[0] != "https://api.example.com "+mfa {
				t.Errorf("%s: asked for %s", name, given.asked[0])
			}
			if e, ok := errors.AsType[*transport.Error](err); ok && (e.Claims != tt.claims || !errors.Is(err, transport.ErrSignIn) || e.Uncertain) {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
}

// refusal is a sign-in's own error with advice.
type refusal struct{}

func (refusal) Error() string     { return "a policy wants another factor" }
func (refusal) Hint() string      { return "sign in again, with a second factor" }
func (refusal) Is(err error) bool { return err == transport.ErrSignIn }

// What cannot be had without the person says so, with the reason.
func TestAuthorize_answerNeedsThePerson(t *testing.T) {
	t.Parallel()
	srv, given := &fake{answers: []answer{demands(`Bearer claims="eyJhIjp7fX0"`)}}, &answerer{err: refusal{}}
	_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Act))
	e, ok := errors.AsType[*transport.Error](err)
	if !ok || !e.Claims || e.Status != 401 || !errors.Is(err, transport.ErrSignIn) || len(srv.seen) != 1 {
		t.Fatalf("%v after %d requests", err, len(srv.seen))
	}
	if !strings.Contains(err.Error(), "another factor") || e.Hint() != "sign in again, with a second factor" {
		t.Errorf("%v; %s", err, e.Hint())
	}
}

// A demand may be written in many ways, and whatever comes is read without harm.
func TestAuthorize_waysToDemand(t *testing.T) {
	t.Parallel()
	const want = `{"a":{"b":1}}`
	for header, legible := range map[string]bool{
		`Bearer claims="eyJhIjp7ImIiOjF9fQ=="`:                                                                          true,
		`Bearer claims="eyJhIjp7ImIiOjF9fQ"`:                                                                            true,
		`bearer realm="a, b", Claims=eyJhIjp7ImIiOjF9fQ==`:                                                              true,
		`Bearer error="insufficient_claims",claims="{\"a\": {\"b\": 1}}"`:                                               true,
		`Basic realm="x", Bearer authorization_uri="https://x/y?claims=z", claims="eyJhIjp7ImIiOjF9fQ==", error="e\"e"`: true,
		`Bearer claims="eyJhIjp7ImIiOjF9fQ==`:                                                                           true,
		`Bearer claims="eyJhIjp7Im"`:                                                                                    false,
		`Bearer claims="W10="`:                                                                                          false,
		`Bearer claims=""`:                                                                                              false,
		`Bearer claims="` + strings.Repeat("A", 9<<10) + `"`:                                                            false,
		`Bearer error="insufficient_claims"`:                                                                            false,
		`,,"=" claims, =, Bearer error = insufficient_claims , claims`:                                                  false,
	} {
		srv, given := &fake{answers: []answer{demands(header), {status: 200, body: `{}`}}}, &answerer{token: "more"}
		_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Read))
		switch e, _ := errors.AsType[*transport.Error](err); {
		case legible && (err != nil || !slices.Equal(given.asked, []string{"https://api.example.com " + want})):
			t.Errorf("%.80s: asked %v (%v)", header, given.asked, err)
		case !legible && (e == nil || !e.Claims || len(given.asked) != 0):
			t.Errorf("%.80s: asked %v (%v), want it told", header, given.asked, err)
		}
	}
	// These are refusals like any other: a fresh token may do.
	for _, header := range []string{`Bearer error_description="no claims= here"`, `Bearer realm="insufficient_claims"`, ``} {
		srv, given := &fake{answers: []answer{demands(header), {status: 200, body: `{}`}}}, &answerer{token: "more"}
		if _, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Read)); err != nil || len(given.asked) != 0 {
			t.Errorf("%s: asked %v (%v)", header, given.asked, err)
		}
	}
}

// A call that is made once tells what came of it, whatever that is, and waits for nothing.
func TestOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for name, a := range map[string]answer{
			"trouble": {status: 503, body: `{}`}, "no connection": {err: dialError()}, "torn": {status: 200, body: `{"a":`, broken: true},
			"busy": {status: 429, body: `{}`, header: http.Header{"Retry-After": {"20"}}},
		} {
			srv := &fake{answers: []answer{a}}
			api, began := newAPI(t, srv), time.Now()
			for range 2 {
				if _, err := api.Do(transport.Once(t.Context()), call(transport.Read)); err == nil {
					t.Errorf("%s: no error", name)
				}
			}
			want := 2
			if name == "busy" {
				want = 1 // it asked to be left alone
			}
			if len(srv.seen) != want || time.Since(began) != 0 {
				t.Errorf("%s: %d requests in %s", name, len(srv.seen), time.Since(began))
			}
		}
	})
}

// An answer that is a web page is marked as perhaps somebody else's.
func TestError_page(t *testing.T) {
	t.Parallel()
	for body, page := range map[string]bool{"<!DOCTYPE html><p>Blocked</p>": true, ` <html>`: true, `{"error":{"code":"Forbidden"}}`: false, "": false} {
		_, err := newAPI(t, &fake{answers: []answer{{status: 403, body: body}}}).Do(t.Context(), call(transport.Read))
		if e, ok := errors.AsType[*transport.Error](err); !ok || e.Page != page {
			t.Errorf("%q: %+v", body, err)
		}
	}
}

// Whatever a service writes into a challenge is read without harm, and sent on to nobody but
// the source, once, as a JSON object.
func FuzzAuthorize_challenge(f *testing.F) {
	for _, seed := range []string{
		`Bearer realm="", error="insufficient_claims", claims="` + base64.StdEncoding.EncodeToString([]byte(mfa)) + `"`,
		`Bearer claims="{\"a\":{}}"`, `Bearer claims=eyJhIjp7fX0`, `Bearer claims="`, `claims==,"\`, `Basic x, Bearer  claims = "e30="`, "", "\x00\xff=\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		srv, given := &fake{answers: []answer{demands(header)}}, &answerer{token: "more"}
		_, err := newAPI(t, srv, func(o *transport.Options) { o.Tokens = given }).Do(t.Context(), call(transport.Read))
		if !errors.Is(err, transport.ErrSignIn) || len(srv.seen) > 2 || len(given.asked) > 1 {
			t.Errorf("%d requests, asked %q: %v", len(srv.seen), given.asked, err)
		}
		for _, a := range given.asked {
			_, claims, _ := strings.Cut(a, " ")
			if !strings.HasPrefix(claims, "{") || !json.Valid([]byte(claims)) || len(claims) > 8<<10 {
				t.Errorf("asked for %q", claims)
			}
		}
	})
}
