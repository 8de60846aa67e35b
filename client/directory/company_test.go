package directory_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"awning/client/auth"
	"awning/client/directory"
	"awning/client/secret"
	"awning/client/transport"
)

type company struct {
	status int
	body   string
}

func (c company) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.String() != "https://api.partnercenter.microsoft.com/v1/profiles/mpn" {
		return nil, errors.New("asked for " + r.URL.String())
	}
	return &http.Response{
		StatusCode: c.status, Request: r, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(c.body)),
	}, nil
}

func TestCompany(t *testing.T) {
	t.Parallel()
	acme := directory.Company{PartnerID: "4711023", Name: "Acme"}
	for name, tt := range map[string]struct {
		answer company
		want   directory.Company
		err    string // part of it; empty: none
	}{
		"a text":        {company{200, `{"mpnId":"4711023","partnerName":"Acme","attributes":{"objectType":"MpnProfile"}}`}, acme, ""},
		"a number":      {company{200, `{"mpnId":4711023,"partnerName":"Acme"}`}, acme, ""},
		"nothing":       {company{200, `{}`}, directory.Company{}, ""},
		"another shape": {company{200, `[]`}, directory.Company{}, "cannot be read"},
		"refused": {
			company{403, `{"code":1001,"description":"The caller has no access.","data":[],"source":"PartnerFD"}`},
			directory.Company{},
			"The caller has no access. (code 1001",
		},
	} {
		got, err := directory.NewCompanies(transport.New(transport.Options{
			Name: "company", BaseURL: directory.CompanyURL, Audience: auth.AudiencePartner, Tokens: auth.NewStatic(secret.New("t")), Base: tt.answer,
		})).Own(t.Context())
		if got != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}
