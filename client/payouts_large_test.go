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
	"awning/model/payout"
	"awning/tries"
)

// toldEvery is how many lines may come in before somebody who waits hears of them.
const toldEvery = 2_500

// A large account comes in through an archive, with progress, and its outlook is there at
// once afterwards.
func TestRefreshPayouts_large(t *testing.T) {
	t.Parallel()
	w := world.Options{Earnings: tries.Of(2_000)}
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
