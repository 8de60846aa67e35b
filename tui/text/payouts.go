package text

// Payouts is what the screens about payouts say. The three lines on top are those of the
// command: see [CommandPayouts].
type Payouts struct {
	Title    string
	Heading  string
	Aged     string // when it was read
	Missing  string // profile, problem
	WhatToDo string // problem, what to do
	Reading  string
	Never    string
	Empty    string
	Asking   string // nothing was heard of the refresh yet
	Next     string // amount, day: of a payment that is not all ordered, where there is little room

	Month, Bar, Earned, Scheduled, Paid, Held, Other, Lines, Currency string
	OfOther                                                           string // amount

	Open, Refresh, Doctor string // keys

	NoMonth    string // refusals
	Refreshing string

	DoingRead, DoingRefresh string // for Fail
	Refreshed               string
	TheMonth                string // in a sentence: what is copied
}

func englishPayouts() Payouts {
	return Payouts{
		Title: "payouts", Heading: "By month earned", Aged: "as of %s", Missing: "%s: %s", WhatToDo: "%s; %s",
		Reading: "reading what is on this machine", Never: "Nothing was read yet. Press R to ask the service; it may take its time.",
		Empty: "There are no earnings.", Asking: "asking the service",
		Next: "about %s by %s",

		Month: "Month", Bar: "Shares", Earned: "Earned", Scheduled: "Scheduled", Paid: "Paid", Held: "Held up", Other: "Unknown state", OfOther: "%s in an unknown state",
		Lines: "Lines", Currency: "In",

		Open: "lines", Refresh: "refresh", Doctor: "doctor",

		NoMonth:    "there is no month here",
		Refreshing: "a refresh is under way; it may take up to a day, and goes on where it was left",

		DoingRead: "read the payouts", DoingRefresh: "refresh the payouts", Refreshed: "the payouts are up to date",
		TheMonth: "the month",
	}
}
