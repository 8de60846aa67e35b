package text

// Shell are the texts of the frame around the screens.
type Shell struct {
	Name     string // of the program, as the top line shows it
	CouldNot string // what was tried, why it failed
	NoAnswer string
	TryAgain string

	Keys, Quit, Back, Suspend, Dismiss string // actions
	More                               string // how many more notices wait
	TooSmall                           string // the window's columns and rows; the least it needs
	TooSmallShort                      string // the least it needs, for the smallest windows
	UnderWay                           string // how many, of which verb: "1 publishing"
	GoingLive                          string // the state of an offer signed off
	Because                            string // between what is refused and why
	And                                string // between the parts of an enumeration on one line

	HelpTitle  string
	HelpHere   string // heading of the screen's own keys
	HelpAll    string // heading of the keys that work everywhere
	HelpFilter string
	Letters    string // any key with a letter, as the bottom line names it
	FindIt     string
	DoIt       string
	Close      string
	HelpNone   string // nothing matches

	Palette        string // the action
	PaletteTitle   string
	PaletteGo      string // heading of the places to go to
	PaletteFind    string // for Fail
	PaletteReading string
	GoBackTo       string // the title of an open screen
	EscFirst       string // what esc does on the screen to be left
	ToDark         string
	ToLight        string
	ReadOnly       string
	Testing        string // on the top line: this publisher or offer is for tests
	SignIn         string // the action while a notice says that it helps
	Everywhere     string // on the line on top: not one account but all
	PlaceAccounts  string
	PlaceOffers    string
	PlacePayouts   string
	PlaceProfiles  string
	PlaceDoctor    string
	PlaceSignIn    string

	Log         string // the action
	LogTitle    string
	LogTime     string // heads of the columns
	LogText     string
	LogHint     string
	LogDetail   string
	LogTimes    string // the text of a notice, how often
	LogClock    string // how a time is written, in Go's layout
	LogMoment   string // with the date
	LogCount    string // how many, how many unread
	LogEmpty    string
	LogOne      string // what one is called, also when it is copied
	LogWhole    string // the title of one shown whole
	LogShow     string // actions
	LogRead     string
	LogReadAll  string
	Unread      string // the mark of one nobody has read
	UnreadCount string // how many, on the top line

	Detail        string // the action
	DetailTitle   string
	DetailNothing string
	DetailOne     string // what is copied

	Explain Explain

	Export Export

	Copy         string // the action
	CopyDoing    string // for Fail: what is copied
	Copied       string // what, so many characters
	Character    string
	Characters   string // how many
	CopyLongHint string
	CopyNothing  string // there is nothing, or a secret, under the cursor
	CopyNowhere  string

	QuitTitle     string
	QuitOne       string // verb, offer
	QuitMany      string // how many
	QuitWriting   string
	QuitYes       string
	StayNo        string
	Cancel        string // the safe answer of any question
	TypeToConfirm string // what to type
	TypeExactly   string // what was not typed exactly
	MoreBelow     string // how many lines more
	AnswerHint    string
	TypedHint     string

	CheckOn    string // for Fail: the offer whose operation was looked at
	Resume     string // for Fail: looking for operations under way
	StillGoing string
	Ended      Endings
	Fault      string // where the report is
	FaultBare  string // there is no report
	FaultHint  string
}

// Endings tell how operations ended, with the offer's name.
type Endings struct {
	Published, WentLive, Cancelled                string
	PublishFailed, GoLiveFailed, CancelFailed     string
	PublishCancelled, NotAccepted, Unclear, Other string
	LookHint, AgainHint                           string
}

