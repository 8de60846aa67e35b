package payout_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/model/payout"
)

// at is noon of a day of 2026, Pacific time.
func at(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 12, 0, 0, 0, payout.Pacific())
}

func tally(status, month, amount, currency string) payout.Tally {
	m, err := payout.InMonth(month)
	if err != nil {
		panic(err)
	}
	return payout.Tally{Status: status, Estimated: m, Due: payout.Money{Amount: d(amount), Currency: currency}, USD: d(amount), Lines: 1}
}

// tell writes an outlook down, a line for each fact.
func tell(o payout.Outlook) []string {
	var out []string
	for _, n := range o.Next {
		certain := "estimated"
		if n.Certain() {
			certain = "ordered"
		}
		out = append(out, "next "+n.Due.Amount.String()+" "+n.Due.Currency+" by "+n.By.Format(time.DateOnly)+" "+certain)
	}
	if o.Last != nil {
		out = append(out, "last "+o.Last.Total.Amount.String()+" "+o.Last.Total.Currency+" "+o.Last.ID)
	}
	for _, h := range o.Held {
		out = append(out, "held "+h.Due.Amount.String()+" "+h.Due.Currency+" "+h.Status)
	}
	for _, n := range o.Notes {
		out = append(out, "note "+string(n.Kind))
	}
	return out
}

