package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"awning/client/store"
	"awning/model/payout"
)

func day(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}

func payment(id, participant, date, total string) payout.Payment {
	p := payout.Payment{
		ID: id, Participant: participant, Program: "Azure Marketplace", Status: "Sent", Currency: "EUR",
		Earned: decimal.RequireFromString(total), Total: decimal.RequireFromString(total), Extra: map[string]string{"CIReferenceNumber": "x"},
	}
	if date != "" {
		p.Date = day(date)
	}
	return p
}

func TestImportPayments_replacesTheSameRange(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat := memory(t).For("one")
	old := payment("0001", "a", "2025-01-15", "1.5")
	sent, shared := payment("0002", "a", "2025-08-15", "20"), payment("0002", "b", "2025-08-15", "5")
	twin := shared // the same payment, participant, program and currency once more
	twin.Total, twin.Earned = decimal.New(7, 0), decimal.New(7, 0)
	upcoming, other := payment("", "a", "", "12"), payment("", "a", "", "13")
	year := store.Import{From: day("2025-06-01"), To: day("2025-12-01")}

	importPayments(t, seat, store.Import{}, old)
	importPayments(t, seat, year, sent, shared, twin, upcoming, other)
	expectPayments(t, seat, upcoming, other, sent, shared, twin, old)
	if got := importPayments(t, seat, year, sent, shared, twin, upcoming, other); got.New+got.Changed != 0 {
		t.Errorf("the same once more: %+v", got)
	}
	next := payment("0003", "a", "2025-09-15", "12") // what was upcoming
	importPayments(t, seat, year, sent, shared, next)
	expectPayments(t, seat, next, sent, shared, old)

	// A file that is not whole takes nothing away.
	_, err := seat.ImportPayments(ctx, func(yield func(payout.Payment, error) bool) {
		_ = yield(next, nil) && yield(payout.Payment{}, &payout.RowError{Line: 3, Cause: errors.New("no date")})
	}, year)
	if err != nil {
		t.Fatal(err)
	}
	expectPayments(t, seat, next, sent, shared, old)
	gone := errors.New("the line went down")
	_, err = seat.ImportPayments(ctx, func(yield func(payout.Payment, error) bool) {
		_ = yield(upcoming, nil) && yield(payout.Payment{}, gone)
	}, year)
	if !errors.Is(err, gone) {
		t.Error(err)
	}
	expectPayments(t, seat, next, sent, shared, old)
}

func importPayments(t *testing.T, seat *store.Seat, o store.Import, all ...payout.Payment) store.Imported {
	t.Helper()
	got, err := seat.ImportPayments(t.Context(), good(all), o)
	if err != nil || got.Refused > 0 {
		t.Fatalf("import: %+v, %v", got, err)
	}
	return got
}

