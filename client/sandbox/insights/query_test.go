package insights_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox/books"
	"awning/client/sandbox/insights"
	"awning/client/sandbox/world"
)

// began is when the books of these tests were made.
func began() time.Time { return time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC) }

func ledgers() []*books.Book { return world.New(world.Options{Seed: 3, Now: began()}).Books }

// run runs a query that must be understood.
func run(t *testing.T, on []*books.Book, query string) insights.Answer {
	t.Helper()
	q, no := insights.Parse(query)
	if no != nil {
		t.Fatalf("%s: %s", query, no.Message)
	}
	return q.Run(on, began(), insights.Span{}, 0)
}

// column is all of one column.
func column(a insights.Answer, name string) []string {
	at := slices.Index(a.Columns, name)
	var out []string
	for _, row := range a.Rows {
		out = append(out, row[at].String())
	}
	return out
}

func total(t *testing.T, texts []string) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, text := range texts {
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%q is no number", text)
		}
		sum.Add(sum, r)
	}
	return sum
}

// What is selected with a metric is added up, and comes to what the books say.
func TestRun_sums(t *testing.T) {
	t.Parallel()
	on := ledgers()
	byStatus := run(t, on, "SELECT PayoutStatus, EarningAmountUSD FROM ISVRevenue ORDER BY PayoutStatus ASC TIMESPAN LIFETIME")
	want := new(big.Rat)
	for _, b := range on {
		for e := range b.Earnings() {
			if e.Offer != nil {
				want.Add(want, total(t, []string{e.EarnedUSD.String()}))
			}
		}
		for _, e := range b.Waiting {
			want.Add(want, total(t, []string{e.EarnedUSD.String()}))
		}
	}
	if got := total(t, column(byStatus, "EarningAmountUSD")); got.Cmp(want) != 0 {
		t.Errorf("all comes to %s, the books to %s", got.FloatString(2), want.FloatString(2))
	}
	states := column(byStatus, "PayoutStatus")
	if !slices.IsSorted(states) || !slices.Contains(states, "Uncollected") || !slices.Contains(states, "Sent") || len(states) > 8 {
		t.Errorf("the states are %q", states)
	}
	usage := run(t, on, "select monthstartdate, sku, NORMALIZEDUSAGE from isvusage where OfferType = 'Virtual Machine Licenses' timespan last_6_months")
	if len(usage.Rows) == 0 || usage.Columns[2] != "NormalizedUsage" {
		t.Errorf("usage: %q, %d rows", usage.Columns, len(usage.Rows))
	}
}

func TestRun_conditions(t *testing.T) {
	t.Parallel()
	on := ledgers()[:1]
	const from = "SELECT OfferName, OrderStatus, CustomerCountry, OrderPurchaseDate, PurchaseRecordId FROM ISVOrderV2"
	all := run(t, on, from+" TIMESPAN LIFETIME")
	if len(all.Rows) != len(on[0].Orders) {
		t.Errorf("%d orders, want %d", len(all.Rows), len(on[0].Orders))
	}
	name := column(all, "OfferName")[0]
	matches := func(where string, keep func(row []string) bool) {
		t.Helper()
		var want []string
		for _, row := range all.Rows {
			var texts []string
			for _, cell := range row {
				texts = append(texts, cell.String())
			}
			if keep(texts) {
				want = append(want, texts[4])
			}
		}
		got := column(run(t, on, from+" WHERE "+where+" TIMESPAN LIFETIME"), "PurchaseRecordId")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s: %d rows, want %d", where, len(got), len(want))
		}
	}
	matches("OfferName = '"+name+"'", func(r []string) bool { return r[0] == name })
	matches("OfferName != '"+name+"'", func(r []string) bool { return r[0] != name })
	matches("CustomerCountry IN (DE, 'gb')", func(r []string) bool { return r[2] == "DE" || r[2] == "GB" })
	matches("CustomerCountry NOT IN ('DE','GB') AND OrderStatus = Active", func(r []string) bool { return r[2] != "DE" && r[2] != "GB" && r[1] == "Active" })
	matches("OfferName LIKE '%"+name[3:7]+"%'", func(r []string) bool { return strings.Contains(r[0], name[3:7]) })
	matches("OfferName NOT LIKE '"+name[:4]+"%'", func(r []string) bool { return !strings.HasPrefix(r[0], name[:4]) })
	matches("OrderPurchaseDate >= '2026-01-01'", func(r []string) bool { return r[3] >= "2026-01-01" })
	matches("OrderPurchaseDate < 2026-01-01", func(r []string) bool { return r[3] < "2026-01-01" })
}

