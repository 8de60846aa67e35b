package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"awning/client/store"
	"awning/model/payout"
	"awning/tries"
)

// made makes earnings by chance, with amounts of up to 15 digits after the point.
type made struct{ rnd *rand.Rand }

func newMade(seed uint64) *made { return &made{rand.New(rand.NewPCG(seed, 1))} }

func (m *made) pick(texts ...string) string { return texts[m.rnd.IntN(len(texts))] }

func (m *made) amount() decimal.Decimal {
	return decimal.New(m.rnd.Int64N(2_000_000)-400_000, -int32(m.rnd.IntN(16)))
}

func (m *made) earning(i int) payout.Earning {
	product := m.pick("dz-1", "dz-2", "dz-3")
	currency := m.pick("EUR", "USD", "JPY", "GBP")
	e := payout.Earning{
		ID: fmt.Sprintf("%08x-aaaa-4bbb-8ccc-%012x", i*7919, i), Participant: m.pick("70418852", "6120044"), ParticipantName: "Aubrac Telemetry",
		Program: m.pick("Azure Marketplace", "AppSource"), TransactionID: fmt.Sprint("T", i), Type: "sell", Country: m.pick("FR", "US"),
		Transaction: payout.Money{Amount: m.amount(), Currency: currency}, Amount: payout.Money{Amount: m.amount(), Currency: currency}, USD: m.amount(),
		Date:   time.Date(2025, time.Month(1+m.rnd.IntN(14)), 1+m.rnd.IntN(28), m.rnd.IntN(24), 0, 0, 0, time.UTC),
		Status: m.pick("SENT", "Sent", "UPCOMING", "Unprocessed", "Rejected", "IN_PROGRESS", "Brand new"),
		Asset:  fmt.Sprint("asset-", i/3), Order: fmt.Sprint("ORDER-", i/2), LineItem: "1",
		Product: product, ProductName: "Product " + product, Plan: m.pick("basic", "pro", ""), PrivateOffer: m.rnd.IntN(4) == 0,
		Customer: fmt.Sprint("c", m.rnd.IntN(20)), CustomerCountry: m.pick("FR", "US", "DE", ""),
		Invoice: fmt.Sprint("INV", i%50), Extra: map[string]string{"taxCity": m.pick("Lyon", "Reims")},
	}
	e.CustomerName = "Customer " + strings.ToUpper(e.Customer)
	if m.rnd.IntN(3) > 0 {
		e.Pay = payout.Money{Amount: m.amount(), Currency: m.pick("EUR", "USD")}
	}
	if payout.StatusOf(e.Status).Group == payout.Paid {
		e.PaymentID = fmt.Sprint("00007", m.rnd.IntN(9))
	}
	if m.rnd.IntN(5) > 0 {
		e.Estimated = payout.MonthOf(e.Date).Add(1 + m.rnd.IntN(2))
	}
	return e
}

func (m *made) earnings(n int) []payout.Earning {
	out := make([]payout.Earning, n)
	for i := range out {
		out[i] = m.earning(i)
	}
	return out
}

// good is a file without fault.
func good[T any](all []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
	}
}

func importAll(t *testing.T, seat *store.Seat, all []payout.Earning) store.Imported {
	t.Helper()
	got, err := seat.ImportEarnings(t.Context(), good(all), store.Import{})
	if err != nil || len(got.Bad) > 0 {
		t.Fatalf("import: %+v, %v", got, err)
	}
	return got
}

