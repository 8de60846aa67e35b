package text

// CommandUsage are what is said when a command cannot be understood, and the
// headings of help.
type CommandUsage struct {
	Usage, Commands, Flags, GlobalFlags, Examples string
	More                                          string // command

	UnknownCommand string // word, command
	DidYouMean     string // words
	UnknownFlag    string // flag
	NeedsValue     string // flag
	BadValue       string // value, flag
	BadChoice      string // value, flag, choices
	BadSyntax      string // flag
	NoArguments    string // command, first surplus word
	OneArgument    string // command, name of the argument
	TooMany        string // command, first surplus word
	NotTogether    string // flags
	SeeHelp        string // command

	UnknownProfile string // profile
	ProfilesAre    string // profiles
	UnknownAccount string // account
	AccountsAre    string // accounts
	UnknownType    string // type
	ListTypes      string
	ListOffers     string
	UnknownShell   string // shell
	ShellsAre      string // shells
	UnknownPath    string // path, offer
	ListPaths      string // offer
	NoPlan         string // offer, plan
	PlansAre       string // plans
	UnknownSection string // offer, section
	ListSections   string // offer
	NotAssignment  string // argument
	AssignLike     string
	WholeSection   string // path
	TwiceSet       string // path
	ReadFile       string // file, why
	LargeFile      string // file, limit in bytes
	SameSides      string // environment
	NeedsYes       string // command
	AddYes         string
	NeedsTerminal  string
	UseCommands    string
}

// CommandFail are sentences of what failed and what to do next.
type CommandFail struct {
	Error, Hint string // the sentence

	Interrupted    string
	NotSignedIn    string
	SignInHint     string
	NoAnswer       string
	TryAgain       string
	Output         string // why
	Incomplete     string // number of problems
	NoSection      string // offer, section, environment
	Rejected       string // path, why
	Fixed          string // path
	FixedCreate    string // path
	Sealed         string // section
	ChangeInPortal string
	NotByLine      string // path
	NotHere        string // path
	NothingSent    string
	NothingSaved   string
	SavedSome      string // sections
	KeptOther      string // path, value
	AlreadyRuns    string // offer
	NothingNew     string // offer
	Blocked        string // offer, sections
	NoPreview      string // offer
	ForTesting     string // offer
	ForTestingHint string
	NotRunning     string // offer
	GoneTooFar     string // offer
	Ended          string // what, offer, outcome
	StoppedWaiting string // offer
	WatchHint      string // offer
	StatusHint     string // offer
	CheckHint      string // offer
	CompareHint    string // offer
	PublishHint    string // offer
}

func englishCommandUsage() CommandUsage {
	return CommandUsage{
		Usage: "Usage:", Commands: "Commands:", Flags: "Flags:", GlobalFlags: "Common flags:", Examples: "Examples:",
		More: `Use "%s [command] --help" for more about a command.`,

		UnknownCommand: "%q is not a command of %s",
		DidYouMean:     "did you mean %s?",
		UnknownFlag:    "there is no flag %s",
		NeedsValue:     "the flag %s needs a value",
		BadValue:       "%q cannot be the value of --%s",
		BadChoice:      "%q cannot be the value of --%s: use %s",
		BadSyntax:      "%q is not a flag",
		NoArguments:    "%s takes no arguments, but there is %q",
		OneArgument:    "%s needs %s",
		TooMany:        "%s does not take the argument %q",
		NotTogether:    "%s cannot be used together",
		SeeHelp:        "%s --help says how it is used",

		UnknownProfile: "there is no profile %q",
		ProfilesAre:    "there are: %s",
		UnknownAccount: "no profile sees an account %q",
		AccountsAre:    "there are: %s",
		UnknownType:    "%q is not an offer type",
		ListTypes:      "awning types lists them",
		ListOffers:     "awning offers lists the offers with their ids",
		UnknownShell:   "there is no completion for %q",
		ShellsAre:      "there is one for %s",
		UnknownPath:    "%q names nothing in %s",
		ListPaths:      "awning get %s lists all paths",
		NoPlan:         "%s has no plan %q",
		PlansAre:       "its plans: %s",
		UnknownSection: "%s has no section %q",
		ListSections:   "awning show %s lists its sections",
		NotAssignment:  "%q is not of the form PATH=VALUE",
		AssignLike:     `write, for example, "listing.summary=Backups that restore"`,
		WholeSection:   "%q names a whole section; only fields can be set",
		TwiceSet:       "%q is set twice",
		ReadFile:       "could not read %s: %v",
		LargeFile:      "%s is larger than %d bytes",
		SameSides:      "both sides are %s",
		NeedsYes:       "%s asks before it acts, and there is no terminal to ask on",
		NeedsTerminal:  "the console needs a terminal to draw on and keys to listen to",
		UseCommands:    "awning --help lists the commands that work without",
		AddYes:         "add --yes to go ahead without being asked",
	}
}

func englishCommandFail() CommandFail {
	return CommandFail{
		Error: "awning: %s", Hint: "        %s",

		Interrupted:    "interrupted",
		NotSignedIn:    "there is no profile to sign in with",
		SignInHint:     "awning login makes one; for automation set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or AWNING_TOKEN; awning --sandbox needs none",
		NoAnswer:       "no answer in time",
		TryAgain:       "try again later",
		Output:         "could not write the output: %v",
		Incomplete:     "the list is not complete: %d parts could not be read",
		NoSection:      "%s has no section %s in %s",
		Rejected:       "%s: %v",
		Fixed:          "%s is fixed once the offer has been published",
		FixedCreate:    "%s is fixed from the moment of creation",
		Sealed:         "%s can be read but not changed through this API",
		ChangeInPortal: "change it in Partner Center",
		NotByLine:      "%s is an uploaded file, which cannot be typed",
		NotHere:        "%s does not exist with the other values of its section",
		NothingSent:    "nothing was sent",
		NothingSaved:   "nothing was saved",
		SavedSome:      "saved before that: %s",
		KeptOther:      "%s was sent, but the service keeps %q",
		AlreadyRuns:    "%s is being published already",
		NothingNew:     "there is nothing new in %s to publish",
		Blocked:        "%s cannot be published yet: %s",
		NoPreview:      "nothing of %s waits in preview",
		ForTesting:     "%s is an offer for tests, by its id or its publisher, and is never sent live",
		ForTestingHint: "test in preview, then publish an offer with another id for customers",
		NotRunning:     "nothing of %s is being published",
		GoneTooFar:     "%s is going live, which cannot be cancelled",
		Ended:          "%s of %s %s",
		StoppedWaiting: "stopped waiting; %s goes on at the service",
		WatchHint:      "awning status %s --watch follows it",
		StatusHint:     "awning status %s says where it stands",
		CheckHint:      "awning check %s says what is missing",
		CompareHint:    "awning compare %s --to preview shows the differences",
		PublishHint:    "awning publish %s brings the draft there",
	}
}
