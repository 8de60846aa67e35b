package ingestion_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/ingestion"
	"awning/client/secret"
	"awning/client/transport"
)

// script answers requests in order, the last one again and again, and keeps them.
type script struct {
	answers  []string
	statuses []int // 200 where missing
	requests []*http.Request
	bodies   []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	n := len(s.requests)
	s.requests = append(s.requests, r)
	body := ""
	if r.Body != nil {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = string(b)
	}
	s.bodies = append(s.bodies, body)
	status := http.StatusOK
	if n < len(s.statuses) {
		status = s.statuses[n]
	}
	return &http.Response{
		StatusCode: status, Request: r, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(s.answers[min(n, len(s.answers)-1)])),
	}, nil
}

func scripted(s *script) *ingestion.Client {
	return ingestion.New(transport.New(transport.Options{
		Name: "v1", BaseURL: ingestion.BaseURL, Audience: auth.AudiencePartner,
		Tokens: auth.NewStatic(secret.New("t")), Base: s, ErrorText: ingestion.ErrorText,
	}))
}

func TestProducts_awkwardPages(t *testing.T) {
	t.Parallel()
	const one = `{"id":"P","resourceType":"AzureContainer","name":"A","externalIds":[{"type":"AzureOfferID","value":"a"}]}`
	for name, c := range map[string]struct {
		answers  []string
		statuses []int
		want     int
		asked    int
		fails    bool
	}{
		"an empty page goes on": {
			answers: []string{`{"value":[],"nextLink":"v1.0/ingestion/products?$skipToken=b"}`, `{"value":[` + one + `]}`}, want: 1, asked: 2,
		},
		"the documented name of the link": {
			answers: []string{`{"value":[],"@odata.nextLink":"v1.0/ingestion/products?$skipToken=b"}`, `{"value":[` + one + `]}`}, want: 1, asked: 2,
		},
		"a link to nowhere is the end": {
			answers: []string{`{"value":[` + one + `],"nextLink":"v1.0/ingestion/products?$skipToken=b"}`, `"gone"`}, statuses: []int{200, 404}, want: 1, asked: 2,
		},
		"a first page to nowhere is not":  {answers: []string{`"gone"`}, statuses: []int{404}, asked: 1, fails: true},
		"a link twice is the end":         {answers: []string{`{"value":[` + one + `],"nextLink":"v1.0/ingestion/products?$skipToken=b"}`}, want: 2, asked: 2},
		"another host is never asked":     {answers: []string{`{"value":[],"nextLink":"https://evil.example/products"}`}, asked: 1, fails: true},
		"an answer of another shape":      {answers: []string{`[]`}, asked: 1, fails: true},
		"an absolute link to the service": {answers: []string{`{"value":[],"nextLink":"https://api.partner.microsoft.com/v1.0/ingestion/products?$skipToken=b"}`, `{"value":[]}`}, asked: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: c.answers, statuses: c.statuses}
			found, failed := 0, false
			for page, err := range scripted(s).Products(t.Context()) {
				found += len(page)
				failed = failed || err != nil
				for _, p := range page {
					if p.OfferID != "a" || p.Type != "AzureContainer" {
						t.Errorf("%+v", p)
					}
				}
			}
			if found != c.want || failed != c.fails || len(s.requests) != c.asked {
				t.Errorf("%d products, failed %v, %d requests", found, failed, len(s.requests))
			}
			for _, r := range s.requests {
				if r.URL.Host != "api.partner.microsoft.com" || r.URL.Path != "/v1.0/ingestion/products" || !r.URL.Query().Has("$skipToken") {
					t.Errorf("asked %s", r.URL)
				}
			}
		})
	}
}