func TestRun_order(t *testing.T) {
	t.Parallel()
	on := ledgers()
	dates := func(query string) []string { return column(run(t, on, query), "OrderPurchaseDate") }
	const from = "SELECT OrderPurchaseDate FROM ISVOrder "
	down := dates(from + "ORDER BY OrderPurchaseDate")
	up := dates(from + "ORDER BY OrderPurchaseDate ASC")
	slices.Reverse(up)
	if !slices.Equal(down, up) || down[0] < down[len(down)-1] {
		t.Error("without a word for it rows are not sorted downwards")
	}
	if down[len(down)-1] < "2025-09-01" {
		t.Errorf("without a time span, rows begin at %s: more than six months ago", down[len(down)-1])
	}
	if few := dates(from + "ORDER BY OrderPurchaseDate DESC LIMIT 3"); !slices.Equal(few, down[:3]) {
		t.Errorf("the first three are %q", few)
	}
	if days := dates(from + "TIMESPAN LAST_30_DAYS"); len(days) == 0 || slices.Min(days) < "2026-01-31" {
		t.Errorf("the last 30 days: %q", days)
	}
	distinct, every := column(run(t, on, "SELECT DISTINCT CustomerCountry FROM ISVOrder"), "CustomerCountry"), column(run(t, on, "SELECT CustomerCountry FROM ISVOrder"), "CustomerCountry")
	slices.Sort(every)
	slices.Sort(distinct)
	if !slices.Equal(distinct, slices.Compact(slices.Clone(every))) || len(every) == len(distinct) {
		t.Errorf("distinct: %q of %d", distinct, len(every))
	}
}

func TestParse_refused(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"":                             "SELECT is expected",
		"SELECT FROM ISVOrder":         "a column is expected",
		"SELECT A FROM Orders":         "Invalid table name",
		"SELECT Nothing FROM ISVOrder": "Incorrect column name: Nothing",
		"SELECT Sku FROM ISVOrder WHERE Sku = a OR Sku = b":      `"OR" is not expected`,
		"SELECT Sku FROM ISVOrder WHERE Sku":                     "is no operator",
		"SELECT Sku FROM ISVOrder WHERE Sku = 'a":                "has no end",
		"SELECT Sku FROM ISVOrder WHERE Sku IN (a":               ") is expected",
		"SELECT Sku FROM ISVOrder WHERE Nothing = a":             "Incorrect column name: Nothing",
		"SELECT Sku FROM ISVOrder ORDER BY OrderId":              "Incorrect column name: OrderId",
		"SELECT Sku FROM ISVOrder LIMIT 0":                       "LIMIT takes a number",
		"SELECT Sku FROM ISVOrder TIMESPAN LAST_2_DAYS":          "has no time span LAST_2_DAYS",
		"SELECT Sku FROM ISVQualityOfService TIMESPAN LIFETIME":  "has no time span LIFETIME",
		"SELECT Sku, sku FROM ISVOrder":                          "is selected twice",
		"SELECT SUM(OrderQuantity) FROM ISVOrder":                "FROM is expected",
		"SELECT Sku FROM ISVOrder WHERE Sku NOT = a":             "NOT is followed by",
		"SELECT " + strings.Repeat("Sku, ", 2000) + "Sku FROM x": "too long",
	} {
		if _, no := insights.Parse(query); no == nil || !strings.Contains(no.Message, want) || no.Status != 400 {
			t.Errorf("%.80s: %+v, want %s", query, no, want)
		}
	}
}

// Every dataset can be asked for all of its columns, and what the books know is in
// them.
func TestRun_columns(t *testing.T) {
	t.Parallel()
	on := ledgers()
	for _, d := range insights.Datasets() {
		a := run(t, on, "SELECT "+strings.Join(append(slices.Clone(d.Columns), d.Metrics...), ", ")+" FROM "+d.Name)
		if strings.HasPrefix(d.Name, "ISVOrder") || d.Name == "ISVUsage" || d.Name == "ISVRevenue" {
			if len(a.Rows) < 20 {
				t.Errorf("%s has %d rows", d.Name, len(a.Rows))
			}
		}
		if file := a.File(true); strings.Count(string(file), "\r\n") != len(a.Rows)+1 {
			t.Errorf("%s: its file has other lines than the answer", d.Name)
		}
	}
	keys := run(t, on, "SELECT PurchaseRecordId, LineItemId, AssetId FROM ISVRevenue WHERE BillingModel = UsageBased TIMESPAN LIFETIME")
	used := column(run(t, on, "SELECT UsageReference FROM ISVUsage TIMESPAN LIFETIME"), "UsageReference")
	for _, row := range keys.Rows {
		if key := row[0].String() + ":" + row[1].String(); !slices.Contains(used, key) {
			t.Errorf("nothing was used for %s", key)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, query := range []string{
		"SELECT OrderPurchaseDate, Sku FROM ISVOrderV2 WHERE OfferName = 'x' ORDER BY OrderPurchaseDate DESC TIMESPAN LAST_30_DAYS",
		"select distinct Sku from isvusage where Sku not in (a, 'b') and NormalizedUsage >= 1.5 limit 3", "SELECT a FROM b WHERE c LIKE '%'", "(((",
	} {
		f.Add(query)
	}
	on := ledgers()[:1]
	f.Fuzz(func(t *testing.T, text string) {
		q, no := insights.Parse(text)
		if no != nil {
			if no.Message == "" {
				t.Error("refused without a word")
			}
			return
		}
		if a := q.Run(on, began(), insights.Span{}, 5); len(a.Rows) > 5 || fmt.Sprint(a) == "" {
			t.Errorf("%d rows", len(a.Rows))
		}
	})
}
