package graph_test

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
	"awning/client/graph"
	"awning/client/secret"
	"awning/client/transport"
)

// script answers requests in order and keeps them.
type script struct {
	answers  []string
	statuses []int // 200 where missing
	requests []*url.URL
	bodies   []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	n := len(s.requests)
	s.requests = append(s.requests, r.URL)
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

func clientOf(s *script) *graph.Client {
	return graph.New(transport.New(transport.Options{
		Name: "graph", BaseURL: graph.BaseURL, Audience: auth.AudienceGraph,
		Tokens: auth.NewStatic(secret.New("t")), Base: s, ErrorText: graph.ErrorText,
	}))
}

const next = `,"@nextLink":"https://graph.microsoft.com/rp/product-ingestion/product?continuationToken=`

func TestProducts_pages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers  []string
		want     int
		requests int
		fails    bool
	}{
		"an empty page goes on": {
			answers: []string{`{"value":[]` + next + `a"}`, `{"value":[{"id":"product/P","identity":{"externalId":"x"}}]}`}, want: 1, requests: 2,
		},
		"a token twice is the end":    {answers: []string{`{"value":[]` + next + `a"}`}, requests: 2},
		"another host is never asked": {answers: []string{`{"value":[],"@nextLink":"https://evil.example/product"}`}, requests: 1, fails: true},
		"another shape is a failure":  {answers: []string{`[]`}, requests: 1, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: c.answers}
			found, failed := 0, false
			for page, err := range clientOf(s).Products(t.Context(), "azureVirtualMachine") {
				found += len(page)
				failed = failed || err != nil
			}
			if found != c.want || failed != c.fails || len(s.requests) != c.requests {
				t.Errorf("%d products, failed %v, %d requests", found, failed, len(s.requests))
			}
			if q := s.requests[0].Query(); q.Get("type") != "azureVirtualMachine" || q.Get("$maxpagesize") == "" || q.Get("$version") == "" {
				t.Errorf("asked with %v", q)
			}
		})
	}
}

func TestProducts_endlessListStops(t *testing.T) {
	t.Parallel()
	s := &endless{}
	api := transport.New(transport.Options{BaseURL: graph.BaseURL, Audience: auth.AudienceGraph, Tokens: auth.NewStatic(secret.New("t")), Base: s})
	pages, failed := 0, false
	for _, err := range graph.New(api).Products(t.Context(), "x") {
		pages++
		failed = failed || err != nil
	}
	if !failed || s.n != 1000 {
		t.Errorf("%d pages from %d requests, failed %v", pages, s.n, failed)
	}
}

// endless always has one more page.
type endless struct{ n int }

func (e *endless) RoundTrip(r *http.Request) (*http.Response, error) {
	e.n++
	return &http.Response{
		StatusCode: http.StatusOK, Request: r, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(`{"value":[]` + next + strings.Repeat("a", e.n) + `"}`)),
	}, nil
}

func TestTree_sortedAndUnquoted(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"target":{"targetType":"live"},"resources":[
		{"$schema":"https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview2","id":"plan/P/V"},
		{"$schema":"https://product-ingestion.azureedge.net/schema/listing/2022-03-01-preview5","id":"listing/P/public/main/default/en-us", "kept" :  1.0 }]}`}}
	tree, err := clientOf(s).Tree(t.Context(), "P", "live")
	if err != nil || tree.Target != "live" || len(tree.Resources) != 2 {
		t.Fatalf("%+v (%v)", tree, err)
	}
	if r := tree.Resources[0]; r.Type != "listing" || !strings.Contains(string(r.Raw), `"kept" :  1.0 `) {
		t.Errorf("first is %s: %s", r.Type, r.Raw)
	}
	if q := s.requests[0]; q.Query().Get("targetType") != "live" || q.Path != "/rp/product-ingestion/resource-tree/product/P" {
		t.Errorf("asked %s", q)
	}
}

func TestConfigure_bodyIsSentAsItIs(t *testing.T) {
	t.Parallel()
	s := &script{
		answers:  []string{`{"jobId":"J","jobStatus":"notStarted","jobResult":"pending","jobStart":"2026-03-02T13:32:43.1234567Z","jobEnd":"0001-01-01T00:00:00","errors":[]}`},
		statuses: []int{http.StatusAccepted},
	}
	job, err := clientOf(s).Configure(t.Context(), "save", []json.RawMessage{json.RawMessage(`{"a" : "<b>", "n":1.50}`), graph.ToLive("P", "S")})
	if err != nil || job.ID != "J" || job.Ended() || !job.End.IsZero() || job.Start.Nanosecond() != 123456700 {
		t.Errorf("%+v (%v)", job, err)
	}
	want := `{"$schema":"https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2","resources":[{"a" : "<b>", "n":1.50},` +
		`{"$schema":"https://schema.mp.microsoft.com/schema/submission/2022-03-01-preview2","id":"submission/P/S","product":"product/P","target":{"targetType":"live"}}]}`
	if s.bodies[0] != want {
		t.Errorf("sent %s", s.bodies[0])
	}
}

func TestConfigure_unreadableAnswerIsUncertain(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`[]`, `<html>`, `{"jobId":7}`} {
		_, err := clientOf(&script{answers: []string{body}}).Configure(t.Context(), "publish", nil)
		if !errors.Is(err, transport.ErrUncertain) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestConfigure_serviceTroubleIsUncertainAndSentOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: []string{`{}`}, statuses: []int{http.StatusServiceUnavailable}}
		_, err := clientOf(s).Configure(t.Context(), "publish", nil)
		if !errors.Is(err, transport.ErrUncertain) || len(s.requests) != 1 {
			t.Errorf("%d requests: %v", len(s.requests), err)
		}
	})
}

func TestJob_nestedErrors(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"jobId":"J","jobStatus":"completed","jobResult":"failed","jobEnd":"2026-03-02T13:32:43Z","errors":[
		{"resourceId":"plan/P/V","code":"badRequest","message":"outer","details":[
			{"code":"invalidState","message":"middle","details":[{"resourceId":{"resourceName":"mine"},"code":"invalidState","message":"inner","details":{}}]},
			{"code":"schemaValidationError","message":"other"}]},
		{"code":"conflict","message":"alone","details":{}}]}`}}
	job, err := clientOf(s).Job(t.Context(), "J")
	if err != nil || !job.Ended() || len(job.Errors) != 2 {
		t.Fatalf("%+v (%v)", job, err)
	}
	var flat []string
	for _, p := range job.Errors {
		for _, leaf := range p.Flat() {
			flat = append(flat, leaf.Resource+" "+leaf.Message)
		}
	}
	if want := []string{"mine inner", "plan/P/V other", " alone"}; !slices.Equal(flat, want) {
		t.Errorf("leaves %q, want %q", flat, want)
	}
}

