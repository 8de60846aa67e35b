package text

// Earnings is what the screen of the lines of the transaction history says.
type Earnings struct {
	Title    string // of all lines
	OfMonth  string // month
	Paid     string // payment id
	Count    string // how many
	One      string
	Range    string // first, last, of how many
	Sum      string // group, amount
	Reading  string
	Empty    string
	Explains string // state, what it means, who must act and how
	Masked   string // stands for a customer's name

	Date, Amount, State, Acts, Product, Plan, Customer, Country, Type, Expected, Payment, Order, Invoice string

	ShowNames, HideNames, Reload string // keys
	Sale, PaidBy, Orders         string

	NoLine    string // refusals
	NoSale    string
	NotPaid   string // state
	NoIDYet   string
	OfThisOne string
	DoingRead string // for Fail
	TheLine   string // in a sentence: what is copied
}

func englishEarnings() Earnings {
	return Earnings{
		Title: "all lines", OfMonth: "earned in %s", Paid: "payment %s", Count: "%d lines", One: "1 line", Range: "%d-%d of %d", Sum: "%s %s", Reading: "reading", Empty: "There are no lines.",
		Explains: "%s: %s %s.", Masked: "hidden",

		Date: "Earned", Amount: "Amount", State: "State", Acts: "Who must act", Product: "Offer", Plan: "Plan", Customer: "Customer",
		Country: "Country", Type: "Kind", Expected: "Expected in", Payment: "Payment", Order: "Order", Invoice: "Invoice",

		ShowNames: "show customers", HideNames: "hide customers", Reload: "read again",
		Sale: "the sale", PaidBy: "its payment", Orders: "orders",

		NoLine:    "there is no line here",
		NoSale:    "this line corrects something and belongs to no sale; v shows all that is known of it",
		NotPaid:   "it belongs to no payment yet: its state is %s",
		NoIDYet:   "it was sent, but does not name its payment yet; that takes up to three days",
		OfThisOne: "these are the lines of that payment",

		DoingRead: "read the lines", TheLine: "the id of the line",
	}
}
