package transport_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/transport"
	"awning/model"
)

// skews are how far a service's clock may be from ours.
func skews() []time.Duration {
	return []time.Duration{-25 * time.Hour, -time.Hour, -time.Second, 0, time.Second, time.Hour, 25 * time.Hour}
}

// dated is an answer of a service whose clock is wrong, with a date until which it wants
// to be left alone.
func dated(status int, skew, pause time.Duration, withDate bool) answer {
	theirs := time.Now().Add(skew)
	h := http.Header{"Retry-After": {theirs.Add(pause).UTC().Format(http.TimeFormat)}}
	if withDate {
		h.Set("Date", theirs.UTC().Format(http.TimeFormat))
	}
	return answer{status: status, header: h, body: `{}`}
}

// T-CLOCK: a date to wait for counts from the service's own clock, however wrong that, or
// ours, may be.
func TestClock_retryAfterDates(t *testing.T) {
	t.Parallel()
	n := 0
	for _, skew := range skews() {
		for _, status := range []int{429, 503} {
			for _, pause := range []time.Duration{20 * time.Second, 59 * time.Second} {
				n++
				synctest.Test(t, func(t *testing.T) {
					srv := &fake{answers: []answer{dated(status, skew, pause, true), {status: 200, body: `{}`}}}
					if _, err := newAPI(t, srv).Do(t.Context(), call(transport.Read)); err != nil {
						t.Fatalf("%d, clock off by %s: %v", status, skew, err)
					}
					if got := srv.times[1].Sub(srv.times[0]); got != pause {
						t.Errorf("%d, clock off by %s: waited %s, want %s", status, skew, got, pause)
					}
				})
			}
		}
	}
	t.Logf("T-CLOCK: %d dates to wait for under clocks up to 25 h apart, each waited for as long as was meant", n)
}

// A date without the service's own time says little: what is left of it by our clock, and
// if that is nothing, what an answer without any word would mean. It is not asked
// again at once.
func TestClock_retryAfterDateAlone(t *testing.T) {
	t.Parallel()
	for skew, want := range map[time.Duration]time.Duration{0: 20 * time.Second, -25 * time.Hour: 2 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			srv := &fake{answers: []answer{dated(429, skew, 20*time.Second, false), {status: 200, body: `{}`}}}
			if _, err := newAPI(t, srv).Do(t.Context(), call(transport.Read)); err != nil {
				t.Fatal(err)
			}
			if got := srv.times[1].Sub(srv.times[0]); got != want {
				t.Errorf("clock off by %s: waited %s, want %s", skew, got, want)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		srv := &fake{answers: []answer{dated(429, 25*time.Hour, 20*time.Second, false)}}
		_, err := newAPI(t, srv).Do(t.Context(), call(transport.Read))
		e, ok := errors.AsType[*transport.Error](err)
		if !ok || !errors.Is(err, transport.ErrBusy) || e.Wait < 25*time.Hour || len(srv.seen) != 1 {
			t.Errorf("err %v after %d requests; want the wait in words, at once", err, len(srv.seen))
		}
	})
}

// A token lives as long as was said from when it came: what the sign-in service takes for
// the time does not matter.
func TestClock_tokenExpiry(t *testing.T) {
	t.Parallel()
	n := 0
	for _, skew := range skews() {
		for _, life := range []time.Duration{time.Minute, time.Hour, 24 * time.Hour} {
			n++
			synctest.Test(t, func(t *testing.T) {
				theirs := time.Now().Add(skew)
				body := fmt.Sprintf(`{"access_token":"t","expires_in":%d,"expires_on":"%d","not_before":"%d"}`,
					int(life.Seconds()), theirs.Add(life).Unix(), theirs.Unix())
				srv := &fake{answers: []answer{{status: 200, body: body, header: http.Header{"Date": {theirs.UTC().Format(http.TimeFormat)}}}}}
				source := auth.Source(model.Profile{Tenant: "t", ClientID: "c", Kind: model.ClientSecret}, auth.SourceOptions{
					Base: srv, Getenv: func(string) string { return "c" }, // the secret, and whose it is
				})
				good := max(life-5*time.Minute, life/2) // replaced early, a short one at half its life
				for _, step := range []struct {
					after time.Duration
					asked int
				}{{0, 1}, {good - time.Second, 1}, {2 * time.Second, 2}} {
					time.Sleep(step.after)
					if _, err := source.Token(t.Context(), "https://graph.microsoft.com", false); err != nil {
						t.Fatal(err)
					}
					if len(srv.seen) != step.asked {
						t.Errorf("clock off by %s, life %s: asked %d times %s later, want %d", skew, life, len(srv.seen), step.after, step.asked)
					}
				}
			})
		}
	}
	t.Logf("T-CLOCK: %d lives of tokens under clocks up to 25 h apart, each used as long as it was good", n)
}
