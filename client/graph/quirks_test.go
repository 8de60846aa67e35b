package graph_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"awning/client/graph"
	"awning/client/transport"
)

// What the service does otherwise than its documentation says, by the numbers the list
// of them has; what of it shows above this client is tested through the market.

func TestQuirk_Q20_targetTypeHasNoQuotes(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"resources":[]}`}}
	for _, target := range []string{"draft", "preview", "live"} {
		if _, err := clientOf(s).Tree(t.Context(), "P", target); err != nil {
			t.Fatal(err)
		}
		if got := s.requests[len(s.requests)-1].Query().Get("targetType"); got != target {
			t.Errorf("asked for %s", got)
		}
	}
}

func TestQuirk_Q21_noLiveTreeIsABadRequest(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{`{"error":{"code":"badRequest","message":"There is no live submission."}}`}, statuses: []int{http.StatusBadRequest}}
	_, err := clientOf(s).Tree(t.Context(), "P", "live")
	if e, ok := errors.AsType[*transport.Error](err); !ok || e.Status != http.StatusBadRequest || len(s.requests) != 1 {
		t.Errorf("%v after %d requests", err, len(s.requests))
	}
}

func TestQuirk_Q22_formerSchemaHostIsRefused(t *testing.T) {
	t.Parallel()
	out, err := graph.Sendable(json.RawMessage(`{"$schema":"https://product-ingestion.azureedge.net/schema/listing/2022-03-01-preview3","id":"listing/P"}`))
	if want := `{"$schema":"https://schema.mp.microsoft.com/schema/listing/2022-03-01-preview3","id":"listing/P"}`; err != nil || string(out) != want {
		t.Errorf("%s, %v", out, err)
	}
}

func TestQuirk_Q23_orderChangesBetweenReads(t *testing.T) {
	t.Parallel()
	const a, b, c = `{"$schema":"https://schema.mp.microsoft.com/schema/listing/1","id":"listing/P/x"}`,
		`{"$schema":"https://schema.mp.microsoft.com/schema/plan/1","id":"plan/P/1"}`, `{"$schema":"https://schema.mp.microsoft.com/schema/plan/1","id":"plan/P/2"}`
	var first []string
	for _, order := range [][]string{{a, b, c}, {c, b, a}, {b, a, c}} {
		tree, err := clientOf(&script{answers: []string{`{"resources":[` + strings.Join(order, ",") + `]}`}}).Tree(t.Context(), "P", "draft")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range tree.Resources {
			got = append(got, r.ID)
		}
		if first == nil {
			first = got
		}
		if len(got) != 3 || !slices.Equal(got, first) {
			t.Errorf("read %v, before %v", got, first)
		}
	}
}

func TestQuirk_Q24_troubleWhileAJobGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &script{
			answers:  []string{``, `<html>`, `{"jobId":"J","jobStatus":"running","jobResult":"pending"}`},
			statuses: []int{http.StatusBadGateway, http.StatusInternalServerError, http.StatusOK},
		}
		if job, err := clientOf(s).Job(t.Context(), "J"); err != nil || job.Ended() || len(s.requests) != 3 {
			t.Errorf("%+v after %d requests: %v", job, len(s.requests), err)
		}
	})
}

func TestQuirk_Q25_whatWasAppliedBeforeAFailureStays(t *testing.T) {
	t.Parallel()
	s := &script{answers: []string{
		`{"jobId":"J","jobStatus":"completed","jobResult":"failed","errors":[{"resourceId":"plan/P/2","code":"conflict","message":"taken"}]}`,
		`{"resources":[{"$schema":"https://schema.mp.microsoft.com/schema/plan/1","id":"plan/P/1"}]}`,
	}}
	c := clientOf(s)
	job, err := c.Job(t.Context(), "J")
	if err != nil || job.Result != "failed" || job.Errors[0].Resource != "plan/P/2" {
		t.Fatalf("%+v, %v", job, err)
	}
	written, err := c.Written(t.Context(), job.ID)
	if err != nil || len(written) != 1 || written[0].ID != "plan/P/1" {
		t.Errorf("%+v, %v", written, err)
	}
	if u := s.requests[1]; u.Path != "/rp/product-ingestion/configure/J" {
		t.Errorf("asked %s", u)
	}
}