func TestProducts_filters(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[]}`}}
	c := scripted(s)
	for _, err := range c.ProductsOfType(t.Context(), "AzureContainer", "SoftwareAsAService") {
		if err != nil {
			t.Fatal(err)
		}
	}
	if found, err := c.ProductsByOfferID(t.Context(), "it's"); err != nil || len(found) != 0 {
		t.Fatalf("%v (%v)", found, err)
	}
	want := []string{
		"ResourceType eq 'AzureContainer' or ResourceType eq 'SoftwareAsAService'",
		"externalIDs/Any(i:i/type eq 'AzureOfferId' and i/value eq 'it''s')",
	}
	for i, r := range s.requests {
		if got := r.URL.Query().Get("$filter"); got != want[i] {
			t.Errorf("filter %q, want %q", got, want[i])
		}
	}
}

// Prices and markets are asked for on every read and write: a write of what was
// read without them would delete them.
func TestFeatureAvailability_expandedBothWays(t *testing.T) {
	t.Parallel()
	const entity = `{"resourceType":"FeatureAvailability","@odata.etag":"\"1-2\"","id":"E", "n":1.50}`
	s := &script{answers: []string{`{"value":[` + entity + `]}`, entity}}
	c := scripted(s)
	read, err := c.ByInstance(t.Context(), "P", ingestion.FeatureAvailabilities, "I")
	if err != nil || len(read) != 1 || read[0].ETag != `"1-2"` || string(read[0].Raw) != entity {
		t.Fatalf("%+v (%v)", read, err)
	}
	if _, err = c.Put(t.Context(), "P", ingestion.FeatureAvailabilities, "E", read[0].Raw, read[0].ETag); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.requests {
		if r.URL.Query().Get("$expand") != "MarketStates,Trial,PriceSchedules" {
			t.Errorf("%s %s", r.Method, r.URL)
		}
	}
	if put := s.requests[1]; put.Header.Get("If-Match") != `"1-2"` || s.bodies[1] != entity {
		t.Errorf("If-Match %s, body %s", put.Header.Get("If-Match"), s.bodies[1])
	}
}

func TestPut_withoutEtagOverwrites(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{``}, statuses: []int{http.StatusNoContent}}
	if _, err := scripted(s).PutVariant(t.Context(), "P", "V", json.RawMessage(`{}`), ""); err != nil {
		t.Fatal(err)
	}
	if got := s.requests[0].Header.Get("If-Match"); got != "*" {
		t.Errorf("If-Match %q", got)
	}
}

func TestSubmit(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"id":"1152921500000000042","state":"InProgress","substate":"Submitted","releaseNumber":7,"publishedTimeInUtc":"1601-01-01T00:00:00Z"}`}, statuses: []int{http.StatusAccepted}}
	sub, err := scripted(s).Submit(t.Context(), "P", ingestion.Request{
		Resources: []ingestion.Pair{{Type: "Listing", Value: "I"}}, Notes: "please",
	})
	if err != nil || sub.ID != "1152921500000000042" || sub.Release != 7 || !sub.Published.IsZero() {
		t.Errorf("%+v (%v)", sub, err)
	}
	const want = `{"resourceType":"SubmissionCreationRequest","targets":[{"type":"Scope","value":"preview"}],` +
		`"resources":[{"type":"Listing","value":"I"}],"variantResources":[],` +
		`"publishOption":{"releaseTimeInUtc":null,"isManualPublish":true,"isAutoPromote":false,"certificationNotes":"please"},"extendedProperties":[]}`
	if s.bodies[0] != want {
		t.Errorf("sent %s", s.bodies[0])
	}
}

func TestActs_areSentOnceAndUncertain(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]func(*testing.T, *ingestion.Client) error{
		"submit": func(t *testing.T, c *ingestion.Client) error {
			t.Helper()
			_, err := c.Submit(t.Context(), "P", ingestion.Request{})
			return err
		},
		"promote": func(t *testing.T, c *ingestion.Client) error { t.Helper(); return c.Promote(t.Context(), "P", "S") },
		"cancel":  func(t *testing.T, c *ingestion.Client) error { t.Helper(); return c.Cancel(t.Context(), "P", "S") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: []string{`"boom"`}, statuses: []int{http.StatusBadGateway}}
				if err := act(t, scripted(s)); !errors.Is(err, transport.ErrUncertain) || len(s.requests) != 1 {
					t.Errorf("%d requests: %v", len(s.requests), err)
				}
			})
		})
	}
}

