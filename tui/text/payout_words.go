package text

import (
	"awning/model/payout"
	"awning/tui/sanitize"
)

// PayoutWords are what the codes of payouts are called, and what they mean.
type PayoutWords struct {
	// Statuses are by the id of [payout.Status].
	Statuses map[string]PayoutStatus
	// Unknown is what is said of all other states.
	Unknown PayoutStatus
	Groups  map[payout.Group]string
	// Actors answer who must act.
	Actors  map[payout.Actor]string
	Notes   map[payout.NoteKind]string
	Exports map[payout.ExportKind]string
	Stages  map[payout.ExportState]string
	Sources map[payout.Source]string
	// Profiles says how many profiles something is of.
	Profiles string
	// Mismatches are sentences about an id, without their points; MismatchActs say who must
	// act, and how.
	Mismatches   map[payout.MismatchKind]string
	MismatchActs map[payout.MismatchKind]string
	// Sales are how far a sale has come.
	Sales map[payout.Stage]PayoutStatus
}

// PayoutStatus is a state of money in words.
type PayoutStatus struct {
	Label string
	Means string // a sentence
	Act   string // who must act, and how: a sentence without its point
}

// PayoutStatus is a state of the files in words. What nobody here has heard of is called
// what the file calls it.
func (t *Texts) PayoutStatus(word string) PayoutStatus {
	if s, ok := t.Payout.Statuses[payout.StatusOf(word).ID]; ok {
		return s
	}
	s := t.Payout.Unknown
	s.Label = sanitize.Line(word)
	return s
}

func englishPayoutWords() PayoutWords {
	return PayoutWords{
		Statuses: englishPayoutStatuses(),
		Unknown: PayoutStatus{
			Label: "unknown", Means: "This version does not know the state; it is shown as the service calls it.",
			Act: "look it up in Partner Center, under Earnings",
		},
		Groups: map[payout.Group]string{
			payout.Earned: "earned", payout.Scheduled: "scheduled", payout.Paid: "paid", payout.Blocked: "held up",
			payout.Problem: "problem", payout.Lost: "lost", payout.Other: "unknown state",
		},
		Actors: map[payout.Actor]string{
			payout.Nobody: "nobody must act", payout.Publisher: "you must act", payout.Bank: "you must act",
			payout.Support: "support must act", payout.TooLate: "too late to act", payout.Unclear: "who must act is not known",
		},
		Notes: map[payout.NoteKind]string{
			payout.NoteThreshold: "the next payment is below 50 USD, and is carried over until more has come together",
			payout.NoteNegative:  "more is taken back than earned: nothing is paid until that is made up for",
			payout.NoteHeld:      "some money is held up",
			payout.NotePastMonth: "late; the service keeps the old month, and they come with a later payment",
			payout.NoteCurrency:  "nothing was ever paid, so amounts are in US dollars: your currency is not known",
			payout.NoteUnknown:   "in a state this version does not know, and in no sum above",
		},
		Exports: map[payout.ExportKind]string{payout.ExportEarnings: "transaction history", payout.ExportPayments: "payments"},
		Stages: map[payout.ExportState]string{
			payout.ExportAsked: "asked for", payout.ExportQueued: "queued", payout.ExportProcessing: "being made",
			payout.ExportCompleted: "made, downloading", payout.ExportImporting: "being read", payout.ExportFailed: "failed",
			payout.ExportDone: "read",
		},
		Profiles: "%d profiles",
		Sources:  map[payout.Source]string{payout.FromExports: "payout exports", payout.FromEstimate: "estimates"},
		Mismatches: map[payout.MismatchKind]string{
			payout.PaymentParts:    "the total of payment %s is not what its parts come to",
			payout.PaymentEarnings: "payment %s says another sum than its earnings",
			payout.PaymentUnknown:  "earnings name payment %s, which is not among the payments",
			payout.OrderUnearned:   "order %s has earned nothing, and should have by now",
			payout.UsageUnearned:   "usage %s has earned nothing, and should have by now",
			payout.EarningNoOrder:  "earning %s has no order",
		},
		MismatchActs: englishMismatchActs(),
		Sales:        englishSales(),
	}
}

