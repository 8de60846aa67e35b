package client_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// late holds the answers to reads of a listing back that were asked for early on:
// they are what the service said then.
type late struct {
	rt    http.RoundTripper
	until time.Time
	mu    sync.Mutex
	asked int
}

func (l *late) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.rt.RoundTrip(r)
	if r.Method != http.MethodGet || !strings.Contains(r.URL.Path, "/listings/getByInstanceID") {
		return resp, err
	}
	l.mu.Lock()
	l.asked++
	l.mu.Unlock()
	if time.Now().After(l.until) {
		return resp, err
	}
	select {
	case <-time.After(time.Minute):
		return resp, err
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// onLate opens a market whose reads of the first ten seconds take a minute.
func onLate(t *testing.T, play func(s *stage, m *client.Market, o model.Offer, l *late)) {
	t.Helper()
	onStage(t, sandbox.Options{}, func(s *stage) {
		m := s.market()
		o := s.find(m, "harbor-backup")
		l := &late{rt: s.net.rt, until: time.Now().Add(10 * time.Second)}
		s.net.rt = l
		play(s, m, o, l)
	})
}

// Readers that ask at the same time share the requests, and see the same.
func TestContents_askedTogether(t *testing.T) {
	t.Parallel()
	onLate(t, func(s *stage, m *client.Market, o model.Offer, l *late) {
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				if c, err := m.Contents(s.t.Context(), o, model.Draft); err != nil || len(c.Documents) < 5 {
					s.t.Errorf("%d documents, %v", len(c.Documents), err)
				}
			})
		}
		wg.Wait()
		once := l.asked
		if _, err := m.Contents(s.t.Context(), o, model.Draft); err != nil || l.asked != 2*once {
			s.t.Errorf("five at once asked %d times, one more %d times (%v)", once, l.asked-once, err)
		}
	})
}

// Whoever reads after a save sees it, whatever older reads are still on their way.
func TestContents_afterASaveIsNotShared(t *testing.T) {
	t.Parallel()
	onLate(t, func(s *stage, m *client.Market, o model.Offer, _ *late) {
		t := s.t
		doc := s.document(s.market(), o, "listing") // takes a minute, and the last of the slow ones begins now
		s.net.rt.(*late).until = time.Now().Add(10 * time.Second)
		var wg sync.WaitGroup
		wg.Go(func() {
			if got := get(t, s.document(m, o, "listing"), "/summary"); got == better {
				t.Errorf("the read before the save has %s", got)
			}
		})
		time.Sleep(11 * time.Second)
		if _, err := m.Save(t.Context(), o, edited(t, doc, "/summary", better)); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if got := get(t, s.document(m, o, "listing"), "/summary"); got != better || time.Since(began) > 10*time.Second {
			t.Errorf("the read after the save has %s, after %v", got, time.Since(began))
		}
		wg.Wait()
	})
}

// One who leaves does not take the answer away from the others.
func TestContents_sharedWithOneWhoLeaves(t *testing.T) {
	t.Parallel()
	onLate(t, func(s *stage, m *client.Market, o model.Offer, _ *late) {
		t := s.t
		impatient, leave := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := m.Contents(impatient, o, model.Draft); !errors.Is(err, context.Canceled) {
				t.Errorf("the one who left got %v", err)
			}
		})
		time.Sleep(time.Second)
		wg.Go(func() {
			if c, err := m.Contents(t.Context(), o, model.Draft); err != nil || len(c.Documents) < 5 {
				t.Errorf("the one who stayed got %d documents, %v", len(c.Documents), err)
			}
		})
		time.Sleep(20 * time.Second)
		leave()
		wg.Wait()
	})
}