func TestEarnings_roundTrip(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat := memory(t).For("one")
	if lines, total, err := seat.Earnings(ctx, payout.Query{}, 10, 0); lines != nil || total != 0 || err != nil {
		t.Errorf("before any import: %v, %d, %v", lines, total, err)
	}
	want := newMade(1).earnings(600)
	if got := importAll(t, seat, want); got.New != 600 || got.Rows != 600 || got.Changed != 0 {
		t.Errorf("first import: %+v", got)
	}
	slices.SortStableFunc(want, func(a, b payout.Earning) int { return b.Date.Compare(a.Date) })
	got, total, err := seat.Earnings(ctx, payout.Query{}, 0, 0)
	if diff := gocmp.Diff(want, got); diff != "" || total != 600 || err != nil {
		t.Fatalf("%d, %v\n%s", total, err, diff)
	}
	page, total, err := seat.Earnings(ctx, payout.Query{}, 7, 590)
	if diff := gocmp.Diff(want[590:597], page); diff != "" || total != 600 || err != nil {
		t.Errorf("a page: %d, %v\n%s", total, err, diff)
	}
	// A later file's lines replace those of an older one.
	later := slices.Clone(want[:300])
	for i := range later {
		later[i].Status, later[i].PaymentID = "Sent", "000099"
	}
	later[7] = want[7]
	if got := importAll(t, seat, later); got.Changed != 299 || got.New != 0 {
		t.Errorf("second import: %+v", got)
	}
	sums, err := seat.Sums(ctx, payout.Query{Payment: "000099"}, payout.ByPayment)
	lines := 0
	for _, s := range sums {
		lines += s.Lines
	}
	if lines != 299 || err != nil {
		t.Errorf("of the second import: %+v, %v", sums, err)
	}
}

// wants is what a query means, told a second time and plainly.
func wants(q payout.Query, e payout.Earning) bool {
	in := func(all []string, texts ...string) bool {
		return len(all) == 0 || slices.ContainsFunc(all, func(a string) bool {
			return slices.ContainsFunc(texts, func(t string) bool { return strings.EqualFold(a, t) })
		})
	}
	plain := strings.NewReplacer("_", "", " ", "")
	statuses := make([]string, len(q.Statuses))
	for i, s := range q.Statuses {
		statuses[i] = plain.Replace(s)
	}
	month := payout.MonthOf(e.Date)
	mentioned := func() bool {
		return strings.Contains(strings.ToLower(strings.Join([]string{
			e.ID, e.TransactionID, e.Asset, e.Order, e.LineItem, e.Invoice, e.Program, e.Product, e.ProductName,
			e.Customer, e.CustomerName, e.PaymentID, e.Participant, e.ParticipantName, e.Plan,
		}, "\n")), strings.ToLower(q.Text))
	}
	return (q.From.Zero() || !month.Before(q.From)) && (q.To.Zero() || !q.To.Before(month)) &&
		in(statuses, plain.Replace(e.Status)) &&
		(len(q.Groups) == 0 || slices.Contains(q.Groups, payout.StatusOf(e.Status).Group)) &&
		in(q.Programs, e.Program) && in(q.Products, e.Product) && in(q.Plans, e.Plan, e.Product+"/"+e.Plan) &&
		in(q.Customers, e.Customer) && in(q.Countries, e.CustomerCountry) && in(q.Participants, e.Participant) &&
		in(q.Currencies, e.Amount.Currency, e.Due().Currency) &&
		(q.Payment == "" || q.Payment == e.PaymentID) &&
		(q.Order == "" || strings.EqualFold(q.Order, e.Order) || strings.EqualFold(q.Order, e.Asset)) &&
		(q.Private == nil || *q.Private == e.PrivateOffer) &&
		(q.Text == "" || mentioned())
}

