package books

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// What must have come together before anything is paid, in US cents.
const (
	threshold          = 50_00
	incentiveThreshold = 200_00
)

// standing is what became of the payment that a line belongs to.
type standing struct {
	status Status
	id     string
	sent   time.Time
	since  time.Time // when the status changed last
}

// stand writes down what became of a line.
func (e *Earning) stand(s standing) {
	e.Status, e.PaymentID, e.SentOn = s.status, s.id, s.sent
}

// standing is what became of a payment by now: ordered in the first days of its
// month, in progress from the tenth on, sent on pay day.
func (k *keeper) standing(m Month, run string) standing {
	const progress = 10
	first := k.cal.day(m, 1)
	switch {
	case run == runLate:
		return standing{status: Unprocessed}
	case run == runBank:
		return standing{status: Rejected, id: k.paymentID(m, run), sent: k.cal.payDay(m), since: k.cal.payDay(m).AddDate(0, 0, 3)}
	case run == runTax:
		return standing{status: PendingTaxInvoice, since: k.cal.day(m, 5)}
	case k.cal.sent(m):
		return standing{status: Sent, id: k.paymentID(m, run), sent: k.cal.payDay(m), since: k.cal.payDay(m)}
	case m > 0:
		return standing{status: Unprocessed}
	case k.cal.today.Day() >= progress:
		return standing{status: InProgress, since: k.cal.day(m, progress)}
	default:
		return standing{status: Upcoming, since: first}
	}
}

// paymentID is the id of a payment: twelve digits that begin with zeros.
func (k *keeper) paymentID(m Month, run string) string {
	const first, monthly, accounts, months = 71_000_000, 30_000, 10_000, 12
	at := k.cal.day(m, 1)
	id := int64(at.Year()%100*months+int(at.Month()))*monthly + k.roll(accounts, "payment")
	if run != runUsual {
		id += accounts
	}
	return fmt.Sprintf("%012d", first+id)
}

// parts are what a row of the payments is made of.
type parts struct {
	pays    Month
	run     string
	program string

	first    Earning // any line of it
	due, usd Amount
	taxed    Amount // of it, what tax is withheld of
	fee      Amount // of it, the store's fees that are taxed
}

// settle decides when what is paid, and writes the payments.
func (k *keeper) settle() {
	k.rollOver()
	sums := map[[3]string]*parts{}
	var rows []*parts
	for e := range k.book.Earnings() {
		if e.pays > 0 || e.run == runLate {
			continue
		}
		key := [3]string{k.cal.day(e.pays, 1).Format(time.DateOnly), e.run, e.Program}
		p := sums[key]
		if p == nil {
			p = &parts{pays: e.pays, run: e.run, program: e.Program, first: e}
			sums[key], rows = p, append(rows, p)
		}
		p.due, p.usd = p.due+e.Due, p.usd+e.EarnedUSD
		if e.Customer != nil && e.Customer.Country == "US" {
			p.taxed += e.Due
		}
		if e.Customer != nil && e.Customer.Country == "JP" {
			fee, _ := k.due(e.Fee, e.Currency, e.Transacted)
			p.fee += fee
		}
	}
	slices.SortStableFunc(rows, func(a, b *parts) int {
		return cmp.Or(cmp.Compare(a.pays, b.pays), cmp.Compare(a.run, b.run), cmp.Compare(a.program, b.program))
	})
	for _, p := range rows {
		k.book.Payments = append(k.book.Payments, k.payment(p))
	}
}

// rollOver moves what does not reach the threshold to the month after, as often as
// it takes. The months the lines name stay.
func (k *keeper) rollOver() {
	usd := map[Month]Amount{}
	incentives := map[Month]Amount{}
	for e := range k.book.Earnings() {
		switch {
		case e.run != runUsual:
		case e.Program == Incentives:
			incentives[e.pays] += e.EarnedUSD
		default:
			usd[e.pays] += e.EarnedUSD
		}
	}
	late := map[Month]Month{}
	for m := firstMonth; m <= 0; m++ {
		if usd[m] < threshold && usd[m] != 0 {
			usd[m+1] += usd[m]
			k.move(k.moved, m)
		}
		if incentives[m] < incentiveThreshold && incentives[m] != 0 {
			incentives[m+1] += incentives[m]
			k.move(late, m)
		}
	}
	for i := range k.book.lines {
		e := &k.book.lines[i]
		to, ok := k.moved[e.pays]
		if e.Program == Incentives {
			to, ok = late[e.pays]
		}
		if ok && e.run == runUsual {
			e.pays = to
		}
		e.stand(k.standing(e.pays, e.run))
	}
}

// move pays what belongs to a month, or was moved to it, with the next one.
func (k *keeper) move(moved map[Month]Month, m Month) {
	for from, to := range moved {
		if to == m {
			moved[from] = m + 1
		}
	}
	moved[m] = m + 1
}

// payment is a row of the payments.
func (k *keeper) payment(p *parts) Payment {
	s := k.standing(p.pays, p.run)
	out := Payment{
		Participant: p.first.Participant, ParticipantName: p.first.ParticipantName, IDType: p.first.IDType, Program: p.program, Kind: p.first.Kind, ID: s.id, Status: s.status,
		Date: s.sent, Updated: s.since, Currency: k.book.Currency, Earned: p.due, EarnedUSD: p.usd,
	}
	switch {
	case p.program == Incentives:
		const salesTax = 25
		out.SalesTax = p.due.percent(salesTax)
	case k.o.Seller.Country == "US":
		const taxOnFee = 10
		out.ServiceFeeTax = max(p.fee, 0).percent(taxOnFee)
	default:
		out.WithheldTax = max(p.taxed, 0).percent(withheld(p.pays))
	}
	out.Total = out.Earned - out.WithheldTax - out.ServiceFeeTax + out.SalesTax
	return out
}

// withheld is how much of what is earned in the United States is withheld there of
// others, in hundredths: less since the seller proved where it is at home.
func withheld(m Month) int64 {
	const without, treaty = 30, 10
	const proved Month = -6
	if m < proved {
		return without
	}
	return treaty
}
