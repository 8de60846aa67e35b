package books

import "time"

// storeFee is what Microsoft keeps of a sale, in hundredths.
const storeFee = 3

// sell writes down what a sale earns: now, or later.
func (k *keeper) sell(s sale) {
	e := k.line(s)
	earned, pays := k.eligible(s)
	k.enter(e, earned, pays)
}

// line is the sale as the transaction history tells it.
func (k *keeper) line(s sale) Earning {
	c := s.contract
	record, line := k.record(s)
	e := Earning{
		TransactionID: k.guid("transaction", s.key), TransactionType: "Purchase", Transacted: s.at,
		Quantity: s.quantity, Offer: c.offer, Plan: c.plan, Asset: c.asset, Order: record, Line: line,
		Private: c.plan.Private, Usage: c.uses(), contract: s.key,
	}
	if c.plan.PerUser {
		e.QuantityType = "Seats"
	}
	return k.priced(e, c.customer, s.charge())
}

// priced completes a line with who paid how much, and what that comes to.
func (k *keeper) priced(e Earning, c *Customer, paid Amount) Earning {
	k.own(&e)
	e.Customer, e.Currency, e.Paid, e.Method = c, c.Currency, paid, string(c.Channel)
	e.Program, e.ProgramCode, e.Kind = e.Offer.Kind.Program(), "AZM", "SELL"
	if e.Program == AppSource {
		e.ProgramCode = "APS"
	}
	if c.Channel == CSP {
		e.Method = string(Invoice)
	}
	if c.Channel == Enterprise {
		e.Invoice = "G0" + e.Order[:2] + e.TransactionID[:6]
	}
	if c.Country == "US" {
		const tax = 8
		e.Tax = paid.percent(tax)
	}
	e.Rate, e.RateDate = k.rate(e.Currency, e.Transacted), e.Transacted
	e.Fee = paid.percent(storeFee).coins(e.Currency)
	e.Earned = paid - e.Fee
	e.PaidUSD = paid.dollars(e.Rate)
	k.convert(&e, e.Transacted)
	return e
}

// own says who earns a line.
func (k *keeper) own(e *Earning) {
	e.Participant, e.IDType = k.o.Seller.SellerID, "SellerId"
	e.ParticipantName, e.ParticipantCountry = k.o.Seller.Name, k.o.Seller.Country
}

// convert tells what is earned in US dollars and in the currency of the payments.
func (k *keeper) convert(e *Earning, at time.Time) {
	e.DueCurrency, e.DueRate = k.book.Currency, k.rate(k.book.Currency, at)
	e.Due, e.EarnedUSD = k.due(e.Earned, e.Currency, at)
}

// eligible says when a sale is earned, and with the payments of which month it is
// paid: see learn.microsoft.com/partner-center/payout-policy-details. Enterprises are
// paid for before they pay; all others must have paid.
func (k *keeper) eligible(s sale) (earned time.Time, pays Month) {
	day := 4 + int(k.roll(15, s.key, "paid"))
	switch c := s.contract; {
	case c.customer.Channel == Enterprise && c.uses():
		return k.cal.day(s.month+1, 2), s.month + 2
	case c.customer.Channel == Enterprise:
		return s.at.AddDate(0, 0, 1), s.month + 1
	case c.customer.Channel == Card:
		return k.cal.day(s.month+2, day), s.month + 4
	default:
		return k.cal.day(s.month+2, day), s.month + 3
	}
}

// enter puts a line where it belongs: earned, or waiting for the customer.
func (k *keeper) enter(e Earning, earned time.Time, pays Month) {
	e.Date, e.pays = earned, pays
	if e.Estimated.IsZero() {
		e.Estimated = k.cal.day(pays, 1)
	}
	if !k.cal.past(earned) {
		k.book.Waiting = append(k.book.Waiting, e)
		return
	}
	e.ID = k.guid("earning", e.TransactionID, e.contract)
	k.book.lines = append(k.book.lines, e)
}
