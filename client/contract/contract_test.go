package contract_test

import (
	"net/http"
	"net/url"
	"testing"

	"awning/client/contract"
)

// TestRecordings_swagger holds the recorded traffic against the swagger: it is
// the measure of what the swagger gets wrong, and so of what the deviation
// list may hold.
func TestRecordings_swagger(t *testing.T) {
	t.Parallel()
	s := contract.LoadSwagger(t)
	all := contract.Recordings(t)
	if len(all) != 92 {
		t.Fatalf("%d exchanges recorded, want 92", len(all))
	}
	clean, known := 0, map[string]int{}
	for _, x := range all {
		u, err := url.Parse(x.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, findings := s.Check(contract.Call{
			Method: x.Method, URL: u, Header: http.Header{"If-Match": {"*"}}, Request: x.Request, Status: x.Status, Response: x.Response,
		})
		if len(findings) == 0 {
			clean++
		}
		for _, f := range findings {
			why, ok := contract.Known(f)
			if !ok {
				t.Errorf("%s #%d %s %s: %s", x.File, x.Number, x.Method, u.Path, f)
				continue
			}
			known[why]++
		}
	}
	t.Logf("%d exchanges: %d clean; known deviations: %v", len(all), clean, known)
}

// TestSchemas_check shows that the schemas refuse what they should.
func TestSchemas_check(t *testing.T) {
	t.Parallel()
	s := contract.LoadSchemas(t)
	const head = `{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview3","product":"product/0d2f6f0a","alias":"Basic",`
	cases := map[string]struct {
		resource    string
		known, fits bool
	}{
		"a plan":              {head + `"identity":{"externalId":"basic"}}`, true, true},
		"unknown member":      {head + `"identity":{"externalId":"basic"},"storefrontHints":{}}`, true, true},
		"plan without id":     {head + `"identity":{}}`, true, false},
		"a type not archived": {`{"$schema":"https://schema.mp.microsoft.com/schema/private-offer/2022-07-01"}`, false, true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			known, err := s.Check([]byte(c.resource), []string{"storefrontHints"})
			if known != c.known || (err == nil) != c.fits {
				t.Errorf("known %v, error %v", known, err)
			}
		})
	}
}
