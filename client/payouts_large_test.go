package client_test

import (
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model/catalog"
	"awning/model/payout"
)

// toldEvery is how many lines may come in before somebody who waits hears of them.
const toldEvery = 2_500

// A large account comes in through an archive, with progress, and its outlook is there at
// once afterwards.
func TestRefreshPayouts_large(t *testing.T) {
	t.Parallel()
	w := world.Options{Earnings: scaled(2_000)}
	packed := sandbox.Options{Switches: sandbox.Switches{Payouts: sandbox.PayoutSwitches{Format: exports.Format{Zip: true}}}}
	onTill(t, w, packed, func(s *till) {
		t := s.t
		all, _ := s.lines(w)
		kept, _, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "awning.db"), time.Now)
		check(t, err)
		defer kept.Close()
		m := s.console(func(o *client.Options) { o.Store = kept })
		steps, most := 0, 0
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 36, func(p payout.Progress) {
			if p.Export.State == payout.ExportImporting && p.Export.Rows > most {
				steps, most = steps+1, p.Export.Rows
			}
		}))
		if st := must(m.Payouts(t.Context(), payout.Scope{})).States[0]; st.Earnings != all || most < all*9/10 || steps < all/toldEvery {
			t.Errorf("%+v, want %d lines; %d steps were told, up to %d, want one for each %d", st, all, steps, most, toldEvery)
		}
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		t.Logf("%d lines in %d steps; the program has %d MiB", all, steps, mem.Sys>>20)
	})
}

// What the console opens with, and one filter key on it.
func BenchmarkPayouts(b *testing.B) {
	w := world.New(world.Options{Now: time.Now(), Earnings: scaled(2_000)})
	server := sandbox.New(sandbox.Options{World: w, Token: "owner", ExportTime: time.Millisecond})
	kept := must(store.OpenMemory(b.Context(), time.Now))
	defer kept.Close()
	m := must(client.New(client.Options{
		Seats: []client.Seat{guest("owner", "owner")}, Store: kept, Catalog: must(catalog.Load()), Base: server.RoundTripper(), PollEvery: time.Millisecond,
	}))
	check(b, m.RefreshPayouts(b.Context(), payout.Scope{}, 36, nil))
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			must(m.Payouts(b.Context(), payout.Scope{}))
		}
		b.ReportMetric(float64(must(m.Payouts(b.Context(), payout.Scope{})).States[0].Earnings), "lines")
	})
	b.Run("filter", func(b *testing.B) {
		q := payout.Query{Groups: []payout.Group{payout.Earned}, Currencies: []string{"EUR"}}
		for b.Loop() {
			must(m.EarningSums(b.Context(), payout.Scope{}, q, payout.ByMonth))
			_, _, err := m.Earnings(b.Context(), payout.Scope{}, q, 40, 0)
			check(b, err)
		}
	})
}
