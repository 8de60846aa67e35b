package payouts_test

import (
	"time"

	"github.com/shopspring/decimal"

	"awning/client"
	"awning/model"
	"awning/model/payout"
	"awning/tui/tuitest/shop"
)

func usd(cents int64) payout.Money {
	return payout.Money{Amount: decimal.New(cents, -2), Currency: "USD"}
}

// fresh is an account whose payouts were read an hour ago.
func fresh(profile model.ProfileName) []payout.State {
	return []payout.State{{Profile: profile, Source: payout.FromExports, At: time.Now().Add(-time.Hour), Earnings: 240, Payments: 4}}
}

// year is what was earned in each of twelve months.
func year(currency string, cents int64) []payout.Sum {
	var out []payout.Sum
	first := payout.Month{Year: 1999, Month: time.January}
	for i := range 12 {
		group := payout.Paid
		switch i {
		case 11:
			group = payout.Earned
		case 10:
			group = payout.Scheduled
		}
		amount := decimal.New(cents+int64(i*i%7)*cents/9, -2)
		out = append(out, payout.Sum{Key: first.Add(i).String(), Group: group, Due: payout.Money{Amount: amount, Currency: currency}, Lines: 20 + i})
	}
	return out
}

// sold are lines of some offers.
func sold() []payout.Earning {
	names := []string{"Harbor Backup", "Tide Tables", "Container Gauge for the Longest Ships of the World", "日除け Analytics", "Anchor VM"}
	var out []payout.Earning
	for i, name := range names {
		for j := range 3 {
			amount := decimal.New(int64(900_000-i*170_000+j*1_000), -2)
			out = append(out, payout.Earning{
				ID: name + time.Month(j+1).String(), Date: day(time.Month(9+j), 3), Product: name, ProductName: name, Status: "Sent",
				Pay: payout.Money{Amount: amount, Currency: "EUR"}, USD: amount,
			})
		}
	}
	return append(out, payout.Earning{ID: "adjusted", Date: day(11, 3), Reason: "Policy Exception", Status: "Sent", Pay: eur(-5_000), USD: decimal.New(-50, 0)})
}

// estimated is what an application sees.
func estimated() client.PayoutView {
	return client.PayoutView{
		States:  []payout.State{{Profile: "robot", Source: payout.FromEstimate, At: time.Now().Add(-time.Hour), Earnings: 260}},
		Outlook: payout.Outlook{Next: []payout.Next{{Due: usd(1_300_000), USD: decimal.New(13_000, 0), Lines: 61, By: day(12, 15)}}},
		Months:  year("USD", 1_100_000),
	}
}

// refused is what somebody sees who may see nothing.
func refused() client.PayoutView {
	return client.PayoutView{States: []payout.State{{
		Profile: "man\x1b[2Jager", Problem: "the profile manager may not see payouts", Hint: "sign in as somebody with the role Owner or Financial contributor",
	}}}
}

// worlds are what else there can be to see, each of which the first three lines answer.
func worlds() map[string]client.PayoutView {
	last := &payout.Sent{ID: "0093", Date: day(11, 15), Total: eur(1_187_044), Method: "ACH", From: day(11, 17), To: day(11, 18)}
	next := func(m payout.Money, ordered int64) payout.Next {
		return payout.Next{Due: m, USD: m.Amount, Ordered: decimal.New(ordered, -2), Lines: 61, By: day(12, 15)}
	}
	return map[string]client.PayoutView{
		"two currencies": {
			States: fresh("fiona"), Months: append(year("EUR", 900_000), year("USD", 11_100)...),
			Outlook: payout.Outlook{Next: []payout.Next{next(eur(1_204_310), 1_204_310), next(usd(20_175), 0)}, Last: last},
		},
		"never paid": {
			States: fresh("dana"), Months: year("USD", 2_000)[10:],
			Outlook: payout.Outlook{Next: []payout.Next{next(usd(9_175), 0)}, Notes: []payout.Note{{Kind: payout.NoteCurrency}}},
		},
		"below the threshold": {
			States: fresh("dana"), Months: year("EUR", 2_000),
			Outlook: payout.Outlook{Next: []payout.Next{next(eur(2_400), 0)}, Last: last, Notes: []payout.Note{{Kind: payout.NoteThreshold}}},
		},
		"negative": {
			States: fresh("dana"), Months: append(year("EUR", 9_000), payout.Sum{Key: "2000-01", Group: payout.Earned, Due: eur(-1_500_000), Lines: 2}),
			Outlook: payout.Outlook{Next: []payout.Next{next(eur(-1_500_000), 0)}, Last: last, Notes: []payout.Note{{Kind: payout.NoteNegative}}},
		},
		"rejected": {
			States: fresh("dana"), Months: append(year("EUR", 900_000), payout.Sum{Key: "1999-10", Group: payout.Problem, Due: eur(1_231_200), Lines: 40}),
			Outlook: payout.Outlook{
				Next: []payout.Next{next(eur(1_204_310), 0)}, Last: last,
				Held: []payout.Held{{Status: "Rejected", Due: eur(1_231_200), USD: decimal.New(13_000, 0), Lines: 40}}, Notes: []payout.Note{{Kind: payout.NoteHeld}},
			},
			Mismatches: []payout.Mismatch{{Kind: payout.PaymentParts, ID: "0091"}, {Kind: payout.PaymentUnknown, ID: "0007"}},
		},
		"talkative": {
			States: append(append(fresh("dana"), refused().States...), payout.State{
				Profile: "fjord", Source: payout.FromExports, At: time.Now(), Earnings: 3,
				Problem: "the service gave up on the export of the transaction history", Hint: "queue it again: awning payouts --refresh",
			}),
			Months: year("EUR", 900_000),
			Outlook: payout.Outlook{
				Next: []payout.Next{next(eur(1_204_310), 0)}, Last: last,
				Held: []payout.Held{
					{Status: "PendingTaxInvoice", Due: eur(80_000), USD: decimal.New(900, 0), Lines: 2},
					{Status: "Tax invoice rejected", Due: eur(70_000), USD: decimal.New(800, 0), Lines: 2},
					{Status: "Failed", Due: eur(60_000), USD: decimal.New(700, 0), Lines: 2},
				},
				Notes: []payout.Note{{Kind: payout.NotePastMonth, Sums: []payout.Money{eur(5_000)}, Lines: 2}, {Kind: payout.NoteUnknown, Sums: []payout.Money{eur(777)}, Lines: 1}},
			},
		},
		"estimate": estimated(),
		"refused":  refused(),
		"nobody":   {},
	}
}

func stocked(v client.PayoutView) *shop.Shop {
	s := shop.New()
	s.Till.View = v
	s.Till.Lines = sold()
	return s
}