func TestSubmissions_newestFirst(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[{"id":"a","releaseNumber":2},{"id":"b","releaseNumber":10},{"id":"c","releaseNumber":1}]}`}}
	subs, err := scripted(s).Submissions(t.Context(), "P")
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, sub := range subs {
		order = append(order, sub.ID)
	}
	if !slices.Equal(order, []string{"b", "a", "c"}) {
		t.Errorf("order %v", order)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{
		`{"value":[{"type":"Push","state":"Success","targetEnvironment":"Preview","startDateTimeInUtc":"2026-03-02T09:15:02.4038218","workflowSteps":[{"name":"Automated validation","state":"Success"}]}]}`,
		`{"value":[{"errorCode":"Resell-20007","severity":"Error","message":"m","resource":"Resell"}]}`,
		`{"value":[{"reportTimeInUtc":"2026-03-02T09:15:02Z","status":"Failed","fileUri":"https://x"}]}`,
		`{"value":[{"id":"K","fileName":"app.zip","state":"Processed"}]}`,
	}}
	c := scripted(s)
	flows, err := c.Workflows(t.Context(), "P", "S")
	if err != nil || len(flows) != 1 || !flows[0].Began.Equal(time.Date(2026, 3, 2, 9, 15, 2, 403821800, time.UTC)) || len(flows[0].Steps) != 1 {
		t.Errorf("%+v (%v)", flows, err)
	}
	if findings, err := c.Findings(t.Context(), "P", "S"); err != nil || len(findings) != 1 || findings[0].Code != "Resell-20007" {
		t.Errorf("%+v (%v)", findings, err)
	}
	if reports, err := c.Reports(t.Context(), "P", "S"); err != nil || len(reports) != 1 || reports[0].File != "https://x" || reports[0].At.IsZero() {
		t.Errorf("%+v (%v)", reports, err)
	}
	if packages, err := c.Files(t.Context(), "P", ingestion.Packages()); err != nil || len(packages) != 1 || packages[0].FileName != "app.zip" {
		t.Errorf("%+v (%v)", packages, err)
	}
}

func TestTime(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"2026-03-02T09:15:02Z"`:          "2026-03-02T09:15:02Z",
		`"2026-03-02T09:15:02.4038218"`:   "2026-03-02T09:15:02.4038218Z",
		`"2026-03-02T11:15:02+02:00"`:     "2026-03-02T09:15:02Z",
		`"1601-01-01T00:00:00Z"`:          "",
		`"0001-01-01T00:00:00"`:           "",
		`null`:                            "",
		`""`:                              "",
		`"yesterday"`:                     "",
		`12`:                              "",
		`"2026-03-02T09:15:02.40382180Z"`: "2026-03-02T09:15:02.4038218Z",
	} {
		var got ingestion.Time
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if s := got.Format(time.RFC3339Nano); want == "" && !got.IsZero() || want != "" && s != want {
			t.Errorf("%s is %s, want %s", text, s, want)
		}
	}
}

func TestErrorText_fourShapes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, code, message, field, reason string }{
		"a code, prose and a fault": {
			`"ICH50400 - Unable to complete request. {\"faultCode\":50400,\"reasonPhrase\":\"Request validation failed.\",\"data\":{\"FeatureName\":[\"The field is wrong.\"]}}"`,
			"ICH50400", "Request validation failed.", "FeatureName", "The field is wrong.",
		},
		"an exception and a problem": {
			`"Some.Exception: failed ResponseContent={\"errors\":{\"sellerId\":[\"is required\"]},\"type\":\"x\",\"title\":\"One or more errors\",\"status\":400,\"traceId\":\"y\"}"`,
			"", "One or more errors", "sellerId", "is required",
		},
		"prose":         {`"The API you have called is not applicable for this product"`, "", "The API you have called is not applicable for this product", "", ""},
		"the gateway":   {`{"statusCode":503,"message":"Service Unavailable"}`, "503", "Service Unavailable", "", ""},
		"one reason":    {`{"title":"t","errors":{"a":"b"}}`, "", "t", "a", "b"},
		"a web page":    {`<html>`, "", "", "", ""},
		"nothing":       {``, "", "", "", ""},
		"half a string": {`"ICH`, "", "", "", ""},
		"no object":     {`"a } b { c"`, "", "a } b { c", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, message, details := ingestion.ErrorText([]byte(c.body))
			if code != c.code || message != c.message {
				t.Errorf("code %q, message %q", code, message)
			}
			if c.field != "" && !slices.Equal(details[c.field], []string{c.reason}) {
				t.Errorf("details %v", details)
			}
		})
	}
}

func TestPaths_areSingleSegments(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[]}`}}
	for _, id := range []string{"", "..", "a/b", `a\b`, "a\nb"} {
		if _, err := scripted(s).Branches(t.Context(), id, ingestion.ModuleListing); err == nil {
			t.Errorf("%q went into a path", id)
		}
	}
	if len(s.requests) != 0 {
		t.Errorf("%d requests", len(s.requests))
	}
	if _, err := scripted(s).Branches(t.Context(), "P", ingestion.ModuleListing); err != nil {
		t.Fatal(err)
	}
	if got, err := url.PathUnescape(s.requests[0].URL.EscapedPath()); err != nil || !strings.HasSuffix(got, "/products/P/branches/getByModule(module=Listing)") {
		t.Errorf("asked %s (%v)", got, err)
	}
}

func FuzzErrorText(f *testing.F) {
	f.Add([]byte(`"x {\"data\":{\"a\":[1]}}"`))
	f.Add([]byte(`{"errors":{"a":{}}}`))
	f.Fuzz(func(_ *testing.T, b []byte) { ingestion.ErrorText(b) })
}
