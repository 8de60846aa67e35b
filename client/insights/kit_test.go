package insights_test

import (
	"io"
	"net/http"
	"strings"
	"sync"

	"awning/client/auth"
	"awning/client/insights"
	"awning/client/secret"
	"awning/client/transport"
)

// client is a client whose service is rt.
func client(rt http.RoundTripper) *insights.Client {
	return insights.New(transport.New(transport.Options{
		Name: "insights", BaseURL: insights.BaseURL, Audience: auth.AudiencePartnerCenter, Tokens: auth.NewStatic(secret.New("t")), Base: rt,
	}))
}

// answers are what the service says to reads, by path and query.
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

// said is one answer of a script.
type said struct {
	status int
	body   string
	err    error
}

// script answers one request after the other, the last answer for ever, and writes down what
// was asked.
type script struct {
	mu    sync.Mutex
	says  []said
	asked []string
	sent  []string // bodies
	last  *http.Request
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body := ""
	if r.Body != nil {
		all, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = string(all)
	}
	a := s.says[min(len(s.asked), len(s.says)-1)]
	s.asked = append(s.asked, r.Method+" "+strings.TrimPrefix(r.URL.String(), insights.BaseURL+"/"))
	s.sent, s.last = append(s.sent, body), r
	if a.err != nil {
		return nil, a.err
	}
	return &http.Response{
		StatusCode: a.status, Request: r, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: int64(len(a.body)),
	}, nil
}
