package client_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model/payout"
)

// An export that the service could not make is told of until somebody refreshes again: then it
// is queued again.
func TestRefreshPayouts_failed(t *testing.T) {
	t.Parallel()
	failing := sandbox.Options{Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Failing: 1}}}
	onTill(t, world.Options{}, failing, func(s *till) {
		t := s.t
		m := s.console()
		err := m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil)
		e := as[*client.ExportError](t, err)
		if !strings.Contains(e.Hint(), "refresh") {
			t.Errorf("%v; %s", e, e.Hint())
		}
		st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]
		if !st.At.IsZero() || st.Problem == "" || st.Hint == "" || len(st.Exports) != 1 || st.Exports[0].State != payout.ExportFailed {
			t.Errorf("after the failure: %+v", st)
		}
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		st = must(m.Payouts(t.Context(), payout.Scope{})).States[0]
		held, queued := s.kept()
		if st.At.IsZero() || st.Problem != "" || len(st.Exports) != 0 || len(held) != 0 || queued != 3 {
			t.Errorf("after another refresh: %+v; %d exports queued, these are left: %v", st, queued, held)
		}
	})
}

// What storage sends instead of the export ends the refresh in words, and the next one starts
// anew.
func TestRefreshPayouts_files(t *testing.T) {
	t.Parallel()
	const head = "earningId,paymentStatus,earningAmount,transactionCurrency,paymentID,totalPayment,currencyCode\r\n"
	for name, tt := range map[string]struct {
		file string
		err  string // part of it; empty: it is read
		told string // part of what the last export says
	}{
		"a page":           {file: "<html>Sign in to the network</html>", err: "a page or a message"},
		"other columns":    {file: "a,b\r\n1,2\r\n", err: "has no column"},
		"nothing":          {file: "", err: "is empty"},
		"an unread line":   {file: head + "E1,SENT,1.00,USD,P1,1,USD\r\nE2,SENT,one,USD,P2,one,USD\r\n", told: "1 lines could not be read, the first one: line 3"},
		"a broken archive": {file: "PK\x03\x04 and no more", err: "read the archive"},
	} {
		onTill(t, world.Options{}, sandbox.Options{}, func(s *till) {
			t := s.t
			s.spoilt.set(func(r *http.Request) (*canned, bool) {
				if strings.Contains(r.URL.Path, "/blob") {
					return &canned{status: 200, kind: "text/csv", body: tt.file}, false
				}
				return nil, false
			})
			m := s.console()
			var told sync.Map
			err := m.RefreshPayouts(t.Context(), payout.Scope{}, 24, func(p payout.Progress) { told.Store(p.Export.Kind, p.Export.Problem) })
			if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: %v", name, err)
			}
			if says, _ := told.Load(payout.ExportEarnings); tt.told != "" && !strings.Contains(says.(string), tt.told) {
				t.Errorf("%s: is told as %q", name, says)
			}
			s.spoilt.set(nil)
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
			if st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]; st.Problem != "" || st.At.IsZero() {
				t.Errorf("%s, afterwards: %+v", name, st)
			}
		})
	}
}

// Addresses that run out are asked for anew, five times; then the export has failed. One that
// the service forgot is queued again at once.
func TestRefreshPayouts_gone(t *testing.T) {
	t.Parallel()
	onTill(t, world.Options{}, sandbox.Options{}, func(s *till) {
		t := s.t
		m := s.console()
		var addresses []string
		s.spoilt.set(func(r *http.Request) (*canned, bool) {
			if !strings.Contains(r.URL.Path, "/blob") {
				return nil, false
			}
			addresses = append(addresses, r.URL.String())
			return &canned{status: 403, kind: "application/xml", body: `<Error><Code>AuthenticationFailed</Code></Error>`}, false
		})
		e := as[*client.ExportError](t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		slices.Sort(addresses)
		if n := len(slices.Compact(addresses)); n != 10 || strings.Contains(e.Error(), "sig=") {
			t.Errorf("%v, after %d addresses", e, n)
		}
		forgotten := 0
		s.spoilt.set(func(r *http.Request) (*canned, bool) {
			if r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/payouts/") && forgotten < 2 {
				forgotten++
				return answer(404, `{"error":{"code":"NotFound","message":"The export request was not found."}}`), false
			}
			return nil, false
		})
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		if st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]; st.Problem != "" || len(st.Exports) != 0 {
			t.Errorf("%+v", st)
		}
	})
}

