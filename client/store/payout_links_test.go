package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

// soldLine is a line that names its sale in one of the ways files do.
func (m *made) soldLine(i int) payout.Earning {
	e := m.earning(i)
	e.Asset, e.Order, e.LineItem = m.pick("a1", "A2", "a3", "a4", ""), m.pick("r1", "R2", "r3", "r4", "r5", "", ""), m.pick("1", "2", "")
	e.TransactionDate = e.Date.AddDate(0, -m.rnd.IntN(2), 0)
	if e.Order == "" {
		e.LineItem = ""
	}
	return e
}

// soldRef is what a report knows of a sale: a1 to a3, r1 to r4, of some without the order.
func (m *made) soldRef() payout.Ref {
	r := payout.Ref{Asset: m.pick("A1", "a2", "a3", ""), Order: m.pick("R1", "r2", "r3", "r4", "", ""), Line: m.pick("1", "2")}
	r.Date = time.Date(2025, time.Month(1+m.rnd.IntN(14)), 1, 0, 0, 0, 0, time.UTC)
	if r.Order == "" {
		r.Asset, r.Line = "a3", "" // of which nothing else is known
	}
	return r
}

// What lines say of sales is what a look at each line for each sale says.
func TestSeat_Links(t *testing.T) {
	t.Parallel()
	lines, named, strays := 0, 0, 0
	for seed := range tries.Of(30) {
		m := newMade(uint64(seed)) // #nosec G115 -- small
		all := make([]payout.Earning, 60)
		for i := range all {
			all[i] = m.soldLine(i)
		}
		refs := make([]payout.Ref, 12)
		for i := range refs {
			refs[i] = m.soldRef()
		}
		since := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
		s, err := store.OpenMemory(t.Context(), clock())
		fine(t, err)
		seat := s.For("one")
		importAll(t, seat, all)
		got, err := seat.Links(t.Context(), refs, since)
		fine(t, err)
		of, odd := linkSlowly(all, refs, since)
		for i, r := range refs {
			if got.Of[i].Lines != of[i] {
				t.Errorf("seed %d: %d lines name %+v, want %d", seed, got.Of[i].Lines, r, of[i])
			}
			named += of[i]
		}
		told := map[string]int{}
		for _, one := range got.Strays {
			told[strayName(one.Earning)] += one.Lines
			if one.Due.Currency != one.Earning.Due().Currency {
				t.Errorf("seed %d: %+v", seed, one)
			}
		}
		if fmt.Sprint(told) != fmt.Sprint(odd) {
			t.Errorf("seed %d: strays are %v, want %v", seed, told, odd)
		}
		if none, err := seat.Links(t.Context(), refs, time.Time{}); err != nil || len(none.Strays) != 0 {
			t.Errorf("nobody asked for strays: %+v, %v", none.Strays, err)
		}
		lines, strays = lines+len(all), strays+len(odd)
		fine(t, s.Close())
	}
	t.Logf("%d lines name %d sales, and %d are strays", lines, named, strays)
}

func strayName(e payout.Earning) string {
	if e.Asset != "" {
		return strings.ToLower(e.Asset)
	}
	return strings.ToLower(e.Order)
}

// linkSlowly does the same line by line.
func linkSlowly(all []payout.Earning, refs []payout.Ref, since time.Time) (of []int, strays map[string]int) {
	of, strays = make([]int, len(refs)), map[string]int{}
	for _, e := range all {
		var byOrder, byAsset []int
		for i, r := range refs {
			if e.Order != "" && (strings.EqualFold(r.Order, e.Order) || r.Order == "" && strings.EqualFold(r.Asset, e.Order)) {
				byOrder = append(byOrder, i)
			}
			if e.Asset != "" && strings.EqualFold(r.Asset, e.Asset) {
				byAsset = append(byAsset, i)
			}
		}
		switch {
		case e.Asset == "" && e.Order == "":
		case len(byOrder) == 1:
			of[byOrder[0]]++
		case len(byOrder) > 1:
			for _, i := range byOrder {
				if r := refs[i]; r.Line == "" || e.LineItem == "" || r.Line == e.LineItem {
					of[i]++
				}
			}
		case len(byAsset) > 0:
			for _, i := range byAsset {
				r := refs[i]
				if r.Order == "" || e.Order == "" && payout.MonthOf(r.Date) == payout.MonthOf(e.TransactionDate) {
					of[i]++
				}
			}
		case !e.Date.Before(since):
			strays[strayName(e)]++
		}
	}
	return of, strays
}

