package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"awning/client/store"
	"awning/model/payout"
)

// fillPayouts stores something of each kind.
func fillPayouts(t *testing.T, seat *store.Seat) error {
	t.Helper()
	_, err := seat.ImportEarnings(t.Context(), good(newMade(20).earnings(150)), store.Import{})
	_, perr := seat.ImportPayments(t.Context(), good([]payout.Payment{payment("1", "a", "2025-08-15", "20")}), store.Import{})
	return errors.Join(err, perr, seat.KeepExport(t.Context(), payout.Export{RequestID: "r", Asked: clock()()}))
}

// checkIntactPayouts looks whether what is read is what was stored, or nothing.
func checkIntactPayouts(t *testing.T, i int, seat *store.Seat) {
	t.Helper()
	stored := map[string]payout.Earning{}
	for _, e := range newMade(20).earnings(150) {
		stored[e.ID] = e
	}
	lines, total, err := seat.Earnings(t.Context(), payout.Query{}, 0, 0)
	for _, e := range lines {
		if was := stored[e.ID]; !was.USD.Equal(e.USD) || was.Status != e.Status || was.CustomerName != e.CustomerName {
			t.Errorf("damage %d: the line is %+v, was %+v", i, e, was)
		}
	}
	sums, serr := seat.Sums(t.Context(), payout.Query{}, payout.ByCustomer)
	usd, want := decimal.Zero, decimal.Zero
	for _, s := range sums {
		usd = usd.Add(s.USD)
	}
	for _, e := range lines {
		want = want.Add(e.USD)
	}
	if err == nil && serr == nil && (total != len(lines) || !usd.Equal(want)) {
		t.Errorf("damage %d: %d lines of %d come to %s, and the sums to %s", i, len(lines), total, want, usd)
	}
	if paid, perr := seat.Payments(t.Context()); perr == nil && len(paid) > 0 && paid[0].ID != "1" {
		t.Errorf("damage %d: payments are %v", i, paid)
	}
	if exports, xerr := seat.Exports(t.Context()); xerr == nil && len(exports) > 0 && exports[0].RequestID != "r" {
		t.Errorf("damage %d: exports are %v", i, exports)
	}
	if _, err = seat.ImportEarnings(t.Context(), good(newMade(20).earnings(150)), store.Import{}); err == nil {
		if _, total, err = seat.Earnings(t.Context(), payout.Query{}, 1, 0); err == nil && total < 150 {
			t.Errorf("damage %d: after another import there are only %d lines", i, total)
		}
	}
}

// The same file twice changes nothing at all.
func TestImport_twice(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := memory(t)
	seat := s.For("one")
	var before string
	for round := range 2 {
		for _, err := range []error{
			fillPayouts(t, seat),
			errOf(seat.ImportOrders(ctx, []payout.Order{{ID: "o", Purchased: day("2025-03-01")}, {ID: "o", Status: "Cancelled"}}, day("2025-01-01"), day("2025-12-31"))),
			errOf(seat.ImportUsage(ctx, []payout.Usage{{Month: payout.Month{Year: 2025, Month: 3}, Offer: "a"}}, day("2025-01-01"), day("2025-12-31"))),
			seat.Refreshed(ctx, clock()(), payout.FromExports),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		after, err := store.Dump(ctx, s)
		if err != nil || len(after) < 10_000 {
			t.Fatalf("%d bytes, %v", len(after), err)
		}
		if round > 0 && before != after {
			t.Error("the second import has changed something")
		}
		before = after
	}
}

func errOf(_ store.Imported, err error) error { return err }

// sample opens a recorded export, or skips where the contract's folder is not.
func sample(t *testing.T, name string) *os.File {
	t.Helper()
	dir := os.Getenv("AWNING_CONTRACT")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contract")
	}
	f, err := os.Open(filepath.Join(dir, "..", "reference", "payouts", name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("no sample %s: set AWNING_CONTRACT", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// What was sent is, per payment, what the stored lines of it come to.
func TestImport_samples(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat := memory(t).For("one")
	lines, err := seat.ImportEarnings(ctx, payout.Earnings(sample(t, "transactionhistory-sample.csv")), store.Import{})
	if err != nil || lines.New != 9 || lines.Refused != 0 {
		t.Fatalf("%+v, %v", lines, err)
	}
	rows, err := seat.ImportPayments(ctx, payout.Payments(sample(t, "payments-sample.csv")), store.Import{})
	if err != nil || rows.New != 5 || rows.Refused != 0 {
		t.Fatalf("%+v, %v", rows, err)
	}
	sums, err := seat.Sums(ctx, payout.Query{}, payout.ByPayment)
	if err != nil {
		t.Fatal(err)
	}
	bySum := map[string]decimal.Decimal{}
	for _, s := range sums {
		bySum[s.Key+s.Due.Currency] = s.Due.Amount
	}
	paid, err := seat.Payments(ctx)
	if err != nil || len(paid) != 5 || paid[0].ID != "" {
		t.Fatalf("%+v, %v", paid, err)
	}
	for _, p := range paid {
		if p.Program == "Azure Marketplace" && p.Status == "SENT" && !bySum[p.ID+p.Currency].Equal(p.Earned) {
			t.Errorf("payment %s: %s earned, the lines come to %s", p.ID, p.Earned, bySum[p.ID+p.Currency])
		}
	}
}
