package text

// Payments is what the screen of payments says.
type Payments struct {
	Title     string
	Count     string // how many
	One       string
	FilterKey string
	Shown     string // how many of how many
	Sent      string // amounts
	Aged      string // when it was read
	NoMatch   string // what was looked for

	Reading, Never, None  string
	Estimate, EstimateWay string
	Explains              string // state, what it means, who must act and how

	PaymentsColumns
	PaymentsMeans
	PaymentsSum

	Lines, Filter, Clear, Keep, Sort, Reverse, Reload string // keys
	NoPayment, NoID                                   string // refusals
	DoingRead                                         string // for Fail
	TheID                                             string // in a sentence: what is copied
}

// PaymentsColumns are the heads of the columns.
type PaymentsColumns struct {
	ID, Date, Bank, Total, Currency, State, Check, Acts, Method string

	Earned, Withheld, FeeTax, SalesTax, Program, Account string

	BankDays string // first day, last day
	Wrong    string // in the column of what does not fit
	Part     string // number of a part, of how many
}

// PaymentsMeans say what the columns tell.
type PaymentsMeans struct {
	MeansID, MeansDate, MeansBank, MeansTotal, MeansCurrency, MeansState, MeansCheck, MeansActs, MeansMethod string

	MeansEarned, MeansWithheld, MeansFeeTax, MeansSalesTax, MeansProgram, MeansAccount string
}

// PaymentsSum is how a payment is reckoned up.
type PaymentsSum struct {
	IsEarned   string // amount
	IsWithheld string
	IsFeeTax   string
	IsSalesTax string
	Comes      string // the parts, what they come to
	Exchanged  string // the parts, the total: in another currency
	Says       string // what the file says
	LinesSay   string // what the lines come to, what the payment says
}

func englishPayments() Payments {
	return Payments{
		Title: "payments", Count: "%d payments", One: "1 payment", FilterKey: "/", Shown: "%d of %d", Sent: "sent: %s", Aged: "as of %s",
		NoMatch: "No payment has %q in it.",

		Reading: "reading what is on this machine", Never: "Nothing was read yet. Go back and press R to ask the service.",
		None:        "There are no payments: nothing was ever sent.",
		Estimate:    "An estimate does not tell of payments.",
		EstimateWay: "An application sees what was sold, and an estimate of what is earned. Payments are for a person with the role Owner or Financial contributor: sign in as one.",
		Explains:    "%s: %s %s.",

		PaymentsColumns: PaymentsColumns{
			ID: "Payment", Date: "Sent", Bank: "At the bank", Total: "Amount", Currency: "In", State: "State", Check: "Check",
			Acts: "Who must act", Method: "Method", Earned: "Earned", Withheld: "Withheld tax", FeeTax: "Tax on the fee", SalesTax: "Sales tax",
			Program: "Program", Account: "Account",
			BankDays: "%s to %s", Wrong: "does not add up", Part: "Part %d of %d",
		},
		PaymentsMeans: englishPaymentsMeans(),
		PaymentsSum: PaymentsSum{
			IsEarned: "earned %s", IsWithheld: "- withheld tax %s", IsFeeTax: "- tax on the fee %s", IsSalesTax: "+ sales tax %s",
			Comes: "%s = %s", Exchanged: "%s; paid as %s, at a rate the file does not name",
			Says: "The payment says %s instead.", LinesSay: "Its lines come to %s, and the payment says %s was earned.",
		},

		Lines: "lines", Filter: "filter", Clear: "show all", Keep: "keep the filter", Sort: "sort", Reverse: "turn around", Reload: "read again",
		NoPayment: "there is no payment here", NoID: "it has no number yet: its lines are not known before it is sent",
		DoingRead: "read the payments", TheID: "the number of the payment",
	}
}

// englishPaymentsMeans follow learn.microsoft.com/partner-center/payments.
func englishPaymentsMeans() PaymentsMeans {
	return PaymentsMeans{
		MeansID:       "The number of the payment. It usually stands on the statement of your bank, and names the payment in each line it pays. Zeros in front belong to it.",
		MeansDate:     "The day Microsoft sent it, in Pacific time. Empty as long as it was not sent.",
		MeansBank:     "Between which days it should reach your account: 1 business day after it was sent by PayPal, 2 to 3 by a bank transfer (ACH, SEPA), 7 to 10 by wire. Empty where the method is not known.",
		MeansTotal:    "What was paid: earned, less the taxes taken, plus sales tax.",
		MeansCurrency: "The currency you are paid in. Amounts in two currencies are never added.",
		MeansState:    "How far the payment has come. The line below the table says what it means.",
		MeansCheck:    "Says where the parts do not come to the amount, or the lines not to what was earned. Lines are tied to a payment up to three days after it was sent.",
		MeansActs:     "Who has to do something before the money moves.",
		MeansMethod:   "How it is sent: by a bank transfer, PayPal, a credit note.",
		MeansEarned:   "What its lines come to, before taxes.",
		MeansWithheld: "Income tax that Microsoft withholds. A valid tax form, and a treaty of your country, can lower it to nothing.",
		MeansFeeTax:   "Tax on Microsoft's fee, in countries that tax it.",
		MeansSalesTax: "Sales tax that is paid on top. Only incentives have it.",
		MeansProgram:  "The programs it is for. A payment that several programs share has a part for each: v shows them.",
		MeansAccount:  "The seller accounts it was made to.",
	}
}
