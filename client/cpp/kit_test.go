package cpp_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"awning/client/auth"
	"awning/client/contract"
	"awning/client/cpp"
	"awning/client/secret"
	"awning/client/transport"
)

// service answers from memory and remembers what it was asked.
type service struct {
	mu     sync.Mutex
	asked  []asked
	answer func(asked) reply
}

type asked struct {
	method string
	target string // path and query, as sent
	header http.Header
	body   string
}

type reply struct {
	status int // 0: 200
	header map[string]string
	body   string
}

func (s *service) RoundTrip(r *http.Request) (*http.Response, error) {
	a := asked{method: r.Method, target: r.URL.RequestURI(), header: r.Header}
	if r.Body != nil {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		a.body = string(b)
	}
	s.mu.Lock()
	s.asked = append(s.asked, a)
	s.mu.Unlock()
	out := s.answer(a)
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	for name, value := range out.header {
		header.Set(name, value)
	}
	if out.status == 0 {
		out.status = http.StatusOK
	}
	return &http.Response{StatusCode: out.status, Header: header, Body: io.NopCloser(strings.NewReader(out.body)), Request: r}, nil
}

// last is the newest request.
func (s *service) last(t *testing.T) asked {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) == 0 {
		t.Fatal("nothing was asked")
	}
	return s.asked[len(s.asked)-1]
}

// serve is a client of a service that answers as told.
func serve(answer func(asked) reply) (*cpp.Client, *service) {
	s := &service{answer: answer}
	return cpp.New(transport.New(transport.Options{
		Name: "cpp", BaseURL: cpp.BaseURL, Audience: auth.AudienceCPP, Tokens: auth.NewStatic(secret.New("t")),
		Base: s, ErrorText: cpp.ErrorText,
	})), s
}

// always is a client that gets one answer to everything.
func always(body string) *cpp.Client {
	c, _ := serve(func(asked) reply { return reply{body: body} })
	return c
}

// fixtures is the folder of example documents beside the contracts.
func fixtures(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(contract.Dir(t), "..", "reference", "cpp")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no example documents of this API at %s", dir)
	}
	return dir
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(fixtures(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
