package text

import "awning/model"

// Picker are the texts of the screen that asks where to work.
type Picker struct {
	Title string // on the line that says where you are

	Heading string
	Reading string // while accounts are read

	OneAccount, Accounts     string // how many
	OnePublisher, Publishers string

	All, AllNote    string // the row that stands for everything
	Publisher, Name string // column heads
	Program, SignIn string
	Role            string
	Roles           map[model.Role]string // what a profile may do, as far as it shows
	EveryPublisher  string                // of an account whose publishers nobody names
	NoMarketplace   string                // remark of an account without the program
	NoProgram       string                // stands for no program at all

	Elsewhere     string // why the account cannot be opened, and where to go: account, the others
	ElsewhereNone string // the same if there are no others
	Unusable      string // account, problem
	Nothing       string // no account at all
	NoSuch        string // the flags leave none

	TheID         string // in a sentence: the publisher's id
	Open, Refresh string // actions
	Payouts       string
	Add, Again    string
	Profiles      string
	Doctor        string
	DoctorHint    string // after why an account cannot be opened
	NoAccount     string // why nothing can be done with the row that stands for everything
	ReadAccounts  string // for Fail
	Recall, Keep  string
}

func englishPicker() Picker {
	return Picker{
		TheID:   "the publisher id",
		Title:   "accounts",
		Heading: "Where do you want to work?",
		Reading: "reading the accounts your profiles can see",

		OneAccount: "1 account", Accounts: "%d accounts",
		OnePublisher: "1 publisher", Publishers: "%d publishers",

		All: "All offers", AllNote: "everything your profiles can see",
		Role: "May see",
		Roles: map[model.Role]string{
			model.RoleOwner: "offers and payouts", model.RolePublisher: "offers, no payouts", model.RoleFinance: "payouts, no offers",
			model.RoleNone: "neither offers nor payouts", model.RoleUnknown: "not known",
		},
		Publisher: "Publisher", Name: "Shown to customers as", Program: "Program", SignIn: "Profile",
		EveryPublisher: "all publishers",
		NoMarketplace:  "no offers: not in the commercial marketplace program",
		NoProgram:      "no program",

		Elsewhere:     "%s is not in the commercial marketplace program, so it has no offers; work in %s, or join the program in Partner Center",
		ElsewhereNone: "%s is not in the commercial marketplace program, so it has no offers; join the program in Partner Center",
		Unusable:      "%s cannot be used: %s",
		Nothing:       "Your profiles see no account. Check the profiles in the config file, or try awning --sandbox.",

		NoSuch: "Your profiles see no such account or publisher. Press q and leave out --account and --publisher to see which there are.",

		Open: "open", Payouts: "payouts", Refresh: "read again", Add: "add a sign-in", Again: "sign in again", Profiles: "profiles", Doctor: "why?",
		DoctorHint:   "d finds out more",
		NoAccount:    "move to an account first",
		ReadAccounts: "read the accounts", Recall: "recall what was chosen last", Keep: "remember the choice",
	}
}