func englishShell() Shell {
	return Shell{
		Name:     "Awning",
		CouldNot: "could not %s: %s",
		NoAnswer: "no answer in time",
		TryAgain: "press r to try again",

		Keys: "all keys", Quit: "quit", Back: "back", Suspend: "to the shell", Dismiss: "dismiss",
		More:          "%d more",
		TooSmall:      "%dx%d is too small; %dx%d is needed",
		TooSmallShort: "needs %dx%d",
		UnderWay:      "%d %s",
		Because:       ": ",
		And:           ", ", GoingLive: "Going live",

		HelpTitle: "Keys", HelpHere: "Here", HelpAll: "Everywhere",
		HelpFilter: "Find", Letters: "letters", FindIt: "find", DoIt: "do it", Close: "close", HelpNone: "No key matches.",

		Palette: "any command", PaletteTitle: "Commands", PaletteGo: "Go to", PaletteFind: "look for offers", PaletteReading: "reading offers",
		GoBackTo: "back to %s", EscFirst: "press esc here first: %s",
		ToDark: "dark theme", ToLight: "light theme",
		ReadOnly: "read-only", Testing: "for tests", PlaceAccounts: "accounts and publishers", PlaceOffers: "all offers", PlacePayouts: "payouts",
		SignIn: "sign in", Everywhere: "all accounts", PlaceProfiles: "profiles", PlaceDoctor: "why can't I see my offers?", PlaceSignIn: "sign in",

		Log: "notices", LogTitle: "Notices", LogTime: "Time", LogText: "What happened", LogHint: "What to do", LogDetail: "Details",
		LogTimes: "%s (%d times)", LogClock: "15:04:05", LogMoment: "2 Jan 2006 15:04:05 MST",
		LogCount: "%d in this run, %d unread", LogEmpty: "Nothing has happened in this run.", LogOne: "the notice",
		LogWhole: "The notice", LogShow: "show it whole", LogRead: "mark as read", LogReadAll: "mark all as read",
		Unread: "new", UnreadCount: "%d unread",

		Detail: "the row in full", DetailTitle: "In full", DetailNothing: "there is no row here",
		DetailOne: "the row",

		Export: englishExport(), Explain: englishExplain(),

		Copy: "copy", CopyDoing: "copy %s",
		Copied:    "%s went to your terminal's clipboard by OSC 52, %s",
		Character: "1 character", Characters: "%d characters",
		CopyLongHint: "write it to a file instead",
		CopyNothing:  "there is nothing here that can be copied",
		CopyNowhere:  "there is no terminal to copy to",

		QuitTitle:   "Quit?",
		QuitOne:     "%s %s goes on on the server. Awning shows it again at its next start and watches it to its end.",
		QuitWriting: "A list is still being written to a file. There will be no such file if you quit now.",
		QuitMany:    "%d operations go on on the server. Awning shows them again at its next start and watches them to their end.",
		QuitYes:     "Quit", StayNo: "Stay",
		Cancel:        "Back",
		MoreBelow:     "%d more lines; down shows them",
		TypeToConfirm: "Type %s to confirm:",
		TypeExactly:   "That is not %s. Type it exactly, or press esc.",
		AnswerHint:    "y or n, or choose with arrows and press enter; esc means no",
		TypedHint:     "enter confirms, esc goes back",

		CheckOn: "check on %s", Resume: "look for operations under way",
		StillGoing: "it goes on on the server; the next look follows by itself",
		Ended:      englishEndings(),
		Fault:      "a fault in Awning itself; see %s",
		FaultBare:  "a fault in Awning itself",
		FaultHint:  "nothing that was sent is lost; operations go on on the server",
	}
}

func englishEndings() Endings {
	return Endings{
		Published: "%s was published", WentLive: "%s is live", Cancelled: "the publish of %s was cancelled",
		PublishFailed: "publishing %s failed", GoLiveFailed: "going live with %s failed; what was live before still is",
		CancelFailed:     "the publish of %s was not cancelled",
		PublishCancelled: "the publish of %s was cancelled before it ended",
		NotAccepted:      "the service did not take the request for %s; nothing changed",
		Unclear:          "whether the service took the request for %s cannot be told",
		Other:            "the operation on %s ended",
		LookHint:         "open the offer to see why",
		AgainHint:        "look at the offer before sending it again",
	}
}

// Export are the texts of the question for a file to write a list to.
type Export struct {
	Action, Title      string
	One, Many          string // how many rows
	OneWhole, Whole    string // how many rows, more than are shown
	Writing            string
	Forms, FormsOrText string // by what a name ends in
	Keeps              string
	File               string // before the field
	Write              string
	Nothing            string
	Doing              string // for Fail
	Done               string // where, so many rows
	OneRow, ManyRows   string
}

func englishExport() Export {
	return Export{
		Action: "write to a file", Title: "Write this list to a file",
		One: "1 row, as it is shown, with all columns.", Many: "%d rows, filtered and ordered as they are shown, with all columns.",
		OneWhole: "1 row, with all that is known of it.", Whole: "All %d rows that the filter leaves, not only those that are shown, with all that is known of them.",
		Writing:     "writing; it goes on if you leave",
		Forms:       "A name that ends in .json gets JSON, any other CSV.",
		FormsOrText: "A name that ends in .txt gets text to read, .json JSON, any other CSV.",
		Keeps:       "A file that is there is never overwritten.",
		File:        "File", Write: "write it", Nothing: "there is nothing to write", Doing: "write the list",
		Done:   "written to %s: %s",
		OneRow: "1 row", ManyRows: "%d rows",
	}
}

// Explain is what stands about the explanation of a table's columns.
type Explain struct {
	Action  string
	Title   string
	Nothing string
	One     string // what is copied
}

func englishExplain() Explain {
	return Explain{
		Action: "columns", Title: "What the columns mean", Nothing: "the columns here speak for themselves",
		One: "the explanation",
	}
}
