package store_test

import (
	"errors"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"awning/client/store"
	"awning/model/payout"
)

// All lines of a query come in one go, as they were when it began.
func TestEachEarning(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	all := newMade(17).earnings(800)
	seat := memory(t).For("one")
	for e, err := range seat.EachEarning(ctx, payout.Query{}) {
		t.Fatalf("before any import: %+v, %v", e, err)
	}
	importAll(t, seat, all)
	for _, q := range []payout.Query{{}, {Products: []string{"dz-2"}, Text: "inv"}} {
		want, total, err := seat.Earnings(ctx, q, 0, 0)
		var got []payout.Earning
		for e, eerr := range seat.EachEarning(ctx, q) {
			err, got = errors.Join(err, eerr), append(got, e)
		}
		if diff := gocmp.Diff(want, got); diff != "" || len(got) != total || len(got) < 100 || err != nil {
			t.Errorf("%+v: %d of %d lines, %v\n%s", q, len(got), total, err, diff)
		}
	}
	seen := 0
	for range seat.EachEarning(ctx, payout.Query{}) {
		if seen++; seen == 7 { // somebody has enough
			break
		}
	}
}

// Lines that are brought up to date while they are read, or are damaged, are not told as if
// they belonged together.
func TestEachEarning_moved(t *testing.T) {
	t.Parallel()
	for name, moves := range map[string]func(t *testing.T, s *store.Store, all []payout.Earning){
		"an import": func(t *testing.T, s *store.Store, all []payout.Earning) {
			t.Helper()
			later := slices.Clone(all[:1])
			later[0].Status = "Sent again"
			importAll(t, s.For("one"), later)
		},
		"damage": func(t *testing.T, s *store.Store, _ []payout.Earning) {
			t.Helper()
			if err := store.Damage(t.Context(), s, "earning"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := memory(t)
			all := newMade(18).earnings(800)
			importAll(t, s.For("one"), all)
			read, end := 0, error(nil)
			for _, err := range s.For("one").EachEarning(t.Context(), payout.Query{}) {
				if end = err; err == nil {
					if read++; read == 100 {
						moves(t, s, all)
					}
				}
			}
			if _, moved := errors.AsType[*store.MovedError](end); !moved || read == len(all) {
				t.Errorf("%d of %d lines, %v", read, len(all), end)
			}
		})
	}
}
