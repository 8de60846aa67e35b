package client_test

import (
	"slices"
	"testing"
	"time"

	"awning/client/sandbox/books"
	"awning/model/payout"
)

// book are the world's books of an account, by its domain's first word.
func (w *ward) book(name string) *books.Book {
	tenant := w.account(name).Tenant
	i := slices.IndexFunc(w.world.Books, func(b *books.Book) bool { return b.Seller.Tenant == tenant })
	return w.world.Books[i]
}

// The whole way: an owner's exports are queued, waited for, read into the store and deleted,
// and the store tells when the next payment comes.
func TestRefreshPayouts(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"))
		before := must(m.Payouts(t.Context(), payout.Scope{}))
		if len(before.States) != 1 || !before.States[0].At.IsZero() || before.States[0].Problem != "" || len(before.Outlook.Next) != 0 {
			t.Errorf("nothing was read, and %+v is known", before)
		}
		began := time.Now()
		var steps []payout.ExportState
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, func(p payout.Progress) {
			if p.Profile != "dana" {
				t.Errorf("%+v", p)
			}
			if p.Export.Kind == payout.ExportEarnings && !slices.Contains(steps, p.Export.State) {
				steps = append(steps, p.Export.State)
			}
		}))
		t.Logf("took %s: %v", time.Since(began), steps)
		want := 0
		for range w.book("brightwave").Earnings() {
			want++
		}
		v := must(m.Payouts(t.Context(), payout.Scope{}))
		st := v.States[0]
		if st.Source != payout.FromExports || st.Earnings != want || st.Payments != len(w.book("brightwave").Payments) || len(st.Exports) != 0 ||
			st.At.Before(began) || st.Problem != "" {
			t.Errorf("%+v, want %d earnings and %d payments", st, want, len(w.book("brightwave").Payments))
		}
		if len(v.Outlook.Next) == 0 || v.Outlook.Last == nil || len(v.Outlook.Held) == 0 || len(v.Months) == 0 {
			t.Errorf("%+v", v)
		}
		if len(v.Mismatches) != 0 {
			t.Errorf("these do not fit: %+v", v.Mismatches)
		}
		t.Logf("next %+v\nlast %+v\nheld %+v\nnotes %+v", v.Outlook.Next, v.Outlook.Last, v.Outlook.Held, v.Outlook.Notes)
	})
}
