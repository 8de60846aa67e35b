package store_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/store"
	"awning/model/payout"
)

// What is searched is in memory as long as people search, and no longer: a console that is
// left open all day does not hold the texts of half a million lines.
func TestEarnings_textsAreGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.OpenMemory(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		seat := s.For("one")
		all := newMade(19).earnings(600)
		importAll(t, seat, all)
		search := func(what, text string) {
			t.Helper()
			want := 0
			for _, e := range all {
				if wants(payout.Query{Text: text}, e) {
					want++
				}
			}
			if _, total, err := seat.Earnings(t.Context(), payout.Query{Text: text}, 1, 0); total != want || want == 0 || err != nil {
				t.Errorf("%s: %d lines, want %d, %v", what, total, want, err)
			}
			if kept := store.KeptTexts(s); kept < 600*50 {
				t.Errorf("%s: %d bytes are kept: each letter would have them read again", what, kept)
			}
		}
		search("at first", "inv1")
		for _, text := range []string{"inv2", "inv22", "asset-1", "asset-12"} {
			time.Sleep(50 * time.Second)
			search("slowly, "+text, text)
		}
		time.Sleep(3 * time.Minute)
		if kept := store.KeptTexts(s); kept != 0 {
			t.Errorf("%d bytes are kept for nobody", kept)
		}
		search("after a break", "order-7")
		importAll(t, seat, newMade(20).earnings(1))
		if kept := store.KeptTexts(s); kept != 0 {
			t.Errorf("%d bytes are kept during an import", kept)
		}
	})
}

// Screens ask at once, while lines come in: each answer is of one moment.
func TestEarnings_askedAtOnce(t *testing.T) {
	t.Parallel()
	seat := memory(t).For("one")
	all := newMade(21).earnings(700)
	importAll(t, seat, all[:600])
	var screens sync.WaitGroup
	for i := range 3 {
		screens.Go(func() {
			m := newMade(uint64(30 + i))
			for range 8 {
				q := m.query()
				lines, total, err := seat.Earnings(t.Context(), q, 0, 0)
				sums, serr := seat.Sums(t.Context(), q, payout.ByPrivate)
				there := 0
				for _, s := range sums {
					there += s.Lines
				}
				if err != nil || serr != nil || len(lines) != total || there < total || there > total+100 {
					t.Errorf("%+v: %d lines, %d there are, %d added up later: %v, %v", q, len(lines), total, there, err, serr)
				}
				for _, e := range lines {
					if !wants(q, e) {
						t.Errorf("%+v finds %+v", q, e)
					}
				}
			}
		})
	}
	for i := 600; i < len(all); i += 25 {
		importAll(t, seat, all[i:i+25])
	}
	screens.Wait()
	checkTallies(t, seat, payout.Query{}, all)
}
