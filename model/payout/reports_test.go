package payout_test

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/model/payout"
)

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// whole reads all of a report, which must be without fault.
func whole[T any](t *testing.T, lines iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for line, err := range lines {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	return out
}

// Both datasets of orders say the same in their own columns, and what says that there is nothing
// is nothing.
func TestOrders(t *testing.T) {
	t.Parallel()
	const zero = "00000000-0000-0000-0000-000000000000"
	for name, tt := range map[string]struct {
		text string
		want payout.Order
	}{
		"the older": {
			text: "MonthStartDate,OfferType,Sku,CustomerCountry,OrderId,OrderQuantity,OrderStatus,OrderCancelDate,CustomerCompanyName,CustomerName,OrderPurchaseDate,OfferName,BillingAccountId\n" +
				"2026-03-01,SaaS,basic,NA,A1,3,Active,,Contoso,Ann Lee,2026-03-05T10:00:00Z,Backup,B1\n",
			want: payout.Order{
				ID: "A1", Offer: "Backup", OfferName: "Backup", OfferType: "SaaS", Plan: "basic", Status: "Active", Customer: "B1", CustomerName: "Contoso",
				Country: "NA", Quantity: d("3"), Purchased: day(2026, time.March, 5).Add(10 * time.Hour),
			},
		},
		"the newer": {
			text: "\ufeffOrderId,AssetId,PurchaseRecordId,PurchaseRecordLineItemId,OfferId,OfferName,PlanId,OrderStatus,OrderPurchaseDate,TermStartDate,TermEndDate,OrderCancelDate,IsTrialDeployment,IsPrivatePlan,PrivateOfferId,Quantity,estimatedcharges,Currency,CustomerName\n" +
				zero + ",A1,P1,L1,contoso.backup,Backup,basic,Cancelled,3/5/2026 10:00:00 AM,2026-03-05,2027-03-04,2026-04-01T00:00:00.0000000Z,True,0,PO-7,1.5,1.2E+2,eur,Ann Lee\n",
			want: payout.Order{
				ID: "A1", PurchaseRecord: "P1", LineItem: "L1", Offer: "contoso.backup", OfferName: "Backup", Plan: "basic", Status: "Cancelled", CustomerName: "Ann Lee",
				Quantity: d("1.5"), Purchased: day(2026, time.March, 5).Add(10 * time.Hour), TermStart: day(2026, time.March, 5), TermEnd: day(2027, time.March, 4),
				Cancelled: day(2026, time.April, 1), Trial: true, Private: true, Charge: d("120"), Currency: "EUR",
			},
		},
		"words for nothing": {
			text: "OrderId,OrderStatus,OrderPurchaseDate,PrivateOfferId,OrderCancelDate,TermEndDate,EstimatedCharges,IsPrivatePlan,Sku,PlanId\n" +
				"A1,Active,2026-03-05," + zero + ",0001-01-01T00:00:00,1900-01-01,N/A,NULL,,gold\n",
			want: payout.Order{ID: "A1", Status: "Active", Purchased: day(2026, time.March, 5), Plan: "gold"},
		},
	} {
		got := whole(t, payout.Orders(strings.NewReader(tt.text)))
		if diff := cmp.Diff([]payout.Order{tt.want}, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// What was used is told in the measure that fits the offer, and costs what it does in the currency
// of the payout, if the report has that.
func TestUsages(t *testing.T) {
	t.Parallel()
	const head = "MonthStartDate,UsageDate,OfferType,SKU,OfferName,OfferId,MeterDimension,UsageUnit,NormalizedUsage,MeteredUsage,RawUsage," +
		"EstimatedExtendedChargePC,PayoutCurrencyPC,EstimatedExtendedChargeCC,CustomerCurrencyCC,UsageReference\n"
	got := whole(t, payout.Usages(strings.NewReader(head+
		"2026-03-01T00:00:00Z,2026-03-09,Virtual Machine Licenses,gold,Firewall,contoso.fw,NA,Hours,960,0,120,12.30,EUR,14.10,USD,O1:L1\n"+
		"2026-03-01T00:00:00Z,2026-03-09,SaaS,basic,Backup,,api calls,1K,0,250.5,0,,,-7,usd,O2:L2\n"+
		",2026-04-09,Containers,basic,Box,,,Node hours,,,4,1E-05,USD,,,\n")))
	march, april := payout.Month{Year: 2026, Month: time.March}, payout.Month{Year: 2026, Month: time.April}
	want := []payout.Usage{
		{
			Month: march, Offer: "contoso.fw", OfferName: "Firewall", OfferType: "Virtual Machine Licenses", Plan: "gold", Unit: "Hours",
			Quantity: d("960"), Charge: d("12.30"), Currency: "EUR", Reference: "O1:L1",
		},
		{
			Month: march, Offer: "Backup", OfferName: "Backup", OfferType: "SaaS", Plan: "basic", Dimension: "api calls", Unit: "1K",
			Quantity: d("250.5"), Charge: d("-7"), Currency: "USD", Reference: "O2:L2",
		},
		{
			Month: april, Offer: "Box", OfferName: "Box", OfferType: "Containers", Plan: "basic", Unit: "Node hours",
			Quantity: d("4"), Charge: d("0.00001"), Currency: "USD",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

const revenueHead = "PayoutStatus,EstimatedPayoutMonth,EarningAmountCC,EarningAmountPC,EarningAmountUSD,EarningCurrencyCode,MonthStartDate," +
	"PurchaseRecordId,LineItemId,AssetId,SKU,OfferName,OfferType,BillingAccountId,CustomerCompanyName,CustomerCountry,TransactionAmountCC," +
	"ExchangeRateUSD,ExchangeRateDate,Quantity,PaymentInstrumentType,PaymentSentDate\n"

// A line of the revenue report becomes an earning without a payment, due in dollars unless the
// currency of the payout is known.
func TestEstimates(t *testing.T) {
	t.Parallel()
	const line = "Sent,2026-05-01T00:00:00Z,97,89.24,105.73,eur,2026-03-01,P1,L1,A1,basic,Backup,SaaS,B1,Contoso,DE,100,1.09,2026-03-31,2,Invoice,2026-05-14\n"
	want := payout.Earning{
		Order: "P1", LineItem: "L1", Asset: "A1", Plan: "basic", Product: "Backup", ProductName: "Backup", ProductType: "SaaS",
		Customer: "B1", CustomerName: "Contoso", CustomerCountry: "DE", Status: "Sent", Estimated: payout.Month{Year: 2026, Month: time.May},
		Amount: payout.Money{Amount: d("97"), Currency: "EUR"}, USD: d("105.73"), Transaction: payout.Money{Amount: d("100"), Currency: "EUR"},
		TransactionDate: day(2026, time.March, 1), Date: day(2026, time.March, 1), ExchangeRate: "1.09", RateDate: day(2026, time.March, 31),
		Quantity: "2", PaymentMethod: "Invoice", Extra: map[string]string{"PaymentSentDate": "2026-05-14"},
	}
	got := whole(t, payout.Estimates(strings.NewReader(revenueHead+line), ""))
	want.ID = got[0].ID
	if diff := cmp.Diff([]payout.Earning{want}, got); diff != "" {
		t.Error(diff)
	}
	if due := got[0].Due(); due.Currency != payout.USD || !due.Amount.Equal(d("105.73")) {
		t.Errorf("due %s %s", due.Amount, due.Currency)
	}
	got = whole(t, payout.Estimates(strings.NewReader(revenueHead+line), "GBP"))
	if due := got[0].Due(); due.Currency != "GBP" || !due.Amount.Equal(d("89.24")) {
		t.Errorf("due %s %s, where the currency is known", due.Amount, due.Currency)
	}
}

// The id of an estimate outlives everything that may change about its line, and no two lines of a
// report share one.
func TestEstimates_ids(t *testing.T) {
	t.Parallel()
	ids := func(lines ...string) (out []string) {
		for _, e := range whole(t, payout.Estimates(strings.NewReader(revenueHead+strings.Join(lines, "")), "")) {
			out = append(out, e.ID)
		}
		return out
	}
	const (
		before  = "Unprocessed,2026-05-01,97,89,105,EUR,2026-03-01,P1,L1,A1,basic,Backup,SaaS,B1,Contoso,DE\n"
		after   = "Sent,2026-06-01,98,90,106,EUR,2026-03-01,P1,L1,A1,basic,Backup,SaaS,B1,Contoso Ltd,FR\n"
		refund  = "Unprocessed,2026-06-01,-97,-89,-105,EUR,2026-03-01,P1,L1,A1,basic,Backup,SaaS,B1,Contoso,DE\n"
		another = "Unprocessed,2026-05-01,97,89,105,EUR,2026-03-01,P1,L2,A1,basic,Backup,SaaS,B1,Contoso,DE\n"
	)
	first, second := ids(before, another, refund), ids(another, after, refund)
	if len(first) != 3 || first[0] == first[1] || first[0] == first[2] || first[1] == first[2] {
		t.Errorf("ids %v", first)
	}
	slices.Sort(first)
	slices.Sort(second)
	if !slices.Equal(first, second) {
		t.Errorf("ids %v, and later %v", first, second)
	}
}

// Reports that are none name what they lack; lines that cannot be read are named, and the rest is
// read.
func TestReports_broken(t *testing.T) {
	t.Parallel()
	missing := func(err error) []string {
		if e, ok := errors.AsType[*payout.ColumnsError](err); ok {
			return e.Missing
		}
		return nil
	}
	for _, err := range payout.Orders(strings.NewReader("OrderId,x\nA,1\n")) {
		if !slices.Equal(missing(err), []string{"OrderStatus", "OrderPurchaseDate"}) {
			t.Errorf("orders: %v", err)
		}
	}
	for _, err := range payout.Usages(strings.NewReader("OfferName\nA\n")) {
		if !slices.Equal(missing(err), []string{"MonthStartDate"}) {
			t.Errorf("usage: %v", err)
		}
	}
	for _, err := range payout.Estimates(strings.NewReader("PayoutStatus,EarningsAmountCC,earning currency code\nA,1,EUR\n"), "") {
		if !slices.Equal(missing(err), []string{"EarningAmountUSD"}) {
			t.Errorf("revenue: %v", err)
		}
	}
	var lines []int
	n := 0
	for _, err := range payout.Orders(strings.NewReader("OrderId,OrderStatus,OrderPurchaseDate,Quantity\n" +
		"A,Active,2026-03-01,1\n,Active,2026-03-01,1\nC,Active,yesterday,1\nD,Active,2026-03-01,1e999\nE,Active,2026-03-01,2\n")) {
		if row, ok := errors.AsType[*payout.RowError](err); ok {
			lines = append(lines, row.Line)
		} else if err == nil {
			n++
		}
	}
	if n != 2 || !slices.Equal(lines, []int{3, 4, 5}) {
		t.Errorf("%d lines read, %v refused", n, lines)
	}
}

func FuzzReports(f *testing.F) {
	f.Add([]byte("OrderId,OrderStatus,OrderPurchaseDate\nA,Active,2026-03-01\n"))
	f.Add([]byte("MonthStartDate,OfferName,RawUsage\n2026-03-01,Backup,1E-05\n"))
	f.Add([]byte(revenueHead + "Sent,2026-05-01,97,89,105,EUR,2026-03-01\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		for range payout.Orders(strings.NewReader(string(file))) {
		}
		for range payout.Usages(strings.NewReader(string(file))) {
		}
		seen := map[string]bool{}
		for e, err := range payout.Estimates(strings.NewReader(string(file)), "") {
			if err == nil && (e.ID == "" || seen[e.ID]) {
				t.Fatalf("id %q", e.ID)
			}
			seen[e.ID] = err == nil
		}
	})
}
