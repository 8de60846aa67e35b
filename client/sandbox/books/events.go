package books

import "strconv"

// Runs of payments beside the usual one of a month.
const (
	runUsual = ""
	runBank  = "bank" // refused by the bank
	runTax   = "tax"  // waits for a tax invoice
	runLate  = "late" // calculated so late that its month was over: not paid yet
)

// event is something that does not happen every month.
type event struct {
	key      string
	of       string // the event whose order it is about; empty: its own
	what     string // Purchase, Refund, Chargeback, Reversal
	channel  Channel
	currency string
	month    Month
	day      int
	dollars  int64 // list price in US cents; negative for what is taken back
	earned   Month
	earnedOn int
	shown    Month // the month the file says it is paid in
	pays     Month
	run      string
	private  bool
	unordered,
	unearned bool
}

// events are what makes publishers ask: sales that are taken back, payments that
// were refused or wait, and lines that do not fit.
func (k *keeper) events() {
	for _, e := range []event{
		// Paid to the publisher before the customer paid, which it never did.
		{key: "unpaid", what: "Purchase", channel: Enterprise, month: -8, day: 4, dollars: 64000, earned: -8, earnedOn: 6, shown: -7, pays: -7},
		{key: "clawback", of: "unpaid", what: "Reversal", channel: Enterprise, month: -3, day: 9, dollars: -64000, earned: -3, earnedOn: 11, shown: -2, pays: -2},
		{key: "returned", what: "Purchase", channel: Card, currency: "EUR", month: -7, day: 11, dollars: 12000, earned: -5, earnedOn: 12, shown: -3, pays: -3},
		{key: "refund", of: "returned", what: "Refund", channel: Card, currency: "EUR", month: -4, day: 20, dollars: -6000, earned: -4, earnedOn: 21, shown: -3, pays: -3},
		{key: "disputed", what: "Purchase", channel: Card, currency: "GBP", month: -9, day: 17, dollars: 8800, earned: -7, earnedOn: 15, shown: -5, pays: -5},
		{key: "chargeback", of: "disputed", what: "Chargeback", channel: Card, currency: "GBP", month: -6, day: 8, dollars: -8800, earned: -6, earnedOn: 9, shown: -5, pays: -5},
		{key: "refused", what: "Purchase", channel: Enterprise, month: -5, day: 11, dollars: 7900, earned: -5, earnedOn: 12, shown: -4, pays: -4, run: runBank},
		{key: "refused too", what: "Purchase", channel: Enterprise, currency: "GBP", month: -5, day: 14, dollars: 4150, earned: -5, earnedOn: 15, shown: -4, pays: -4, run: runBank},
		{key: "invoice", what: "Purchase", channel: Invoice, currency: yen, month: -4, day: 6, dollars: 98000, earned: -2, earnedOn: 8, shown: -1, pays: -1, run: runTax},
		{key: "invoice too", what: "Purchase", channel: Enterprise, currency: yen, month: -2, day: 19, dollars: 21500, earned: -2, earnedOn: 20, shown: -1, pays: -1, run: runTax},
		{key: "late", what: "Purchase", channel: Invoice, currency: "EUR", month: -4, day: 8, dollars: 31000, earned: -2, earnedOn: 9, shown: -1, pays: 1, run: runLate},
		{key: "private", what: "Purchase", channel: Enterprise, month: -3, day: 15, dollars: 120000, earned: -3, earnedOn: 17, shown: -2, pays: -2, private: true},
		{key: "private too", what: "Purchase", channel: Enterprise, currency: "USD", month: -1, day: 18, dollars: 89000, earned: -1, earnedOn: 20, shown: 0, pays: 0, private: true},
		{key: "resold", what: "Purchase", channel: CSP, currency: "GBP", month: -6, day: 22, dollars: 27500, earned: -4, earnedOn: 10, shown: -3, pays: -3},
		{key: "american", what: "Purchase", channel: Enterprise, currency: "USD", month: -6, day: 9, dollars: 45000, earned: -6, earnedOn: 10, shown: -5, pays: -5},
		{key: "japanese", what: "Purchase", channel: Enterprise, currency: yen, month: -7, day: 9, dollars: 38000, earned: -7, earnedOn: 10, shown: -6, pays: -6},
		{key: "old portal", what: "Purchase", channel: Enterprise, month: -6, day: 3, dollars: 5500, earned: -6, earnedOn: 4, shown: -5, pays: -5, unordered: true},
		{key: "lost", what: "Purchase", channel: Enterprise, month: -3, day: 3, dollars: 14900, earned: -3, earnedOn: 4, unearned: true},
		{key: "collected", what: "Purchase", channel: Invoice, currency: "EUR", month: -1, day: 2, dollars: 17600, earned: 1, earnedOn: 8, shown: 2, pays: 2},
	} {
		k.happen(e)
	}
	for i, a := range []struct {
		reason string
		cents  Amount
		month  Month
	}{{"Previous period earnings", 4120, -5}, {"Ops Adjustment", -1250, -3}, {"Policy Exception", 2500, -1}} {
		k.adjust(strconv.Itoa(i), a.reason, a.cents, a.month)
	}
}

