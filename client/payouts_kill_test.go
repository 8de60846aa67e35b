package client_test

import (
	"context"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/model"
	"awning/model/payout"
	"awning/tries"
)

// till is a stage for payouts: the owner of all accounts, whose network a test may spoil.
type till struct {
	*stage
	spoilt *spoilt
}

func onTill(t *testing.T, w world.Options, o sandbox.Options, play func(*till)) {
	t.Helper()
	onWorldOf(t, w, o, func(s *stage) { play(&till{stage: s, spoilt: &spoilt{rt: s.server.RoundTripper()}}) })
}

// console is a start of the console: a market, and what ends it.
func (s *till) console(change ...func(*client.Options)) *client.Market {
	s.t.Helper()
	o := client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: s.store, Catalog: must(loaded()), Base: s.spoilt, PollEvery: time.Second,
	}
	for _, f := range change {
		f(&o)
	}
	return must(client.New(o))
}

// lines are all earnings of the world.
func (s *till) lines(w world.Options) (earnings, payments int) {
	w.Now = time.Now()
	for _, b := range world.New(w).Books {
		for range b.Earnings() {
			earnings++
		}
		payments += len(b.Payments)
	}
	return earnings, payments
}

// kept are the exports the service holds, and how many were ever queued.
func (s *till) kept() (held []string, queued int) {
	there := map[string]bool{}
	for _, e := range s.ledger.accepted(s.t, "") {
		switch e.Verb {
		case "queue":
			there[e.Target], queued = true, queued+1
		case "delete":
			delete(there, e.Target)
		}
	}
	return slices.Sorted(maps.Keys(there)), queued
}

// spoilt is a network that fails as a test wants.
type spoilt struct {
	rt http.RoundTripper
	mu sync.Mutex
	// spoil, if set, answers a request instead, or has the answer lost by an error beside
	// true; it is called for one request at a time.
	spoil func(*http.Request) (instead *canned, sent bool)
}

func (n *spoilt) set(f func(*http.Request) (*canned, bool)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.spoil = f
}

