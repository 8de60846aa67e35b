package sale

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// step is where on the way from the order to the bank something stands.
type step int

// The steps, in the order in which a sale passes through them.
const (
	sold step = iota
	used
	billed
	earned
	paid
)

// look is how far something is.
type look int

// The looks.
const (
	none    look = iota // nothing is there yet
	done                // it was taken
	going               // it is under way, or waited for
	stopped             // somebody may have to act
)

// row is something that happened, or that is waited for.
type row struct {
	step step
	key  string
	look look
	at   string // day or month

	what, about, amount string
	state               string // in words
	means               string // a sentence or two about it
	customer            string // clean; empty if nobody bought it
	payment             string // the id of the one it is in
	id                  string
	facts               func() []ui.Fact // besides those in the columns
}

func noFacts() []ui.Fact { return nil }

// called is the name of a row's step.
func (s *Screen) called(r *row) string {
	t := s.d.Text.Sale
	return []string{t.Sold, t.Used, t.Billed, t.Earned, t.Paid}[r.step]
}

// steps are the rows of the sale. But for usage every step has one, that says at least that
// there is nothing yet.
func (s *Screen) steps() []*row {
	if !s.found() {
		return nil
	}
	t := s.d.Text.Sale
	var out []*row
	for i, o := range s.trace.Orders {
		out = append(out, s.order(i, o))
	}
	if len(s.trace.Orders) == 0 {
		out = append(out, said(sold, none, t.NoOrder, t.NoOrderMeans))
	}
	for i, u := range s.trace.Usage {
		out = append(out, s.usage(i, u))
	}
	out = append(out, s.collection()...)
	for i, e := range s.trace.Earnings {
		out = append(out, s.earning(i, e))
	}
	if len(s.trace.Earnings) == 0 {
		out = append(out, s.unearned())
	}
	return append(out, s.payments()...)
}

// found reports whether anything is known of the sale.
func (s *Screen) found() bool {
	t := s.trace
	return len(t.Orders)+len(t.Usage)+len(t.Earnings)+len(t.Payments) > 0
}

// said is a row that only has something to say.
func said(of step, at look, what, means string) *row {
	return &row{step: of, key: strconv.Itoa(int(of)) + what, look: at, what: what, means: means, facts: noFacts}
}

// nothing says that there is nothing yet, or never will be.
func (s *Screen) nothing(of step, yet, means string) *row {
	switch t := s.d.Text.Sale; {
	case s.trace.Stage == payout.StageFree:
		return said(of, none, t.NothingToPay, t.NothingToPayMeans)
	case s.unread():
		return said(of, none, t.NoOrder, t.Unread.Means)
	}
	return said(of, none, yet, means)
}

func (s *Screen) order(i int, o payout.Order) *row {
	t := s.d.Text.Sale
	var about []string
	if !o.Quantity.IsZero() {
		about = append(about, fmt.Sprintf(t.Seats, o.Quantity))
	}
	if o.Trial {
		about = append(about, t.Trial)
	}
	if !o.Cancelled.IsZero() {
		about = append(about, fmt.Sprintf(t.Cancelled, day(o.Cancelled)))
	}
	return &row{
		step: sold, key: "order " + strconv.Itoa(i), look: done, at: day(o.Purchased), id: o.ID,
		what:  s.of(cmp.Or(o.OfferName, o.Offer), o.Plan),
		about: strings.Join(about, s.d.Text.Shell.And), amount: s.charged(o.Charge, o.Currency),
		state: sanitize.Line(o.Status), means: t.ChargeMeans, customer: sanitize.Line(cmp.Or(o.CustomerName, o.Customer)),
		facts: func() []ui.Fact {
			return facts(
				t.ID, sanitize.Line(o.ID), t.PurchaseRecord, sanitize.Line(join(o.PurchaseRecord, o.LineItem)), t.Country, sanitize.Line(o.Country),
				t.Term, s.span(o.TermStart, o.TermEnd),
			)
		},
	}
}

func (s *Screen) usage(i int, u payout.Usage) *row {
	t := s.d.Text.Sale
	return &row{
		step: used, key: "usage " + strconv.Itoa(i), look: done, at: u.Month.String(), id: u.Reference,
		what:   amount(s.d.Text, u),
		about:  s.of(cmp.Or(u.OfferName, u.Offer), u.Plan),
		amount: s.charged(u.Charge, u.Currency),
		facts: func() []ui.Fact {
			return facts(t.PurchaseRecord, sanitize.Line(u.Reference))
		},
	}
}

// amount is how much was used, of a meter or in units.
func amount(t *text.Texts, u payout.Usage) string {
	quantity := show.Quantity(u.Quantity)
	if u.Dimension == "" {
		return fmt.Sprintf(t.Orders.UsedUnits, quantity, sanitize.Line(u.Unit))
	}
	return fmt.Sprintf(t.Orders.Used, quantity, sanitize.Line(u.Dimension))
}

