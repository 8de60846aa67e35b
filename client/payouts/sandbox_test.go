package payouts_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/payouts"
	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/transport"
	"awning/model/payout"
)

// From the queue to the last line: both exports come as they are asked for, in every form the
// service may write them in, and the same earnings in each.
func TestExports_wholeWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		counts := map[int]int{}
		for name, format := range formats() {
			server := sandbox.New(sandbox.Options{
				World: world.New(world.Options{Now: now}), Token: "t", Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Format: format, LateLink: true}},
			})
			c := client(server.RoundTripper())
			earnings, ids := 0, map[string]bool{}
			for table := range exported(t, c, payout.ExportEarnings, now) {
				for e, err := range payout.Earnings(table) {
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					earnings++
					ids[e.ID] = true
				}
			}
			paid := 0
			for table := range exported(t, c, payout.ExportPayments, now) {
				for p, err := range payout.Payments(table) {
					if err != nil || !p.AddsUp() {
						t.Fatalf("%s: %+v, %v", name, p, err)
					}
					paid++
				}
			}
			if earnings < 100 || len(ids) != earnings || paid == 0 {
				t.Errorf("%s: %d earnings with %d ids, %d payments", name, earnings, len(ids), paid)
			}
			counts[earnings]++
			t.Logf("%s: %d earnings, %d payments", name, earnings, paid)
		}
		if len(counts) != 1 {
			t.Errorf("the forms differ: %v", counts)
		}
	})
}

// exported goes the whole way of one export, of half a year, and yields its tables.
func exported(t *testing.T, c *payouts.Client, kind payout.ExportKind, now time.Time) func(func(io.Reader) bool) {
	t.Helper()
	ctx := t.Context()
	filter, id := payouts.Between(kind, now.AddDate(0, -6, 0), now).String(), transport.NewGUID()
	r, err := c.Queue(ctx, kind, filter, id)
	if err != nil {
		t.Fatal(err)
	}
	if again, failed := c.Queue(ctx, kind, filter, id); failed != nil || again.ID != r.ID || again.Filter != filter {
		t.Errorf("asked for again it is %+v, %v; want %s with %s", again, failed, r.ID, filter)
	}
	for range 100 {
		if r, err = c.Poll(ctx, kind, r.ID); err != nil {
			t.Fatal(err)
		}
		if r.State() == payout.ExportCompleted {
			break
		}
		<-time.After(time.Second)
	}
	file, _, err := c.Open(ctx, r.Blob)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close(), c.Delete(ctx, kind, r.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err = c.Poll(ctx, kind, r.ID); !errors.Is(err, transport.ErrNotFound) {
		t.Errorf("it was deleted, and is still there: %v", err)
	}
	return func(yield func(io.Reader) bool) {
		for table, failed := range payouts.Files(bytes.NewReader(all), t.TempDir()) {
			if failed != nil {
				t.Fatal(failed)
			}
			if !yield(table) {
				return
			}
		}
	}
}

// An address runs out, and a poll gives a new one as long as the export is there.
func TestExports_expired(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now()}), Token: "t"})
		c := client(server.RoundTripper())
		r, err := c.Queue(t.Context(), payout.ExportPayments, "", transport.NewGUID())
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Minute)
		if r, err = c.Poll(t.Context(), payout.ExportPayments, r.ID); err != nil || r.State() != payout.ExportCompleted {
			t.Fatalf("%+v, %v", r, err)
		}
		<-time.After(2 * time.Hour)
		if _, _, err = c.Open(t.Context(), r.Blob); !errors.Is(err, payouts.ErrExpired) {
			t.Fatalf("%v", err)
		}
		if r, err = c.Poll(t.Context(), payout.ExportPayments, r.ID); err != nil {
			t.Fatal(err)
		}
		file, _, err := c.Open(t.Context(), r.Blob)
		if err != nil {
			t.Fatal(err)
		}
		if err = file.Close(); err != nil {
			t.Error(err)
		}
	})
}

// formats are the forms that an export may have.
func formats() map[string]exports.Format {
	return map[string]exports.Format{
		"a table":             {},
		"an archive of parts": {Zip: true, Part: 50},
		"by tabs, in words":   {TSV: true, NoMark: true, Capitalized: true, LongMonths: true, Newer: true},
	}
}