// happen writes an event down.
func (k *keeper) happen(e event) {
	c := k.eventContract(e)
	s := sale{key: e.key, contract: c, at: k.cal.day(e.month, e.day), month: e.month, quantity: c.quantity}
	if e.of != "" {
		s.quantity = -s.quantity
	}
	line := k.line(s)
	line.Private = e.private || line.Private
	line.TransactionType = e.what
	if e.of != "" {
		line.Order, line.Line = k.record(sale{key: e.of, contract: c})
	}
	line.run, line.Estimated = e.run, k.cal.day(e.shown, 1)
	if e.of == "" && !e.unordered {
		k.order(s)
		if last := &k.book.Orders[len(k.book.Orders)-1]; e.private {
			last.Private, last.PrivateOffer = true, k.guid("private", e.key)
		}
	}
	if !e.unearned {
		k.enter(line, k.cal.day(e.earned, e.earnedOn), e.pays)
	}
}

// eventContract is what an event is about: the same for an event and for what it
// takes back.
func (k *keeper) eventContract(e event) contract {
	about := e.key
	if e.of != "" {
		about = e.of
	}
	offers := k.ofOneProgram()
	offer := offers[k.roll(int64(len(offers)), about, "offer")]
	c := contract{
		key: about, offer: offer, plan: &offer.Plans[k.roll(int64(len(offer.Plans)), about, "plan")],
		customer: k.buyer(e.channel, e.currency, about), start: e.month, end: e.month, quantity: hundred, asset: k.guid("asset", about),
	}
	c.price = max(Amount(e.dollars), -Amount(e.dollars)).of(usual(c.customer.Currency)).coins(c.customer.Currency)
	return c
}

// ofOneProgram are the offers that are sold where the first one is: what is taken
// back in a program is less than what is earned in it.
func (k *keeper) ofOneProgram() []*Offer {
	var out []*Offer
	for i := range k.o.Seller.Offers {
		if o := &k.o.Seller.Offers[i]; o.Kind.Program() == k.o.Seller.Offers[0].Kind.Program() {
			out = append(out, o)
		}
	}
	return out
}

// buyer is a customer that buys through a channel, in a currency if one is given.
func (k *keeper) buyer(channel Channel, currency, about string) *Customer {
	var fit []*Customer
	for _, c := range k.customers {
		if c.Channel == channel && (currency == "" || c.Currency == currency) {
			fit = append(fit, c)
		}
	}
	return fit[k.roll(int64(len(fit)), about, "buyer")]
}

// adjust writes down a correction, which belongs to no sale.
func (k *keeper) adjust(key, reason string, amount Amount, month Month) {
	e := Earning{
		Program: AzureMarketplace, ProgramCode: "AZM", Kind: "SELL", Currency: k.book.Currency, Earned: amount, Reason: reason,
		contract: "adjustment/" + key,
	}
	k.own(&e)
	day := k.cal.day(month, 25)
	e.Rate, e.RateDate = k.rate(e.Currency, day), day
	k.convert(&e, day)
	k.enter(e, day, month+1)
}

// incentives are what the partner program pays for the work of a partner; only
// partners outside the United States have any here.
func (k *keeper) incentives() {
	if k.o.Seller.Country == "US" || k.o.Seller.PartnerID == "" {
		return
	}
	const least, span = 26_000, 20_000
	for _, month := range []Month{-9, -6, -3} {
		key := k.cal.day(month, 1).Format("2006-01")
		e := Earning{
			Program: Incentives, ProgramCode: "MCI", Kind: "REBATE",
			Engagement: "Solution assessment", Currency: k.book.Currency, Earned: Amount(least + k.roll(span, key, "incentive")),
			contract: "incentive/" + key,
		}
		k.own(&e)
		e.Participant, e.IDType = k.o.Seller.PartnerID, "MPN"
		day := k.cal.day(month, 20)
		e.Rate, e.RateDate = k.rate(e.Currency, day), day
		k.convert(&e, day)
		k.enter(e, day, month+2)
	}
}
