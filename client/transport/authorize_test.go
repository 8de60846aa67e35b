package transport_test

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"

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
