package transport_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/transport"
	"awning/tries"
)

// moody is a service that asks, at random, to be left alone, in all the ways there
// are to say so, and notes who comes all the same.
type moody struct {
	mu     sync.Mutex
	r      *rand.Rand
	skew   time.Duration // of its clock against ours
	pauses int           // still to come

	until, told   time.Time // left alone until then, as was said at that time
	seen, early   int
	asked, undead int // pauses asked for; requests of callers who have gone
}

func (s *moody) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	now := time.Now()
	s.seen++
	if req.Context().Err() != nil {
		s.undead++
	}
	if now.After(s.told) && now.Before(s.until) {
		s.early++
	}
	took := time.Duration(s.r.IntN(300)) * time.Millisecond
	dice := s.r.IntN(10)
	s.mu.Unlock()
	select {
	case <-time.After(took):
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	header := http.Header{"Date": {time.Now().Add(s.skew).UTC().Format(http.TimeFormat)}}
	status, body := http.StatusOK, `{}`
	switch {
	case dice < 3 && s.pauses > 0:
		s.pauses--
		s.asked++
		status = http.StatusTooManyRequests
		s.pause(header)
	case dice == 3:
		status, body = http.StatusServiceUnavailable, `{"message":"no"}`
	case dice == 4:
		status, body = http.StatusNotFound, `{}`
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

// pause asks for one, in words of its own.
func (s *moody) pause(header http.Header) {
	d := time.Duration(1+s.r.IntN(40)) * time.Second
	switch s.r.IntN(6) {
	case 0:
		header.Set("Retry-After-Ms", strconv.FormatInt(d.Milliseconds(), 10))
	case 1:
		header.Set("X-Ms-Retry-After-Ms", strconv.FormatInt(d.Milliseconds(), 10))
	case 2: // whole seconds of two clocks: up to one may be lost
		header.Set("Retry-After", time.Now().Add(s.skew+d).UTC().Truncate(time.Second).Format(http.TimeFormat))
		date := time.Now().Add(s.skew).Truncate(time.Second)
		header.Set("Date", date.UTC().Format(http.TimeFormat))
	case 3:
		d = 2 * time.Second // nothing said
	case 4:
		d += time.Minute // more than anybody waits for
		header.Set("Retry-After", strconv.Itoa(int(d.Seconds())))
	default:
		header.Set("Retry-After", strconv.Itoa(int(d.Seconds())))
	}
	if until := time.Now().Add(d); until.After(s.until) {
		s.until = until
	}
	if s.told.IsZero() || time.Now().After(s.told) {
		s.told = time.Now()
	}
}

// T-STORM: however many call, whenever, and whatever the service says: once it has asked
// to be left alone, nobody comes before the time, and nobody at all for a caller who
// has gone.
func TestGate_randomStorms(t *testing.T) {
	t.Parallel()
	schedules := tries.Of(1000)
	var requests, pauses, early, undead, calls int
	for seed := range schedules {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(seed), 3))
			srv := &moody{r: rand.New(rand.NewPCG(uint64(seed), 4)), pauses: 1 + r.IntN(6), skew: time.Duration(r.IntN(51)-25) * time.Hour}
			n := 5 + r.IntN(30)
			calls += n
			crowd(t, r, newAPI(t, srv), n)
			requests, pauses = requests+srv.seen, pauses+srv.asked
			if early, undead = early+srv.early, undead+srv.undead; srv.early+srv.undead > 0 {
				t.Errorf("schedule %d: %d requests before the time, %d for callers who had gone", seed, srv.early, srv.undead)
			}
		})
	}
	if pauses < schedules {
		t.Errorf("only %d pauses in %d schedules", pauses, schedules)
	}
	t.Logf("T-STORM: %d schedules, %d calls, %d requests, %d pauses asked for: %d requests before the gate opened, %d after the caller had gone",
		schedules, calls, requests, pauses, early, undead)
}

// crowd makes calls of all kinds at random times; some callers go away.
func crowd(t *testing.T, r *rand.Rand, api *transport.API, n int) {
	t.Helper()
	kinds := []transport.Kind{transport.Read, transport.Read, transport.PutTagged, transport.PutUntagged, transport.DeleteDraft, transport.Create, transport.Act}
	var wg sync.WaitGroup
	for range n {
		kind, at, leaves := kinds[r.IntN(len(kinds))], time.Duration(r.IntN(60_000))*time.Millisecond, 10*time.Minute
		if r.IntN(5) == 0 {
			leaves = time.Duration(r.IntN(30_000)) * time.Millisecond
		}
		wg.Go(func() {
			time.Sleep(at)
			ctx, cancel := context.WithTimeout(t.Context(), leaves)
			defer cancel()
			began := time.Now()
			_, err := api.Do(ctx, call(kind))
			took := time.Since(began)
			if took > leaves || took > 6*time.Minute {
				t.Errorf("a caller who leaves after %s was kept for %s", leaves, took)
			}
			if _, ok := errors.AsType[*transport.Error](err); err != nil && !ok {
				t.Errorf("an error of type %T: %v", err, err)
			}
		})
	}
	wg.Wait()
}
