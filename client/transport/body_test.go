package transport_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/transport"
)

// list is a list of so many rows.
func list(row string, n int) string {
	return `{"value":[` + strings.Repeat(row+",", n-1) + row + `]}`
}

// T-LIMITS: what is cheap to send and dear to read is refused in words, at once and once;
// what a large publisher has is read.
func TestBody_shapes(t *testing.T) {
	t.Parallel()
	offer := `{"id":"a","b":[1,2,3],"c":{"d":"e,f[{","g":null},"h":"` + strings.Repeat(`\"`, 50) + `"}`
	tests := map[string]struct {
		body string
		want string // in the error; "" for none
	}{
		"thousands of offers":   {list(offer, 15_000), ""},
		"as a bare list":        {`[` + strings.Repeat(offer+",", 14_999) + offer + `]`, ""},
		"too many rows":         {list(`{}`, 20_002), "more than 20000 rows"},
		"too many, bare":        {`[` + strings.Repeat("1,", 20_001) + `1]`, "more than 20000 rows"},
		"a rich document":       {`{"x":{"prices":[` + strings.Repeat("{},", 400_000) + `{}]}}`, ""},
		"too rich a document":   {`{"x":{"prices":[` + strings.Repeat("{},", 500_000) + `{}]}}`, "more than 1000000 values"},
		"deep":                  {strings.Repeat("[", 200) + strings.Repeat("]", 200), ""},
		"too deep":              {strings.Repeat(`{"a":[`, 101) + strings.Repeat("]}", 101), "more than 200 deep"},
		"deep without an end":   {strings.Repeat("[", 1<<20), "more than 200 deep"},
		"a long number":         {`{"a":` + strings.Repeat("1", 100) + `}`, ""},
		"too long a number":     {`{"a":-1.` + strings.Repeat("0", 100) + `e9}`, "more than 100 digits"},
		"digits in a text":      {`{"a":"` + strings.Repeat("1", 1000) + `"}`, ""},
		"brackets in a text":    {`{"a":"` + strings.Repeat("[", 1000) + `\\"}`, ""},
		"closed more than open": {`{}` + strings.Repeat("]", 9) + strings.Repeat("[", 9), "not JSON"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				srv := &fake{answers: []answer{{status: 200, body: tt.body}}}
				reply, err := newAPI(t, srv).Do(t.Context(), call(transport.Read))
				e, failed := errors.AsType[*transport.Error](err)
				switch {
				case tt.want == "" && (err != nil || string(reply.Body) != tt.body):
					t.Errorf("refused: %v", err)
				case tt.want == "not JSON" && !failed:
					t.Error("read")
				case tt.want != "" && tt.want != "not JSON" && (!failed || !strings.Contains(err.Error(), tt.want) || e.Hint() == "" || len(srv.seen) != 1):
					t.Errorf("%v after %d requests, want %q after one", err, len(srv.seen), tt.want)
				}
			})
		})
	}
}

// slowly sends a long answer in pieces, and counts who is at it.
type slowly struct {
	mu      sync.Mutex
	at, max int
}

func (s *slowly) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: req, Body: &pieces{s: s, ctx: req.Context().Done(), left: 1 << 20}}, nil
}

type pieces struct {
	s    *slowly
	ctx  <-chan struct{}
	left int
}

func (p *pieces) Read(b []byte) (int, error) {
	p.s.mu.Lock()
	p.s.at++
	p.s.max = max(p.s.max, p.s.at)
	p.s.mu.Unlock()
	defer func() { p.s.mu.Lock(); p.s.at--; p.s.mu.Unlock() }()
	select {
	case <-time.After(10 * time.Millisecond):
	case <-p.ctx:
		return 0, context.Canceled
	}
	if p.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), p.left, 8<<10)
	for i := range b[:n] {
		b[i] = ' '
	}
	if p.left == 1<<20 {
		copy(b, `{}`)
	}
	p.left -= n
	return n, nil
}

func (p *pieces) Close() error { return nil }

// Long answers are read one at a time; who waits for their turn can be called off, and who
// was called off in the middle keeps nobody from theirs.
func TestBody_longOnesOneAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &slowly{}
		api := newAPI(t, srv)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		var mu sync.Mutex
		outcomes := map[bool]int{}
		for i := range 12 {
			wg.Go(func() {
				mine := t.Context()
				if i%2 == 0 {
					mine = ctx
				}
				reply, err := api.Do(mine, call(transport.Read))
				if err == nil && strings.TrimSpace(string(reply.Body)) != `{}` {
					t.Errorf("read %d bytes of something else", len(reply.Body))
				}
				mu.Lock()
				defer mu.Unlock()
				outcomes[err == nil]++
			})
		}
		time.Sleep(800 * time.Millisecond) // all have read their beginnings, one goes on
		srv.mu.Lock()
		if srv.at != 1 {
			t.Errorf("%d read a long answer at once", srv.at)
		}
		srv.mu.Unlock()
		cancel()
		called := time.Now()
		wg.Wait()
		if outcomes[true] < 6 || outcomes[false] == 0 || time.Since(called) > 10*time.Second {
			t.Errorf("read %d, called off %d, after %s", outcomes[true], outcomes[false], time.Since(called))
		}
	})
}
