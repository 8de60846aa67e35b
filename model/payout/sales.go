package payout

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// How long it takes until something is earned; see
// learn.microsoft.com/partner-center/payout-policy-details.
const (
	// enterpriseDays is how long after its order a sale to an enterprise is earned at last: a
	// day or two, and as many until the exports tell of it.
	enterpriseDays = 7
	// collectMonths is how many months after that of the order customers have usually paid;
	// collectMost is after how many nobody collects any more.
	collectMonths = 2
	collectMost   = 4
	// refundDays is how long an order may be cancelled without being billed.
	refundDays = 3
	// reportDays is how far reports are behind at most.
	reportDays = 3
)

// Sales are what the reports know of one account's sales.
type Sales struct {
	// Orders has one for each sale, however often it changed; usage likewise.
	Orders []Order
	Usage  []Usage

	charged bool // the report says what orders cost
}

// NewSales brings the rows of the reports on orders and usage together that are about the
// same sale.
func NewSales(orders []Order, usage []Usage) Sales {
	var s Sales
	at := map[string]int{}
	for _, o := range orders {
		s.charged = s.charged || !o.Charge.IsZero()
		key := o.Ref().key()
		i, known := at[key]
		if !known || key == "" {
			at[key] = len(s.Orders)
			s.Orders = append(s.Orders, o)
			continue
		}
		s.Orders[i] = s.Orders[i].with(o)
	}
	months := map[string]int{}
	for _, u := range usage {
		key := u.Ref().key()
		i, known := months[key]
		if !known || key == "" {
			months[key] = len(s.Usage)
			s.Usage = append(s.Usage, u)
			continue
		}
		if one := &s.Usage[i]; one.Currency == u.Currency {
			one.Charge = one.Charge.Add(u.Charge)
		}
	}
	return s
}

// with is an order with what another row says of it: it begins with the first one, and stands
// as the last one says.
func (o Order) with(other Order) Order {
	first, last := o, other
	if other.Purchased.Before(o.Purchased) {
		first, last = other, o
	}
	out := first
	out.Status = cmp.Or(last.Status, first.Status)
	if out.Cancelled.IsZero() {
		out.Cancelled = last.Cancelled
	}
	if out.Charge.IsZero() {
		out.Charge, out.Currency = last.Charge, cmp.Or(last.Currency, out.Currency)
	}
	return out
}

// Only are the sales whose reference is wanted.
func (s Sales) Only(wanted func(Ref) bool) Sales {
	out := Sales{charged: s.charged}
	for _, o := range s.Orders {
		if wanted(o.Ref()) {
			out.Orders = append(out.Orders, o)
		}
	}
	for _, u := range s.Usage {
		if wanted(u.Ref()) {
			out.Usage = append(out.Usage, u)
		}
	}
	return out
}

// Refs are those of the orders, then those of the usage.
func (s Sales) Refs() []Ref {
	out := make([]Ref, 0, len(s.Orders)+len(s.Usage))
	for _, o := range s.Orders {
		out = append(out, o.Ref())
	}
	for _, u := range s.Usage {
		out = append(out, u.Ref())
	}
	return out
}

// Linked is what lines of the transaction history, or of an estimate, say of a sale.
type Linked struct {
	Lines  int    // how many name it
	Status string // of the newest one, as the file has it
}

// Links are what the lines of a book say of some sales.
type Links struct {
	Of     []Linked // by position of the sale that was asked for
	Strays []Stray
}

// Span is the time something was read for.
type Span struct {
	From time.Time // the first day
	At   time.Time // as of when
}

// Judge says of each sale by which nothing is earned whether it waits as it should. earned
// and estimated are what lines say of [Sales.Refs], by position; estimated may be empty. Nothing
// is said of what was sold before the time that earnings were read for.
func (s Sales) Judge(read Span, earned, estimated []Linked) ([]Waiting, []Mismatch) {
	j := judging{at: read.At.In(Pacific()), sales: s}
	var waiting []Waiting
	var wrong []Mismatch
	for i, o := range s.Orders {
		said := known(earned, estimated, i)
		if settled(earned[i], said) || o.Purchased.IsZero() || o.Purchased.Before(read.From) {
			continue
		}
		switch w, late := j.order(o, said); {
		case late:
			wrong = append(wrong, Mismatch{
				Kind: OrderUnearned, ID: o.Ref().String(), Says: w.Charge, Offer: cmp.Or(o.OfferName, o.Offer), Plan: o.Plan, Date: o.Purchased, Lines: 1,
			})
		case w.Stage != StageFree:
			waiting = append(waiting, w)
		}
	}
	for i, u := range s.Usage {
		i += len(s.Orders)
		said := known(earned, estimated, i)
		waits := StageOf(said) == StageCollecting // as whoever made the estimate knows
		if settled(earned[i], said) || waits || u.Month.Zero() || u.Month.Day(1).Before(read.From) || !j.lateUsage(u) {
			continue
		}
		wrong = append(wrong, Mismatch{
			Kind: UsageUnearned, ID: u.Ref().String(), Says: Money{u.Charge, u.Currency}, Offer: cmp.Or(u.OfferName, u.Offer), Plan: u.Plan,
			Date: u.Month.Day(1), Lines: 1,
		})
	}
	slices.SortStableFunc(waiting, func(a, b Waiting) int { return b.Order.Purchased.Compare(a.Order.Purchased) })
	return waiting, wrong
}