// collection says whether the customer has paid: what is earned was collected, and what is not
// may wait for that.
func (s *Screen) collection() []*row {
	t := s.d.Text.Sale
	var out []*row
	if slices.ContainsFunc(s.trace.Earnings, collected) {
		out = append(out, said(billed, done, t.Collected, t.CollectedMeans))
	}
	switch s.trace.Stage {
	case payout.StageSold:
		out = append(out, said(billed, going, t.NotBilled, t.NotBilledMeans))
	case payout.StageCollecting:
		out = append(out, said(billed, going, t.NotCollected, t.NotCollectedMeans))
	case payout.StageFree:
		out = append(out, said(billed, none, t.NothingToPay, t.NothingToPayMeans))
	case payout.StageEarned, payout.StageScheduled, payout.StagePaid, payout.StageHeld, payout.StageTakenBack, payout.StageUnclear:
	}
	if len(out) == 0 {
		at := s.stage()
		out = append(out, said(billed, stopped, at.Label, at.Means))
	}
	return out
}

// collected reports whether a line is there because the customer has paid. Estimates have also
// those of which that is not so yet.
func collected(e payout.Earning) bool {
	switch payout.StatusOf(e.Status).ID {
	case "uncollected", "not-eligible", "unreconciled":
		return false
	}
	return true
}

// unearned says that nothing is earned yet, and when it is likely to be.
func (s *Screen) unearned() *row {
	t := s.d.Text.Sale
	r := s.nothing(earned, t.NoEarning, t.NoEarningMeans)
	for _, w := range s.trace.Waiting {
		if !w.Expected.Zero() {
			r.what, r.look = t.Expected+" "+w.Expected.String(), going
		}
	}
	return r
}

func (s *Screen) earning(i int, e payout.Earning) *row {
	t := s.d.Text.Sale
	var about []string
	if !e.StoreFee.IsZero() {
		about = append(about, fmt.Sprintf(t.Fee, show.Money(payout.Money{Amount: e.StoreFee, Currency: e.Transaction.Currency})))
	}
	if !e.Estimated.Zero() && e.PaymentID == "" {
		about = append(about, fmt.Sprintf(t.Payable, e.Estimated))
	}
	if e.PaymentID != "" {
		about = append(about, fmt.Sprintf(t.Payment, sanitize.Line(e.PaymentID)))
	}
	state := s.d.Text.PayoutStatus(e.Status)
	return &row{
		step: earned, key: "earning " + strconv.Itoa(i), look: lookOf(e.Status), at: day(e.Date), id: e.ID,
		what:  s.of(cmp.Or(e.TransactionType, e.Type), cmp.Or(e.ProductName, e.Product, e.Reason)),
		about: strings.Join(about, s.d.Text.Shell.And), amount: show.Money(e.Due()), state: state.Label, means: s.explained(state),
		customer: sanitize.Line(cmp.Or(e.CustomerName, e.Customer)), payment: e.PaymentID,
		facts: func() []ui.Fact {
			return facts(
				t.ID, sanitize.Line(e.ID), t.PurchaseRecord, sanitize.Line(join(e.Order, e.LineItem)), t.Country, sanitize.Line(e.CustomerCountry),
				t.Quantity, sanitize.Line(e.Quantity), t.EarnedOf, show.Money(e.Amount), t.Invoice, sanitize.Line(e.Invoice),
			)
		},
	}
}

// payments has a row for each payment, of which the file may have several.
func (s *Screen) payments() []*row {
	t := s.d.Text.Sale
	var out []*row
	by := map[string]*row{}
	totals := map[string]decimal.Decimal{}
	for _, p := range s.trace.Payments {
		k := p.ID + "\n" + p.Currency
		totals[k] = totals[k].Add(p.Total)
		r := by[k]
		if r == nil {
			state := s.d.Text.PayoutStatus(p.Status)
			r = &row{
				step: paid, key: "payment " + k, look: lookOf(p.Status), at: day(p.Date), id: p.ID, payment: p.ID,
				what: sanitize.Line(p.ID), about: s.share(p.ID), state: state.Label, means: s.explained(state),
				facts: func() []ui.Fact { return facts(t.Method, sanitize.Line(p.Method)) },
			}
			by[k] = r
			out = append(out, r)
		}
		r.amount = show.Money(payout.Money{Amount: totals[k], Currency: p.Currency})
	}
	if len(out) > 0 {
		return out
	}
	if s.trace.Stage == payout.StagePaid {
		return []*row{said(paid, going, t.Linking, t.LinkingMeans)}
	}
	return []*row{s.nothing(paid, t.NoPayment, t.NoPaymentMeans)}
}

// share says how much of a payment is of this sale, in each currency.
func (s *Screen) share(id string) string {
	sums := show.Sums{}
	for _, e := range s.trace.Earnings {
		if e.PaymentID == id {
			sums.Add(e.Due())
		}
	}
	if len(sums) == 0 {
		return ""
	}
	return fmt.Sprintf(s.d.Text.Sale.Share, strings.Join(sums.Texts(), s.d.Text.Shell.And))
}
