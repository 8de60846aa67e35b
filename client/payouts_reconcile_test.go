package client_test

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/books"
	"awning/client/sandbox/world"
	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

// Whatever day of the year it is, every order that the world's books have no earning of waits
// as it should, or should have earned something; the one line whose order no report knows is
// named, and nothing else is. An estimate says which customers have not paid.
func TestReconcile_world(t *testing.T) {
	t.Parallel()
	waiting, wrong, worlds := 0, 0, tries.Of(2)
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

// Where the orders of one account were read, and those of another were not, it is said whose
// are missing and what to do; and of a person why they cannot be read.
func TestOrderView_freshness(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.automation("app", "brightwave"), w.automation("north", "fjordlabs"))
		ask := func() client.OrderView { return must(m.OrderView(t.Context(), payout.Scope{}, payout.Query{})) }
		if v := ask(); !v.At.IsZero() || v.Problem != "" || len(v.Orders) != 0 {
			t.Errorf("nothing was read: %+v", v)
		}
		began := time.Now()
		check(t, m.RefreshOrders(t.Context(), payout.Scope{Profile: "app"}))
		if v := ask(); v.At.Before(began) || !strings.Contains(v.Problem, "north were never read") || v.Hint == "" || len(v.Orders) == 0 {
			t.Errorf("one of two was read: as of %s, %s; %s", v.At, v.Problem, v.Hint)
		}
		time.Sleep(time.Hour)
		check(t, m.RefreshOrders(t.Context(), payout.Scope{Profile: "north"}))
		if v := ask(); v.Problem != "" || time.Since(v.At) < time.Hour {
			t.Errorf("both were read, the first an hour ago: as of %s, %s", v.At, v.Problem)
		}
	})
}

func TestOrderView_person(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		v := must(w.market(w.person("dana", "dana@brightwave.example", "brightwave")).OrderView(t.Context(), payout.Scope{}, payout.Query{}))
		if !strings.Contains(v.Problem, "is a person") || !strings.Contains(v.Hint, "application") {
			t.Errorf("a person: %+v", v)
		}
	})
}

