package text

// Profiles are the texts of the screen that lists the ways of signing in.
type Profiles struct {
	Title   string
	Heading string
	Count   string // how many
	One     string
	Reading string
	None    string // there is none

	Name, Way, Who, Tenant, Publishers, Storage, May, Default string // column heads
	IsDefault                                                 string // the mark of the default one
	FromEnvironment                                           string
	AllPublishers                                             string
	NotAsked                                                  string // what it may do is not known
	Stores                                                    string // a storage, in a column

	Open, Again, Out, Remove, MakeDefault, Add, Doctor, Reload string // actions

	NoProfile      string // refusals
	InEnvironment  string
	AlreadyDefault string
	NothingKept    string // there is nothing to sign out of
	OfTheCLI       string

	AskOut       string // the profile
	OutBody      string
	OutShared    string // the others
	YesOut       string
	AskRemove    string // the profile
	RemoveBody   string
	RemoveShared string // the others
	YesRemove    string
	FactUser     string

	SignedOut    string // the profile
	AlsoOut      string // the profile, the others
	Removed      string // the profile
	NowDefault   string // the profile
	DoingOut     string // for Fail: the profile
	DoingRemove  string
	DoingDefault string
	DoingRead    string

	TheName string // in a sentence: what is copied
}

func englishProfiles() Profiles {
	return Profiles{
		Title: "profiles", Heading: "Who is signed in", Count: "%d profiles", One: "1 profile", Reading: "reading the config file",
		None: "There is no profile yet. Press a to sign in.",

		Name: "Profile", Way: "Signs in by", Who: "User or client id", Tenant: "Tenant", Publishers: "Publishers", Storage: "Kept in",
		May: "Appears to be", Default: "Default",
		IsDefault: "default", FromEnvironment: "environment", AllPublishers: "all", NotAsked: "not asked yet", Stores: "nothing is kept",

		Open: "its offers", Again: "sign in again", Out: "sign out", Remove: "remove", MakeDefault: "make it the default", Add: "add",
		Doctor: "doctor", Reload: "read again",

		NoProfile:      "there is no profile here",
		InEnvironment:  "environment variables describe this profile: change it there",
		AlreadyDefault: "it is the default already",
		OfTheCLI:       "the sign-in is the Azure CLI's: az logout ends it",
		NothingKept:    "nothing of this sign-in is kept here: there is nothing to sign out of",

		AskOut:    "Sign out of %s?",
		OutBody:   "The sign-in is forgotten; the profile stays. Drafts on this machine stay too.",
		OutShared: "These profiles share the sign-in and are signed out as well: %s.",
		YesOut:    "Sign out",
		AskRemove: "Remove profile %s?",

		RemoveBody:   "It goes from the config file, and its sign-in is forgotten. Offers and drafts stay as they are.",
		RemoveShared: "The sign-in itself stays: %s still need it.",
		YesRemove:    "Remove",
		FactUser:     "Signed in as",

		SignedOut: "signed out of %s", AlsoOut: "signed out of %s, and of %s, which shared the sign-in",
		Removed: "removed %s", NowDefault: "%s is the default now",
		DoingOut: "sign out of %s", DoingRemove: "remove %s", DoingDefault: "make %s the default", DoingRead: "read the profiles",

		TheName: "the profile's name",
	}
}
