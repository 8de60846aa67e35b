package payouts_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"runtime"
	"testing"

	"awning/client/payouts"
	"awning/model/payout"
)

// BenchmarkFiles reads an archive of 500,000 earnings, from the storage's bytes to the earnings
// themselves. It fails if that takes more memory than a small part of the file.
func BenchmarkFiles(b *testing.B) {
	const lines, months, most = 500_000, 10, 32 << 20
	dir := b.TempDir()
	for b.Loop() {
		r, w := io.Pipe()
		go func() { w.CloseWithError(pack(w, lines, months)) }()
		var size int64
		read, peak := 0, uint64(0)
		for table, err := range payouts.Files(payouts.Counted(r, func(n int64) { size = n }), dir) {
			if err != nil {
				b.Fatal(err)
			}
			for _, err = range payout.Earnings(table) {
				if err != nil {
					b.Fatal(err)
				}
				if read++; read%50_000 == 0 {
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					peak = max(peak, m.HeapInuse)
				}
			}
		}
		if read != lines || peak > most {
			b.Fatalf("%d of %d lines, with %d MB in use", read, lines, peak>>20)
		}
		b.ReportMetric(float64(peak>>20), "MB-in-use")
		b.ReportMetric(float64(size>>20), "MB-packed")
	}
	b.ReportMetric(float64(lines*b.N)/b.Elapsed().Seconds(), "rows/s")
}

// pack writes an archive with a file of earnings for each month.
func pack(to io.Writer, lines, months int) error {
	w := zip.NewWriter(to)
	for month := range months {
		f, err := w.Create(fmt.Sprintf("2026-%02d.csv", month+1))
		if err != nil {
			return err
		}
		out := bufio.NewWriter(f)
		fmt.Fprintln(out, "earningId,participantId,programName,transactionType,transactionDate,transactionCurrency,transactionAmount,earningAmount,earningAmountUSD,"+
			"earningAmountInLastPaymentCurrency,lastPaymentCurrency,earningDate,estimatedPaymentMonth,paymentId,paymentStatus,OrderId,LineItemId,productId,productName,SkuId,customerId,customerName,customerCountry")
		for i := range lines / months {
			n := month*lines/months + i
			fmt.Fprintf(out, "%08x-0000-4000-8000-%012x,1234567,Azure Marketplace,purchase,2026-%02d-05,EUR,%d.20,%d.10,%d.30,%d.40,EUR,2026-%02d-06,Sep-2026,%010d,SENT,%08x,%04x,offer-%d,Backup for everybody,plan-%d,%016x,Customer %d,DE\n",
				n, n*7, month+1, n%1000, n%970, n%1100, n%950, month+1, n%12, n*13, i, n%40, n%5, n*31, n%3000)
		}
		if err = out.Flush(); err != nil {
			return err
		}
	}
	return w.Close()
}
