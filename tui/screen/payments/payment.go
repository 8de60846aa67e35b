package payments

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
)

// name tells payments apart. Parts of one number whose amounts cannot be added, or that have
// come to different states, are payments of their own.
type name struct {
	id, currency, earnedIn, status string
	place                          int // of one that has no number yet
}

// payment is what was paid at once: the rows of the file that are about it, added up.
type payment struct {
	name

	parts []payout.Payment
	sum   payout.Payment // of the parts' amounts, and what they have in common
	// fits is false if a part does not come to its total.
	fits bool
	// lines is what its lines come to where that is not what was earned.
	lines *payout.Money
}

// paymentsOf brings the rows of the file together, the newest payment first.
func paymentsOf(rows []payout.Payment, wrong []payout.Mismatch) []*payment {
	by := map[name]*payment{}
	var out []*payment
	for i, row := range rows {
		k := name{id: row.ID, currency: row.Currency, earnedIn: cmp.Or(row.EarnedCurrency, row.Currency), status: strings.ToLower(row.Status)}
		if k.id == "" {
			k.place = i
		}
		p := by[k]
		if p == nil {
			p = &payment{name: k, fits: true, sum: payout.Payment{
				ID: row.ID, Status: row.Status, Date: row.Date, Method: row.Method, Currency: row.Currency, EarnedCurrency: k.earnedIn,
			}}
			by[k], out = p, append(out, p)
		}
		p.add(row)
	}
	for _, p := range out {
		i := slices.IndexFunc(wrong, func(w payout.Mismatch) bool {
			return w.Kind == payout.PaymentEarnings && w.ID == p.id && w.Says.Currency == p.earnedIn && p.id != ""
		})
		if i >= 0 {
			p.lines = &wrong[i].Sum
		}
	}
	slices.SortStableFunc(out, newest)
	return out
}

// newest orders payments: those that were not sent yet come first.
func newest(a, b *payment) int {
	if a.sum.Date.IsZero() != b.sum.Date.IsZero() {
		if a.sum.Date.IsZero() {
			return -1
		}
		return 1
	}
	return b.sum.Date.Compare(a.sum.Date)
}

func (p *payment) add(row payout.Payment) {
	for into, one := range map[*decimal.Decimal]decimal.Decimal{
		&p.sum.Earned: row.Earned, &p.sum.WithheldTax: row.WithheldTax, &p.sum.SalesTax: row.SalesTax,
		&p.sum.ServiceFeeTax: row.ServiceFeeTax, &p.sum.Total: row.Total, &p.sum.EarnedUSD: row.EarnedUSD,
	} {
		*into = into.Add(one)
	}
	p.parts = append(p.parts, row)
	p.fits = p.fits && row.AddsUp()
}

// exchanged reports whether it is paid in another currency than it was earned in.
func (p *payment) exchanged() bool { return p.earnedIn != p.currency }

// wrong reports whether something about it does not add up.
func (p *payment) wrong() bool { return !p.fits || p.lines != nil }

// programs and accounts are those of its parts.
func (p *payment) programs() string {
	return p.distinct(func(one payout.Payment) string { return one.Program })
}

func (p *payment) accounts() string {
	return p.distinct(func(one payout.Payment) string { return cmp.Or(one.ParticipantName, one.Participant) })
}

// distinct are the texts of its parts, each once.
func (p *payment) distinct(of func(payout.Payment) string) string {
	var out []string
	for _, one := range p.parts {
		if s := sanitize.Line(of(one)); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// day is a day as the files count it.
func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}
