package main_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/profile"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

// BenchmarkPayouts is `awning payouts` from the start of the process to its end: half a
// million lines at a scale of 25, and few where only its working is looked at. The first run
// after a refresh adds them up; the others know.
func BenchmarkPayouts(b *testing.B) {
	h := earning(b, tries.Of(tries.Of(800)))
	glance := func() {
		if out, err := h.command(b, "payouts").Output(); err != nil || !strings.HasPrefix(string(out), "Next payment  ") || !strings.Contains(string(out), "lines") {
			b.Fatalf("%v:\n%s", err, out)
		}
	}
	began := time.Now()
	glance()
	first := time.Since(began)
	for b.Loop() {
		glance()
	}
	b.ReportMetric(float64(first.Milliseconds()), "ms-first")
}

// earning is the machine of somebody whose store has so many earnings, and the payments of
// them, while no service is to be had.
func earning(b *testing.B, lines int) home {
	b.Helper()
	env := map[string]string{profile.EnvToken: "T", "AWNING_CLOUD": "http://127.0.0.1:1"}
	h := newHome(b)
	for name, value := range env {
		h.env = append(h.env, name+"="+value)
	}
	p, _, _ := profile.FromEnvironment(func(name string) string { return env[name] })
	st, _, err := store.Open(b.Context(), h.store(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	seat, book := st.For(profile.StoreKey(p, env["AWNING_CLOUD"])), world.New(world.Options{Now: time.Now(), Earnings: lines}).Books[0]
	_, err = seat.ImportEarnings(b.Context(), payout.Earnings(exports.Format{}.Earnings(book.Earnings(), exports.Filter{})), store.Import{})
	_, perr := seat.ImportPayments(b.Context(), payout.Payments(exports.Format{}.Payments(slices.Values(book.Payments), exports.Filter{})), store.Import{})
	if err = errors.Join(err, perr, seat.Refreshed(b.Context(), time.Now(), payout.FromExports), st.Close()); err != nil {
		b.Fatal(err)
	}
	return h
}
