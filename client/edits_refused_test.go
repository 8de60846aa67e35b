package client_test

import (
	"net/http"
	"strings"
	"testing"

	"awning/client"
)

// What a service says of a document comes back as reasons with their places in
// it, whatever the way it names them.
func TestSave_refusedWithPlaces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dialect string
		status  int
		body    string
		want    []client.Refusal
	}{
		"v1, by field": {
			"v1", 400, `"ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\",` +
				`\"data\":{\"Title\":[\"Too long.\"],\"ListingUris[0].Uri\":[\"No address.\"],\"FeatureName\":[\"The field FeatureName is invalid.\"]}}"`,
			[]client.Refusal{
				{Code: "ICH50400", Message: "The field FeatureName is invalid."},
				{Pointer: "/listingUris/0/uri", Code: "ICH50400", Message: "No address."},
				{Pointer: "/title", Code: "ICH50400", Message: "Too long."},
			},
		},
		"v1, prose": {
			"v1", 422, `"The member 'summary' is not welcome"`,
			[]client.Refusal{{Pointer: "/summary", Message: "The member 'summary' is not welcome"}},
		},
		"v1, no words": {"v1", 400, ``, []client.Refusal{{Message: "the service gives no reason"}}},
		"graph": {
			"graph", 400, `{"error":{"code":"badRequest","message":"It does not fit.","details":[{"code":"schemaValidationError","message":"description has 6000 characters."}]}}`,
			[]client.Refusal{{Pointer: "/description", Code: "badRequest", Message: "schemaValidationError description has 6000 characters."}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBoth(t, func(s *stage, d spoken) {
				if d.name != c.dialect {
					return
				}
				m := s.market()
				o := s.find(m, d.offer)
				base := s.document(m, o, "listing")
				s.net.hook = func(r *http.Request) *canned {
					if r.Method == http.MethodGet {
						return nil
					}
					return answer(c.status, c.body)
				}
				_, err := m.Save(s.t.Context(), o, edited(s.t, base, d.at, `"Mine"`))
				got := as[*client.RefusedError](s.t, err)
				if len(got.Refusals) != len(c.want) {
					s.t.Fatalf("%+v, want %+v", got.Refusals, c.want)
				}
				for i, want := range c.want {
					if got.Refusals[i] != want {
						s.t.Errorf("%+v, want %+v", got.Refusals[i], want)
					}
				}
				for _, want := range []string{"2000-01-01 00:", "UTC\nP", "answered 4", "request id "} {
					if !strings.Contains(got.Detail(), want) {
						s.t.Errorf("%q is not in\n%s", want, got.Detail())
					}
				}
			})
		})
	}
}

// A job of the Graph API that fails is a refusal too, with the job's number.
func TestSave_refusedByAJob(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		if d.name != "graph" {
			return
		}
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		_, err := m.Save(s.t.Context(), o, edited(s.t, base, "/title", `"`+strings.Repeat("x", 250)+`"`))
		got := as[*client.RefusedError](s.t, err)
		if len(got.Refusals) != 1 || got.Refusals[0].Pointer != "/title" || got.Refusals[0].Code != "businessValidationError" {
			s.t.Errorf("%+v", got.Refusals)
		}
		if !strings.Contains(got.Detail(), "job ") || !strings.Contains(got.Detail(), "title has 250 characters") {
			s.t.Error(got.Detail())
		}
	})
}
