package client_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/books"
	"awning/client/sandbox/world"
	"awning/model/payout"
)

// Whatever day of the year it is, every order that the world's books have no earning of waits
// as it should, or should have earned something; the one line whose order no report knows is
// named, and nothing else is. An estimate says which customers have not paid.
func TestReconcile_world(t *testing.T) {
	t.Parallel()
	waiting, wrong, worlds := 0, 0, scaled(2)
	for seed := range worlds {
		some := func(o *sandbox.Options) {
			time.Sleep(time.Duration(seed*61%400) * 19 * time.Hour)
			o.World = world.New(world.Options{Now: time.Now(), Seed: int64(seed)})
		}
		onWard(t, some, func(w *ward) {
			sold, unfit := reconciled(w, seed)
			waiting, wrong = waiting+sold, wrong+unfit
		})
	}
	t.Logf("%d worlds: %d sales wait, %d things do not fit, as the books say", worlds, waiting, wrong)
}

// reconciled reconciles one world, before and after orders and estimates are read, and returns
// how much waits and does not fit.
func reconciled(w *ward, seed int) (waiting, wrong int) {
	t := w.t
	t.Helper()
	m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"), w.automation("app", "brightwave"))
	check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
	before := must(m.Reconcile(t.Context(), payout.Scope{}))
	if !before.OrdersAt.IsZero() || len(before.Waiting)+len(before.Mismatches) != 0 || before.Payments == 0 || before.Earnings == 0 {
		t.Errorf("without orders it says %+v", before)
	}
	check(t, m.RefreshOrders(t.Context(), payout.Scope{}))
	book := w.book("brightwave")
	for _, estimated := range []bool{false, true} {
		if estimated {
			check(t, m.RefreshPayouts(t.Context(), payout.Scope{Profile: "app"}, 24, nil))
		}
		got := must(m.Reconcile(t.Context(), payout.Scope{Profile: "dana"}))
		told, want := tellReconciled(got), fit(book, estimated)
		if !slices.Equal(told, want) {
			t.Errorf("seed %d at %s, estimated %t:\n%q\nwant\n%q", seed, time.Now().Format(time.DateOnly), estimated, told, want)
		}
		if got.OrdersAt.IsZero() || got.Orders == 0 || len(got.States) != 1 {
			t.Errorf("seed %d: %+v", seed, got)
		}
		waiting, wrong = waiting+len(got.Waiting), wrong+len(got.Mismatches)
	}
	return waiting, wrong
}

// tellReconciled is a reconciliation as lines to compare.
func tellReconciled(r payout.Reconciliation) []string {
	var out []string
	for _, w := range r.Waiting {
		out = append(out, fmt.Sprintf("%s is %s, expected %t", w.Order.Ref(), w.Stage, !w.Expected.Zero()))
	}
	for _, m := range r.Mismatches {
		out = append(out, fmt.Sprintf("%s %s", m.Kind, m.ID))
	}
	slices.Sort(out)
	return out
}

// fit is what of a book's orders has no earning, and why.
func fit(b *books.Book, estimated bool) []string {
	type key struct{ order, line string }
	earned, waits, ordered := map[key]bool{}, map[key]bool{}, map[key]books.Order{}
	for e := range b.Earnings() {
		earned[key{e.Order, e.Line}] = true
	}
	for _, e := range b.Waiting {
		waits[key{e.Order, e.Line}] = true
	}
	used := map[key]bool{}
	for _, u := range b.Usage {
		used[key{u.Record, u.Line}] = true
	}
	for _, o := range b.Orders {
		if _, known := ordered[key{o.Record, o.Line}]; !known {
			ordered[key{o.Record, o.Line}] = o
		}
	}
	var out []string
	for k, o := range ordered {
		stage := payout.StageCollecting
		if o.Customer.Channel == books.Enterprise || o.At.Month() == time.Now().UTC().Add(-8*time.Hour).Month() && !estimated {
			stage = payout.StageSold
		}
		switch {
		case earned[k]:
		case waits[k]:
			out = append(out, fmt.Sprintf("%s:%s is %s, expected true", k.order, k.line, stage))
		default:
			out = append(out, fmt.Sprintf("%s %s:%s", payout.OrderUnearned, k.order, k.line))
		}
	}
	for e := range b.Earnings() {
		k := key{e.Order, e.Line}
		if _, known := ordered[k]; !known && e.Order != "" && !used[k] {
			out = append(out, fmt.Sprintf("%s %s", payout.EarningNoOrder, e.ID))
		}
	}
	slices.Sort(out)
	return out
}
