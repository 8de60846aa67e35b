package payout_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
)

// pending is an order by which nothing is earned, and what is said of it.
type pending struct {
	order    payout.Order
	estimate string // what an estimate says of it
	stage    payout.Stage
	expected payout.Month // zero: nobody knows
	late     bool
}

// An order without earnings waits as long as it takes for how it was bought, and not longer.
func TestSales_Judge(t *testing.T) {
	t.Parallel()
	nine := decimal.NewFromInt(9)
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	month := func(m time.Month) payout.Month { return payout.Month{Year: 2026, Month: m} }
	order := func(license string, m time.Month, d int, change func(*payout.Order)) payout.Order {
		o := payout.Order{ID: "a", PurchaseRecord: "r", LineItem: "1", License: license, Purchased: day(m, d), TermStart: day(m, d), Charge: nine, Currency: "EUR"}
		if change != nil {
			change(&o)
		}
		return o
	}
	const card, enterprise = "Pay as You Go", "Enterprise through Reseller"
	at := day(time.November, 20)
	for name, tt := range map[string]pending{
		"placed this month":       {order: order(card, time.November, 3, nil), stage: payout.StageSold, expected: payout.Month{Year: 2027, Month: time.January}},
		"placed a month ago":      {order: order(card, time.October, 3, nil), stage: payout.StageCollecting, expected: month(time.December)},
		"due this month":          {order: order(card, time.September, 3, nil), stage: payout.StageCollecting, expected: month(time.November)},
		"overdue, and not late":   {order: order(card, time.August, 3, nil), stage: payout.StageCollecting},
		"late":                    {order: order(card, time.July, 3, nil), late: true},
		"of an unknown kind":      {order: order("", time.October, 3, nil), stage: payout.StageCollecting, expected: month(time.December)},
		"enterprise, days ago":    {order: order(enterprise, time.November, 15, nil), stage: payout.StageSold, expected: month(time.November)},
		"enterprise, late":        {order: order(enterprise, time.November, 3, nil), late: true},
		"enterprise, estimated":   {order: order(enterprise, time.October, 3, nil), estimate: "Not eligible", stage: payout.StageSold},
		"not eligible for long":   {order: order(card, time.June, 3, nil), estimate: "Not eligible", late: true},
		"the customer never paid": {order: order(card, time.March, 3, nil), estimate: "UNCOLLECTED", stage: payout.StageCollecting},
		"unreconciled":            {order: order(card, time.November, 3, nil), estimate: "Unreconciled", stage: payout.StageCollecting, expected: payout.Month{Year: 2027, Month: time.January}},
		"estimated as sent":       {order: order(card, time.June, 3, nil), estimate: "Sent", late: true},
		"a trial": {
			order: order(enterprise, time.October, 1, func(o *payout.Order) { o.Trial, o.TrialEnd = true, day(time.December, 1) }),
			stage: payout.StageSold, expected: month(time.December),
		},
		"a trial by its term": {
			order: order(card, time.October, 25, func(o *payout.Order) { o.Trial, o.TermEnd = true, day(time.November, 25) }),
			stage: payout.StageSold, expected: payout.Month{Year: 2027, Month: time.January},
		},
		"after a trial": {
			order: order(enterprise, time.July, 1, func(o *payout.Order) { o.Trial, o.TrialEnd = true, day(time.August, 1) }), late: true,
		},
		"a trial that was given up":  {order: order(card, time.July, 1, func(o *payout.Order) { o.Trial, o.Cancelled = true, day(time.July, 20) }), stage: payout.StageFree},
		"a term to come":             {order: order(enterprise, time.July, 1, func(o *payout.Order) { o.TermStart = day(time.December, 1) }), stage: payout.StageSold, expected: month(time.December)},
		"cancelled at once":          {order: order(card, time.June, 1, func(o *payout.Order) { o.Cancelled = day(time.June, 3) }), stage: payout.StageFree},
		"cancelled later":            {order: order(card, time.June, 1, func(o *payout.Order) { o.Cancelled = day(time.June, 30) }), late: true},
		"free of charge":             {order: order(enterprise, time.June, 1, func(o *payout.Order) { o.Charge = decimal.Zero }), stage: payout.StageFree},
		"billed by the publisher":    {order: order(enterprise, time.June, 1, func(o *payout.Order) { o.Billing = "Bring Your Own License" }), stage: payout.StageFree},
		"before anything was earned": {order: order(enterprise, time.January, 1, nil), stage: payout.StageFree},
	} {
		priced := order(card, time.January, 1, func(o *payout.Order) { o.PurchaseRecord, o.Charge = "other", nine }) // the report has prices
		sales := payout.NewSales([]payout.Order{priced, tt.order}, nil)
		waiting, wrong := sales.Judge(payout.Span{From: day(time.February, 1), At: at}, make([]payout.Linked, 2), []payout.Linked{{}, {Lines: 1, Status: tt.estimate}})
		switch {
		case tt.late != (len(wrong) == 1), tt.late && (wrong[0].Kind != payout.OrderUnearned || wrong[0].ID != "r:1"):
			t.Errorf("%s: does not fit: %+v", name, wrong)
		case (tt.late || tt.stage == payout.StageFree) != (len(waiting) == 0):
			t.Errorf("%s: waits: %+v", name, waiting)
		case len(waiting) == 1 && (waiting[0].Stage != tt.stage || waiting[0].Expected != tt.expected):
			t.Errorf("%s: is %s, expected in %q", name, waiting[0].Stage, waiting[0].Expected)
		}
	}
}

