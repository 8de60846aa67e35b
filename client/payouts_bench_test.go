package client_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/model/payout"
	"awning/tries"
)

// counter is a console whose store has what some accounts of a world earned, each at least
// so many lines.
func counter(tb testing.TB, kept *store.Store, lines int, accounts ...string) *client.Market {
	tb.Helper()
	w := world.New(world.Options{Now: time.Now(), Earnings: lines})
	o := client.Options{Store: kept, Catalog: must(catalog.Load()), Base: sandbox.New(sandbox.Options{World: w}).RoundTripper()}
	for i, name := range accounts {
		as, seat := exports.Format{}, guest(model.ProfileName(name), name)
		o.Seats = append(o.Seats, seat)
		earned, paid := as.Earnings(w.Books[i].Earnings(), exports.Filter{}), as.Payments(slices.Values(w.Books[i].Payments), exports.Filter{})
		_, err := kept.For(seat.Identity).ImportEarnings(tb.Context(), payout.Earnings(earned), store.Import{})
		check(tb, err)
		_, err = kept.For(seat.Identity).ImportPayments(tb.Context(), payout.Payments(paid), store.Import{})
		check(tb, err)
		check(tb, kept.For(seat.Identity).Refreshed(tb.Context(), time.Now(), payout.FromExports))
	}
	return must(client.New(o))
}

// manyLines is how many lines the benchmarks are about: half a million at a scale of 25, and
// few where only their working is looked at.
func manyLines() int { return tries.Of(tries.Of(800)) }

// What the console opens with, and one filter key on it: sums, and the first page.
func BenchmarkPayouts(b *testing.B) {
	kept, _, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "awning", "awning.db"), time.Now)
	check(b, err)
	defer kept.Close()
	m := counter(b, kept, manyLines(), "owner")
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			must(m.Payouts(b.Context(), payout.Scope{}))
		}
		b.ReportMetric(float64(must(m.Payouts(b.Context(), payout.Scope{})).States[0].Earnings), "lines")
	})
	private := true
	for name, q := range map[string]payout.Query{
		"month": {}, "state": {Groups: []payout.Group{payout.Paid}}, "currency": {Currencies: []string{"EUR"}}, "private": {Private: &private}, "text": {Text: "a1b"},
	} {
		b.Run("filter by "+name, func(b *testing.B) {
			now := payout.MonthOf(time.Now())
			for i := 0; b.Loop(); i++ {
				q.From, q.To = now.Add(-36), now.Add(i) // nobody has asked that before
				must(m.EarningSums(b.Context(), payout.Scope{}, q, payout.ByStatus))
				lines, total, err := m.Earnings(b.Context(), payout.Scope{}, q, 100, 0)
				check(b, err)
				if len(lines) != min(total, 100) || total == 0 {
					b.Fatalf("%d lines of %d", len(lines), total)
				}
			}
		})
	}
}
