package payout_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"awning/model/payout"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// sample opens a recorded export, or skips where the contract's folder is not.
func sample(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(recorded(name))
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("no sample %s: set AWNING_CONTRACT", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// recorded is where a recorded export is.
func recorded(name string) string {
	dir := os.Getenv("AWNING_CONTRACT")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contract")
	}
	return filepath.Join(dir, "..", "reference", "payouts", name)
}

// earnings reads all of a file, which must be without fault.
func earnings(t *testing.T, text string) []payout.Earning {
	t.Helper()
	var out []payout.Earning
	for e, err := range payout.Earnings(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func TestEarnings_sample(t *testing.T) {
	t.Parallel()
	var all []payout.Earning
	for e, err := range payout.Earnings(sample(t, "transactionhistory-sample.csv")) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	if len(all) != 9 {
		t.Fatalf("%d earnings, want 9", len(all))
	}
	oakline := all[2]
	if oakline.Amount.Currency != "GBP" || !oakline.Amount.Amount.Equal(d("-59.41")) || !oakline.Due().Amount.Equal(d("-69.60")) ||
		oakline.Due().Currency != "EUR" || oakline.TransactionType != "Refund" || oakline.PaymentID != "000071230045" ||
		oakline.Estimated != (payout.Month{Year: 2024, Month: time.August}) || oakline.Plan != "std-payg" {
		t.Errorf("the refund is %+v", oakline)
	}
	if all[4].Reason != "Ops Adjustment" || !all[4].Adjustment() || all[4].Product != "" {
		t.Errorf("the adjustment is %+v", all[4])
	}
	if got := all[0].Extra["customerTenantId"]; got == "" {
		t.Errorf("columns of no use here are lost: %v", all[0].Extra)
	}
}

// What is sent is, per payment, what its earnings come to.
func TestSamples_addUp(t *testing.T) {
	t.Parallel()
	sums := map[string]decimal.Decimal{}
	for e, err := range payout.Earnings(sample(t, "transactionhistory-sample.csv")) {
		if err != nil {
			t.Fatal(err)
		}
		sums[e.PaymentID] = sums[e.PaymentID].Add(e.Pay.Amount)
	}
	rows := 0
	for p, err := range payout.Payments(sample(t, "payments-sample.csv")) {
		if err != nil {
			t.Fatal(err)
		}
		rows++
		if !p.AddsUp() {
			t.Errorf("payment %s: %s makes %s", p.ID, p.Sum(), p.Total)
		}
		if sum, ok := sums[p.ID]; ok && p.ID != "" && !sum.Equal(p.Earned) {
			t.Errorf("payment %s: its earnings make %s, it says %s", p.ID, sum, p.Earned)
		}
	}
	if rows != 5 {
		t.Errorf("%d payments, want 5", rows)
	}
}

func TestEarnings_headsInAnyOrder(t *testing.T) {
	t.Parallel()
	plain := earnings(t, "earningId,paymentStatus,earningAmount,transactionCurrency,SkuId,estimatedPaymentMonth\nA,Sent,1.50,EUR,basic,Sep-2026\n")
	others := map[string]string{
		"shuffled":  "SkuId,transactionCurrency,earningAmount,earningId,estimatedPaymentMonth,paymentStatus\nbasic,EUR,1.50,A,September 2026,Sent\n",
		"renamed":   "Earning_ID,Payment Status,EARNINGAMOUNT,transaction currency,skuid,Estimated Payment Month\nA,Sent,1.50,eur,basic,2026-09\n",
		"with mark": "\ufeffearningId,paymentStatus,earningAmount,transactionCurrency,SkuId,estimatedPaymentMonth\r\nA,Sent,\"1.50\",EUR,basic,Sep-2026\r\n",
		"by tabs":   "earningId\tpaymentStatus\tearningAmount\ttransactionCurrency\tSkuId\testimatedPaymentMonth\nA\tSent\t1.50\tEUR\tbasic\tSep-2026\n",
	}
	for name, text := range others {
		if diff := cmp.Diff(plain, earnings(t, text)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestEarnings_unknownColumnsAreKept(t *testing.T) {
	t.Parallel()
	got := earnings(t, "earningId,paymentStatus,earningAmount,transactionCurrency,Loyalty Bonus,empty\nA,Sent,1,EUR,gold,\n")
	if diff := cmp.Diff(map[string]string{"Loyalty Bonus": "gold"}, got[0].Extra); diff != "" {
		t.Error(diff)
	}
}

func TestEarnings_missingColumns(t *testing.T) {
	t.Parallel()
	for _, err := range payout.Earnings(strings.NewReader("paymentStatus,earningAmount,other\nSent,1,x\n")) {
		wrong, ok := errors.AsType[*payout.ColumnsError](err)
		if !ok || !slices.Equal(wrong.Missing, []string{"earningId", "transactionCurrency"}) {
			t.Errorf("%v", err)
		}
	}
}

// A line that cannot be read is named; the rest is read.
func TestEarnings_brokenLines(t *testing.T) {
	t.Parallel()
	const text = "earningId,paymentStatus,earningAmount,transactionCurrency\n" +
		"A,Sent,1,EUR\nB,Sent,1e999999999,EUR\n,Sent,1,EUR\nD,Sent,2,EUR\n"
	var ids []string
	var lines []int
	for e, err := range payout.Earnings(strings.NewReader(text)) {
		if row, ok := errors.AsType[*payout.RowError](err); ok {
			lines = append(lines, row.Line)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	if !slices.Equal(ids, []string{"A", "D"}) || !slices.Equal(lines, []int{3, 4}) {
		t.Errorf("read %v, refused lines %v", ids, lines)
	}
}

// A quote that is never closed must not take the whole of a large file in.
func TestEarnings_endlessLine(t *testing.T) {
	t.Parallel()
	text := "earningId,paymentStatus,earningAmount,transactionCurrency\n\"A" + strings.Repeat("x,\n", 1<<20)
	n := 0
	var last error
	for _, err := range payout.Earnings(strings.NewReader(text)) {
		n, last = n+1, err
	}
	if n != 1 || last == nil || !strings.Contains(last.Error(), "longer than") {
		t.Errorf("%d lines, %v", n, last)
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"1234.56": "1234.56", "1,234.56": "1234.56", "-0.10": "-0.1", "+7": "7", " 5 ": "5"} {
		if got, ok, err := payout.Amount(text); err != nil || !ok || got.String() != want {
			t.Errorf("%q: %s, %v, %v", text, got, ok, err)
		}
	}
	for _, text := range []string{"1e5", "1.234,56", "12,34", "€5", "NaN", "0x10", "1.", strings.Repeat("9", 100)} {
		if got, _, err := payout.Amount(text); err == nil {
			t.Errorf("%q was read as %s", text, got)
		}
	}
	day := time.Date(2024, time.October, 2, 8, 11, 5, 123456700, time.UTC)
	for text, want := range map[string]time.Time{
		"2024-10-02T08:11:05.1234567Z": day, "2024-10-02T10:11:05.1234567+02:00": day, "2024-10-02": day.Truncate(24 * time.Hour),
		"10/2/2024 8:11:05 AM": day.Truncate(time.Second), "10/2/2024": day.Truncate(24 * time.Hour), "": {},
	} {
		if got, err := payout.Day(text); err != nil || !got.Equal(want) {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"Sep-2020": "2020-09", "September 2020": "2020-09", "Not available": "", "Not applicable": "", "": "", "2020-09-15": "2020-09",
	} {
		if got, err := payout.InMonth(text); err != nil || got.String() != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
}

func FuzzEarnings(f *testing.F) {
	f.Add([]byte("earningId,paymentStatus,earningAmount,transactionCurrency\nA,Sent,1,EUR\n"))
	f.Add([]byte("paymentID,paymentStatus,totalPayment,paymentCurrencyCode,earnedCurrencyCode\n0071,Sent,1,EUR,USD\n"))
	for _, name := range []string{"transactionhistory-sample.csv", "payments-sample.csv"} {
		if file, err := os.ReadFile(recorded(name)); err == nil { // where the contract's folder is
			f.Add(file)
		}
	}
	f.Add([]byte("\ufeffearningId\tpaymentStatus\tearningAmount\ttransactionCurrency\n\"A\tSent"))
	f.Fuzz(func(_ *testing.T, file []byte) {
		for range payout.Earnings(strings.NewReader(string(file))) {
		}
		for range payout.Payments(strings.NewReader(string(file))) {
		}
	})
}

// FuzzValues reads any text as each of the values a file has: whatever is read is written again
// as what it was.
func FuzzValues(f *testing.F) {
	for _, text := range []string{"1,234.56", "-0.10", "2024-10-02T08:11:05.1234567Z", "10/2/2024 8:11:05 AM", "Sep-2026", "September 2026", "Not available", "1e999999999"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, ok, err := payout.Amount(text); err == nil && ok {
			if again, _, err := payout.Amount(got.String()); err != nil || !again.Equal(got) {
				t.Errorf("%q is read as %s, and that as %s, %v", text, got, again, err)
			}
		}
		if got, err := payout.Day(text); err == nil && !got.IsZero() {
			if again, err := payout.Day(got.Format(time.RFC3339Nano)); err != nil || !again.Equal(got) {
				t.Errorf("%q is read as %s, and that as %s, %v", text, got, again, err)
			}
		}
		if got, err := payout.InMonth(text); err == nil {
			if again, err := payout.InMonth(got.String()); err != nil || again != got {
				t.Errorf("%q is read as %s, and that as %s, %v", text, got, again, err)
			}
		}
	})
}