// Later refreshes ask for what may have changed: three months, or more if something older is
// not paid yet; and for everything if that was long ago, or more is wanted.
func TestRefreshPayouts_ranges(t *testing.T) {
	t.Parallel()
	onTill(t, world.Options{}, sandbox.Options{}, func(s *till) {
		t := s.t
		var mu sync.Mutex
		asked := map[string]string{}
		s.spoilt.set(func(r *http.Request) (*canned, bool) {
			if r.Method == http.MethodPost && strings.Contains(r.URL.Path, "/payouts/") {
				mu.Lock()
				defer mu.Unlock()
				q := must(url.ParseQuery(r.URL.RawQuery))
				_, from, _ := strings.Cut(q.Get("$filter"), " ge ")
				asked[r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]] = from[:len(time.DateOnly)]
			}
			return nil, false
		})
		m := s.console()
		refresh := func(what string, months int, payments, earnings string) {
			clear(asked)
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, months, nil))
			if asked["payments"] != payments || earnings != "" && asked["transactionhistory"] != earnings {
				t.Errorf("%s: asked for %v, want payments since %s and earnings since %s", what, asked, payments, earnings)
			}
		}
		today := time.Now()
		back := func(months int) string { return today.AddDate(0, -months, 0).Format(time.DateOnly) }
		refresh("the first time", 6, back(6), back(6))
		all := must(m.Payouts(t.Context(), payout.Scope{})).States[0].Earnings
		unpaid := payout.Query{Groups: []payout.Group{payout.Earned, payout.Scheduled, payout.Blocked, payout.Problem, payout.Other}}
		open, _, err := m.Earnings(t.Context(), payout.Scope{}, unpaid, 0, 0)
		check(t, err)
		oldest := min(open[len(open)-1].Date.AddDate(0, 0, -1).Format(time.DateOnly), back(3))
		time.Sleep(time.Hour)
		refresh("an hour later", 6, back(3), max(oldest, back(6)))
		if now := must(m.Payouts(t.Context(), payout.Scope{})).States[0].Earnings; now != all {
			t.Errorf("%d earnings became %d", all, now)
		}
		time.Sleep(time.Hour)
		refresh("more months", 12, back(12), back(12))
		time.Sleep(31 * 24 * time.Hour)
		today = time.Now()
		refresh("a month later", 12, back(12), back(12))
	})
}

// Two consoles do not do the same: the second waits for the first, and has what it brought.
func TestRefreshPayouts_twoConsoles(t *testing.T) {
	t.Parallel()
	onTill(t, world.Options{}, sandbox.Options{}, func(s *till) {
		t := s.t
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				m := s.console()
				check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
				if st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]; st.At.IsZero() || st.Earnings == 0 {
					t.Errorf("%+v", st)
				}
			})
		}
		wg.Wait()
		if held, queued := s.kept(); queued != 2 || len(held) != 0 {
			t.Errorf("three consoles queued %d exports; %v are left", queued, held)
		}
	})
}

// A console that slept while another one took over waits for that one, and goes on.
func TestRefreshPayouts_takenOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := world.New(world.Options{Now: time.Now()})
		server := sandbox.New(sandbox.Options{World: w, Token: "owner", ExportTime: time.Minute})
		path := filepath.Join(t.TempDir(), "awning.db")
		mine, _, err := store.Open(t.Context(), path, time.Now)
		check(t, err)
		defer mine.Close()
		other, _, err := store.Open(t.Context(), path, func() time.Time { return time.Now().Add(40 * time.Second) })
		check(t, err)
		defer other.Close()
		s := &till{stage: &stage{t: t, store: mine}, spoilt: &spoilt{rt: server.RoundTripper()}}
		done := make(chan error)
		go func() { done <- s.console().RefreshPayouts(t.Context(), payout.Scope{}, 24, nil) }()
		time.Sleep(5 * time.Second)
		if taken := must(other.For("owner").ClaimPayouts(t.Context(), "the other", 30*time.Second)); !taken {
			t.Fatal("the claim is still held")
		}
		began := time.Now()
		if err = <-done; err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took < 50*time.Second {
			t.Errorf("it went on after %s, while the other one was at it", took)
		}
	})
}

// A console that only reads has the payouts read all the same: exports change nothing of the
// publisher's, and it deletes its own.
func TestRefreshPayouts_readOnly(t *testing.T) {
	t.Parallel()
	onTill(t, world.Options{}, sandbox.Options{}, func(s *till) {
		t := s.t
		m := s.console(func(o *client.Options) { o.ReadOnly = true })
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		if st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]; st.Earnings == 0 || len(st.Exports) != 0 {
			t.Errorf("%+v", st)
		}
		if held, queued := s.kept(); queued != 2 || len(held) != 0 {
			t.Errorf("%d exports were queued, and %v are left", queued, held)
		}
	})
}
