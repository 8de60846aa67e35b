package client_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"awning/client/store"
	"awning/model/payout"
)

// All lines of several accounts come in one go, the newest first, as they do in pages.
func TestEachEarning(t *testing.T) {
	t.Parallel()
	kept := must(store.OpenMemory(t.Context(), time.Now))
	defer kept.Close()
	m := counter(t, kept, 700, "a", "b")
	q := payout.Query{Groups: []payout.Group{payout.Paid}}
	want, total, err := m.Earnings(t.Context(), payout.Scope{}, q, 0, 0)
	check(t, err)
	var got []payout.Earning
	for e, err := range m.EachEarning(t.Context(), payout.Scope{}, q) {
		check(t, err)
		got = append(got, e)
	}
	ids := func(all []payout.Earning) (out []string) {
		for _, e := range all {
			out = append(out, e.ID+e.Date.String())
		}
		return out
	}
	if len(got) != total || total < 100 || !slices.Equal(ids(got), ids(want)) {
		t.Errorf("%d lines, want %d:\n%v\n%v", len(got), total, ids(got), ids(want))
	}
	// A refresh of one account under way ends it: what was read is no longer of one moment.
	read, end := 0, error(nil)
	for _, err := range m.EachEarning(t.Context(), payout.Scope{}, payout.Query{}) {
		if end, read = err, read+1; read == 100 {
			_, err = kept.For("b").ImportEarnings(t.Context(), func(yield func(payout.Earning, error) bool) {
				yield(payout.Earning{ID: "late", Date: time.Now()}, nil)
			}, store.Import{})
			check(t, err)
		}
	}
	if _, moved := errors.AsType[*store.MovedError](end); !moved {
		t.Errorf("%d lines, then %v", read, end)
	}
}
