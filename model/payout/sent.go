package payout

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Sent is a payment that was handed to the bank.
type Sent struct {
	ID     string
	Date   time.Time
	Total  Money
	Method string
	// From and To are the days between which it reaches the account; both zero if
	// the method is not known.
	From, To time.Time
}

// last are the payments that were sent last, each with its rows summed up: those of one day,
// the largest first.
func last(payments []Payment) []Sent {
	type key struct{ id, currency string }
	type worth struct {
		Sent

		usd decimal.Decimal // for the order alone
	}
	var day time.Time
	for _, p := range payments {
		if StatusOf(p.Status).Group == Paid && p.Date.After(day) {
			day = p.Date
		}
	}
	at := map[key]int{}
	var all []worth
	for _, p := range payments {
		if StatusOf(p.Status).Group != Paid || !p.Date.Equal(day) {
			continue
		}
		k := key{p.ID, p.Currency}
		i, known := at[k]
		if !known {
			i, at[k] = len(all), len(all)
			one := Sent{ID: p.ID, Date: p.Date, Method: p.Method, Total: Money{Currency: p.Currency}}
			one.From, one.To = p.Arrives()
			all = append(all, worth{Sent: one})
		}
		all[i].Total.Amount, all[i].usd = all[i].Total.Amount.Add(p.Total), all[i].usd.Add(p.EarnedUSD)
	}
	slices.SortStableFunc(all, func(a, b worth) int { return cmp.Or(b.usd.Cmp(a.usd), cmp.Compare(a.ID, b.ID)) })
	out := make([]Sent, len(all))
	for i, one := range all {
		out[i] = one.Sent
	}
	return out
}

// Arrives says between which days a payment that was sent reaches the account, as its method
// lets one expect; both are zero if it was not sent, or if the method is not known.
func (p Payment) Arrives() (from, to time.Time) {
	least, most := transfer(p.Method)
	if most == 0 || p.Date.IsZero() || StatusOf(p.Status).Group != Paid {
		return time.Time{}, time.Time{}
	}
	return businessDays(p.Date, least), businessDays(p.Date, most)
}

// transfer is how many business days a payment takes to reach the account.
func transfer(method string) (least, most int) {
	switch fold(method) {
	case "paypal":
		return 1, 1
	case "wire", "wiretransfer":
		return 7, 10
	case "ach", "sepa", "electronicbanktransfer":
		return 2, 3
	}
	return 0, 0
}

// businessDays is the day n business days later.
func businessDays(day time.Time, n int) time.Time {
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			n--
		}
	}
	return day
}