func TestSubmissions(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"value":[
		{"id":"submission/P/0","product":"product/P","target":{"targetType":"draft"},"lifecycleState":"generallyAvailable"},
		{"id":"submission/P/11529215","target":{"targetType":"preview"},"status":"completed","result":"succeeded","created":"2026-02-04T20:07:22.42Z"}]}`}}
	subs, err := clientOf(s).Submissions(t.Context(), "P")
	if err != nil || len(subs) != 2 {
		t.Fatalf("%+v (%v)", subs, err)
	}
	if d := subs[0]; d.ID != "0" || d.Target != "draft" || d.Status != "" || !d.Created.IsZero() {
		t.Errorf("draft: %+v", d)
	}
	if p := subs[1]; p.ID != "11529215" || p.Result != "succeeded" || !p.Created.Equal(time.Date(2026, 2, 4, 20, 7, 22, 420e6, time.UTC)) {
		t.Errorf("preview: %+v", p)
	}
}

func TestSendable(t *testing.T) {
	t.Parallel()
	in := `{"$schema": "https://product-ingestion.azureedge.net/schema/plan/2022-03-01-preview2",
  "text":"see \"$schema\": \"https://product-ingestion.azureedge.net/schema/x", "n":1.0,
  "deprecationSchedule":{"$schema":"https://product-ingestion.azureedge.net/schema/deprecation-schedule/2022-03-01-preview2"},
  "validations":[{"code":"x"}]}`
	want := `{"$schema": "https://schema.mp.microsoft.com/schema/plan/2022-03-01-preview2",
  "text":"see \"$schema\": \"https://product-ingestion.azureedge.net/schema/x", "n":1.0,
  "deprecationSchedule":{"$schema":"https://schema.mp.microsoft.com/schema/deprecation-schedule/2022-03-01-preview2"}}`
	out, err := graph.Sendable(json.RawMessage(in))
	if err != nil || string(out) != want {
		t.Errorf("%s (%v)", out, err)
	}
	if _, err = graph.Sendable(json.RawMessage(`{"a":`)); err == nil {
		t.Error("half a resource was found fit for sending")
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	code, message, details := graph.ErrorText([]byte(`{"error":{"code":"badRequest","message":"no","details":[{"code":"schemaValidationError","message":"alias is missing"}]}}`))
	if code != "badRequest" || message != "no" || len(details[""]) != 1 || !strings.Contains(details[""][0], "alias is missing") {
		t.Errorf("%q %q %v", code, message, details)
	}
	for _, body := range []string{``, `<html>`, `"text"`, `{"error":"x"}`, `{}`} {
		if code, message, details = graph.ErrorText([]byte(body)); code != "" || message != "" || details != nil {
			t.Errorf("%s: %q %q %v", body, code, message, details)
		}
	}
}

func FuzzResource(f *testing.F) {
	f.Add([]byte(`{"$schema":"https://schema.mp.microsoft.com/schema/plan/1","id":"plan/P/V"}`))
	f.Add([]byte(`{"code":"x","details":{},"resourceId":{"externalId":"e"}}`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		var r graph.Resource
		var p graph.Problem
		var s graph.Submission
		var j graph.Job
		for _, v := range []any{&r, &p, &s, &j} {
			_ = json.Unmarshal(b, v)
		}
		graph.ErrorText(b)
		_, _ = graph.Sendable(b)
	})
}
