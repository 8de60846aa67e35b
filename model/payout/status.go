package payout

import "strings"

// Group is what a state of an earning or a payment comes to.
type Group string

// The groups, in the order in which money passes through them; the last ones are
// those in which it does not move by itself.
const (
	Earned    Group = "earned"    // eligible, in the holding period
	Scheduled Group = "scheduled" // a payment has been ordered, or is on its way
	Paid      Group = "paid"      // handed to the bank
	Blocked   Group = "blocked"   // a tax invoice is missing, looked at or rejected
	Problem   Group = "problem"   // a payment failed, was refused or came back
	Lost      Group = "lost"      // too late
	Other     Group = "other"     // a state this version has never heard of
)

// Actor is who must do something about a state.
type Actor string

// The actors.
const (
	Nobody    Actor = "nobody"    // it goes on by itself
	Publisher Actor = "publisher" // the publisher, in Partner Center
	Bank      Actor = "bank"      // the publisher, with the bank details
	Support   Actor = "support"   // Partner Center's support
	TooLate   Actor = "too-late"  // nobody can any more
	Unclear   Actor = "unclear"   // not known
)

// Status is the state of an earning or a payment.
type Status struct {
	// ID is the name this package gives it: "tax-invoice-rejected"; empty if it is
	// not known.
	ID    string
	Group Group
	Actor Actor
}

// StatusOf reads the word of a file or of the portal. Which way it is written
// differs: case, blanks and underscores do not count. An unknown word is a status
// without ID in the group [Other].
//
// The table is that of the payout statement's documentation
// (learn.microsoft.com/partner-center/payout-statement), with the states of the ISVRevenue dataset.
func StatusOf(word string) Status {
	word = fold(word)
	for _, known := range [...]struct {
		word   string // folded
		status Status
	}{
		{"unprocessed", Status{"unprocessed", Earned, Nobody}},
		{"upcoming", Status{"upcoming", Scheduled, Nobody}},
		{"next", Status{"upcoming", Scheduled, Nobody}}, // a translation of the portal
		{"processed", Status{"in-progress", Scheduled, Nobody}},
		{"inprogress", Status{"in-progress", Scheduled, Nobody}},
		{"sent", Status{"sent", Paid, Nobody}},
		{"pendingtaxinvoice", Status{"tax-invoice-pending", Blocked, Publisher}},
		{"taxinvoiceunderreview", Status{"tax-invoice-review", Blocked, Nobody}},
		{"taxinvoicerejected", Status{"tax-invoice-rejected", Blocked, Support}},
		{"rejectedduringreview", Status{"rejected-in-review", Problem, Support}},
		{"rejected", Status{"rejected", Problem, Bank}},
		{"failed", Status{"failed", Problem, Support}},
		{"reprocessing", Status{"reprocessing", Problem, Nobody}},
		{"reprocessed", Status{"reprocessing", Problem, Nobody}},
		{"reversed", Status{"reversed", Problem, Nobody}},
		{"incorrectpayment", Status{"incorrect", Problem, Nobody}},
		{"forfeited", Status{"forfeited", Lost, TooLate}},
		{"escheated", Status{"escheated", Lost, TooLate}},
		{"noteligible", Status{"not-eligible", Earned, Nobody}},
		{"unreconciled", Status{"unreconciled", Earned, Nobody}},
		{"uncollected", Status{"uncollected", Earned, Nobody}},
	} {
		if known.word == word {
			return known.status
		}
	}
	return Status{Group: Other, Actor: Unclear}
}

// fold brings the spellings of a word together.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r > 127: // other letters are kept: they make another word
			return r
		}
		return -1
	}, word)
}