// Of each kind of what does not fit one is planted: it is found, and nothing else is.
func TestReconcile_planted(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"), w.automation("app", "brightwave"))
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		check(t, m.RefreshOrders(t.Context(), payout.Scope{}))
		view := must(m.OrderView(t.Context(), payout.Scope{}, payout.Query{}))
		paid := must(m.Payments(t.Context(), payout.Scope{}))
		sent := slices.IndexFunc(paid, func(p payout.Payment) bool { return payout.StatusOf(p.Status).Group == payout.Paid })
		one, some := decimal.NewFromInt(1), decimal.NewFromInt(77)
		now := time.Now().UTC()
		people, app := w.store.For("dana"), w.store.For("app")
		pay := func(change func([]payout.Payment) []payout.Payment) func() error {
			return func() error {
				_, err := people.ImportPayments(t.Context(), yes(change(slices.Clone(paid))), store.Import{})
				return err
			}
		}
		before := tellReconciled(must(m.Reconcile(t.Context(), payout.Scope{})))
		for _, tt := range []struct {
			want  string
			plant func() error
			mend  func() error
		}{
			{
				"parts " + paid[sent].ID,
				pay(func(all []payout.Payment) []payout.Payment { all[sent].Total = all[sent].Total.Add(one); return all }),
				pay(func(all []payout.Payment) []payout.Payment { return all }),
			},
			{
				"earnings " + paid[sent].ID,
				pay(func(all []payout.Payment) []payout.Payment {
					all[sent].Total, all[sent].Earned = all[sent].Total.Add(one), all[sent].Earned.Add(one)
					return all
				}),
				pay(func(all []payout.Payment) []payout.Payment { return all }),
			},
			{ // lines are linked up to three days late
				"",
				pay(func(all []payout.Payment) []payout.Payment {
					all[sent].Total, all[sent].Earned, all[sent].Date = all[sent].Total.Add(one), all[sent].Earned.Add(one), now.AddDate(0, 0, -2)
					return all
				}),
				pay(func(all []payout.Payment) []payout.Payment { return all }),
			},
			{
				"unknown " + paid[sent].ID,
				pay(func(all []payout.Payment) []payout.Payment {
					return slices.DeleteFunc(all, func(p payout.Payment) bool { return p.ID == paid[sent].ID })
				}),
				pay(func(all []payout.Payment) []payout.Payment { return all }),
			},
			{
				"unearned planted:2",
				func() error {
					o := payout.Order{ID: "planted", PurchaseRecord: "planted", LineItem: "2", Purchased: now.AddDate(0, -6, 0), Charge: some, Currency: "EUR"}
					_, err := app.ImportOrders(t.Context(), append(slices.Clone(view.Orders), o), time.Time{}, time.Time{})
					return err
				},
				func() error {
					_, err := app.ImportOrders(t.Context(), view.Orders, time.Time{}, time.Time{})
					return err
				},
			},
			{
				"unearned-usage planted:1",
				func() error {
					u := payout.Usage{Month: payout.MonthOf(now).Add(-6), Reference: "planted:1", Charge: some, Currency: "EUR"}
					_, err := app.ImportUsage(t.Context(), append(slices.Clone(view.Usage), u), time.Time{}, time.Time{})
					return err
				},
				func() error {
					_, err := app.ImportUsage(t.Context(), view.Usage, time.Time{}, time.Time{})
					return err
				},
			},
			{
				"no-order planted",
				func() error {
					e := payout.Earning{ID: "planted", Status: "Unprocessed", Order: "nobody", LineItem: "1", TransactionDate: now.AddDate(0, -2, 0), Date: now.AddDate(0, -1, 0)}
					_, err := people.ImportEarnings(t.Context(), yes([]payout.Earning{e}), store.Import{})
					return err
				},
				func() error {
					_, err := people.ForgetEarnings(t.Context(), func(id string, _ time.Time) bool { return id == "planted" })
					return err
				},
			},
		} {
			check(t, tt.plant())
			got := tellReconciled(must(m.Reconcile(t.Context(), payout.Scope{})))
			found := slices.DeleteFunc(got, func(s string) bool { return slices.Contains(before, s) })
			if strings.Join(found, "\n") != tt.want {
				t.Errorf("%q is planted, and %q found", tt.want, found)
			}
			check(t, tt.mend())
			if got = tellReconciled(must(m.Reconcile(t.Context(), payout.Scope{}))); !slices.Equal(got, before) {
				t.Errorf("%s: it does not go away: %q", tt.want, got)
			}
		}
	})
}

// yes yields things, none of which is wrong.
func yes[T any](all []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
	}
}