// query is one that may ask for anything.
func (m *made) query() payout.Query {
	var q payout.Query
	maybe := func(in *[]string, texts ...string) {
		if m.rnd.IntN(6) == 0 {
			*in = []string{m.pick(texts...), m.pick(texts...)}
		}
	}
	maybe(&q.Statuses, "sent", "up coming", "unprocessed", "In Progress", "nothing")
	maybe(&q.Programs, "azure marketplace", "AppSource")
	maybe(&q.Products, "dz-1", "DZ-2", "dz-9")
	maybe(&q.Plans, "basic", "dz-1/pro", "dz-2/basic")
	maybe(&q.Customers, "c1", "C2", "c3")
	maybe(&q.Countries, "FR", "us", "DE")
	maybe(&q.Currencies, "EUR", "jpy")
	maybe(&q.Participants, "70418852", "6120044")
	if m.rnd.IntN(6) == 0 {
		q.Groups = []payout.Group{payout.Group(m.pick("earned", "scheduled", "paid", "problem", "other"))}
	}
	if m.rnd.IntN(6) == 0 {
		q.From = payout.Month{Year: 2025, Month: time.Month(1 + m.rnd.IntN(12))}
	}
	if m.rnd.IntN(6) == 0 {
		q.To = payout.Month{Year: 2025, Month: time.Month(1 + m.rnd.IntN(12))}
	}
	if m.rnd.IntN(8) == 0 {
		q.Payment = fmt.Sprint("00007", m.rnd.IntN(9))
	}
	if m.rnd.IntN(10) == 0 {
		q.Order = m.pick("order-7", "ASSET-8", "order-x")
	}
	if private := m.rnd.IntN(2) == 0; m.rnd.IntN(8) == 0 {
		q.Private = &private
	}
	if m.rnd.IntN(5) == 0 {
		q.Text = m.pick("inv4", "customer c1", "t12", "PRODUCT dz-3", "asset-1", "appsource", "no such text")
	}
	return q
}

// A text that is typed letter by letter finds what it finds at once.
func TestEarnings_typedText(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	all := newMade(13).earnings(600)
	seat := memory(t).For("one")
	importAll(t, seat, all)
	for _, text := range []string{"order-299", "customer c19", "nothing"} {
		for n := range len(text) {
			for _, q := range []payout.Query{{Text: text[:n+1], Products: []string{"dz-2"}}, {Text: text[:n+1]}, {Text: text[n/2 : n+1]}} {
				want := 0
				for _, e := range all {
					if wants(payout.Query{Text: strings.TrimSpace(q.Text), Products: q.Products}, e) {
						want++
					}
				}
				if _, total, err := seat.Earnings(ctx, q, 1, 0); total != want || err != nil {
					t.Errorf("%+v: %d lines, want %d, %v", q, total, want, err)
				}
			}
		}
	}
}

// Sums and pages are those of an independent computation, whatever is asked for.
func TestSums_property(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	m := newMade(2)
	all := m.earnings(600)
	seat := memory(t).For("one")
	importAll(t, seat, all)
	slices.SortStableFunc(all, func(a, b payout.Earning) int { return b.Date.Compare(a.Date) })
	asked := 0
	for range tries.Of(60) {
		q := m.query()
		match := slices.DeleteFunc(slices.Clone(all), func(e payout.Earning) bool { return !wants(q, e) })
		if len(match) > 0 {
			asked++
		}
		limit, offset := m.rnd.IntN(30), m.rnd.IntN(len(match)+20)
		last := len(match)
		if limit > 0 {
			last = min(offset+limit, last)
		}
		page, total, err := seat.Earnings(ctx, q, limit, offset)
		if total != len(match) || err != nil || !slices.EqualFunc(page, match[min(offset, last):last], func(a, b payout.Earning) bool { return a.ID == b.ID }) {
			t.Fatalf("%+v: %d lines, want %d, %v; %d of them from %d on are\n%+v", q, total, len(match), err, limit, offset, page)
		}
		checkTallies(t, seat, q, match)
		by := payout.By(m.pick("month", "status", "offer", "plan", "customer", "country", "program", "payment", "currency", "private"))
		checkSums(t, seat, q, by, match)
	}
	t.Logf("%d queries that find something", asked)
}

