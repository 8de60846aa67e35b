package text

import "awning/model/payout"

// Reconcile is what the screen says that holds orders, earnings and payments against each
// other.
type Reconcile struct {
	Title string

	Held                string // payments, earnings, orders that were held against each other
	HeldNoOrders        string // payments, earnings
	Fits                string
	Wrong, WrongOne     string // how many
	Waiting, WaitingOne string // how many
	Reading             string
	Never               string // nothing was read
	NotRead             string // orders were never read
	Missing             string // why orders are not known
	WhatToDo            string // problem, what to do
	Problem             string // profile, problem
	Estimates           string
	Aged                string // orders as of

	HeadWrong, HeadWaiting string // headings
	HeadSums               string // heading, sums

	// Kinds are what does not fit, in few words.
	Kinds  map[payout.MismatchKind]string
	Sold   string // offer, plan
	Likely string // month

	What, About, Says, Comes, Difference, Expected, Date, Acts, ID, Reports                                                   string // columns
	WhatMeans, AboutMeans, SaysMeans, ComesMeans, DifferenceMeans, ExpectedMeans, DateMeans, ActsMeans, ReportsMeans, IDMeans string

	OpenSale, OpenPayment, Orders, Reload string // keys
	NoRow                                 string // refusal
	DoingRead                             string // for Fail
	TheID                                 string // in a sentence: what is copied
}

func englishReconcile() Reconcile {
	return Reconcile{
		Title: "what does not fit",

		Held:         "%s payments, %s earnings and %s orders were held against each other",
		HeldNoOrders: "%s payments and %s earnings were held against each other",
		Fits:         "All of it fits together.", Wrong: "%d things do not fit.", WrongOne: "1 thing does not fit.",
		Waiting: "%d sales wait as they should.", WaitingOne: "1 sale waits as it should.",
		Reading: "reading what is on this machine", Never: "No payouts were read yet: press R on the screen of payouts.",
		NotRead: "Orders were never read: whether each is earned, and each earning has an order, was not checked. Press o to read them.",
		Missing: "Orders were not checked: %s", WhatToDo: "%s; %s", Problem: "%s: %s",
		Estimates: "An estimate knows no payments: only orders were checked for it.", Aged: "orders as of %s",

		HeadWrong: "Does not fit", HeadWaiting: "Waits as it should", HeadSums: "%s: %s",

		Kinds: map[payout.MismatchKind]string{
			payout.PaymentParts: "Payment parts", payout.PaymentEarnings: "Payment lines", payout.PaymentUnknown: "Payment missing",
			payout.OrderUnearned: "Order not earned", payout.UsageUnearned: "Usage not earned", payout.EarningNoOrder: "Order missing",
		},
		Sold: "%s, %s", Likely: "It is likely to be earned in %s.",

		What: "What", About: "About", Says: "Says", Comes: "Comes to", Difference: "Difference", Expected: "Expected in", Date: "Date",
		Acts: "Who must act, and how", ID: "Id", Reports: "Lines",
		WhatMeans:       "What does not fit, or what a sale waits for.",
		AboutMeans:      "The payment, or what was sold. The row in full has the id.",
		SaysMeans:       "Of a payment what it says itself. Of an order the service's estimate of what the customer is charged.",
		ComesMeans:      "What the other side comes to: the parts of the payment, or its lines.",
		DifferenceMeans: "How much more it says than the other side comes to. Amounts are only compared within one currency.",
		ExpectedMeans:   "When a sale that waits is likely to be earned. It depends on the customer where nothing stands.",
		DateMeans:       "When the payment was sent, or when it was sold.",
		ReportsMeans:    "How many lines of the transaction history it is about.",
		IDMeans:         "The id of the payment, the order with its line, or the earning.",
		ActsMeans:       "Who must act, and what there is to do.",

		OpenSale: "the sale", OpenPayment: "lines of the payment", Orders: "orders", Reload: "read again",
		NoRow: "there is nothing here", DoingRead: "hold payouts and orders against each other", TheID: "the id",
	}
}
