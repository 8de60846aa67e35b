package text

import "awning/model/payout"

// Earnings is what the screen of the lines of the transaction history says.
type Earnings struct {
	Title        string // of all lines
	OfMonth      string // month
	Paid         string // payment id
	Count        string // how many
	One          string
	Range        string // first, last, of how many
	Reading      string
	Empty        string
	Explains     string // state, what it means, who must act and how
	Masked       string // stands for a customer's name
	HiddenInFile string

	Date, Amount, State, Acts, Product, Plan, Customer, Country, Type, Expected, Payment, Order, Invoice string

	ShowNames, HideNames, Reload string // keys
	Sale, PaidBy, Orders         string
	Filter, Search, ByState, All string
	Keep, Clear                  string
	Values, Mark, Apply, Find    string

	// Fields are the values of a line by the names they have in files. Those without words
	// are said with another one.
	Fields map[string]Field
	// Facets are what lines are narrowed by.
	Facets    map[payout.By]Facet
	FilterBy  string
	FixedTo   string // what all lines agree in
	SearchKey string
	Shown     string // lines that are found, of how many
	Only      string // by what lines are narrowed
	Months    string // the first, the last
	PlanOf    string // plan, offer
	Private   string
	Public    string
	NoMatch   string
	NoValue   string
	OldWords  []string // of the old portal, for what is sold and not earned: in small letters
	OldPortal string   // the same as a value of states
	OldMeans  string
	Failed    string

	Value, Lines, Sums  string // of the list of values
	LinesMean, SumsMean string

	Total     string // amount, parts
	Part      string // group, amount
	InDollars string // amount
	Dollars   string // the same in fewer words

	NoLine    string // refusals
	NoSale    string
	NotPaid   string // state
	NoIDYet   string
	OfThisOne string
	IsFixed   string
	NoMark    string

	DoingRead string // for Fail
	TheLine   string // in a sentence: what is copied
}

// Facet is something lines are narrowed by.
type Facet struct {
	Label string
	Any   string // where nothing is chosen
	None  string // the value of lines that have none
	One   string // where one is chosen that is not named
	Many  string // where many are: how many
	Hint  string // how to choose
}

func englishEarnings() Earnings {
	return Earnings{
		Title: "all lines", OfMonth: "earned in %s", Paid: "payment %s", Count: "%d lines", One: "1 line", Range: "%d-%d of %d", Reading: "reading",
		Empty:    "There are no lines. Where payouts were never read, R on the page of payouts asks the service.",
		Explains: "%s: %s %s.", Masked: "hidden", HiddenInFile: "Customers are hidden in it; c shows them first.",

		Date: "Earned", Amount: "Amount", State: "State", Acts: "Who must act", Product: "Offer", Plan: "Plan", Customer: "Customer",
		Country: "Country", Type: "Kind", Expected: "Expected in", Payment: "Payment", Order: "Order", Invoice: "Invoice",

		ShowNames: "show customers", HideNames: "hide customers", Reload: "read again",
		Sale: "the sale", PaidBy: "its payment", Orders: "orders",
		Filter: "filter", Search: "search", ByState: "by state", All: "show all",
		Keep: "keep", Clear: "clear",
		Values: "choose", Mark: "mark", Apply: "apply", Find: "find",

		Fields: englishEarningFields(), Facets: englishFacets(),
		FilterBy: "Show only", FixedTo: "%s: this list is of nothing else",
		SearchKey: "/", Shown: "%d of %d lines", Only: "Only: %s",
		Months: "%s to %s", PlanOf: "%s of %s", Private: "private offers", Public: "public offers",
		NoMatch:   "No line is like that. The search looks in ids, names and invoices; f narrows by state and more. F shows all lines again.",
		NoValue:   "There is nothing like that.",
		OldWords:  []string{"in collection", "collection in progress", "billing in progress"},
		OldPortal: "Billing, in collection (old portal)",
		OldMeans: "Earnings begin when the customer has paid. What is sold and still waits for the customer's payment is in the " +
			"orders: enter shows them.",
		Failed: "The lines could not be read. r tries again.",

		Value: "Value", Lines: "Lines", Sums: "Come to",
		LinesMean: "How many lines have the value, of those that all else that is chosen leaves.",
		SumsMean:  "What these lines come to, each currency for itself.",

		Total: "%s: %s", Part: "%s %s",
		InDollars: "about %s in all, at the rates of the lines", Dollars: "about %s",

		NoLine:    "there is no line here",
		NoSale:    "this line corrects something and belongs to no sale; v shows all that is known of it",
		NotPaid:   "it belongs to no payment yet: its state is %s",
		NoIDYet:   "it was sent, but does not name its payment yet; that takes up to three days",
		OfThisOne: "these are the lines of that payment",
		IsFixed:   "all lines of this list agree in it; the list of all lines has more to choose from",
		NoMark:    "this cannot be marked; enter takes it",

		DoingRead: "read the lines", TheLine: "the id of the line",
	}
}

func englishFacets() map[payout.By]Facet {
	const several = "Space marks several, enter shows what is marked. Nothing marked: enter shows the one under the cursor."
	return map[payout.By]Facet{
		payout.ByStatus:   {"State", "any state", "no state", "1 state", "%d states", several},
		payout.ByProduct:  {"Offer", "any offer", "no offer", "1 offer", "%d offers", several},
		payout.ByPlan:     {"Plan", "any plan", "no plan", "1 plan", "%d plans", several},
		payout.ByCustomer: {"Customer", "any customer", "no customer", "1 customer", "%d customers", several},
		payout.ByCountry:  {"Country of the customer", "any country", "no country", "1 country", "%d countries", several},
		payout.ByCurrency: {
			"Currency", "any currency", "no currency", "1 currency", "%d currencies",
			"The currency the customer paid in. " + several + " Lines that are paid out in it show, too.",
		},
		payout.ByPrivate: {"Private offer", "private or not", "not known", "1 kind", "%d kinds", several},
		payout.ByMonth: {
			"Month earned", "any month", "no month", "1 month", "%d months",
			"Space marks the first and the last month, enter shows them and all between. Nothing marked: enter shows the one under the cursor.",
		},
		payout.ByProgram: {"Program", "any program", "no program", "1 program", "%d programs", several},
	}
}
