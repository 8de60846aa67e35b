package store_test

import (
	"archive/zip"
	"bufio"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

// manyLines is how many lines the benchmarks are about: half a million at a scale of 25, and
// few where only their working is looked at.
func manyLines() int { return tries.Of(tries.Of(800)) }

// writeHistory writes a transaction history of so many lines, sold over a year to a
// few thousand customers.
func writeHistory(w io.Writer, n int) error {
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("earningId,participantId,participantName,programName,transactionId,transactionType,transactionDate,transactionCurrency,transactionAmount," +
		"transactionAmountUSD,transactionExchangeRate,transactionCountryCode,lever,earningType,earningRate,quantity,earningAmount,earningAmountUSD,earningDate," +
		"earningExchangeRate,exchangeRateDate,estimatedPaymentMonth,paymentId,paymentStatus,paymentStatusDescription,assetId,OrderId,LineItemId,productId,productName," +
		"productType,SkuId,isPrivateOffer,customerId,customerName,customerCountry,customerTenantId,invoiceNumber,earningAmountInLastPaymentCurrency,lastPaymentCurrency,taxCountry\n")
	countries, currencies := []string{"US", "DE", "FR", "GB", "JP", "BR", "IN", "AU"}, []string{"USD", "EUR", "EUR", "GBP", "JPY", "USD", "USD", "AUD"}
	for i := range n {
		day := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 365 * 24 * time.Hour / time.Duration(n))
		month := payout.MonthOf(day)
		status, id := "Sent", fmt.Sprintf("0000712%02d%02d", month.Year%100, month.Month)
		if age := (2026*12 + 2) - (month.Year*12 + int(month.Month)); age < 2 {
			status, id = []string{"Unprocessed", "Upcoming"}[age], ""
		}
		c := i * 7919 % 3000
		at := c % len(countries)
		offer := i % 23
		_, _ = fmt.Fprintf(out, "%08x-6a1d-4f5e-9c3b-%012x,70418852,Aubrac Telemetry SAS,Azure Marketplace,T%d-%x,Purchase,%s,%s,%d.%02d,%d.%02d,1.0853,%s,Standard,SELL,0.97,1,%d.%04d,%d.%04d,%s,"+
			"1.0853,%s,%s,%s,%s,Payment has been sent to your bank.,%08x-77aa-4b9e-8d35-%012x,%08x-1b2c-4c3d-9e4f-%012x,1,dz-%04d,Offer number %d,SaaS,plan-%d,%t,"+
			"c%06d,Customer number %d,%s,%08x-0000-4000-8000-%012x,G%09d,%d.%04d,EUR,%s\n",
			i*2654435761%(1<<32), i, i, i*31, day.Format(time.DateOnly), currencies[at], i%900, i%100, i%950, i%100, countries[at], i%870, i%10000, i%920, i%10000, day.Format(time.DateOnly),
			month.Day(1).Format(time.DateOnly), month.Add(1).Day(1).Format("Jan-2006"), id, status, i/3*40503%(1<<32), i/3, i/2*40507%(1<<32), i/2, offer, offer, i%5, i%17 == 0,
			c, c, countries[at], c, c, i%100000, i%840, i%10000, countries[at])
	}
	return out.Flush()
}

// history is the same in a zip, written once.
func history(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "history.zip")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.Create("history.csv")
	if err == nil {
		err = writeHistory(w, n)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

func importHistory(tb testing.TB, seat *store.Seat, path string, n int) {
	tb.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	r, err := z.File[0].Open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	got, err := seat.ImportEarnings(tb.Context(), payout.Earnings(r), store.Import{})
	if err != nil || got.Rows != n || got.Refused != 0 {
		tb.Fatalf("%+v, %v", got, err)
	}
}

func benchStore(b *testing.B, path string) *store.Store {
	b.Helper()
	s, _, err := store.Open(b.Context(), path, clock())
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// mostResident is what memory an import may take, however much it brings, in MB.
const mostResident = 150

// resident is the most memory the program had so far, in MB, as far as the system tells.
func resident() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, most, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes := 0
	_, _ = fmt.Sscan(most, &kilobytes)
	return kilobytes >> 10
}

// An archive is imported, for the first time and once more; then it is asked about.
func BenchmarkPayouts(b *testing.B) {
	ctx := b.Context()
	n := manyLines()
	zipped, dir, path := history(b, n), b.TempDir(), ""
	imports := func(b *testing.B, begin func() string) {
		b.Helper()
		for b.Loop() {
			b.StopTimer()
			path = begin()
			s := benchStore(b, path)
			b.StartTimer()
			importHistory(b, s.For("one"), zipped, n)
			b.StopTimer()
			_ = s.Close()
			b.StartTimer()
		}
		if most := resident(); most > mostResident {
			b.Errorf("%d MB are resident, and %d MB are to do", most, mostResident)
		}
		b.ReportMetric(float64(resident()), "MB-resident")
		b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	}
	fresh := func() string { return filepath.Join(dir, rand.Text(), "awning.db") }
	filled := func() string {
		if path == "" {
			path = fresh()
			s := benchStore(b, path)
			importHistory(b, s.For("one"), zipped, n)
			_ = s.Close()
		}
		return path
	}
	b.Run("import", func(b *testing.B) { imports(b, fresh) })
	b.Run("import again", func(b *testing.B) { imports(b, filled) })
	path = filled()
	b.Run("open and glance", func(b *testing.B) {
		for b.Loop() {
			cold := benchStore(b, path)
			seat := cold.For("one")
			_, err := seat.PayoutState(ctx)
			if err == nil {
				_, err = seat.Tallies(ctx, payout.Query{})
			}
			if err == nil {
				_, err = seat.Payments(ctx)
			}
			for _, by := range []payout.By{payout.ByMonth, payout.ByPayment} {
				if err == nil {
					_, err = seat.Sums(ctx, payout.Query{}, by)
				}
			}
			if err != nil {
				b.Fatal(err)
			}
			_ = cold.Close()
		}
	})
	s := benchStore(b, path)
	defer s.Close()
	seat := s.For("one")
	b.Run("first text", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			store.ForgetFigures(s)
			if _, _, err := seat.Earnings(ctx, payout.Query{}, 100, 0); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, _, err := seat.Earnings(ctx, payout.Query{Text: "g000"}, 100, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
	private := true
	for name, q := range map[string]payout.Query{
		"all": {}, "status": {Groups: []payout.Group{payout.Earned}}, "offer and country": {Products: []string{"dz-0003"}, Countries: []string{"DE"}},
		"customer": {Customers: []string{"c000007"}}, "currency": {Currencies: []string{"EUR"}, Private: &private},
		"text in a name": {Text: "customer number 29"}, "text in an id": {Text: "g000099999"}, "text of late": {Text: "g0000999", From: payout.Month{Year: 2026, Month: 2}},
	} {
		b.Run("filter "+name, func(b *testing.B) {
			text := q.Text
			for i := 0; b.Loop(); i++ {
				q.To = payout.Month{Year: 2100 + i, Month: 1} // nobody has asked that before
				if text != "" {                               // never the one before, nor longer
					q.Text = text[i%2 : len(text)-1+i%2]
				}
				_, err := seat.Sums(ctx, q, payout.ByMonth)
				if err == nil {
					_, err = seat.Tallies(ctx, q)
				}
				if err == nil {
					_, _, err = seat.Earnings(ctx, q, 100, 0)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
