package client_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"awning/client/store"
	"awning/model/payout"
)

// Everything that was ordered, used, earned and paid is held against each other; and one sale
// is followed.
func BenchmarkReconcile(b *testing.B) {
	kept, _, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "awning", "awning.db"), time.Now)
	check(b, err)
	defer kept.Close()
	m := counter(b, kept, manyLines(), "owner")
	mine := kept.For("owner")
	for _, kind := range []payout.ExportKind{payout.ExportEarnings, payout.ExportPayments, payout.ReportOrders, payout.ReportUsage} {
		check(b, mine.KeepExport(b.Context(), payout.Export{
			RequestID: string(kind), Kind: kind, State: payout.ExportDone, Asked: time.Now(), From: time.Now().AddDate(-1, 0, 0), To: time.Now(),
		}))
	}
	lines, _, err := m.Earnings(b.Context(), payout.Scope{}, payout.Query{}, manyLines()/25, 0)
	check(b, err)
	var orders []payout.Order
	for i, e := range lines {
		o := payout.Order{ID: e.Asset, PurchaseRecord: e.Order, LineItem: e.LineItem, License: "Enterprise", Purchased: e.TransactionDate, Charge: e.Amount.Amount}
		if i%2 == 0 { // one by which nothing is earned
			o.PurchaseRecord = fmt.Sprintf("nobody-%d", i)
		}
		orders = append(orders, o)
	}
	_, err = mine.ImportOrders(b.Context(), orders, time.Time{}, time.Time{})
	check(b, err)
	got := must(m.Reconcile(b.Context(), payout.Scope{}))
	b.Run("reconcile", func(b *testing.B) {
		for b.Loop() {
			must(m.Reconcile(b.Context(), payout.Scope{}))
		}
		b.ReportMetric(float64(got.Earnings), "lines")
		b.ReportMetric(float64(got.Orders), "orders")
		b.ReportMetric(float64(len(got.Mismatches)), "mismatches")
	})
	b.Run("trace", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if t := must(m.Trace(b.Context(), payout.Scope{}, orders[(i*2+1)%len(orders)].PurchaseRecord)); len(t.Earnings)+len(t.Orders) == 0 {
				b.Fatalf("nothing is known of %s", t.Ref)
			}
		}
	})
	b.Run("a screen of traces", func(b *testing.B) {
		refs := make([]string, 0, 40)
		for i := range cap(refs) {
			refs = append(refs, orders[(i*2+1)%len(orders)].PurchaseRecord)
		}
		for b.Loop() {
			for _, err := range m.Traces(b.Context(), payout.Scope{}, refs) {
				check(b, err)
			}
		}
	})
}
