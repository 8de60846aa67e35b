package transport_test

import (
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

func TestRetryAfter_forms(t *testing.T) {
	t.Parallel()
	const date = "Fri, 18 Apr 2025 15:34:43 GMT"
	tests := map[string]struct {
		header http.Header
		want   time.Duration
	}{
		"seconds":        {http.Header{"Retry-After": {"7"}}, 7 * time.Second},
		"milliseconds":   {http.Header{"Retry-After-Ms": {"1500"}, "Retry-After": {"9"}}, 1500 * time.Millisecond},
		"x-ms":           {http.Header{"X-Ms-Retry-After-Ms": {"2500"}, "Retry-After": {"9"}}, 2500 * time.Millisecond},
		"date":           {http.Header{"Retry-After": {"Fri, 18 Apr 2025 15:35:00 GMT"}, "Date": {date}}, 17 * time.Second},
		"past date":      {http.Header{"Retry-After": {"Fri, 18 Apr 2025 15:00:00 GMT"}, "Date": {date}}, 0},
		"absent":         {nil, 2 * time.Second},
		"nonsense":       {http.Header{"Retry-After": {"soon"}}, 2 * time.Second},
		"negative":       {http.Header{"Retry-After": {"-5"}}, 2 * time.Second},
		"just patient":   {http.Header{"Retry-After": {"60"}}, 60 * time.Second},
		"zero":           {http.Header{"Retry-After": {"0"}}, 0},
		"broken seconds": {http.Header{"Retry-After": {"0.5"}}, 500 * time.Millisecond},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				srv := &fake{answers: []answer{{status: 429, header: tt.header}, {status: 200, body: `{}`}}}
				if _, err := newAPI(t, srv).Do(t.Context(), call(transport.Read)); err != nil {
					t.Fatal(err)
				}
				if got := srv.times[1].Sub(srv.times[0]); got != tt.want {
					t.Errorf("waited %s, want %s", got, tt.want)
				}
			})
		})
	}
}

func TestRetryAfter_beyondPatience(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"61", "86400", "99999999999999999999"} {
		synctest.Test(t, func(t *testing.T) {
			srv := &fake{answers: []answer{{status: 429, header: http.Header{"Retry-After": {header}}}, {status: 200, body: `{}`}}}
			api, began := newAPI(t, srv), time.Now()
			for range 2 { // the second call does not even ask
				_, err := api.Do(t.Context(), call(transport.Read))
				e, ok := errors.AsType[*transport.Error](err)
				if !ok || !errors.Is(err, transport.ErrBusy) || e.Wait < 61*time.Second {
					t.Errorf("Retry-After %s: err %v, want ErrBusy with the wait", header, err)
				}
			}
			if len(srv.seen) != 1 || time.Since(began) != 0 {
				t.Errorf("Retry-After %s: %d requests after %s", header, len(srv.seen), time.Since(began))
			}
		})
	}
}

// A wait of just a minute is honoured although the asking took time.
func TestRetryAfter_aMinute(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &throttling{now: map[bool]int{}, max: map[bool]int{}, until: time.Now().Add(time.Second), pause: "60"}
		if _, err := newAPI(t, srv).Do(t.Context(), call(transport.Read)); err != nil || srv.seen != 2 {
			t.Errorf("err %v after %d requests", err, srv.seen)
		}
	})
}

// throttling answers 429 until a time and notes what comes too early, and how
// many requests are on the wire at once.
type throttling struct {
	mu       sync.Mutex
	until    time.Time
	early    int
	seen     int
	first    bool
	pause    string
	now, max map[bool]int // by "writes"
	peak     []int        // on the wire, per request after the pause
}

func (s *throttling) RoundTrip(req *http.Request) (*http.Response, error) {
	write := req.Method != http.MethodGet
	s.mu.Lock()
	s.seen++
	s.now[write]++
	s.max[write] = max(s.max[write], s.now[write])
	refuse := time.Now().Before(s.until)
	if refuse && s.first {
		s.early++
	}
	if !refuse && !s.until.IsZero() {
		s.peak = append(s.peak, s.now[false]+s.now[true])
	}
	s.mu.Unlock()
	time.Sleep(100 * time.Millisecond)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now[write]--
	if refuse {
		s.first = true
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {s.pause}}, Body: http.NoBody}, nil
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{}`))}, nil
}

func TestGate_limitsCallsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &throttling{now: map[bool]int{}, max: map[bool]int{}}
		storm(t, newAPI(t, srv), 100)
		if srv.max[false] != 16 || srv.max[true] != 4 {
			t.Errorf("%d reads and %d writes at once, want 16 and 4", srv.max[false], srv.max[true])
		}
	})
}

func TestGate_storm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &throttling{now: map[bool]int{}, max: map[bool]int{}, until: time.Now().Add(20 * time.Second), pause: "20"}
		storm(t, newAPI(t, srv), 200)
		if srv.early != 0 {
			t.Errorf("%d requests before the service wanted any", srv.early)
		}
		if srv.peak[0] != 1 || srv.peak[1] > 2 {
			t.Errorf("on the wire after the pause: %v; want one probe first", srv.peak)
		}
	})
}

func storm(t *testing.T, api *transport.API, n int) {
	t.Helper()
	var wg sync.WaitGroup
	for i := range n {
		kind := transport.Read
		if i%3 == 0 {
			kind = transport.PutTagged
		}
		wg.Go(func() {
			if _, err := api.Do(t.Context(), call(kind)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
