package insights_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client/auth"
	"awning/client/insights"
	"awning/client/secret"
	"awning/client/transport"
)

// answers are what the service says, by path and query.
type answers map[string]string

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	body, ok := a[strings.TrimPrefix(r.URL.RequestURI(), "/insights/")]
	status := http.StatusOK
	switch {
	case !ok:
		status, body = http.StatusNotFound, `{"value":[],"totalCount":0,"message":"Nothing is here","statusCode":404}`
	case strings.Contains(body, `"statusCode":403`):
		status = http.StatusForbidden
	}
	return &http.Response{
		StatusCode: status, Request: r, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

func TestDatasets(t *testing.T) {
	t.Parallel()
	const (
		now, before = "v1.1/cmp/ScheduledDataset", "v1/cmp/ScheduledDataset"
		orders      = `{"value":[{"datasetName":"ISVOrder","selectableColumns":["OfferName"]}],"totalCount":1,"message":"ok","statusCode":200`
		refused     = `{"value":[],"totalCount":0,"message":"The principal is not linked to an account","statusCode":403}`
	)
	for name, tt := range map[string]struct {
		answers answers
		want    []string
		err     string // part of it; empty: none
	}{
		"one page":             {answers: answers{now: orders + `}`}, want: []string{"ISVOrder"}},
		"capitals":             {answers: answers{now: `{"Value":[{"DatasetName":"ISVUsage"}],"TotalCount":1}`}, want: []string{"ISVUsage"}},
		"the version before":   {answers: answers{before: orders + `}`}, want: []string{"ISVOrder"}},
		"neither":              {answers: answers{}, err: "Nothing is here"},
		"refused":              {answers: answers{now: refused}, err: "not linked to an account"},
		"refused by the older": {answers: answers{before: refused}, err: "not linked to an account"},
		"two pages": {
			answers: answers{now: orders + `,"nextLink":"` + now + `?page=2"}`, now + "?page=2": `{"value":[{"datasetName":"ISVUsage"}]}`},
			want:    []string{"ISVOrder", "ISVUsage"},
		},
		"a loop": {
			answers: answers{now: orders + `,"nextLink":"` + now + `?page=2"}`, now + "?page=2": orders + `,"nextLink":"` + now + `?page=2"}`},
			want:    []string{"ISVOrder", "ISVOrder"},
		},
		"a page elsewhere": {answers: answers{now: orders + `,"nextLink":"https://evil.example/x"}`}, err: "evil.example"},
		"another shape":    {answers: answers{now: `[]`}, err: "cannot be read"},
	} {
		got, err := insights.New(transport.New(transport.Options{
			Name: "insights", BaseURL: insights.BaseURL, Audience: auth.AudiencePartner, Tokens: auth.NewStatic(secret.New("t")), Base: tt.answers,
		})).Datasets(t.Context())
		if !slices.Equal(got, tt.want) || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if name == "refused" && !errors.Is(err, transport.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
