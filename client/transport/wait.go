package transport

import (
	"context"
	"crypto/rand"
	"math"
	"math/big"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxTries    = 5
	firstDelay  = time.Second
	longestWait = 30 * time.Second
)

// backoff is how long to wait after a try, counted from 1, before the next one:
// a random part of 1 s, 2 s, 4 s and so on, so that many waiters do not come
// back at once.
func backoff(try int) time.Duration {
	limit := min(firstDelay<<(try-1), longestWait)
	n, err := rand.Int(rand.Reader, big.NewInt(int64(limit)+1))
	if err != nil { // cannot happen: the reader never fails
		return limit
	}
	return time.Duration(n.Int64())
}

// retryAfter is how long the service asks to be left alone, and whether it asks
// at all. A date counts from the answer's own Date: the clocks may differ. Without
// one it counts from ours, unless it is over by that, which then says nothing.
func retryAfter(h http.Header) (time.Duration, bool) {
	for _, name := range []string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		if d, ok := number(h.Get(name), time.Millisecond); ok {
			return d, true
		}
	}
	text := strings.TrimSpace(h.Get("Retry-After"))
	if d, ok := number(text, time.Second); ok {
		return d, true
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		left := time.Until(until)
		return left, left > 0
	}
	return max(until.Sub(now), 0), true
}

// number reads a count of units; one too large to hold is as long as can be.
func number(text string, unit time.Duration) (time.Duration, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	switch {
	case err != nil && !math.IsInf(f, 1), math.IsNaN(f), f < 0:
		return 0, false
	case f >= float64(math.MaxInt64)/float64(unit):
		return math.MaxInt64, true
	}
	return time.Duration(math.Ceil(f * float64(unit))), true
}

// busyWait is how long a 429 asks to wait; 2, 4, 8… seconds if it does not say.
func busyWait(h http.Header, try int) time.Duration {
	if d, ok := retryAfter(h); ok {
		return d
	}
	return time.Second << min(try, maxTries)
}

// sleep waits, or returns the context's error if that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