func expectPayments(t *testing.T, seat *store.Seat, want ...payout.Payment) {
	t.Helper()
	got, err := seat.Payments(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Those without an id and a date have no order.
	byTotal := func(all []payout.Payment) map[string]payout.Payment {
		sums := map[string]payout.Payment{}
		for i, p := range all {
			key := p.Total.String()
			if !p.Date.IsZero() {
				key = fmt.Sprint(p.Date, p.ID, key)
				if i > 0 && !all[i-1].Date.IsZero() && all[i-1].Date.Before(p.Date) {
					t.Errorf("payment %d is newer than the one before", i)
				}
			}
			sums[key] = p
		}
		return sums
	}
	if diff := gocmp.Diff(byTotal(want), byTotal(got)); diff != "" || len(want) != len(got) {
		t.Errorf("%d payments, want %d\n%s", len(got), len(want), diff)
	}
}

func TestExports_remembered(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	path := file(t)
	s := openAt(t, path)
	seat := s.For("one")
	asked := payout.Export{
		RequestID: "r1", Kind: payout.ExportEarnings, Filter: "earningForDate ge 2025-01-01", From: day("2025-01-01"), To: day("2025-12-31"),
		State: payout.ExportAsked, Asked: clock()(),
	}
	remember(t, seat, asked)
	asked.ID, asked.State = "e1", payout.ExportImporting
	remember(t, seat, asked)
	if _, err := seat.ImportEarnings(ctx, good(newMade(4).earnings(30)), store.Import{Export: "r1"}); err != nil {
		t.Fatal(err)
	}
	asked.Rows = 30
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	seat = openAt(t, path).For("one")
	got, err := seat.Exports(ctx)
	if diff := gocmp.Diff([]payout.Export{asked}, got); diff != "" || err != nil {
		t.Errorf("after a restart: %v\n%s", err, diff)
	}
	asked.State = payout.ExportDone
	remember(t, seat, asked)
	for i := range 80 { // old ones that are done make room, never one that is not
		remember(t, seat, payout.Export{RequestID: fmt.Sprint("d", i), State: payout.ExportDone, Asked: clock()().Add(time.Duration(i+1) * time.Hour)})
	}
	failed := payout.Export{RequestID: "f", State: payout.ExportFailed, Problem: "the service gave up", Asked: clock()().Add(-time.Hour)}
	remember(t, seat, failed)
	st, err := seat.PayoutState(ctx)
	if diff := gocmp.Diff([]payout.Export{failed}, st.Exports); diff != "" || err != nil || st.Earnings != 30 {
		t.Errorf("%d earnings, %v\n%s", st.Earnings, err, diff)
	}
	if got, err = seat.Exports(ctx); len(got) != 51 || got[0].RequestID != "d79" || err != nil {
		t.Errorf("%d exports, %v", len(got), err)
	}
	if err = seat.ForgetExport(ctx, "f"); err != nil {
		t.Fatal(err)
	}
	if st, err = seat.PayoutState(ctx); len(st.Exports) != 0 || err != nil {
		t.Errorf("%+v, %v", st, err)
	}
}

func remember(t *testing.T, seat *store.Seat, e payout.Export) {
	t.Helper()
	if err := seat.KeepExport(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

// What one identity is paid shows in no other's payouts.
func TestPayouts_seatsNeverMix(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := openAt(t, file(t))
	one, two := s.For("one"), s.For("two")
	mine, theirs := newMade(5).earnings(700), newMade(6).earnings(300)
	importAll(t, one, mine[:350])
	importAll(t, two, theirs)
	importAll(t, one, mine[350:])
	importPayments(t, one, store.Import{}, payment("1", "a", "2025-08-15", "20"))
	if _, err := two.ImportOrders(ctx, []payout.Order{{ID: "o"}}, time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	remember(t, two, payout.Export{RequestID: "r", Asked: clock()()})
	if err := one.Refreshed(ctx, clock()(), payout.FromExports); err != nil {
		t.Fatal(err)
	}
	checkTallies(t, one, payout.Query{}, mine)
	checkTallies(t, two, payout.Query{}, theirs)
	checkTallies(t, s.For("three"), payout.Query{}, nil)
	want := map[string]payout.State{
		"one":   {Source: payout.FromExports, At: clock()(), Earnings: 700, Payments: 1},
		"two":   {Earnings: 300, Orders: 1, Exports: []payout.Export{{RequestID: "r", Asked: clock()()}}},
		"three": {},
	}
	for name, state := range want {
		got, err := s.For(name).PayoutState(ctx)
		if diff := gocmp.Diff(state, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

// Another console's import shows in this one at once.
func TestEarnings_otherConsole(t *testing.T) {
	t.Parallel()
	path := file(t)
	here, there := openAt(t, path).For("one"), openAt(t, path).For("one")
	all := newMade(7).earnings(500)
	importAll(t, here, all[:200])
	checkTallies(t, there, payout.Query{}, all[:200])
	importAll(t, here, all)
	checkTallies(t, there, payout.Query{}, all)
	all[3].Status = "Sent"
	importAll(t, there, all[3:4])
	checkTallies(t, here, payout.Query{}, all)
}

func TestImportEarnings_cancelled(t *testing.T) {
	t.Parallel()
	seat := openAt(t, file(t)).For("one")
	all := newMade(8).earnings(2300)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got, err := seat.ImportEarnings(ctx, good(all), store.Import{Progress: func(int) { cancel() }})
	if !errors.Is(err, context.Canceled) || got.Rows == 0 || got.Rows >= len(all) {
		t.Fatalf("%+v, %v", got, err)
	}
	checkTallies(t, seat, payout.Query{}, all[:got.Rows]) // whole batches
	if got := importAll(t, seat, all); got.Rows != len(all) || got.Changed != 0 {
		t.Errorf("gone on: %+v", got)
	}
	checkTallies(t, seat, payout.Query{}, all)
}

func TestOrders_replacedByRange(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat := memory(t).For("one")
	order := func(id, purchased, status string) payout.Order {
		return payout.Order{ID: id, Offer: "dz-1", OfferName: "Drizzle", Plan: "pro", Status: status, Purchased: day(purchased), Quantity: decimal.New(3, 0), Currency: "EUR"}
	}
	old, a, b := order("old", "2025-01-02", "Active"), order("a", "2025-08-02", "Active"), order("b", "2025-08-31", "Cancelled")
	if _, err := seat.ImportOrders(ctx, []payout.Order{old, a, b}, time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	a.Status = "Expired"
	got, err := seat.ImportOrders(ctx, []payout.Order{a}, day("2025-08-01"), day("2025-08-31"))
	if err != nil || got.Changed != 1 || got.New != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	all, err := seat.Orders(ctx, payout.Query{})
	if diff := gocmp.Diff([]payout.Order{a, old}, all); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, q := range []payout.Query{
		{From: payout.Month{Year: 2025, Month: 8}, Statuses: []string{"expired"}}, {Order: "A:1", Text: "drizz"}, {Plans: []string{"dz-1/pro"}, To: payout.Month{Year: 2025, Month: 8}, Text: "a"},
	} {
		if all, err = seat.Orders(ctx, q); len(all) == 0 || all[0].ID != "a" || err != nil {
			t.Errorf("%+v: %+v, %v", q, all, err)
		}
	}
	if all, err = seat.Orders(ctx, payout.Query{Currencies: []string{"USD"}}); len(all) != 0 || err != nil {
		t.Errorf("in dollars: %+v, %v", all, err)
	}

	usage := func(m time.Month, n int64) payout.Usage {
		return payout.Usage{Month: payout.Month{Year: 2025, Month: m}, Offer: "dz-2", OfferName: "Gust", Dimension: "calls", Quantity: decimal.New(n, -2), Currency: "USD", Reference: "o:1"}
	}
	if _, err = seat.ImportUsage(ctx, []payout.Usage{usage(6, 1), usage(7, 2), usage(8, 3)}, time.Time{}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err = seat.ImportUsage(ctx, []payout.Usage{usage(8, 30)}, day("2025-07-20"), day("2025-08-05")); err != nil {
		t.Fatal(err)
	}
	used, err := seat.Usage(ctx, payout.Query{Products: []string{"gust"}})
	if diff := gocmp.Diff([]payout.Usage{usage(8, 30), usage(6, 1)}, used); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestPayouts_damagedRows(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := memory(t)
	seat := s.For("one")
	all := newMade(9).earnings(700)
	importAll(t, seat, all)
	if err := seat.Refreshed(ctx, clock()(), payout.FromExports); err != nil {
		t.Fatal(err)
	}
	// Figures and texts are made anew from the lines.
	for _, table := range []string{"earning_sheet", "earning_search"} {
		if err := store.Damage(ctx, s, table); err != nil {
			t.Fatal(err)
		}
		store.ForgetFigures(s)
		checkTallies(t, seat, payout.Query{}, all)
		checkTallies(t, seat, payout.Query{Text: "inv7"}, slices.DeleteFunc(slices.Clone(all), func(e payout.Earning) bool {
			return !wants(payout.Query{Text: "inv7"}, e)
		}))
	}
	for _, spoil := range []func(context.Context, *store.Store) error{store.DamageWords, store.LoseWords} {
		if err := spoil(ctx, s); err != nil {
			t.Fatal(err)
		}
		store.ForgetFigures(s)
		checkSums(t, seat, payout.Query{}, payout.ByCustomer, all)
	}
	if st, err := seat.PayoutState(ctx); st.Problem != "" || !st.At.Equal(clock()()) || err != nil {
		t.Errorf("nothing is lost: %+v, %v", st, err)
	}
	// Lines and payments come back with the next refresh; until then they are missed.
	importPayments(t, seat, store.Import{}, payment("1", "a", "2025-08-15", "20"))
	for _, table := range []string{"earning", "payout_row"} {
		if err := store.Damage(ctx, s, table); err != nil {
			t.Fatal(err)
		}
	}
	lines, total, err := seat.Earnings(ctx, payout.Query{}, 100, 0)
	if len(lines) != 0 || total != 0 || err != nil {
		t.Errorf("%d damaged lines of %d, %v", len(lines), total, err)
	}
	expectPayments(t, seat)
	st, err := seat.PayoutState(ctx)
	if !st.At.IsZero() || !strings.Contains(st.Problem, "701 damaged rows") || st.Hint == "" || st.Earnings != 0 || err != nil {
		t.Errorf("%+v, %v", st, err)
	}
	importAll(t, seat, all)
	if err = seat.Refreshed(ctx, clock()().Add(-time.Second), payout.FromExports); err != nil {
		t.Fatal(err)
	}
	if st, err = seat.PayoutState(ctx); st.Problem == "" || !st.At.IsZero() || err != nil {
		t.Errorf("after a refresh that was asked for before: %+v, %v", st, err)
	}
	if err = seat.Refreshed(ctx, clock()(), payout.FromExports); err != nil {
		t.Fatal(err)
	}
	checkTallies(t, seat, payout.Query{}, all)
	if st, err = seat.PayoutState(ctx); st.Problem != "" || st.Earnings != 700 || err != nil {
		t.Errorf("after a refresh: %+v, %v", st, err)
	}
}

// A large file is not looked at as a whole at each start. Damage shows when the payouts are
// read, the next start replaces the file, and what is typed is taken over.
func TestOpen_damageAmongManyPayouts(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	path := file(t)
	s := openAt(t, path)
	all := newMade(10).earnings(1500)
	for i := range all {
		all[i].Extra["note"] = strings.Repeat(all[i].ID, 350)
	}
	if _, err := s.For("one").KeepEdit(ctx, edit("/a", "1")); err != nil {
		t.Fatal(err)
	}
	importAll(t, s.For("one"), all)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil || info.Size() < 17<<20 {
		t.Fatalf("the file is too small for this test: %v, %v", info.Size(), err)
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0xff}, 4<<20), 8<<20)
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path) // without a notice
	if _, _, err = s.For("one").Earnings(ctx, payout.Query{}, 0, 0); err == nil || !strings.Contains(err.Error(), "start again") {
		t.Errorf("damage goes unseen: %v", err)
	}
	if err = s.Close(); err != nil {
		t.Fatal(err)
	}
	s, notice, err := store.Open(ctx, path, clock())
	if err != nil || !strings.Contains(string(notice), "unsaved edits were taken over") {
		t.Fatalf("%v, notice %q", err, notice)
	}
	defer s.Close()
	if edits, err := s.For("one").EditsAll(ctx); len(edits) != 1 || err != nil {
		t.Errorf("%v, %v", edits, err)
	}
	importAll(t, s.For("one"), all[:10])
}

// Answers that are kept are those of the earnings as they are.
func TestTallies_keptAnswers(t *testing.T) {
	t.Parallel()
	path := file(t)
	all := newMade(11).earnings(4100)
	importAll(t, openAt(t, path).For("one"), all)
	for range 2 {
		seat := openAt(t, path).For("one") // another console
		for range 2 {
			checkTallies(t, seat, payout.Query{}, all)
			checkSums(t, seat, payout.Query{}, payout.ByMonth, all)
		}
		i := len(all) / 2
		all[i].Status, all[i].USD = "Reversed", all[i].USD.Add(decimal.New(1, -2))
		importAll(t, seat, all[i:i+1])
		checkTallies(t, seat, payout.Query{}, all)
		all = append(all, newMade(12).earning(len(all)))
		importAll(t, seat, all[len(all)-1:])
	}
}