func (n *spoilt) RoundTrip(r *http.Request) (*http.Response, error) {
	n.mu.Lock()
	var c *canned
	sent := false
	if n.spoil != nil {
		c, sent = n.spoil(r)
	}
	n.mu.Unlock()
	if c == nil {
		return n.rt.RoundTrip(r)
	}
	if sent {
		resp, err := n.rt.RoundTrip(r)
		if err == nil {
			_ = resp.Body.Close()
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	return &http.Response{
		StatusCode: c.status, Header: http.Header{"Content-Type": {c.kind}}, Request: r, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(strings.NewReader(c.body)),
	}, nil
}

// However often a refresh is killed, at whatever request or row: what is under way is gone
// on with, no export is forgotten, none is queued twice, and no row is there twice.
func TestRefreshPayouts_kills(t *testing.T) {
	t.Parallel()
	w := world.Options{Seed: 3}
	onTill(t, w, sandbox.Options{}, func(s *till) {
		t := s.t
		all, paid := s.lines(w)
		r := rand.New(rand.NewPCG(6, 2))
		kills, whole, byRow := 0, 0, 0
		for kills < tries.Of(20) {
			ctx, kill := context.WithCancel(t.Context())
			requests, rows := 1+r.IntN(14), r.IntN(12)
			dead := func() bool { return ctx.Err() != nil }
			s.spoilt.set(func(*http.Request) (*canned, bool) {
				if requests--; requests > 0 && !dead() {
					return nil, false
				}
				sent := !dead() && r.IntN(2) == 0
				kill()
				return &canned{err: errors.New("the process is gone")}, sent
			})
			if r.IntN(4) == 0 { // it had a claim when it died
				must(s.store.For("owner").ClaimPayouts(ctx, "the dead", 30*time.Second))
			}
			var telling sync.Mutex
			err := s.console().RefreshPayouts(ctx, payout.Scope{}, 24, func(p payout.Progress) {
				telling.Lock()
				defer telling.Unlock()
				if p.Export.State == payout.ExportImporting || p.Export.State == payout.ExportDone {
					if rows--; rows == 0 {
						byRow++
						kill()
					}
				}
			})
			switch {
			case err == nil:
				whole++
			case ctx.Err() == nil:
				t.Fatalf("after %d kills: %v", kills, err)
			default:
				kills++
			}
			kill()
			s.remembered(kills)
		}
		s.spoilt.set(nil)
		check(t, s.console().RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		held, queued := s.kept()
		st := must(s.console().Payouts(t.Context(), payout.Scope{})).States[0]
		// One that was done long before a killed refresh went on is rightly made anew.
		once := 2 * (whole + 1)
		if len(held) != 0 || queued < once || queued > once+once/20 || st.Earnings != all || st.Payments != paid || len(st.Exports) != 0 {
			t.Errorf("%d exports are left, %d were queued in %d refreshes; %+v, want %d earnings and %d payments", len(held), queued, whole+1, st, all, paid)
		}
		t.Logf("%d kills, %d of them while rows were read, and %d whole refreshes: %d exports queued, %d forgotten, %d rows of %d", kills, byRow, whole+1, queued, len(held), st.Earnings, all)
	})
}

// remembered fails if the service holds an export that the store does not know.
func (s *till) remembered(kill int) {
	s.t.Helper()
	known := map[string]bool{}
	unanswered := 0
	for _, e := range must(s.store.For("owner").Exports(s.t.Context())) {
		known[e.ID] = true
		if e.ID == "" && e.State == payout.ExportAsked {
			unanswered++
		}
	}
	held, _ := s.kept()
	for _, target := range held {
		if _, id, _ := strings.Cut(target, "/"); !known[id] {
			unanswered--
		}
	}
	if unanswered < 0 {
		s.t.Fatalf("after kill %d the service holds %v, of which %d are forgotten", kill, held, -unanswered)
	}
}

// The service asks to wait, fails, loses answers and lets addresses run out, all the time, and
// all comes in.
func TestRefreshPayouts_storm(t *testing.T) {
	t.Parallel()
	for seed := range uint64(tries.Of(4)) {
		w := world.Options{Seed: int64(seed)}
		switches := sandbox.PayoutSwitches{LateLink: seed%2 == 0, Format: exports.Format{Zip: seed%3 == 0, NoMark: seed%4 == 0, Newer: seed%5 == 0}}
		onTill(t, w, sandbox.Options{Switches: sandbox.Switches{Payouts: switches}}, func(s *till) {
			t := s.t
			r := rand.New(rand.NewPCG(seed, 9))
			counts := map[string]int{}
			s.spoilt.set(func(q *http.Request) (*canned, bool) {
				n := r.IntN(100)
				var kind string
				var c *canned
				sent := n%2 == 0
				storage := strings.Contains(q.URL.Path, "/blob")
				switch {
				case storage && n < 20:
					kind, c = "storage 403", &canned{status: 403, kind: "application/xml", body: `<Error><Code>AuthenticationFailed</Code><Message>Expired</Message></Error>`}
				case n < 20:
					kind, c, sent = "429", &canned{status: 429, kind: "application/json", body: `{"error":{"code":"TooManyRequests","message":"Slow down"}}`}, false
				case n < 28:
					kind, c = "503", &canned{status: 503, kind: "application/json", body: `{"error":{"code":"ServiceUnavailable","message":"Later"}}`}
				case n < 36:
					kind, c = "lost", &canned{err: errors.New("connection reset by peer")}
				default:
					return nil, false
				}
				counts[kind]++
				return c, sent
			})
			began := time.Now()
			all, paid := s.lines(w)
			m := s.console()
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
			st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]
			if _, queued := s.kept(); queued != 2 || st.Earnings != all || st.Payments != paid {
				t.Errorf("seed %d: %d exports queued; %+v, want %d earnings and %d payments", seed, queued, st, all, paid)
			}
			t.Logf("seed %d: %v, all in after %s", seed, counts, time.Since(began))
		})
	}
}
