package client_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/model/payout"
)

// history is a year of earnings of a few thousand customers.
func history(n int) func(yield func(payout.Earning, error) bool) {
	countries, currencies := []string{"US", "DE", "FR", "GB", "JP", "BR", "IN", "AU"}, []string{"USD", "EUR", "EUR", "GBP", "JPY", "USD", "USD", "AUD"}
	return func(yield func(payout.Earning, error) bool) {
		for i := range n {
			sold := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 365 * 24 * time.Hour / time.Duration(n))
			who, what, month := i*7919%3000, i%23, payout.MonthOf(sold)
			usd := decimal.New(int64(i%950_000), -4)
			e := payout.Earning{
				ID: fmt.Sprintf("%08x-6a1d-4f5e-9c3b-%012x", i*2654435761%(1<<32), i), Participant: "70418852", Program: "Azure Marketplace", Date: sold,
				Transaction: payout.Money{Amount: usd, Currency: currencies[who%8]}, Amount: payout.Money{Amount: usd, Currency: currencies[who%8]}, USD: usd,
				Pay: payout.Money{Amount: usd, Currency: "EUR"}, Estimated: month.Add(1), Status: "Sent", PaymentID: "0000712" + month.String(),
				Order: fmt.Sprintf("%08x-1b2c-4c3d-9e4f-%012x", i/2*40507%(1<<32), i/2), Product: fmt.Sprintf("dz-%04d", what), ProductName: fmt.Sprint("Offer number ", what),
				Plan: fmt.Sprint("plan-", i%5), PrivateOffer: i%17 == 0, Invoice: fmt.Sprintf("G%09d", i%100_000),
				Customer: fmt.Sprintf("c%06d", who), CustomerName: fmt.Sprint("Customer number ", who), CustomerCountry: countries[who%8],
			}
			if left := n - i; left < n/6 {
				e.Status, e.PaymentID = []string{"Unprocessed", "Upcoming"}[left*12/n], ""
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// counter is a console whose store has the earnings of some accounts.
func counter(tb testing.TB, kept *store.Store, accounts map[string]func(yield func(payout.Earning, error) bool)) *client.Market {
	tb.Helper()
	o := client.Options{Store: kept, Catalog: must(catalog.Load()), Base: sandbox.New(sandbox.Options{}).RoundTripper()}
	for name, earned := range accounts {
		seat := guest(model.ProfileName(name), name)
		o.Seats = append(o.Seats, seat)
		if _, err := kept.For(seat.Identity).ImportEarnings(tb.Context(), earned, store.Import{}); err != nil {
			tb.Fatal(err)
		}
	}
	return must(client.New(o))
}

// All lines of several accounts come in one go, the newest first, as they do in pages.
func TestEachEarning(t *testing.T) {
	t.Parallel()
	kept := must(store.OpenMemory(t.Context(), time.Now))
	defer kept.Close()
	m := counter(t, kept, map[string]func(yield func(payout.Earning, error) bool){"a": history(700), "b": history(900), "c": history(0)})
	q := payout.Query{Products: []string{"dz-0003", "dz-0007"}}
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
	if _, moved := errors.AsType[*store.MovedError](end); !moved || read > 1600 {
		t.Errorf("%d lines, then %v", read, end)
	}
}