// The state of a sale is that of its newest line; one of several line items is told by its
// own; and lines are found by their ids.
func TestSeat_Links_state(t *testing.T) {
	t.Parallel()
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	line := func(id, order, item, status string, d int) payout.Earning {
		return payout.Earning{ID: id, Order: order, LineItem: item, Status: status, Date: day(d), TransactionDate: day(d), USD: decimal.NewFromInt(5)}
	}
	s, err := store.OpenMemory(t.Context(), clock())
	fine(t, err)
	defer s.Close()
	seat := s.For("one")
	importAll(t, seat, []payout.Earning{
		line("E-1", "r", "1", "Sent", 1), line("e-2", "r", "1", "Unprocessed", 9), line("e-3", "r", "2", "Rejected", 5),
		line("e-4", "x", "1", "Sent", 3), line("e-5", "X", "2", "Upcoming", 4),
	})
	got, err := seat.Links(t.Context(), []payout.Ref{{Order: "R", Line: "1"}, {Order: "R", Line: "2"}, {Order: "R", Line: "3"}}, day(1))
	fine(t, err)
	if want := []payout.Linked{{Lines: 2, Status: "Unprocessed"}, {Lines: 1, Status: "Rejected"}, {}}; !slices.Equal(got.Of, want) {
		t.Errorf("%+v, want %+v", got.Of, want)
	}
	if len(got.Strays) != 1 || got.Strays[0].Earning.ID != "e-5" || got.Strays[0].Lines != 2 || !got.Strays[0].Due.Amount.Equal(decimal.NewFromInt(10)) {
		t.Errorf("%+v", got.Strays)
	}
	e, ok, err := seat.Earning(t.Context(), "e-1")
	if err != nil || !ok || e.ID != "E-1" {
		t.Errorf("%+v, %t, %v", e, ok, err)
	}
	if _, ok, err = seat.Earning(t.Context(), "e-9"); ok || err != nil {
		t.Errorf("a line nobody has is there: %v", err)
	}
	if _, ok, err = s.For("two").Earning(t.Context(), "e-1"); ok || err != nil {
		t.Errorf("somebody else's line is there: %v", err)
	}
}

// Lines that are forgotten are in no sum and no list, all others are; and they can come back.
func TestSeat_ForgetEarnings(t *testing.T) {
	t.Parallel()
	m := newMade(3)
	all := m.earnings(700) // of several sheets
	s, err := store.OpenMemory(t.Context(), clock())
	fine(t, err)
	defer s.Close()
	seat, other := s.For("one"), s.For("two")
	importAll(t, seat, all)
	importAll(t, other, all)
	gone := func(id string, earned time.Time) bool {
		return earned.Month() == time.March || strings.HasSuffix(id, "f")
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(e payout.Earning) bool { return gone(strings.ToLower(e.ID), e.Date.UTC()) })
	for _, want := range [][]payout.Earning{kept, kept, all} {
		if len(want) == len(all) {
			importAll(t, seat, all)
		} else {
			n, err := seat.ForgetEarnings(t.Context(), gone)
			fine(t, err)
			t.Logf("%d forgotten", n)
		}
		for who, want := range map[*store.Seat]int{seat: len(want), other: len(all)} {
			_, total, err := who.Earnings(t.Context(), payout.Query{}, 1, 0)
			fine(t, err)
			lines := 0
			sums, err := who.Sums(t.Context(), payout.Query{}, payout.ByStatus)
			fine(t, err)
			for _, sum := range sums {
				lines += sum.Lines
			}
			st, err := who.PayoutState(t.Context())
			fine(t, err)
			if total != want || lines != want || st.Earnings != want || st.Problem != "" {
				t.Errorf("%d lines, %d in sums, %d told; want %d; %s", total, lines, st.Earnings, want, st.Problem)
			}
		}
	}
}

func fine(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
