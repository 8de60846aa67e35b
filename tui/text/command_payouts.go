package text

// CommandPayouts is what the commands about payouts say.
type CommandPayouts struct {
	CommandPayoutsHelp
	CommandPayoutsRefusal

	// The glance: what stands before its lines, and the lines.
	Next, Last, Held, ToDo, Note, AsOf, UnderWay, Missing string

	NextCertain  string // amount, day
	NextPartly   string // amount, day, amount
	NextPart     string // amount, day
	NextEstimate string // amount, day
	NextAbout    string // amount, day
	NextBelow    string // amount
	NextNegative string // amount
	NextNone     string
	NextUnknown  string
	LastSent     string // amount, day
	LastBank     string // amount, day, first and last day at the bank
	LastArrives  string // amount, day, last day at the bank
	LastNone     string
	LastHidden   string // of estimates
	HeldOne      string // amount, state, who must act
	HeldMore     string // amount, state, who must act, how many more
	HeldNone     string
	Do           string // state, what to do
	Noted        string // sentence, amounts
	Lines        string // how many lines of the history
	OneLine      string
	Payments     string
	OnePayment   string
	OneMismatch  string
	Mismatches   string // how many
	Of           string // profile, what is said of it
	Read         string // age, lines and payments
	Mixed        string // age
	NeverRead    string
	EstimateNote string
	Export       string // what, how far
	Failed       string // problem, hint
	AndMore      string // how many more lines there were
	Day          string // layout

	// Progress.
	Stage     string // profile, what, how far
	StageRows string // profile, what, how far, lines
	StageNote string // words of the service
	GoesOn    string
	// SandboxReads: of the sandbox everything is read first.
	SandboxReads string
	Stopped      string
	StopHint     string
}

// CommandPayoutsHelp is the help of the commands about payouts, and of their flags.
type CommandPayoutsHelp struct {
	Payouts, PayoutsLong  string
	FlagRefresh, FlagWait string
	FlagMonthsBack        string
}

// CommandPayoutsRefusal are reasons why the commands about payouts do nothing.
type CommandPayoutsRefusal struct {
	NoPublisher, NoPublisherHint string
	BadMonths, BadMonthsHint     string // months
}

func englishCommandPayouts() CommandPayouts {
	return CommandPayouts{
		CommandPayoutsHelp:    englishCommandPayoutsHelp(),
		CommandPayoutsRefusal: englishCommandPayoutsRefusal(),

		Next: "Next payment", Last: "Last payment", Held: "Held up", ToDo: "To do", Note: "Note", AsOf: "As of",
		UnderWay: "Under way", Missing: "Missing",

		NextCertain:  "%s by %s; it is ordered",
		NextPartly:   "about %s by %s; %s of it is ordered",
		NextPart:     "about %s by %s, partly ordered",
		NextEstimate: "about %s by %s; not ordered yet", NextAbout: "about %s by %s",
		NextBelow:    "none yet: %s is below 50 USD and is carried over",
		NextNegative: "none: %s has to be made up for first",
		NextNone:     "nothing is expected", NextUnknown: "not known yet",
		LastSent: "%s, sent on %s", LastBank: "%s, sent on %s, at the bank %s to %s", LastArrives: "%s, sent on %s, at the bank by %s",
		LastNone: "nothing was ever sent", LastHidden: "not known: an estimate does not tell of payments",
		HeldOne: "%s: %s, %s", HeldMore: "%s: %s, %s; %d more", HeldNone: "nothing",
		Do: "%s: %s", Noted: "%s: %s",
		Lines: "%d lines", OneLine: "1 line", Payments: "%d payments", OnePayment: "1 payment",
		OneMismatch: "one thing does not fit: awning payouts reconcile names it",
		Mismatches:  "%d things do not fit: awning payouts reconcile names them",
		Of:          "%s: %s",
		Read:        "%s: %s", Mixed: "%s (the oldest)",
		NeverRead:    "nothing was read yet: awning payouts --refresh --wait does",
		EstimateNote: "this is an estimate, as applications see: what is paid, a person sees who is Owner or Financial contributor",
		Export:       "%s: %s", Failed: "%s; %s", AndMore: "and %d more: awning payouts --output json has all",
		Day: "2 Jan 2006",

		Stage: "%s: %s: %s", StageRows: "%s: %s: %s, %d lines", StageNote: "%s (%s)",
		SandboxReads: "Reading the payouts and orders of the sandbox, which ends with this run.",

		GoesOn:   "The service is at it, which takes up to a day; awning payouts --wait goes on with it.",
		Stopped:  "stopped waiting; what is under way goes on at the service",
		StopHint: "awning payouts --wait goes on with it",
	}
}

func englishCommandPayoutsHelp() CommandPayoutsHelp {
	return CommandPayoutsHelp{
		Payouts: "show when you are paid next, what came last, and what is held up",
		PayoutsLong: `Answers from what is on this machine, at once, and says how old that is. --refresh
asks the service for what is new, which takes it between seconds and a day, and returns;
--wait stays until it is here. What is under way is gone on with by the next run.

Amounts of different currencies are never added. Payouts want a person who is Owner or
Financial contributor; an application sees an estimate from the revenue report. It exits
with 4 if nobody who is signed in sees either.`,
		FlagRefresh:    "ask the service for what is new, and return",
		FlagWait:       "ask the service for what is new, and wait until it is here",
		FlagMonthsBack: "with --refresh: read so many `months` back",
	}
}

func englishCommandPayoutsRefusal() CommandPayoutsRefusal {
	return CommandPayoutsRefusal{
		NoPublisher:     "payouts are made to accounts, not to publishers",
		NoPublisherHint: "use --account or --profile; --offer narrows the lines",
		BadMonths:       "--months %d is not between 1 and 36",
		BadMonthsHint:   "the service keeps 36 months",
	}
}