func englishMismatchActs() map[payout.MismatchKind]string {
	return map[payout.MismatchKind]string{
		payout.PaymentParts:    "compare it with your bank: if that has another amount, ask Partner Center support",
		payout.PaymentEarnings: "lines are linked up to three days late; after that ask Partner Center support, with the payment's id",
		payout.PaymentUnknown:  "payments show up to two days late; after that ask Partner Center support, with the payment's id",
		payout.OrderUnearned:   "ask Partner Center support, with the order's id",
		payout.UsageUnearned:   "ask Partner Center support, with the order's id and the line after the colon",
		payout.EarningNoOrder:  "orders of the old portal, and very old ones, are in no report: then all is well",
	}
}

func englishSales() map[payout.Stage]PayoutStatus {
	const byItself = "nobody has to act"
	return map[payout.Stage]PayoutStatus{
		payout.StageSold: {
			"Not billed yet", "It is ordered, and the customer was not billed yet: the old portal's \"billing in progress\".", byItself,
		},
		payout.StageCollecting: {
			"Waiting for the customer", "The customer was billed, and has not paid yet: the old portal's \"in collection\".", byItself,
		},
		payout.StageEarned:    {"Earned", "It is earned, and waits out its holding period.", byItself},
		payout.StageScheduled: {"Being paid", "A payment of it is ordered, or on its way.", byItself},
		payout.StagePaid:      {"Paid", "It was handed to the bank.", byItself},
		payout.StageHeld: {
			"Held up", "A payment of it is held up, came back, or was lost.", "its lines say who must act, and how",
		},
		payout.StageTakenBack: {"Taken back", "The customer got the money back: nothing is left of it.", byItself},
		payout.StageFree:      {"Nothing to pay", "It is free, or the publisher bills it without Microsoft.", byItself},
		payout.StageUnclear: {
			"Unclear", "Nothing is known of it, or it should be further by now.", "if it stays so, ask Partner Center support, with the order's id",
		},
	}
}

// englishPayoutStatuses follow learn.microsoft.com/partner-center/payout-statement.
func englishPayoutStatuses() map[string]PayoutStatus {
	const byItself = "nobody has to act"
	return map[string]PayoutStatus{
		"unprocessed": {"Unprocessed", "It is earned, and waits out its holding period until the estimated month.", byItself},
		"upcoming":    {"Upcoming", "A payment is ordered, and reviewed inside Microsoft.", byItself},
		"in-progress": {"In progress", "The payment is being made.", byItself},
		"sent":        {"Sent", "It was handed to the bank.", byItself},
		"tax-invoice-pending": {
			"Pending tax invoice", "A tax invoice is missing, or not valid: without it nothing is paid.",
			"you must send the tax invoice in Partner Center",
		},
		"tax-invoice-review": {"Tax invoice under review", "Your tax invoice is being looked at.", byItself},
		"tax-invoice-rejected": {
			"Tax invoice rejected", "Your tax invoice was rejected, and every payment is held.",
			"ask Partner Center support what is wrong with it",
		},
		"rejected-in-review": {
			"Rejected during review", "Microsoft's own review stopped the payment.", "ask Partner Center support why",
		},
		"rejected": {
			"Rejected", "Your bank refused the payment.", "you must correct your bank details in Partner Center",
		},
		"failed": {
			"Failed", "The payment failed in Microsoft's systems.", "ask Partner Center support if nobody writes to you",
		},
		"reprocessing": {"Reprocessing", "The payment failed, and is tried again.", byItself},
		"reversed":     {"Reversed", "Your bank sent the payment back; it is sent again in the next cycle.", byItself},
		"incorrect":    {"Incorrect payment", "Too much was paid, and is being taken back.", byItself},
		"forfeited": {
			"Forfeited", "Bank or tax details were not valid for 180 days.", "it is too late to act",
		},
		"escheated": {
			"Escheated", "Nobody claimed it in time, and it went to the state as unclaimed property.", "it is too late to act",
		},
		"not-eligible": {"Not eligible", "It is not eligible for a payment yet.", byItself},
		"unreconciled": {"Unreconciled", "It is not yet matched with what the customer was billed.", byItself},
		"uncollected":  {"Uncollected", "It is sold, and the customer has not paid yet.", byItself},
	}
}