// known is the state that is known of a sale: of its own line, or as estimated.
func known(earned, estimated []Linked, i int) string {
	if i < len(estimated) && earned[i].Lines == 0 {
		return estimated[i].Status
	}
	return earned[i].Status
}

// settled reports whether a line says that something is earned.
func settled(l Linked, status string) bool {
	switch StageOf(status) {
	case StageSold, StageCollecting:
		return false
	case StageEarned, StageScheduled, StagePaid, StageHeld, StageTakenBack, StageFree, StageUnclear:
	}
	return l.Lines > 0
}

// StageOf is how far a line of some state has come. Estimates also tell of what is not earned
// yet.
func StageOf(status string) Stage {
	s := StatusOf(status)
	switch s.ID {
	case "not-eligible":
		return StageSold
	case "uncollected", "unreconciled":
		return StageCollecting
	}
	switch s.Group {
	case Earned:
		return StageEarned
	case Scheduled:
		return StageScheduled
	case Paid:
		return StagePaid
	case Blocked, Problem, Lost:
		return StageHeld
	case Other:
	}
	return StageUnclear
}

// judging is what orders are judged by.
type judging struct {
	at    time.Time // as of when earnings are known
	sales Sales
}

// order says how far an order is by which nothing is earned, and whether it should be
// further. status is what an estimate says of it.
func (j judging) order(o Order, status string) (w Waiting, late bool) {
	w = Waiting{Order: o, Stage: StageSold, Charge: Money{o.Charge, o.Currency}}
	begin := o.begins()
	switch {
	case j.sales.Free(o):
		w.Stage = StageFree
		return w, false
	case begin.After(j.at): // a trial, or a term to come
		w.Expected = expected(o, begin)
		return w, false
	}
	stage := StageOf(status)
	if stage == StageCollecting { // whoever made the estimate knows better
		w.Stage, w.Expected = stage, j.coming(expected(o, begin))
		return w, false
	}
	due := begin.AddDate(0, collectMost, 0)
	if o.enterprise() && stage != StageSold {
		due = begin.AddDate(0, 0, enterpriseDays)
	}
	if !o.enterprise() && MonthOf(begin).Before(MonthOf(j.at)) && stage != StageSold {
		w.Stage = StageCollecting
	}
	w.Expected = j.coming(expected(o, begin))
	return w, due.Before(j.at)
}

// begins is when an order begins to be billed.
func (o Order) begins() time.Time {
	begin := o.Purchased
	if o.TermStart.After(begin) {
		begin = o.TermStart
	}
	end := o.TrialEnd
	if end.IsZero() {
		end = o.TermEnd
	}
	if o.Trial && end.After(begin) {
		begin = end
	}
	return begin.UTC()
}

// enterprise reports whether a sale is earned before the customer pays: by an enterprise
// agreement.
func (o Order) enterprise() bool { return strings.HasPrefix(fold(o.License), "enterprise") }

// Free reports whether there is nothing to be earned by an order of theirs.
func (s Sales) Free(o Order) bool {
	switch fold(o.Billing) {
	case "free", "bringyourownlicense", "byol":
		return true
	}
	if !o.Cancelled.IsZero() && (o.Trial || !o.Cancelled.After(o.Purchased.AddDate(0, 0, refundDays))) {
		return true
	}
	return s.charged && o.Currency != "" && o.Charge.IsZero()
}

// expected is the month in which something is usually earned.
func expected(o Order, begin time.Time) Month {
	if o.enterprise() {
		return MonthOf(begin.AddDate(0, 0, 1))
	}
	return MonthOf(begin).Add(collectMonths)
}

// coming is a month unless it is over.
func (j judging) coming(m Month) Month {
	if m.Before(MonthOf(j.at)) {
		return Month{}
	}
	return m
}

// lateUsage reports whether something should be earned by now of what was used.
func (j judging) lateUsage(u Usage) bool {
	return !u.Charge.IsZero() && u.Month.Add(1+collectMost).Day(1).Before(j.at)
}

// Stray is a line, and all others of its asset or order, that no order and no usage is of.
type Stray struct {
	Earning Earning // the newest one
	Due     Money   // of all of them
	Lines   int
}

// Unordered are the strays that the reports on orders and usage should know of. read is the
// time both were read for.
func Unordered(read Span, strays []Stray) []Mismatch {
	var out []Mismatch
	for _, s := range strays {
		sold := s.Earning.TransactionDate
		if sold.IsZero() || sold.Before(read.From) || sold.AddDate(0, 0, reportDays).After(read.At) {
			continue
		}
		e := s.Earning
		out = append(out, Mismatch{
			Kind: EarningNoOrder, ID: e.ID, Sum: s.Due, Offer: cmp.Or(e.ProductName, e.Product), Plan: e.Plan, Date: sold, Lines: s.Lines,
		})
	}
	return out
}
