package payouts_test

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"awning/client/auth"
	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/transport"
)

// answer is what the service says to everything, and what it was asked last.
type answer struct {
	status int
	body   string
	asked  string
}

func (a *answer) RoundTrip(r *http.Request) (*http.Response, error) {
	a.asked = r.Method + " " + r.URL.String()
	return &http.Response{
		StatusCode: a.status, Request: r, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(a.body)),
	}, nil
}

// Who may see payouts is told that there is no such export; everything else is an error.
func TestReachable(t *testing.T) {
	t.Parallel()
	const none = `{"error":{"code":"NotFound","message":"The export request was not found."}}`
	for name, tt := range map[string]struct {
		status int
		body   string
		kind   error // nil: reachable
		code   string
	}{
		"no such export":        {status: 404, body: none},
		"gone":                  {status: 404},
		"there is one":          {status: 200, body: `{"value":[]}`},
		"refused":               {status: 403, body: `{"error":{"code":"Forbidden","message":"No."}}`, kind: transport.ErrForbidden, code: "Forbidden"},
		"wrong token":           {status: 401, body: `{"error":{"code":"Unauthorized"}}`, kind: transport.ErrSignIn, code: "Unauthorized"},
		"somebody else's page":  {status: 404, body: `<html>Not here</html>`, kind: transport.ErrNotFound},
		"a proxy's own sign-in": {status: 200, body: `<html>Sign in</html>`, kind: transport.ErrNotJSON},
	} {
		srv := &answer{status: tt.status, body: tt.body}
		err := payouts.New(transport.New(transport.Options{
			Name: "payouts", BaseURL: payouts.BaseURL, Audience: auth.AudiencePartner, Tokens: auth.NewStatic(secret.New("t")), Base: srv,
		})).Reachable(transport.Once(t.Context()))
		if (err == nil) != (tt.kind == nil) || !errors.Is(err, tt.kind) {
			t.Errorf("%s: %v", name, err)
		}
		if e, ok := errors.AsType[*transport.Error](err); ok && e.Code != tt.code {
			t.Errorf("%s: code %q, want %q", name, e.Code, tt.code)
		}
		if !regexp.MustCompile(`^GET https://api\.partner\.microsoft\.com/v1\.0/payouts/payments/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(srv.asked) {
			t.Errorf("%s: asked %s", name, srv.asked)
		}
	}
}