func checkTallies(t *testing.T, seat *store.Seat, q payout.Query, match []payout.Earning) {
	t.Helper()
	want := map[string]payout.Tally{}
	for _, e := range match {
		k := fmt.Sprint(e.Status, e.Estimated, e.Due().Currency)
		sum := want[k]
		due := e.Due()
		want[k] = payout.Tally{
			Status: e.Status, Estimated: e.Estimated, Due: payout.Money{Amount: sum.Due.Amount.Add(due.Amount), Currency: due.Currency},
			USD: sum.USD.Add(e.USD), Lines: sum.Lines + 1,
		}
	}
	got, err := seat.Tallies(t.Context(), q)
	found := map[string]payout.Tally{}
	for _, sum := range got {
		found[fmt.Sprint(sum.Status, sum.Estimated, sum.Due.Currency)] = sum
	}
	if diff := gocmp.Diff(want, found); diff != "" || err != nil || len(found) != len(got) {
		t.Fatalf("%+v: %v\n%s", q, err, diff)
	}
}

func checkSums(t *testing.T, seat *store.Seat, q payout.Query, by payout.By, match []payout.Earning) {
	t.Helper()
	key := func(e payout.Earning) (key, name string) {
		switch by {
		case payout.ByMonth:
			return payout.MonthOf(e.Date).String(), ""
		case payout.ByStatus:
			return e.Status, ""
		case payout.ByProduct:
			return e.Product, e.ProductName
		case payout.ByPlan:
			if e.Plan == "" {
				return "", ""
			}
			return e.Product + "/" + e.Plan, e.Plan
		case payout.ByCustomer:
			return e.Customer, e.CustomerName
		case payout.ByCountry:
			return e.CustomerCountry, ""
		case payout.ByProgram:
			return e.Program, ""
		case payout.ByPayment:
			return e.PaymentID, ""
		case payout.ByCurrency:
			return e.Amount.Currency, ""
		case payout.ByPrivate:
			return strconv.FormatBool(e.PrivateOffer), ""
		}
		t.Fatalf("by %s", by)
		return "", ""
	}
	want := map[string]payout.Sum{}
	for _, e := range match {
		group, due := payout.StatusOf(e.Status).Group, e.Due()
		text, name := key(e)
		k := text + due.Currency
		if by == payout.ByMonth {
			k += string(group)
		}
		sum, there := want[k]
		if there && sum.Group != group {
			group = ""
		}
		want[k] = payout.Sum{
			Key: text, Name: name, Group: group, USD: sum.USD.Add(e.USD), Lines: sum.Lines + 1,
			Due: payout.Money{Amount: sum.Due.Amount.Add(due.Amount), Currency: due.Currency},
		}
	}
	got, err := seat.Sums(t.Context(), q, by)
	if err != nil {
		t.Fatal(err)
	}
	order := func(a, b payout.Sum) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Group, b.Group), cmp.Compare(a.Due.Currency, b.Due.Currency))
	}
	if by == payout.ByMonth && !slices.IsSortedFunc(got, order) {
		t.Errorf("months out of order: %+v", got)
	}
	slices.SortFunc(got, order)
	if diff := gocmp.Diff(slices.SortedFunc(maps.Values(want), order), append([]payout.Sum(nil), got...)); diff != "" && len(got)+len(want) > 0 {
		t.Fatalf("%+v by %s:\n%s", q, by, diff)
	}
}

func TestImportEarnings_unreadable(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	seat := memory(t).For("one")
	fine := newMade(3).earnings(3)
	huge := fine[1]
	huge.ID, huge.USD = "huge", decimal.RequireFromString(strings.Repeat("9", 40))
	rest := errors.New("the line went down")
	lines := func(yield func(payout.Earning, error) bool) {
		_ = yield(fine[0], nil) && yield(payout.Earning{}, &payout.RowError{Line: 3, Cause: errors.New("no date")}) &&
			yield(huge, nil) && yield(fine[2], nil)
	}
	got, err := seat.ImportEarnings(ctx, lines, store.Import{})
	if got.New != 2 || got.Refused != 2 || len(got.Bad) != 2 || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = seat.ImportEarnings(ctx, func(yield func(payout.Earning, error) bool) {
		_ = yield(fine[1], nil) && yield(payout.Earning{}, rest)
	}, store.Import{})
	if !errors.Is(err, rest) || got.Rows != 0 {
		t.Errorf("after an error nothing is known of the rest: %+v, %v", got, err)
	}
}
