package text

import "awning/model/payout"

// Sale is what the screen of one sale says, from its order to its payment, and what the
// stages of a sale are called wherever they show.
type Sale struct {
	Title string // the beginning of the id
	// Stages are how far the money of a sale has come.
	Stages map[payout.Stage]SaleStage

	Reading, Unknown string
	NotRead          string // orders were never read
	Missing          string // why orders are not known
	WhatToDo         string // problem, what to do
	Head             string // stage, what it means, who must act
	Old              string // what the old portal called it
	Aged             string // when orders were read

	// Headings of the steps.
	Sold, Used, Billed, Earned, Paid string

	// What stands in a step for which there is nothing.
	NoOrder, NotBilled, NotCollected, Collected, NoEarning, NoPayment, NothingToPay, Linking string
	NotLinked                                                                                string // of one line

	Order     string // offer, plan
	Seats     string // how many
	Trial     string
	Cancelled string // day
	Estimated string // amount
	Meter     string // quantity, meter
	Line      string // kind of line, offer
	Fee       string // amount
	Payment   string // id
	Share     string // of a payment: amount of it that is of this sale

	Date, What, Amount, State, About                          string // columns
	DateMeans, WhatMeans, AmountMeans, StateMeans, AboutMeans string

	// Labels of what is known of a row, in full.
	ID, PurchaseRecord, Customer, Country, Quantity, Term, OrderedOn, FeeOf, Expected, PaymentID, Withheld, FeeTax, SalesTax, Total, EarnedOf, Method, Invoice, Means, Acts string
	Span                                                                                                                                                                    string // first day, last day
	Masked                                                                                                                                                                  string

	Open, Reload, ShowNames, HideNames string // keys
	NoLines                            string // refusal
	DoingRead                          string // for Fail
	TheID                              string // in a sentence: what is copied
}

// SaleStage is how far the money of a sale has come, in words.
type SaleStage struct {
	Label string
	Means string // a sentence
	Act   string // who must act: a sentence without its point
	Old   string // what the old portal called it
}

func englishSale() Sale {
	return Sale{
		Title: "sale %s", Stages: englishSaleStages(),

		Reading: "reading what is on this machine", Unknown: "Nothing is known here of this sale.",
		NotRead: "Orders were never read here, so what was sold and not earned yet is not known.",
		Missing: "Orders are not known: %s", WhatToDo: "%s; %s",
		Head: "%s: %s %s.", Old: "The old portal: %s.", Aged: "orders as of %s",

		Sold: "Sold", Used: "Used", Billed: "Billed and collected", Earned: "Earned", Paid: "Paid",

		NoOrder: "its order is not known here", NotBilled: "the customer is not billed yet",
		NotCollected: "the customer is billed and has not paid yet", Collected: "the customer has paid, or pays by an enterprise agreement",
		NoEarning: "nothing is earned yet", NoPayment: "nothing is paid yet", NothingToPay: "there is nothing to be paid",
		Linking: "it was sent; which payment it is in shows up within three days", NotLinked: "in no payment yet",

		Order: "%s, %s", Seats: "quantity %s", Trial: "trial", Cancelled: "cancelled on %s", Estimated: "%s estimated", Meter: "%s %s",
		Line: "%s, %s", Fee: "fee %s", Payment: "payment %s", Share: "of it from this sale %s",

		Date: "Date", What: "What", Amount: "Amount", State: "State", About: "About it",
		DateMeans:   "When the step was taken: the day of the order, the month of usage, the day it was earned, the day the payment was sent.",
		WhatMeans:   "What was sold, used, earned or paid.",
		AmountMeans: "Of orders and usage the service's estimate of what the customer is charged. Of lines what you earn, in the currency of your payments. Of payments the total that was sent, which is for other sales too.",
		StateMeans:  "The state of the order, the line or the payment. The text below says what it means and who must act.",
		AboutMeans:  "What else matters: quantity, fee, expected month, the payment a line is in.",

		ID: "Id", PurchaseRecord: "Purchase record", Customer: "Customer", Country: "Country", Quantity: "Quantity", Term: "Term", OrderedOn: "Ordered",
		FeeOf: "Microsoft's fee", Expected: "Expected in", PaymentID: "Payment", Withheld: "Tax withheld", FeeTax: "Tax on the fee", SalesTax: "Sales tax",
		Total: "Total", EarnedOf: "Earned", Method: "Method", Invoice: "Invoice", Means: "What it means", Acts: "Who must act", Span: "%s to %s", Masked: "hidden",

		Open: "lines of the payment", Reload: "read again", ShowNames: "show customers", HideNames: "hide customers",
		NoLines:   "this is in no payment: choose a payment, or a line that is in one",
		DoingRead: "read the sale", TheID: "the id",
	}
}

// englishSaleStages follow learn.microsoft.com/partner-center/payout-policy-details, and the
// questions people asked when the old portal ended.
func englishSaleStages() map[payout.Stage]SaleStage {
	const byItself, noWord = "Nobody has to act", "no word for it"
	return map[payout.Stage]SaleStage{
		payout.StageSold:       {"Sold", "It is ordered, and the customer is not billed yet.", byItself, "billing in progress"},
		payout.StageCollecting: {"Customer must pay", "The customer is billed, and has not paid yet.", "Microsoft collects it; nobody else has to act", "in collection"},
		payout.StageEarned:     {"Earned", "The customer has paid, or pays by an enterprise agreement; it waits out its holding period.", byItself, "collected"},
		payout.StageScheduled:  {"Scheduled", "A payment with it is ordered, or on its way.", byItself, "collected"},
		payout.StagePaid:       {"Paid", "It was handed to your bank.", byItself, "paid out"},
		payout.StageHeld:       {"Held up", "A payment of it is blocked, failed or was lost.", "The state of its lines says who must act", noWord},
		payout.StageTakenBack:  {"Taken back", "It was refunded or charged back: nothing is left of it.", byItself, noWord},
		payout.StageFree:       {"Free", "It costs the customer nothing, so there is nothing to be paid.", byItself, noWord},
		payout.StageUnclear:    {"Unclear", "It should have come further, or its state is not known.", "Ask Partner Center support, and name the id", noWord},
	}
}