// Rows of one sale are one sale, which began with the first and stands as the last says; lines
// of one asset or order are strays only if a report should know of them.
func TestNewSales(t *testing.T) {
	t.Parallel()
	nine := decimal.NewFromInt(9)
	day := func(d int) time.Time { return time.Date(2026, time.May, d, 0, 0, 0, 0, time.UTC) }
	bought := payout.Order{ID: "A", PurchaseRecord: "R", LineItem: "1", Status: "Active", Purchased: day(2), Charge: nine, Currency: "EUR"}
	ended := payout.Order{ID: "a", PurchaseRecord: "r", LineItem: "1", Status: "Cancelled", Purchased: day(30), Cancelled: day(30)}
	renewed, plain := bought, payout.Order{ID: "B"}
	renewed.PurchaseRecord = "R2"
	used := payout.Usage{Month: payout.Month{Year: 2026, Month: time.May}, Reference: "U:1", Charge: nine, Currency: "EUR"}
	s := payout.NewSales([]payout.Order{ended, bought, renewed, plain}, []payout.Usage{used, used})
	if len(s.Orders) != 3 || s.Orders[0].Purchased != day(2) || s.Orders[0].Status != "Cancelled" || !s.Orders[0].Charge.Equal(nine) || s.Orders[0].Cancelled != day(30) {
		t.Errorf("%+v", s.Orders)
	}
	if len(s.Usage) != 1 || !s.Usage[0].Charge.Equal(nine.Add(nine)) {
		t.Errorf("%+v", s.Usage)
	}
	var refs []string
	for _, r := range s.Refs() {
		refs = append(refs, r.String())
	}
	if len(refs) != 4 || refs[1] != "R2:1" || refs[2] != "B" || refs[3] != "U:1" {
		t.Errorf("%q", refs)
	}
	read := payout.Span{From: day(1), At: day(31)}
	stray := func(at time.Time) []payout.Stray {
		return []payout.Stray{{Earning: payout.Earning{ID: "e", TransactionDate: at}, Lines: 2}}
	}
	for at, want := range map[time.Time]int{day(10): 1, day(30): 0, day(1).AddDate(0, 0, -1): 0, {}: 0} {
		if got := payout.Unordered(read, stray(at)); len(got) != want {
			t.Errorf("sold on %s: %+v", at, got)
		}
	}
	_, wrong := s.Judge(payout.Span{From: day(1), At: day(1).AddDate(0, 6, 0)}, []payout.Linked{{Lines: 1}, {Lines: 1}, {Lines: 1}, {}}, nil)
	if len(wrong) != 1 || wrong[0].Kind != payout.UsageUnearned || wrong[0].ID != "U:1" {
		t.Errorf("usage that earned nothing for five months: %+v", wrong)
	}
	uncollected := []payout.Linked{{}, {}, {}, {Lines: 1, Status: "Uncollected"}}
	if _, wrong = s.Judge(payout.Span{From: day(1), At: day(1).AddDate(0, 6, 0)}, []payout.Linked{{Lines: 1}, {Lines: 1}, {Lines: 1}, {}}, uncollected); len(wrong) != 0 {
		t.Errorf("usage the customer has not paid: %+v", wrong)
	}
}

// A sale has come as far as the least of it, unless all of it was taken back.
func TestTrace_Reached(t *testing.T) {
	t.Parallel()
	line := func(status string, units int64) payout.Earning {
		return payout.Earning{Status: status, Amount: payout.Money{Amount: decimal.NewFromInt(units), Currency: "EUR"}}
	}
	for name, tt := range map[string]struct {
		trace payout.Trace
		want  payout.Stage
	}{
		"nothing":       {payout.Trace{}, payout.StageUnclear},
		"paid":          {payout.Trace{Earnings: []payout.Earning{line("Sent", 5)}}, payout.StagePaid},
		"partly paid":   {payout.Trace{Earnings: []payout.Earning{line("Sent", 5), line("Unprocessed", 5)}}, payout.StageEarned},
		"ordered":       {payout.Trace{Earnings: []payout.Earning{line("SENT", 5), line("UPCOMING", 5)}}, payout.StageScheduled},
		"held":          {payout.Trace{Earnings: []payout.Earning{line("Rejected", 5), line("Unprocessed", 5)}}, payout.StageHeld},
		"taken back":    {payout.Trace{Earnings: []payout.Earning{line("Sent", 5), line("Sent", -5)}}, payout.StageTakenBack},
		"partly back":   {payout.Trace{Earnings: []payout.Earning{line("Sent", 5), line("Sent", -2)}}, payout.StagePaid},
		"uncollected":   {payout.Trace{Earnings: []payout.Earning{line("Uncollected", 5)}}, payout.StageCollecting},
		"waiting":       {payout.Trace{Earnings: []payout.Earning{line("Sent", 5)}, Waiting: []payout.Waiting{{Stage: payout.StageSold}}}, payout.StageSold},
		"late":          {payout.Trace{Orders: []payout.Order{{}}, Mismatches: []payout.Mismatch{{Kind: payout.OrderUnearned}}}, payout.StageUnclear},
		"free":          {payout.Trace{Orders: []payout.Order{{}}, Free: true}, payout.StageFree},
		"nothing read":  {payout.Trace{Orders: []payout.Order{{}}}, payout.StageUnclear},
		"unknown state": {payout.Trace{Earnings: []payout.Earning{line("On hold", 5)}}, payout.StageUnclear},
	} {
		if got := tt.trace.Reached(); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestOldStage(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]payout.Stage{
		"Billing in progress": payout.StageSold, "IN_COLLECTION": payout.StageCollecting, "Collection in progress": payout.StageCollecting, "Sent": "", "": "",
	} {
		if got, old := payout.OldStage(word); got != want || old != (want != "") {
			t.Errorf("%q: %s, %t", word, got, old)
		}
	}
}