// Every line of the history, and every order, leads to its whole sale, by whatever id it is
// asked for.
func TestTrace_world(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"), w.automation("app", "brightwave"))
		check(t, m.RefreshPayouts(t.Context(), payout.Scope{}, 24, nil))
		check(t, m.RefreshOrders(t.Context(), payout.Scope{}))
		book := w.book("brightwave")
		ordered, lines, traced := map[string]books.Order{}, slices.Collect(book.Earnings()), 0
		for _, o := range book.Orders {
			ordered[o.Record+":"+o.Line] = o
		}
		for i, e := range lines {
			if i%17 != 0 { // all of them would take their time
				continue
			}
			traced++
			by := []string{e.ID}
			if e.Order != "" {
				by = append(by, e.Order+":"+e.Line)
			}
			for _, ref := range by {
				got := must(m.Trace(t.Context(), payout.Scope{}, strings.ToUpper(ref)))
				if !slices.ContainsFunc(got.Earnings, func(x payout.Earning) bool { return x.ID == e.ID }) || (len(got.Payments) == 0) != (e.PaymentID == "") {
					t.Errorf("%s: %d earnings, %d payments", ref, len(got.Earnings), len(got.Payments))
				}
				for _, x := range got.Earnings {
					if x.Order != e.Order || x.LineItem != e.Line {
						t.Errorf("%s: the line %s is of another sale", ref, x.ID)
					}
				}
				if _, known := ordered[e.Order+":"+e.Line]; known != (len(got.Orders) > 0) {
					t.Errorf("%s: %d orders", ref, len(got.Orders))
				}
			}
		}
		var refs []string
		for _, e := range book.Waiting[:3] {
			refs = append(refs, e.Order+":"+e.Line)
		}
		for got, err := range m.Traces(t.Context(), payout.Scope{}, refs) {
			check(t, err)
			if one := must(m.Trace(t.Context(), payout.Scope{}, refs[0])); !reflect.DeepEqual(got, one) {
				t.Errorf("%+v among others, %+v alone", got, one)
			}
			refs = refs[1:]
		}
		if len(refs) > 0 {
			t.Errorf("%q were not traced", refs)
		}
		for _, e := range book.Waiting[:3] {
			got := must(m.Trace(t.Context(), payout.Scope{}, e.Order+":"+e.Line))
			if e.Usage != (len(got.Usage) > 0) || !e.Usage && (len(got.Waiting) != 1 || got.Waiting[0].Stage != got.Stage) || len(got.Earnings) != 0 {
				t.Errorf("a sale that waits: %+v", got)
			}
		}
		asset := lines[slices.IndexFunc(lines, func(e books.Earning) bool { return e.Asset != "" })].Asset
		got := must(m.Trace(t.Context(), payout.Scope{}, asset))
		for _, e := range got.Earnings {
			if e.Asset != asset {
				t.Errorf("%s has the line of %s", asset, e.Asset)
			}
		}
		none := must(m.Trace(t.Context(), payout.Scope{}, "nobody has heard of it"))
		if len(got.Earnings) == 0 || len(got.Orders) == 0 || len(none.Orders)+len(none.Earnings)+len(none.Usage) != 0 || none.Stage != payout.StageUnclear || none.OrdersAt.IsZero() {
			t.Errorf("the asset %+v, nothing %+v", got, none)
		}
		t.Logf("%d sales traced", traced)
	})
}

// Of a sale whose account's earnings were never read nobody knows what it earned.
func TestTrace_unread(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"), w.automation("app", "brightwave"))
		check(t, m.RefreshOrders(t.Context(), payout.Scope{}))
		for i, o := range w.book("brightwave").Orders {
			got := must(m.Trace(t.Context(), payout.Scope{}, o.Record+":"+o.Line))
			if !got.Unread || got.Stage != payout.StageUnclear && !got.Free || len(got.Orders) == 0 {
				t.Errorf("%+v", got)
			}
			if i == 5 {
				break
			}
		}
	})
}

// A report that knows an order by its asset alone is found by way of the lines of the sale.
func TestTrace_assetsAlone(t *testing.T) {
	t.Parallel()
	onWard(t, nil, func(w *ward) {
		t := w.t
		m := w.market(w.person("dana", "dana@brightwave.example", "brightwave"), w.automation("app", "brightwave"))
		line := payout.Earning{ID: "E1", Asset: "A", Order: "R", LineItem: "1", Status: "Sent", TransactionDate: time.Now()}
		other := payout.Earning{ID: "E2", Asset: "B", Order: "S", LineItem: "1", Status: "Sent", TransactionDate: time.Now()}
		_, err := w.store.For("dana").ImportEarnings(t.Context(), yes([]payout.Earning{line, other}), store.Import{})
		check(t, err)
		_, err = w.store.For("app").ImportOrders(t.Context(), []payout.Order{{ID: "a", Status: "Active"}, {ID: "b"}}, time.Time{}, time.Time{})
		check(t, err)
		for _, ref := range []string{"r:1", "R", "a", "e1"} {
			got := must(m.Trace(t.Context(), payout.Scope{}, ref))
			if len(got.Orders) != 1 || got.Orders[0].ID != "a" || len(got.Earnings) != 1 || got.Earnings[0].ID != "E1" {
				t.Errorf("%s: %+v", ref, got)
			}
		}
		if got := must(m.Trace(t.Context(), payout.Scope{}, "r:2")); len(got.Orders)+len(got.Earnings) != 0 {
			t.Errorf("another line item: %+v", got)
		}
	})
}
