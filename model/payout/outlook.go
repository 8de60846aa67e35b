package payout

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// PayDay is the day of the month by which payments are sent; see
// learn.microsoft.com/partner-center/payout-policy-details.
const PayDay = 15

// Threshold is what must have come together, in US dollars, before marketplace
// earnings are paid.
func Threshold() decimal.Decimal { return decimal.New(50, 0) }

// Pacific is the time zone in which the service counts days, without the hour that
// summer takes: no day here is closer to a border than that.
func Pacific() *time.Location {
	const west = -8 * 60 * 60
	return time.FixedZone("PT", west)
}

// Tally is a sum of earnings that agree in everything else here.
type Tally struct {
	Status    string // as the file has it
	Estimated Month
	Due       Money // in the currency of the payment
	USD       decimal.Decimal
	Lines     int
}

// Outlook answers when the next payment comes and how much it is, what came last, and
// what is held up.
type Outlook struct {
	// Next has an element for each currency payments are made in, the largest first;
	// empty if nothing is expected.
	Next  []Next
	Last  *Sent  // nil: nothing was ever sent
	Also  []Sent // others that were sent on the same day: of other accounts, or in other currencies
	Held  []Held
	Notes []Note
}

// Next is the next payment in one currency.
type Next struct {
	Due     Money
	USD     decimal.Decimal
	Lines   int
	Ordered decimal.Decimal // the part of Due that a payment was ordered for
	Month   Month
	By      time.Time // it is sent by this day
}

// Certain reports whether a payment was ordered for all of it.
func (n Next) Certain() bool { return n.Ordered.Equal(n.Due.Amount) }

// Held is money that does not move by itself.
type Held struct {
	Status string // as the file has it
	Due    Money
	USD    decimal.Decimal
	Lines  int
}

// NoteKind names something to know about an [Outlook].
type NoteKind string

// The notes.
const (
	NoteThreshold NoteKind = "threshold" // the next payment is below the threshold: it rolls over
	NoteNegative  NoteKind = "negative"  // more is taken back than earned: nothing is paid
	NoteHeld      NoteKind = "held"      // something is held up
	NotePastMonth NoteKind = "past"      // earnings whose month is over wait: the file keeps the old month
	NoteCurrency  NoteKind = "currency"  // no payment was ever made: the currency of the account is not known
	NoteUnknown   NoteKind = "unknown"   // states nobody here has heard of
)

// Note is something to know about an [Outlook].
type Note struct {
	Kind NoteKind
	// Sums and Lines are what it is about.
	Sums  []Money
	Lines int
}

// Look works the outlook out of the sums of earnings and the rows of payments.
//
// What is ordered belongs to the next pay day. What is only earned does so if its
// estimated month says so. Both are told per currency of the payments, and in US
// dollars where nothing was paid yet.
func Look(now time.Time, tallies []Tally, payments []Payment) Outlook {
	l := looking{now: now.In(Pacific())}
	for _, t := range tallies {
		l.sort(t)
	}
	l.expect()
	if sent := last(payments); len(sent) > 0 {
		l.out.Last, l.out.Also = &sent[0], sent[1:]
	}
	l.held(tallies, payments)
	l.note()
	return l.out
}

// looking is an outlook being worked out.
type looking struct {
	now       time.Time
	scheduled []Tally
	earned    []Tally
	past      []Tally
	unknown   []Tally
	month     Month
	out       Outlook
}

// sort puts a sum where it belongs.
func (l *looking) sort(t Tally) {
	switch StatusOf(t.Status).Group {
	case Scheduled:
		l.scheduled = append(l.scheduled, t)
	case Earned:
		if !t.Estimated.Zero() && t.Estimated.Before(MonthOf(l.now)) {
			l.past = append(l.past, t)
		}
		l.earned = append(l.earned, t)
	case Other:
		l.unknown = append(l.unknown, t)
	case Paid, Blocked, Problem, Lost:
	}
}

// soonest is the month of the next pay day.
func (l *looking) soonest() Month {
	this := MonthOf(l.now)
	if l.now.Day() > PayDay {
		this = this.Add(1)
	}
	return this
}

// payMonth is the month an ordered sum is paid in.
func (l *looking) payMonth(t Tally) Month {
	if soonest := l.soonest(); t.Estimated.Before(soonest) {
		return soonest
	}
	return t.Estimated
}

