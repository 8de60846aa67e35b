package text

// CommandPayoutLines is what the commands about the lines of payouts, and about
// payments, say.
type CommandPayoutLines struct {
	Transactions, TransactionsLong                   string // help
	PaymentsHelp, PaymentsLong                       string
	Export, ExportLong                               string
	FlagMonths, FlagStatus, FlagProgram, FlagOffer   string
	FlagPlan, FlagCustomer, FlagCountry              string
	FlagCurrency, FlagPayment, FlagSearch            string
	FlagPrivate, FlagLimit, FlagYes                  string
	NoneCalled                                       string // what, how it was called
	ThereAre                                         string // names
	OldStatus, OldStatusHint                         string // the old portal's word; what it is called here
	BadMonths                                        string // months
	NoFormat                                         string // file
	Formats, Replace                                 string
	NoLines, NoPayments                              string
	SomeLines                                        string // how many of how many
	Exported                                         string // how many, file
	Sum                                              string
	SumOf                                            string // amount, lines
	Date, Amount, State, Expected, Payment           string // headings
	Offer, Customer, Total, Earned, Withheld, FeeTax string
	Method                                           string
}

func englishCommandPayoutLines() CommandPayoutLines {
	return CommandPayoutLines{
		Transactions: "list the lines of the transaction history",
		TransactionsLong: `Lists what was earned, line by line, the newest first, and what it comes to per
currency. It answers from what is on this machine: awning payouts --refresh reads what
is new. Flags narrow the lines; several values of a flag are alternatives, given with
commas or by repeating it. Offers, plans, customers and programs go by id or by name.`,
		PaymentsHelp: "list the payments",
		PaymentsLong: `Lists the payments, the newest first: what was paid, what was earned, and which taxes
were taken of it. A payment has a row for each program.`,
		Export: "write the lines of the transaction history to a file",
		ExportLong: `FILE ends in .csv or .json, which says how it is written. In CSV no cell is a formula,
whatever it is called in the marketplace. The flags narrow the lines, as they do for
transactions. A file that is there is not replaced without --yes, and is whole in any
case.`,
		FlagMonths:   "only the last so many `months`, this one included (0: all)",
		FlagStatus:   "only this `state`, as in the file or one of %s",
		FlagProgram:  "only this `program`",
		FlagOffer:    "only this `offer`",
		FlagPlan:     "only this `plan`",
		FlagCustomer: "only this `customer`",
		FlagCountry:  "only customers of this `country`, by its two letters",
		FlagCurrency: "only this `currency`",
		FlagPayment:  "only what was paid by the payment with this `id`",
		FlagSearch:   "only lines with this `text` in an id, a name or an invoice number",
		FlagPrivate:  "only what was sold by private offers (--private=false: only the rest)",
		FlagLimit:    "at most so `many` lines, 0 for all (default 100 in tables, all elsewhere)",
		FlagYes:      "replace the file if it is there",
		NoneCalled:   "there is no %s %q in what was read", ThereAre: "there are: %s",
		OldStatus:     "%q is a word of the old portal: a sale has no line here before it is earned",
		OldStatusHint: "awning payouts reconcile tells what waits, under %q",
		BadMonths:     "--months %d is not a number of months",
		NoFormat:      "%q says no format", Formats: "end the name in .csv or .json",
		Replace: "--yes replaces it",
		NoLines: "no line matches", NoPayments: "no payment matches",
		SomeLines: "%d of %d lines; the sums are of all, and --limit 0 lists them",
		Exported:  "%d lines written to %s",
		Sum:       "Sum", SumOf: "%s (lines: %d)",
		Date: "DATE", Amount: "AMOUNT", State: "STATE", Expected: "EXPECTED", Payment: "PAYMENT", Offer: "OFFER", Customer: "CUSTOMER",
		Total: "TOTAL", Earned: "EARNED", Withheld: "WITHHELD", FeeTax: "FEE TAX", Method: "METHOD",
	}
}
