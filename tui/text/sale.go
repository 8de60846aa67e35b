package text

import "awning/model/payout"

// Sale is what the screen of one sale says, from its order to its payment.
type Sale struct {
	Title            string // the beginning of the id
	Reading, Unknown string
	NotRead          string       // orders were never read
	Unread           PayoutStatus // earnings were never read
	Missing          string       // why orders are not known
	WhatToDo         string       // problem, what to do
	Aged             string       // when orders were read

	// The steps.
	Sold, Used, Billed, Earned, Paid string

	// What stands in a step for which there is nothing yet, or no more to say; and what that
	// means, in sentences.
	NoOrder, NotBilled, NotCollected, Collected, NoEarning, NoPayment, NothingToPay, Linking                                                      string
	NoOrderMeans, NotBilledMeans, NotCollectedMeans, CollectedMeans, NoEarningMeans, NoPaymentMeans, NothingToPayMeans, LinkingMeans, ChargeMeans string

	// The marks before the rows, in words.
	NotYet, Taken, UnderWay, Stopped string

	Order     string // offer, plan
	Seats     string // how many
	Trial     string
	Cancelled string // day
	Fee       string // amount
	Payable   string // month
	Payment   string // id
	Share     string // of a payment: amount of it that is of this sale

	Step, Mark, Date, What, Amount, State, About                                                               string // columns
	StepMeans, MarkMeans, DateMeans, WhatMeans, AmountMeans, StateMeans, AboutMeans, CustomerMeans, MeansMeans string

	// Labels of what is known of a row, in full.
	ID, PurchaseRecord, Customer, Country, Quantity, Term, Expected, EarnedOf, Method, Invoice, Means string
	Span                                                                                              string // first day, last day
	Masked                                                                                            string

	Open, Reload, ToOrders, ShowNames, HideNames string // keys
	NoLines                                      string // refusal
	DoingRead                                    string // for Fail
	TheID                                        string // in a sentence: what is copied
}

// SaleStage is how far a sale has come, in words. A stage without words is unclear.
func (t *Texts) SaleStage(at payout.Stage) PayoutStatus {
	if words, ok := t.Payout.Sales[at]; ok {
		return words
	}
	return t.Payout.Sales[payout.StageUnclear]
}

func englishSale() Sale {
	return Sale{
		Title:   "sale %s",
		Reading: "reading what is on this machine", Unknown: "Nothing is known here of this sale.",
		NotRead: "Orders were never read here, so what was sold and not earned yet is not known. Press o to read them.",
		Unread: PayoutStatus{
			"Not known yet", "Payouts of its account were never read here, so nobody knows what it earned.",
			"the screen of payouts reads them: press $",
		},
		Missing: "Orders are not known here: %s", WhatToDo: "%s; %s",
		Aged: "orders as of %s",

		Sold: "Sold", Used: "Used", Billed: "Billed", Earned: "Earned", Paid: "Paid",

		NoOrder: "not known here", NotBilled: "not billed yet", NotCollected: "billed, not paid", Collected: "collected",
		NoEarning: "nothing yet", NoPayment: "nothing yet", NothingToPay: "nothing to be paid", Linking: "sent, not linked",

		NoOrderMeans:      "Reports on orders do not have it, or were not read.",
		NotBilledMeans:    "The customer is billed at the end of the term, of the trial or of the month. Nobody has to act.",
		NotCollectedMeans: "The customer is billed, and has some weeks to pay. Microsoft collects it; nobody else has to act.",
		CollectedMeans:    "The customer has paid. By an enterprise agreement you are paid before the customer pays.",
		NoEarningMeans:    "A line of the transaction history comes when the customer has paid.",
		NoPaymentMeans:    "A payment comes in the middle of the month in which the lines above are expected.",
		NothingToPayMeans: "It costs the customer nothing, so nothing is earned and paid.",
		LinkingMeans:      "A payment was sent. In which one it is shows up within three days.",
		ChargeMeans:       "The amount is the service's estimate of what the customer is charged. What you earn is less, by Microsoft's fee.",

		NotYet: "not yet", Taken: "taken", UnderWay: "under way", Stopped: "stopped",

		Order: "%s, %s", Seats: "quantity %s", Trial: "trial", Cancelled: "cancelled on %s",
		Fee: "fee %s", Payable: "payment expected in %s", Payment: "payment %s", Share: "of it from this sale %s",

		Step: "Step", Mark: "Taken", Date: "Date", What: "What", Amount: "Amount", State: "State", About: "About it",
		StepMeans:     "The steps on the way from the order to your bank, each with all that belongs to it.",
		MarkMeans:     "Whether the step was taken, is under way or waited for, or was stopped so that somebody may have to act.",
		DateMeans:     "When the step was taken: the day of the order, the month of usage, the day it was earned, the day the payment was sent.",
		WhatMeans:     "What was sold, used, earned or paid.",
		AmountMeans:   "Of orders and usage the service's estimate of what the customer is charged. Of lines what you earn, in the currency of your payments. Of payments the total that was sent, which is for other sales too.",
		StateMeans:    "The state of the order, the line or the payment. The text below says what it means and who must act.",
		CustomerMeans: "Who bought. Names are hidden until you show them.",
		MeansMeans:    "What the state means, and who must act. It stands below the list.",
		AboutMeans:    "What else matters: quantity, fee, expected month, the payment a line is in.",

		ID: "Id", PurchaseRecord: "Purchase record", Customer: "Customer", Country: "Country", Quantity: "Quantity", Term: "Term",
		Expected: "expected in", EarnedOf: "Earned", Method: "Method", Invoice: "Invoice", Means: "What it means", Span: "%s to %s", Masked: "hidden",

		Open: "lines of the payment", Reload: "read again", ToOrders: "orders", ShowNames: "show customers", HideNames: "hide customers",
		NoLines:   "this is in no payment: choose a payment, or a line that is in one",
		DoingRead: "read the sale", TheID: "the id",
	}
}
