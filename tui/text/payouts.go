package text

// Payouts is what the screens about payouts say. The three lines on top are those of the
// command: see [CommandPayouts].
type Payouts struct {
	Title                     string
	Heading                   string
	Aged                      string // when it was read
	Missing                   string // profile, problem
	WhatToDo                  string // problem, what to do
	Reading                   string
	Never                     string
	Nobody                    string // is signed in
	NobodyKey                 string // the same with the key to sign in
	Empty                     string
	Asking                    string // nothing was heard of the refresh yet
	First                     string // it is the first one
	Since                     string // how far an export is, when it was asked for
	GoesOn                    string // what leaving does, and the key that stops
	Estimate                  string
	EstimateKey               string // the same with the key to sign in
	EstimateOf, EstimateOfKey string // whose: where others see what is paid
	WrongOne                  string
	WrongSome                 string // how many things do not add up
	MoreBelow                 string // how many lines there are more, and the key that shows them
	Next                      string // amount, day: of a payment that is not all ordered, where there is little room
	MayNotSee                 string

	PayoutsColumns
	PayoutsAside
	PayoutsKeys

	NoMonth, Here string // refusals
	Refreshing    string

	DoingRead, DoingRefresh string // for Fail
	Refreshed, Stopped      string
	TheMonth                string // in a sentence: what is copied
}

// PayoutsColumns are the heads of the columns, and what they tell.
type PayoutsColumns struct {
	Month, Bar, Earned, Scheduled, Paid, Held, Other, Lines, Currency string
	OfOther                                                           string // amount

	MeansMonth, MeansBar, MeansEarned, MeansScheduled, MeansPaid, MeansHeld, MeansOther, MeansLines, MeansCurrency string
}

// PayoutsAside is what stands beside the months, and in the row in full.
type PayoutsAside struct {
	HeldUp   string // heading
	HeldMore string // amount, state, what it means, who must act and how
	Offers   string // heading: since which month
	NoOffer  string // what is no sale
	AndMore  string // how many
	ToDo     string // labels
	Note     string
	Problem  string
	Source   string
	Sources  string // profile, source, lines, payments, age
}

// PayoutsKeys are what the keys do.
type PayoutsKeys struct {
	Open, Refresh, Stop, Doctor, SignIn, Payments, All, Orders, Check string

	CheckOne, CheckSome string // how many things do not add up
	Back                string // the key that leads here from elsewhere
}

func englishPayouts() Payouts {
	return Payouts{
		Title: "payouts", Heading: "By month earned", Aged: "as of %s", Missing: "%s: %s", WhatToDo: "%s; %s",
		Reading: "reading what is on this machine", Never: "Nothing was read yet. Press R to ask the service; it may take its time.",
		Nobody: "Nobody is signed in who could tell.", NobodyKey: "Nobody is signed in who could tell: L signs in.",
		Empty: "There are no earnings.", Asking: "asking the service",
		First:       "nothing was read yet: a year is being read for the first time",
		Since:       "%s, asked for %s",
		GoesOn:      "It takes seconds to a day. The service goes on if you leave; c stops waiting",
		Estimate:    "Estimates: an Owner or Financial contributor who signs in sees payments",
		EstimateKey: "Estimates: L signs in an Owner or Financial contributor, who sees payments",
		EstimateOf:  "Estimates of %s: an Owner or Financial contributor there sees payments", EstimateOfKey: "Estimates of %s: L signs in an Owner or Financial contributor there",
		WrongOne:  "one thing does not add up: x shows it",
		WrongSome: "%d things do not add up: x shows them",
		MoreBelow: "and %d more lines: v shows all",
		Next:      "about %s by %s", MayNotSee: "nobody who is signed in may see it",

		PayoutsColumns: englishPayoutsColumns(),
		PayoutsAside: PayoutsAside{
			HeldUp: "Held up", HeldMore: "%s %s: %s %s", Offers: "By offer, earned since %s", NoOffer: "adjustments", AndMore: "and %d more",
			ToDo: "To do", Note: "Note", Problem: "Missing", Source: "As of", Sources: "%s: %s, %s, %s, %s",
		},
		PayoutsKeys: PayoutsKeys{
			Open: "lines", Refresh: "refresh", Stop: "stop waiting", Doctor: "why?", SignIn: "sign in", Payments: "payments", All: "all lines",
			Orders: "orders", Check: "check", CheckOne: "1 does not add up", CheckSome: "%d do not add up", Back: "payouts",
		},

		NoMonth: "there is no month here", Here: "these are the payouts",
		Refreshing: "a refresh is under way; it may take up to a day, and goes on where it was left",

		DoingRead: "read the payouts", DoingRefresh: "refresh the payouts", Refreshed: "the payouts are up to date",
		Stopped:  "stopped waiting; the service goes on, and R reads what it has made",
		TheMonth: "the month",
	}
}

func englishPayoutsColumns() PayoutsColumns {
	return PayoutsColumns{
		Month: "Month", Bar: "Shares", Earned: "Earned", Scheduled: "Scheduled", Paid: "Paid", Held: "Held up", Other: "Unknown state",
		OfOther: "%s in an unknown state", Lines: "Lines", Currency: "In",

		MeansMonth: "The month in which it was earned, in Pacific time. A sale is earned once the customer has paid, or once an enterprise agreement is billed: what is sold and not earned yet stands in the orders.",
		MeansBar: "What became of the month: # paid, = scheduled, - earned, ! held up. The longest bar is the largest month in its currency; " +
			"bars of two currencies cannot be compared.",
		MeansEarned:    "Earned, and not paid yet: it waits out its holding period, and is paid in the month that its lines name.",
		MeansScheduled: "A payment is ordered, or on its way. It is sent by the 15th of the month.",
		MeansPaid:      "Handed to your bank. Taxes that are taken per payment are not off yet: the payments show them.",
		MeansHeld:      "Does not move by itself: a tax invoice is missing or rejected, the bank refused the payment, or it failed. The lines say who must act.",
		MeansOther:     "In states this version does not know; it is in no other column.",
		MeansLines:     "How many lines of the transaction history it is.",
		MeansCurrency:  "The currency you are paid in, and US dollars as long as nothing was ever paid. Amounts in two currencies are never added.",
	}
}