// expect sums the next payment up.
func (l *looking) expect() {
	if len(l.scheduled) == 0 {
		l.month = MonthOf(l.now).Add(1)
	}
	for i, t := range l.scheduled {
		if m := l.payMonth(t); i == 0 || m.Before(l.month) {
			l.month = m
		}
	}
	byCurrency := map[string]*Next{}
	add := func(t Tally, ordered bool) {
		n := byCurrency[t.Due.Currency]
		if n == nil {
			n = &Next{Due: Money{Currency: t.Due.Currency}, Month: l.month, By: l.month.Day(PayDay)}
			byCurrency[t.Due.Currency] = n
		}
		n.Due.Amount, n.USD, n.Lines = n.Due.Amount.Add(t.Due.Amount), n.USD.Add(t.USD), n.Lines+t.Lines
		if ordered {
			n.Ordered = n.Ordered.Add(t.Due.Amount)
		}
	}
	for _, t := range l.scheduled {
		if l.payMonth(t) == l.month {
			add(t, true)
		}
	}
	for _, t := range l.earned {
		if t.Estimated == l.month {
			add(t, false)
		}
	}
	for _, n := range byCurrency {
		l.out.Next = append(l.out.Next, *n)
	}
	slices.SortFunc(l.out.Next, func(a, b Next) int {
		return cmp.Or(b.USD.Cmp(a.USD), cmp.Compare(a.Due.Currency, b.Due.Currency))
	})
}

// held lists what does not move by itself. Payments whose earnings say so too are not
// counted twice.
func (l *looking) held(tallies []Tally, payments []Payment) {
	type key struct{ status, currency string }
	sums := map[key]*Held{}
	add := func(status string, due Money, usd decimal.Decimal, lines int) {
		k := key{fold(status), due.Currency}
		if sums[k] == nil {
			sums[k] = &Held{Status: status, Due: Money{Currency: due.Currency}}
		}
		h := sums[k]
		h.Due.Amount, h.USD, h.Lines = h.Due.Amount.Add(due.Amount), h.USD.Add(usd), h.Lines+lines
	}
	told := map[string]bool{}
	for _, t := range tallies {
		if stuck(t.Status) {
			add(t.Status, t.Due, t.USD, t.Lines)
			told[fold(t.Status)] = true
		}
	}
	for _, p := range payments {
		if stuck(p.Status) && !told[fold(p.Status)] {
			add(p.Status, Money{p.Total, p.Currency}, p.EarnedUSD, 1)
		}
	}
	for _, h := range sums {
		l.out.Held = append(l.out.Held, *h)
	}
	slices.SortFunc(l.out.Held, func(a, b Held) int {
		return cmp.Or(b.USD.Abs().Cmp(a.USD.Abs()), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Due.Currency, b.Due.Currency))
	})
}

// stuck reports whether money in this state does not move by itself.
func stuck(status string) bool {
	switch StatusOf(status).Group {
	case Blocked, Problem, Lost:
		return true
	case Earned, Scheduled, Paid, Other:
	}
	return false
}

// note says what else there is to know.
func (l *looking) note() {
	usd := decimal.Zero
	var sums []Money
	lines := 0
	for _, n := range l.out.Next {
		usd = usd.Add(n.USD)
		sums, lines = append(sums, n.Due), lines+n.Lines
	}
	add := func(kind NoteKind, sums []Money, lines int) {
		l.out.Notes = append(l.out.Notes, Note{kind, sums, lines})
	}
	switch {
	case len(l.out.Next) == 0:
	case usd.IsNegative():
		add(NoteNegative, sums, lines)
	case usd.LessThan(Threshold()):
		add(NoteThreshold, sums, lines)
	}
	if len(l.out.Held) > 0 {
		var held []Money
		n := 0
		for _, h := range l.out.Held {
			held, n = append(held, h.Due), n+h.Lines
		}
		add(NoteHeld, held, n)
	}
	if len(l.past) > 0 {
		add(NotePastMonth, dues(l.past), count(l.past))
	}
	if l.out.Last == nil && len(l.out.Next) > 0 {
		add(NoteCurrency, nil, 0)
	}
	if len(l.unknown) > 0 {
		add(NoteUnknown, dues(l.unknown), count(l.unknown))
	}
}

// dues sums tallies up, per currency.
func dues(tallies []Tally) []Money {
	sums := map[string]decimal.Decimal{}
	for _, t := range tallies {
		sums[t.Due.Currency] = sums[t.Due.Currency].Add(t.Due.Amount)
	}
	var out []Money
	for currency, sum := range sums {
		out = append(out, Money{sum, currency})
	}
	slices.SortFunc(out, func(a, b Money) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}

func count(tallies []Tally) int {
	n := 0
	for _, t := range tallies {
		n += t.Lines
	}
	return n
}
