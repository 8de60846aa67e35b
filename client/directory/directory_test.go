package directory_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"awning/client/auth"
	"awning/client/directory"
	"awning/client/secret"
	"awning/client/transport"
)

// pages answers by the page the request names; the first has no name.
type pages map[string]string

func (p pages) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Request: r, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(p[r.URL.Query().Get("page")])),
	}, nil
}

func TestTenants(t *testing.T) {
	t.Parallel()
	const one = `{"value":[{"tenantId":"T1","displayName":"Acme","defaultDomain":"acme.example"}]`
	for name, c := range map[string]struct {
		pages pages
		want  int
		fails bool
	}{
		"one page":       {pages: pages{"": one + `}`}, want: 1},
		"two pages":      {pages: pages{"": one + `,"nextLink":"https://management.azure.com/tenants?page=2"}`, "2": one + `}`}, want: 2},
		"a loop":         {pages: pages{"": one + `,"nextLink":"https://management.azure.com/tenants?page=2"}`, "2": one + `,"nextLink":"https://management.azure.com/tenants?page=2"}`}, want: 2},
		"another host":   {pages: pages{"": one + `,"nextLink":"https://evil.example/tenants"}`}, fails: true},
		"another shape":  {pages: pages{"": `[]`}, fails: true},
		"nothing at all": {pages: pages{"": `{}`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tenants, err := directory.New(transport.New(transport.Options{
				Name: "directory", BaseURL: directory.BaseURL, Audience: auth.AudienceARM, Tokens: auth.NewStatic(secret.New("t")), Base: c.pages,
			})).Tenants(t.Context())
			if len(tenants) != c.want || (err != nil) != c.fails {
				t.Fatalf("%+v (%v)", tenants, err)
			}
			if c.want > 0 && tenants[0] != (directory.Tenant{ID: "T1", Name: "Acme", Domain: "acme.example"}) {
				t.Errorf("%+v", tenants[0])
			}
		})
	}
}
