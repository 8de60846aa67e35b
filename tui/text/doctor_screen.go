package text

// DoctorScreen are the texts of the screen that says why offers are missing. What
// it tells is in [Doctor].
type DoctorScreen struct {
	Title   string
	Of      string // the profile
	Asking  string
	Age     string // how long ago
	Nobody  string // there is no profile
	Unheard string // before the first answer

	Again, Copy, Other, SignIn string // actions
	TheReport                  string // in a sentence
	Doing                      string // for Fail: the profile
	Only                       string // why there is no other profile
}

func englishDoctorScreen() DoctorScreen {
	return DoctorScreen{
		Title: "doctor", Of: "Profile %s",
		Asking:  "asking all services",
		Age:     "found %s",
		Nobody:  "There is no profile to ask for. Sign in first: press s.",
		Unheard: "Asking for tokens, tenants, publishers and offers, side by side. Nothing is changed by it.",

		Again: "ask again", Copy: "copy for a ticket", Other: "other profile", SignIn: "sign in",
		TheReport: "the report", Doing: "find out what is wrong with %s",
		Only: "there is no other profile",
	}
}