func TestLook(t *testing.T) {
	t.Parallel()
	sent := payout.Payment{ID: "0007", Status: "SENT", Date: at(time.October, 14), Currency: "EUR", Total: d("10"), Method: "Electronic bank transfer"}
	tests := map[string]struct {
		now      time.Time
		tallies  []payout.Tally
		payments []payout.Payment
		want     []string
	}{
		"nothing": {now: at(time.November, 22)},
		"ordered and earned": {
			at(time.November, 22),
			[]payout.Tally{tally("UPCOMING", "Nov-2026", "100", "EUR"), tally("Unprocessed", "Dec-2026", "50", "EUR"), tally("Unprocessed", "Jan-2027", "9", "EUR")},
			[]payout.Payment{sent},
			[]string{"next 150 EUR by 2026-12-15 estimated", "last 10 EUR 0007"},
		},
		"ordered for this month": {
			at(time.November, 5),
			[]payout.Tally{tally("In progress", "Nov-2026", "100", "EUR"), tally("Unprocessed", "Dec-2026", "50", "EUR")},
			[]payout.Payment{sent},
			[]string{"next 100 EUR by 2026-11-15 ordered", "last 10 EUR 0007"},
		},
		"two currencies are two sums": {
			at(time.November, 22),
			[]payout.Tally{tally("Unprocessed", "Dec-2026", "50", "EUR"), tally("Unprocessed", "Dec-2026", "70", "USD")},
			[]payout.Payment{sent},
			[]string{"next 70 USD by 2026-12-15 estimated", "next 50 EUR by 2026-12-15 estimated", "last 10 EUR 0007"},
		},
		"below the threshold, never paid": {
			at(time.November, 22),
			[]payout.Tally{tally("Unprocessed", "Dec-2026", "49.99", "USD")},
			nil,
			[]string{"next 49.99 USD by 2026-12-15 estimated", "note threshold", "note currency"},
		},
		"taken back": {
			at(time.November, 22),
			[]payout.Tally{tally("Unprocessed", "Dec-2026", "-3", "EUR")},
			[]payout.Payment{sent},
			[]string{"next -3 EUR by 2026-12-15 estimated", "last 10 EUR 0007", "note negative"},
		},
		"held up, past and unknown": {
			at(time.November, 22),
			[]payout.Tally{
				tally("REJECTED", "Jul-2026", "76.63", "EUR"), tally("Pending_Tax_Invoice", "Nov-2026", "8", "EUR"),
				tally("Unprocessed", "Sep-2026", "60", "EUR"), tally("On Mars", "Dec-2026", "1", "EUR"),
			},
			[]payout.Payment{sent, {ID: "0006", Status: "Rejected", Total: d("76.63"), Currency: "EUR"}, {ID: "0005", Status: "Reversed", Total: d("2"), Currency: "EUR"}},
			[]string{"last 10 EUR 0007", "held 76.63 EUR REJECTED", "held 8 EUR Pending_Tax_Invoice", "held 2 EUR Reversed", "note held", "note past", "note unknown"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tell(payout.Look(tt.now, tt.tallies, tt.payments))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLook_arrives(t *testing.T) {
	t.Parallel()
	o := payout.Look(at(time.November, 1), nil, []payout.Payment{
		{ID: "1", Status: "Sent", Date: time.Date(2026, 10, 15, 0, 0, 0, 0, time.UTC), Currency: "EUR", Total: d("3"), Method: "Electronic bank transfer", Program: "a"},
		{ID: "1", Status: "Sent", Date: time.Date(2026, 10, 15, 0, 0, 0, 0, time.UTC), Currency: "EUR", Total: d("4"), Method: "Electronic bank transfer", Program: "b"},
	})
	if !o.Last.Total.Amount.Equal(d("7")) { // two programs in one payment
		t.Errorf("paid %s, want 7", o.Last.Total.Amount)
	}
	// The 15th is a Thursday: a weekend lies between.
	if got := o.Last.From.Format(time.DateOnly) + " " + o.Last.To.Format(time.DateOnly); got != "2026-10-19 2026-10-20" {
		t.Errorf("arrives %s", got)
	}
}

// Of two accounts that are paid on one day both payments are told, the larger one first; what
// was sent before is not.
func TestLook_accounts(t *testing.T) {
	t.Parallel()
	pay := func(id, total, usd, currency string, day int) payout.Payment {
		return payout.Payment{
			ID: id, Status: "Sent", Date: time.Date(2026, 10, day, 0, 0, 0, 0, time.UTC), Currency: currency, Total: d(total), EarnedUSD: d(usd), Method: "SEPA",
		}
	}
	held := pay("9", "99", "99", "EUR", 16)
	held.Status = "Rejected"
	o := payout.Look(at(time.November, 1), nil, []payout.Payment{
		pay("1", "5", "6", "EUR", 15), pay("2", "900", "8", "JPY", 15), pay("1", "1", "1", "EUR", 15), pay("3", "70", "70", "USD", 14), held,
	})
	if o.Last.ID != "2" || len(o.Also) != 1 || o.Also[0].ID != "1" || !o.Also[0].Total.Amount.Equal(d("6")) || o.Also[0].To.IsZero() {
		t.Errorf("last %+v, also %+v", o.Last, o.Also)
	}
}

func TestStatusOf(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]payout.Status{
		"UNPROCESSED":              {ID: "unprocessed", Group: payout.Earned, Actor: payout.Nobody},
		"In progress":              {ID: "in-progress", Group: payout.Scheduled, Actor: payout.Nobody},
		"TAX_INVOICE_REJECTED":     {ID: "tax-invoice-rejected", Group: payout.Blocked, Actor: payout.Support},
		"Tax invoice under review": {ID: "tax-invoice-review", Group: payout.Blocked, Actor: payout.Nobody},
		"rejected":                 {ID: "rejected", Group: payout.Problem, Actor: payout.Bank},
		"Rejected during review":   {ID: "rejected-in-review", Group: payout.Problem, Actor: payout.Support},
		"Escheated":                {ID: "escheated", Group: payout.Lost, Actor: payout.TooLate},
		"Awaiting the full moon":   {Group: payout.Other, Actor: payout.Unclear},
		"":                         {Group: payout.Other, Actor: payout.Unclear},
		"Pending tax invoice":      {ID: "tax-invoice-pending", Group: payout.Blocked, Actor: payout.Publisher},
		"Incorrect payment":        {ID: "incorrect", Group: payout.Problem, Actor: payout.Nobody},
		"sent":                     {ID: "sent", Group: payout.Paid, Actor: payout.Nobody},
	} {
		if got := payout.StatusOf(word); got != want {
			t.Errorf("%q: %+v", word, got)
		}
	}
}
